import Charts
import Document
import Evaluation
import LinearAlgebra
import Numerics

extension Context {
  /// A function of the plane into itself at the middles of a grid's tiles.
  mutating func flow(
    _ f: Function, _ across: Interval, _ up: Interval, _ options: Chart.Options
  ) throws(EvaluationError) -> Chart {
    // Tiles about as wide as high in a terminal.
    let (columns, rows) = (13, 5)
    let spacing = (across.high / 13 - across.low / 13, up.high / 5 - up.low / 5)
    var (x, y, u, v): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    for i in 0..<columns {
      try checkInterrupt()
      for j in 0..<rows {
        let point = (across.low + (Double(i) + 0.5) * spacing.0, up.low + (Double(j) + 0.5) * spacing.1)
        let value = try direction(f, at: Vector([point.0, point.1]))
        x.append(point.0)
        y.append(point.1)
        u.append(value.0)
        v.append(value.1)
      }
    }
    // A gradient points across the contours of what it is the gradient of.
    let z: Matrix? = if case .gradient(let g) = f.body { try heights(g, across.grid(65), up.grid(61)) } else { nil }
    var options = options
    let names = f.parameterNames(2)
    if options.title.isEmpty { options.title = f.chartName }
    if options.x.label.isEmpty { options.x.label = names[0] }
    if options.y.label.isEmpty { options.y.label = names[1] }
    do throws(ChartError) {
      let field = Chart.field(try Flow(x: x, y: y, u: u, v: v, spacing: spacing), options)
      guard let z else { return field }
      return Chart([.contour(try Field(x: across.grid(65), y: up.grid(61), z: z))] + field.layers, options)
    } catch { throw error.asEvaluation }
  }

  /// NaN where the function has no real value.
  private mutating func direction(_ f: Function, at point: Vector) throws(EvaluationError) -> (Double, Double) {
    let value: Value
    do throws(EvaluationError) { value = try apply(f, [.vector(point)]) } catch {
      guard error.isGap else { throw error }
      return (.nan, .nan)
    }
    guard case .vector(let v) = value, v.count == 2 else {
      throw DrawingError.notPlanar(function: f.argument, got: value.phrase, isScalar: value.isNumber).asEvaluation
    }
    return (v[0], v[1])
  }
}

extension Value {
  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}

/// The grid before and after a map, with the directions that it keeps.
func gridMap(_ a: Matrix, _ options: Chart.Options) throws(EvaluationError) -> Chart {
  var directions: [(value: Double, x: Double, y: Double)] = []
  if a.rows == 2, a.columns == 2, a.elements.allSatisfy(\.isFinite) {
    do throws(MathError) {
      if case .real(let values, let vectors) = try Eigen(a) {
        directions = (0..<2).map { (values[$0], vectors[0, $0], vectors[1, $0]) }
      }
    } catch { throw error.asEvaluation }
  }
  // A defective matrix has one direction, found twice.
  if directions.count == 2 {
    let area = directions[0].x * directions[1].y - directions[0].y * directions[1].x
    if abs(area) < 1e-7 { directions.removeLast() }
  }
  do throws(ChartError) { return try Chart.gridMap(a, directions: directions, options) } catch {
    throw error.asEvaluation
  }
}

/// The eigenvalues of a matrix.
func spectrum(of a: Matrix, _ options: Chart.Options) throws(EvaluationError) -> Chart {
  let values: (real: [Double], imaginary: [Double])
  do throws(MathError) {
    switch try Eigen.values(a) {
    case .real(let v): values = (v.elements, v.elements.map { _ in 0 })
    case .complex(let v): values = (v.elements.map(\.real), v.elements.map(\.imaginary))
    }
  } catch { throw error.asEvaluation }
  do throws(ChartError) {
    return try Chart.spectrum(real: values.real, imaginary: values.imaginary, options)
  } catch { throw error.asEvaluation }
}
