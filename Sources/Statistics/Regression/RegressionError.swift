import LinearAlgebra

/// Why a regression has no answer.
public enum RegressionError: Error, Hashable, Sendable {
  /// Rows of the predictors and of the response.
  case lengths(rows: Int, response: Int)
  /// No row to fit to, or no column to fit.
  case empty(rows: Int, columns: Int)
  /// A number that is not finite, in the predictors (`nil`: in the response); rows count from 1.
  case notFinite(column: String?, row: Int)
  /// A response outside what its family can give: the first such value, and what is needed.
  case response(value: Double, family: String, needed: String)
  /// A link that the family has no use for; its links.
  case link(String, family: String, links: [String])
  /// Starting values for which the mean is outside its range.
  case noStart(family: String, link: String)
  /// A polynomial's degree, and how many different x there are to fit it to.
  case degree(Int, different: Int)
  /// What the linear algebra refused.
  case beyond(MathError)
}
