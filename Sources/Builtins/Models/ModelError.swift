import Document
import Evaluation
import Statistics

/// Why a model cannot be fitted or used.
enum ModelError: ReportableError, EvaluationFailure {
  case frame(FrameError)
  case regression(RegressionError)
  /// A part of a formula that is no term.
  case noTerm(String)
  /// `.` where no column is left.
  case noOtherColumns
  /// A name that is neither a column nor anything else; `columns` are the table's.
  case unknownColumn(String, columns: [String])
  /// Columns that the model was fitted with and a new table does not have.
  case columnsGone([String])
  /// Rows with something missing, and the columns where it is.
  case missing(rows: Int, of: Int, columns: [String])
  /// A variable that is no column of numbers, texts, truths or dates with an element for each row.
  case noVariable(String, got: String, rows: Int)
  case notFinite(String, row: Int)
  /// A variable whose values depend on the whole column, so that a new table would change its meaning.
  case wholeColumn(String)
  case weights(String)
  case offset(String)
  /// An option that goes with a formula alone, or with a table.
  case newRows(String)
  case notNested(String)

  /// What a variable's expression threw.
  case evaluation(EvaluationError)

  var asEvaluation: EvaluationError {
    if case .evaluation(let error) = self { error } else { EvaluationError(.other(self)) }
  }
}
