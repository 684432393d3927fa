import Document
import Glibc

extension Chart {
  /// Eigenvalues: real ones as bars in their order, others as points of the complex plane with the unit circle.
  public static func spectrum(real: [Double], imaginary: [Double], _ options: Options = Options()) throws(ChartError)
    -> Chart
  {
    guard real.count == imaginary.count else { throw .lengthsDiffer(x: real.count, y: imaginary.count) }
    var options = options
    if options.title.isEmpty { options.title = "eigenvalues" }
    if imaginary.allSatisfy({ $0 == 0 }) {
      return try bar(real.indices.map { "\u{3bb}\($0 + 1)" }, real, options)
    }
    options.hasEqualUnits = true
    if options.x.label.isEmpty { options.x.label = "real" }
    if options.y.label.isEmpty { options.y.label = "imaginary" }
    let turn = (0...120).map { 2 * Double.pi * Double($0) / 120 }
    let circle = try Series(name: "unit circle", x: turn.map { cos($0) }, y: turn.map { sin($0) }, isFunction: true)
    return Chart(
      [.rule(circle), .points(try Series(name: "eigenvalue", x: real, y: imaginary))], options)
  }
}
