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
  /// Products of variables in the order in which they were written, none twice; none where there are too many.
  public private(set) var products: [[Int]]
  /// Whether `1` was added or taken out last; `nil` when neither was.
  public private(set) var intercept: Bool?
  /// Whether it has more products than `most`: their number doubles with every `*`.
  public private(set) var isTooLong = false

  /// Products beyond which nobody means them.
  public static let most = 10_000

  public init(products: [[Int]] = [], intercept: Bool? = nil) {
    var known: Set<[Int]> = []
    self.products = products.filter { known.insert($0).inserted }
    self.intercept = intercept
    guard self.products.count > Self.most else { return }
    self.products = []
    isTooLong = true
  }

  public static func variable(_ index: Int) -> TermSum { TermSum(products: [[index]]) }

  private static func tooLong(_ intercept: Bool?) -> TermSum {
    var sum = TermSum(intercept: intercept)
    sum.isTooLong = true
    return sum
  }

  /// `a + b`
  public static func + (a: TermSum, b: TermSum) -> TermSum {
    let intercept = b.intercept ?? a.intercept
    if a.isTooLong || b.isTooLong { return tooLong(intercept) }
    return TermSum(products: a.products + b.products, intercept: intercept)
  }

  /// `a - b`: a without the terms of b. `- 1` takes the intercept out and `- 0` puts it back.
  public static func - (a: TermSum, b: TermSum) -> TermSum {
    let intercept = b.intercept.map(!) ?? a.intercept
    if a.isTooLong || b.isTooLong { return tooLong(intercept) }
    let gone = Set(b.products)
    return TermSum(products: a.products.filter { !gone.contains($0) }, intercept: intercept)
  }

  /// `a:b`
  public func crossed(_ other: TermSum) -> TermSum {
    let (left, right) = (factors, other.factors)
    // Different pairs may be the same product, so the pairs may be more than the products.
    if isTooLong || other.isTooLong || left.count * right.count > 100 * Self.most { return Self.tooLong(nil) }
    let pairs = left.flatMap { a in right.map { Set(a + $0).sorted() } }
    return TermSum(products: pairs.filter { !$0.isEmpty })
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
      if next.isTooLong || next.products.count == result.products.count { return next }
      result = next
    }
    return result
  }

  private var factors: [[Int]] { (intercept == true ? [[]] : []) + products }
}
