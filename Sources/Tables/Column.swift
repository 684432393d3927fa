import Numerics

/// Elements of one kind in order, any of which may be missing.
///
/// Two columns are equal when the same elements are missing and those that are there are equal, whatever stands where one
/// is missing. NaN differs from itself, as in every comparison of numbers.
public struct Column: Hashable, Sendable {
  /// The elements, with an arbitrary one wherever one is missing.
  public enum Storage: Hashable, Sendable {
    case numbers([Double])
    case truths([Bool])
    case texts(Texts)
    case dates([Day])
    case complex([Complex<Double>])

    public var kind: Kind {
      switch self {
      case .numbers: .number
      case .truths: .truth
      case .texts: .text
      case .dates: .date
      case .complex: .complex
      }
    }
  }

  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case number, truth, text, date
    case complex = "complex number"
  }

  /// One element.
  public enum Cell: Hashable, Sendable {
    case number(Double)
    case truth(Bool)
    case text(String)
    case date(Day)
    case complex(Complex<Double>)
    case missing
  }

  public let storage: Storage
  /// Which elements are missing; empty when none is.
  public let missing: [Bool]

  /// - Parameter missing: as long as the elements, or empty when none is missing.
  public init(_ storage: Storage, missing: [Bool] = []) {
    self.storage = storage
    self.missing = missing.contains(true) ? missing : []
  }

  public init(_ numbers: [Double]) { self.init(.numbers(numbers)) }

  public init(_ texts: [String]) { self.init(.texts(Texts(texts))) }

  public init(_ numbers: [Double?]) {
    self.init(.numbers(numbers.map { $0 ?? .nan }), missing: numbers.map { $0 == nil })
  }

  public init(_ texts: [String?]) {
    self.init(.texts(Texts(texts.map { $0 ?? "" })), missing: texts.map { $0 == nil })
  }

  public var count: Int {
    switch storage {
    case .numbers(let x): x.count
    case .truths(let t): t.count
    case .texts(let t): t.count
    case .dates(let d): d.count
    case .complex(let z): z.count
    }
  }

  public var kind: Kind { storage.kind }

  public var missingCount: Int { missing.count { $0 } }

  public func isMissing(_ index: Int) -> Bool { !missing.isEmpty && missing[index] }

  public subscript(index: Int) -> Cell {
    if isMissing(index) { return .missing }
    switch storage {
    case .numbers(let x): return .number(x[index])
    case .truths(let t): return .truth(t[index])
    case .texts(let t): return .text(t[index])
    case .dates(let d): return .date(d[index])
    case .complex(let z): return .complex(z[index])
    }
  }

  /// The numbers, NaN where one is missing; `nil` of another kind.
  public var numbers: [Double]? {
    guard case .numbers(let x) = storage else { return nil }
    guard !missing.isEmpty else { return x }
    return x.indices.map { missing[$0] ? .nan : x[$0] }
  }

  /// The elements at these places, in this order, as often as they are named.
  public func taking(_ indices: [Int]) -> Column {
    let storage: Storage =
      switch storage {
      case .numbers(let x): .numbers(indices.map { x[$0] })
      case .truths(let t): .truths(indices.map { t[$0] })
      case .texts(let t): .texts(t.taking(indices))
      case .dates(let d): .dates(indices.map { d[$0] })
      case .complex(let z): .complex(indices.map { z[$0] })
      }
    return Column(storage, missing: missing.isEmpty ? [] : indices.map { missing[$0] })
  }
}

extension Texts {
  func taking(_ indices: [Int]) -> Texts {
    var (bytes, ends): ([UInt8], [Int]) = ([], [])
    ends.reserveCapacity(indices.count)
    for index in indices {
      bytes.append(contentsOf: self.bytes[range(index)])
      ends.append(bytes.count)
    }
    return Texts(bytes: bytes, ends: ends)
  }
}
