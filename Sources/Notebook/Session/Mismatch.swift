import Document

/// A place where a replayed cell and its record disagree.
public struct Mismatch: Hashable, Sendable {
  public enum Difference: Hashable, Sendable {
    case text
    /// Two numbers further apart than `allowed`.
    case number(expected: Double, got: Double, allowed: Double)
    /// Two different whole numbers.
    case integer(expected: String, got: String)
    /// Not the same number of numbers on the rows of a chart.
    case count(expected: Int, got: Int)
    /// With `signs free`: the signs within one vector changed against each other.
    case signs
    /// A recorded line that was not printed.
    case missing
    /// A printed line that is not recorded.
    case extra
    case errorCode(expected: String, got: String)
    case unexpectedError
    case noError
  }

  /// The line of the file, counted from 1.
  public var line: Int
  public var expected: String?
  public var got: String?
  public var difference: Difference

  public var document: Document {
    var below: [Block] = []
    if let expected { below.append(.line(Text("expected  ", .dim) + Text(Self.shown(expected)))) }
    if let got { below.append(.line(Text("got       ", .dim) + Text(Self.shown(got)))) }
    if let detail { below.append(.line(Text(detail, .dim))) }
    return Document([.section(Text("line \(line): ", .strong) + Text(title, .error), Document(below))])
  }

  /// As much of a line as anybody reads.
  private static func shown(_ line: String) -> String {
    guard line.utf8.count > 2000 else { return line.visible }
    return String(decoding: line.utf8.prefix(1000), as: UTF8.self).visible + " …"
  }

  private var title: String {
    switch difference {
    case .text: "the text differs"
    case .number: "a number differs"
    case .integer: "a whole number differs"
    case .count: "the chart has other numbers"
    case .signs: "signs differ within a vector"
    case .missing: "a recorded line was not printed"
    case .extra: "a line was printed that is not recorded"
    case .errorCode: "another error"
    case .unexpectedError: "an error that is not expected"
    case .noError: "the expected error did not happen"
    }
  }

  private var detail: String? {
    switch difference {
    case .number(let expected, let got, let allowed):
      "\(expected) and \(got) are \(abs(expected - got).formatted(digits: 6)) apart; "
        + "\(allowed.formatted(digits: 6)) is allowed"
    case .integer(let expected, let got): "\(expected) and \(got); whole numbers are compared exactly"
    case .count(let expected, let got): "\(expected) numbers were recorded and \(got) printed"
    case .errorCode(let expected, let got): "\(expected) was expected and \(got) came"
    case .text, .signs, .missing, .extra, .unexpectedError, .noError: nil
    }
  }
}
