import Evaluation
import LinearAlgebra
import Numerics

extension Catalog {
  /// Everything nabla knows by name.
  public static let standard = Catalog(
    topics: [
      Topic("functions", functions),
      Topic("linear algebra", products + solving + factorizations),
      Topic("showing work", showingWork + saying),
      Topic("arrays", arrays + reductions + ordering + random),
      Topic("elementary functions", elementary + trigonometry),
      Topic("special functions", specialFunctions),
      Topic("calculus", calculus + series + integration),
      Topic("optimisation", optimisation),
      Topic("tables", tables + tableVerbs),
      Topic("dates", dates),
      Topic("data and their quality", dataTools),
      Topic("probability", distributions + questions + events),
      Topic("statistics", descriptive + averages + associations + resampling + proportions),
      Topic("hypothesis tests", hypothesisTests + rankTests + countTests),
      Topic("regression", regression + models),
      Topic("charts", charts + dataCharts + algebraCharts),
      Topic("files", files),
    ],
    constants: [
      "pi": .number(.pi),
      "e": .number(M.e),
      "inf": .number(.infinity),
      "nan": .number(.nan),
      "I": .identity(1),
    ], operators: operators + eventOperators)

  private enum M {
    /// Euler's number, correctly rounded.
    static let e = 2.718281828459045
  }
}
