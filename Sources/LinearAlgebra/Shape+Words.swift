import Document

/// The one way messages speak of shapes.
extension Shape {
  /// `a number`, `a 2-vector`, `a 2×3 matrix`; with an adjective `a complex 2-vector`.
  public func phrase(_ adjective: String = "") -> String {
    let article = adjective.isEmpty ? "a" : "a \(adjective)"
    return switch self {
    case .scalar: "\(article) number"
    case .vector(let n): "\(article) \(n)-vector"
    case .matrix(let m, let n): "\(article) \(m)×\(n) matrix"
    }
  }

  /// What it says of something: `b has 3 elements`, `A is 2×3`, `x is a number`.
  public func clause(of name: String) -> String {
    switch self {
    case .scalar: "\(name) is a number"
    case .vector(let n): "\(name) has \(n.counted("element"))"
    case .matrix(let m, let n): "\(name) is \(m)×\(n)"
    }
  }
}
