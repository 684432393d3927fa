/// Why a test has no result.
public enum TestError: Error, Hashable, Sendable {
  /// `count` elements of `of` are missing and nobody said to leave them out.
  case missing(count: Int, of: String)
  case notFinite(value: Double, of: String)
  case tooFew(got: Int, needed: Int, of: String)
  /// Nothing varies; `what` says in what way.
  case noSpread(what: String, advice: String)
  /// Fewer groups than the test compares, or more.
  case groupCount(got: Int, needed: String)
  /// Pairs that do not pair.
  case lengths(Int, Int)
  case option(name: String, value: Double, needed: String)
  /// Counts that are none, or a table without something to test.
  case counts(String)
  /// An exact answer that would take too long; `remedy` is another way.
  case tooLarge(what: String, remedy: String)
  /// A formula of another kind than `response ~ group`.
  case formula(String, needed: String)
  case interrupted
}
