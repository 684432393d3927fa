/// Which products of variables a model has, in R's order: main effects first, then products of two, and so on.
public struct Terms: Hashable, Sendable {
  /// The variables of each term, ascending; variables are numbered by their first appearance in the formula.
  public let products: [[Int]]
  public let hasIntercept: Bool

  public init(products: [[Int]], hasIntercept: Bool) {
    self.products = products
    self.hasIntercept = hasIntercept
  }

  /// The terms that a sum of them stands for; an intercept is there unless it was taken out.
  public init(_ sum: TermSum) {
    let longest = sum.products.reduce(0) { max($0, $1.count) }
    products = (0...longest).flatMap { order in sum.products.filter { !$0.isEmpty && $0.count == order } }
    hasIntercept = sum.intercept ?? true
  }

  /// The variables that some term has, ascending.
  public var used: [Int] { Set(products.joined()).sorted() }
}

/// One side of a formula while it is read: the algebra of Wilkinson and Rogers on sets of products of variables.
///
/// - Source: Wilkinson & Rogers 1973, *Applied Statistics* 22; `?formula` of R, whose rules for 0 and 1 these are.
public struct TermSum: Hashable, Sendable {
  /// Products of variables in the order in which they were written, none twice.
  public private(set) var products: [[Int]]
  /// Whether `1` was added or taken out last; `nil` when neither was.
  public private(set) var intercept: Bool?

  public init(products: [[Int]] = [], intercept: Bool? = nil) {
    self.products = []
    self.intercept = intercept
    for product in products { insert(product) }
  }

  public static func variable(_ index: Int) -> TermSum { TermSum(products: [[index]]) }

  private mutating func insert(_ product: [Int]) {
    if !products.contains(product) { products.append(product) }
  }

  /// `a + b`
  public static func + (a: TermSum, b: TermSum) -> TermSum {
    TermSum(products: a.products + b.products, intercept: b.intercept ?? a.intercept)
  }

  /// `a - b`: a without the terms of b. `- 1` takes the intercept out and `- 0` puts it back.
  public static func - (a: TermSum, b: TermSum) -> TermSum {
    TermSum(products: a.products.filter { !b.products.contains($0) }, intercept: b.intercept.map(!) ?? a.intercept)
  }

  /// `a:b`
  public func crossed(_ other: TermSum) -> TermSum {
    var result = TermSum()
    for left in factors {
      for right in other.factors { result.insert(Set(left + right).sorted()) }
    }
    return TermSum(products: result.products.filter { !$0.isEmpty })
  }

  /// `a*b`: a + b + a:b.
  public static func * (a: TermSum, b: TermSum) -> TermSum { a + b + a.crossed(b) }

  /// `a/b`: a, and b within a.
  public static func / (a: TermSum, b: TermSum) -> TermSum {
    a + TermSum(products: [Set(a.products.joined()).sorted()]).crossed(b)
  }

  /// `(a + b + c)^k`: all products of up to k of them.
  public func power(_ exponent: Int) -> TermSum {
    var result = self
    for _ in 1..<max(exponent, 1) {
      let next = result * self
      // Nothing new comes of more factors than there are variables.
      if next.products.count == result.products.count { break }
      result = next
    }
    return result
  }

  private var factors: [[Int]] { (intercept == true ? [[]] : []) + products }
}
