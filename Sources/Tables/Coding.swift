import Numerics

/// The different elements of a column, numbered from 0 in the order in which they first appear. All NaN are one, −0 is 0,
/// and missing is an element like any other; texts are told apart by their bytes.
public struct Coding: Sendable {
  /// The number of each row's element.
  public let codes: [Int32]
  /// The row in which each element first appears.
  public let firsts: [Int]

  public var count: Int { firsts.count }

  public init(_ column: Column) {
    let coding: Coding
    switch column.storage {
    case .numbers(let x): coding = Coding(keys: x.map(Self.key))
    case .dates(let d): coding = Coding(keys: d.map { UInt64(UInt32(bitPattern: $0.number)) })
    case .truths(let t): coding = Coding(keys: t.map { $0 ? 1 : 0 })
    case .texts(let texts): coding = Coding(texts)
    case .complex(let z):
      coding = Coding(Coding(keys: z.map { Self.key($0.real) }), Coding(keys: z.map { Self.key($0.imaginary) }))
    }
    self = column.missing.isEmpty ? coding : Coding(coding, missing: column.missing)
  }

  /// The different rows of columns of one length, one at least.
  public init?(_ columns: [Column]) {
    guard let first = columns.first else { return nil }
    self = columns.dropFirst().reduce(Coding(first)) { Coding($0, Coding($1)) }
  }

  private init(codes: [Int32], firsts: [Int]) { (self.codes, self.firsts) = (codes, firsts) }

  /// Equal numbers have equal keys.
  private static func key(_ x: Double) -> UInt64 { x.isNaN ? .max : x == 0 ? 0 : x.bitPattern }

  /// The pairs of two codings of the same rows.
  private init(_ a: Coding, _ b: Coding) {
    if b.count == 1 || a.count == a.codes.count {
      self = a
    } else if a.count == 1 || b.count == b.codes.count {
      self = b
    } else {
      self.init(
        keys: zip(a.codes, b.codes).map { UInt64(UInt32(bitPattern: $0)) << 32 | UInt64(UInt32(bitPattern: $1)) })
    }
  }

  /// What stands at a missing place is arbitrary: all of them are one element.
  private init(_ coding: Coding, missing: [Bool]) {
    let gap = UInt64.max
    self.init(keys: zip(coding.codes, missing).map { $1 ? gap : UInt64(UInt32(bitPattern: $0)) })
  }

  /// By open addressing, at most half full.
  private init(keys: [UInt64]) {
    var slots = Slots(capacity: 1024)
    var firsts: [Int] = []
    let codes = [Int32](unsafeUninitializedCapacity: keys.count) { codes, count in
      keys.withUnsafeBufferPointer { keys in
        for row in 0..<keys.count {
          let key = keys[row]
          var slot = slots.start(key)
          while slots.codes[slot] >= 0, slots.keys[slot] != key { slot = slots.next(slot) }
          var code = slots.codes[slot]
          if code < 0 {
            code = Int32(truncatingIfNeeded: firsts.count)
            slots.fill(slot, key, code: code)
            firsts.append(row)
          }
          codes.initializeElement(at: row, to: code)
        }
      }
      count = keys.count
    }
    self.init(codes: codes, firsts: firsts)
  }

  private init(_ texts: Texts) {
    guard texts.longest > 7 else {
      self.init(keys: texts.packed)
      return
    }
    var firsts: [Int] = []
    var slots = Slots(capacity: 1024)
    let codes = [Int32](unsafeUninitializedCapacity: texts.count) { codes, count in
      texts.bytes.withUnsafeBytes { bytes in
        func text(_ row: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[texts.range(row)]) }
        for row in 0..<texts.count {
          let own = text(row)
          let hash = Self.hash(own)
          var slot = slots.start(hash)
          while slots.codes[slot] >= 0 {
            if slots.keys[slot] == hash, Self.same(text(firsts[Int(slots.codes[slot])]), own) { break }
            slot = slots.next(slot)
          }
          var code = slots.codes[slot]
          if code < 0 {
            code = Int32(truncatingIfNeeded: firsts.count)
            slots.fill(slot, hash, code: code)
            firsts.append(row)
          }
          codes.initializeElement(at: row, to: code)
        }
      }
      count = texts.count
    }
    self.init(codes: codes, firsts: firsts)
  }

  private static func same(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    a.count == b.count && a.elementsEqual(b)
  }

  /// Eight bytes at a time, each word folded in by a product and a rotation.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    var offset = 0
    while offset + 8 <= bytes.count {
      hash = (hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < bytes.count {
      rest = rest << 8 | UInt64(bytes[offset])
      offset += 1
    }
    hash = (hash ^ rest) &* 0xFF51_AFD7_ED55_8CCD
    return hash ^ hash >> 29
  }
}

/// The slots of a hash table: a key and its code, −1 where nothing stands.
private struct Slots {
  var keys: [UInt64]
  var codes: [Int32]
  private var used = 0
  private var shift: UInt64

  init(capacity: Int) {
    keys = Array(repeating: 0, count: capacity)
    codes = Array(repeating: -1, count: capacity)
    shift = UInt64(64 - capacity.trailingZeroBitCount)
  }

  /// Where the search for a key begins. Whole numbers differ in their high bits alone, so those are folded down first.
  @inline(__always) func start(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: ((key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  @inline(__always) func next(_ slot: Int) -> Int { (slot + 1) & (keys.count - 1) }

  /// Slots with equal keys may stand for different elements, so none is looked for while growing.
  mutating func fill(_ slot: Int, _ key: UInt64, code: Int32) {
    keys[slot] = key
    codes[slot] = code
    used += 1
    guard 2 * used > keys.count else { return }
    var larger = Slots(capacity: 2 * keys.count)
    for (key, code) in zip(keys, codes) where code >= 0 {
      var slot = larger.start(key)
      while larger.codes[slot] >= 0 { slot = larger.next(slot) }
      larger.keys[slot] = key
      larger.codes[slot] = code
    }
    larger.used = used
    self = larger
  }
}

extension Texts {
  fileprivate var longest: Int {
    var (longest, start) = (0, 0)
    for end in ends {
      longest = max(longest, end - start)
      start = end
    }
    return longest
  }

  /// Texts of at most seven bytes as one number each: the bytes, and above them how many there are.
  fileprivate var packed: [UInt64] {
    var keys: [UInt64] = []
    keys.reserveCapacity(count)
    var start = 0
    bytes.withUnsafeBufferPointer { bytes in
      for end in ends {
        var key = UInt64(end - start)
        for place in start..<end { key = key << 8 | UInt64(bytes[place]) }
        keys.append(key)
        start = end
      }
    }
    return keys
  }
}
