import Document

/// Verified sessions as a test report that continuous integration reads: a suite for each file, a case for each cell,
/// assertion and exercise.
/// - Source: the JUnit format as Jenkins' `junit-10.xsd` states it, with `file` and `line` as pytest and GitLab do.
public struct JUnitReport: Sendable {
  private struct Case {
    var name: String
    var line: Int
    var seconds = 0.0
    var outcome = Outcome.passed
  }

  private enum Outcome {
    case passed
    case skipped(reason: String)
    case failure(message: String, text: String)
    case error(message: String, text: String)

    /// The element that says so, in the format's word.
    var element: (name: String, message: String, text: String)? {
      switch self {
      case .passed: nil
      case .skipped(let reason): ("skipped", reason, "")
      case .failure(let message, let text): ("failure", message, text)
      case .error(let message, let text): ("error", message, text)
      }
    }
  }

  private struct Suite {
    var file: String
    var cases: [Case]

    func count(_ element: String) -> Int { cases.count { $0.outcome.element?.name == element } }

    var seconds: Double { cases.reduce(0) { $0 + $1.seconds } }
  }

  private var suites: [Suite] = []

  public init() {}

  /// Adds a file that was replayed.
  public mutating func add(_ file: String, _ verification: Verification) {
    let cases = verification.checks.map { check in
      var entry = Case(name: "line \(check.line): \(check.source.lines.first ?? "")", line: check.line)
      entry.seconds = check.seconds
      if let reason = check.skipped {
        entry.outcome = .skipped(reason: reason)
      } else if let report = check.interruption {
        entry.outcome = .error(message: report.title, text: "\(file):\(check.line): \(report.title)\n")
      } else if let first = check.problems.first {
        let text = check.problems.map { "\(file):\($0.line)\n\($0.document.plain())" }.joined()
        entry.outcome = .failure(message: first.document.plain().lines.first ?? "", text: text)
      }
      return entry
    }
    suites.append(Suite(file: file, cases: cases))
  }

  /// Adds a file that could not be replayed.
  public mutating func add(_ file: String, line: Int = 1, unreadable report: Report) {
    let outcome = Outcome.error(
      message: "\(report.code) \(report.title)", text: "\(file):\(line)\n\(report.message)\n")
    suites.append(Suite(file: file, cases: [Case(name: "the file", line: line, outcome: outcome)]))
  }

  /// The report as XML 1.0.
  public var text: String {
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"nabla verify\"\(totals(suites))>\n"
    for suite in suites {
      xml += "  <testsuite name=\"\(suite.file.xml)\" file=\"\(suite.file.xml)\"\(totals([suite]))>\n"
      for entry in suite.cases { xml += element(entry, of: suite.file) }
      xml += "  </testsuite>\n"
    }
    return xml + "</testsuites>\n"
  }

  private func totals(_ suites: [Suite]) -> String {
    func total(_ element: String) -> Int { suites.reduce(0) { $0 + $1.count(element) } }
    let seconds = suites.reduce(0) { $0 + $1.seconds }
    return " tests=\"\(suites.reduce(0) { $0 + $1.cases.count })\" failures=\"\(total("failure"))\""
      + " errors=\"\(total("error"))\" skipped=\"\(total("skipped"))\" time=\"\(Self.fixed(seconds))\""
  }

  private func element(_ entry: Case, of file: String) -> String {
    let head =
      "    <testcase classname=\"\(file.xml)\" name=\"\(entry.name.xml)\" file=\"\(file.xml)\" line=\"\(entry.line)\""
      + " time=\"\(Self.fixed(entry.seconds))\""
    guard let (element, message, text) = entry.outcome.element else { return head + "/>\n" }
    let body = text.isEmpty ? "/>" : ">\(text.lines.map(\.xml).joined(separator: "\n"))</\(element)>"
    return "\(head)>\n      <\(element) message=\"\(message.xml)\"\(body)\n    </testcase>\n"
  }

  /// Microseconds and no exponent, as readers of the format expect.
  private static func fixed(_ seconds: Double) -> String {
    let micros = Int((min(max(seconds, 0), 1e9) * 1e6).rounded())
    let fraction = String(micros % 1_000_000)
    return "\(micros / 1_000_000)." + String(repeating: "0", count: 6 - fraction.utf8.count) + fraction
  }
}
