import Charts
import Evaluation
import LinearAlgebra

/// Pictures of vectors, of matrices as maps, and of what they are made of.
let algebraCharts: [Builtin] = [
  Builtin(
    "arrows", summary: "Vectors of the plane as arrows from the origin.",
    doc: """
      Two or more vectors of two numbers, a matrix with a column for each, or a record, which names them; labels gives \
      a name to each. A unit is as long on both axes. Options: title, x, y, width, height.
      """,
    facts: .init(
      "vectors of 2 numbers, or a 2×k matrix → chart", refuses: ["not of the plane": "arrows([1, 2, 3])"],
      by: "straight arrows to scale, a unit as long on both axes", fields: ["heads"]),
    examples: [
      .init("arrows([3, 1], [-1, 2])", "chart"), .init("arrows({u = [3, 1], v = [-1, 2]})", "chart"),
      .init("arrows([3, 1], [-1, 2], labels = [\"u\", \"v\"]).heads", "[3 -1; 1 2]"),
    ],
    related: ["grid_map", "field"],
    Form("vectors...", "labels?", "title?", "x?", "y?", "width?", "height?") {
      (vectors: [PlaneVectors], labels: GroupNames?, options: ChartLabels) throws(EvaluationError) -> Chart in
      let all = vectors.flatMap(\.arrows)
      guard !all.isEmpty else { throw DrawingError.noVector.asEvaluation }
      if let labels, labels.names.count != all.count {
        throw ChartError.groupsDiffer(points: all.count, groups: labels.names.count).asEvaluation
      }
      let named = all.enumerated().map { index, arrow in
        let name = labels?.names[index] ?? (arrow.name.isEmpty ? "v\(index + 1)" : arrow.name)
        return Arrow(name, x: arrow.head.values[0], y: arrow.head.values[1])
      }
      return Chart.arrows(named, options.options)
    }),
  Builtin(
    "field", summary: "A function from the plane to the plane as arrows on a grid.",
    doc: """
      f takes two numbers or a 2-vector and gives a 2-vector; grad(g) is such a function, and is drawn over the contours \
      of g. The longest arrow is a little \
      shorter than the distance to the next, and its length is told. Points without a value are left out and counted. \
      Options: title, x, y, width, height.
      """,
    facts: .init(
      "f of 2 numbers → 2 numbers, ranges of 2 → chart",
      refuses: ["ends the wrong way round": "field((x, y) -> [x, y], [1, 0], [0, 1])"],
      by: "f at the points of a grid, arrows to one scale"),
    examples: [
      .init("field((x, y) -> [-y, x], [-3, 3], [-2, 2])", "chart"),
      .init("field(grad((x, y) -> x^2 + 2y^2), [-2, 2], [-2, 2])", "chart"),
    ],
    related: ["contour", "grad", "arrows"],
    Form("f", "across", "up", "title?", "x?", "y?", "width?", "height?") {
      (context: inout Context, f: Function, across: Interval, up: Interval, labels: ChartLabels)
        throws(EvaluationError) -> Chart in
      try context.flow(f, across, up, labels.options)
    }),
  Builtin(
    "grid_map", summary: "What a 2×2 matrix does to the plane: the grid before and after.",
    doc: """
      The arrows are eigenvectors, which keep their direction, and their images; a matrix without real ones shows the \
      images of the unit vectors e1 and e2. A unit is as long on both axes of a picture. Options: title, height, width.
      """,
    facts: .init(
      "A 2×2 → chart", refuses: ["not 2×2": "grid_map([1 2 3; 4 5 6])"],
      by: "the lines of the grid before and after; eigenvectors by LAPACK geev"),
    examples: [.init("grid_map([2 1; 1 2])", "chart"), .init("grid_map([0 -1; 1 0])", "chart")],
    related: ["eig", "arrows", "heatmap"],
    Form("A", "title?", "x?", "y?", "width?", "height?") {
      (a: Matrix, labels: ChartLabels) throws(EvaluationError) -> Chart in try gridMap(a, labels.options)
    }),
  Builtin(
    "spectrum", summary: "Eigenvalues as points of the complex plane with the unit circle, or real ones as bars.",
    doc: "Of a vector of eigenvalues, of what eig gives, or of a square matrix. Options: title, x, y, width, height.",
    facts: .init(
      "values n, or A n×n → chart", refuses: ["not square": "spectrum([1 2 3; 4 5 6])"],
      by: "eigenvalues by LAPACK syevd (symmetric), geev"),
    examples: [.init("spectrum([2 1; 1 2])", "chart"), .init("spectrum(eig([0 -1; 1 0]))", "chart")],
    related: ["eig", "eigvals", "scree"],
    Form("values", "title?", "x?", "y?", "width?", "height?") {
      (values: SpectrumValues, labels: ChartLabels) throws(ChartError) -> Chart in
      try Chart.spectrum(real: values.real, imaginary: values.imaginary, labels.options)
    },
    Form("A", "title?", "x?", "y?", "width?", "height?") {
      (a: Matrix, labels: ChartLabels) throws(EvaluationError) -> Chart in
      try spectrum(of: a, labels.options)
    }),
  Builtin(
    "scree", summary: "Singular values as bars, with the share of their squares up to each.",
    doc: "Of a vector of singular values, of what svd gives, or of a matrix. Options: title, x, y, width, height.",
    facts: .init(
      "values n, or A m×n → chart", refuses: ["entries not finite": "scree([1 inf; 2 3])"],
      by: "singular values by LAPACK gesdd; shares of the sum of their squares", fields: ["values"]),
    examples: [.init("scree([3 0; 0 4])", "chart"), .init("scree(svd([3 0; 0 4])).values", "[4, 3]")],
    related: ["svd", "rank", "spectrum"],
    Form("values", "title?", "x?", "y?", "width?", "height?") {
      (values: SingularValues, labels: ChartLabels) throws(ChartError) -> Chart in
      try Chart.scree(values.values, labels.options)
    },
    Form("A", "title?", "x?", "y?", "width?", "height?") {
      (a: Matrix, labels: ChartLabels) throws(EvaluationError) -> Chart in
      let values: [Double]
      do throws(MathError) { values = try SVD(a).values.elements } catch { throw error.asEvaluation }
      do throws(ChartError) { return try Chart.scree(values, labels.options) } catch { throw error.asEvaluation }
    }),
]
