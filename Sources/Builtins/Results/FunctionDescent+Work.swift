import Document
import Evaluation
import LinearAlgebra
import Optimization

extension FunctionDescent {
  /// The newest step with its numbers filled in, or the first, where none has been taken.
  public var derivation: Derivation? { worked.derivation }

  var worked: Worked<Vector> {
    let (names, shape) = (names, shape)
    return descent.worked(
      StepNames(
        function: names.call, iteration: max(descent.iterations - 1, 0), point: { names.point($0) },
        gradient: { names.gradient($0) }, write: { UpdateFormula.point($0, shape) }))
  }
}
