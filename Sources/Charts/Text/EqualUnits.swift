/// Axes on which a unit is equally long. A dot is as wide as it is high, so the plot gives up rows or columns that the
/// data do not need.
struct EqualUnits: Sendable {
  private let x: Domain
  private let y: Domain

  /// A plot has at least so many columns and rows, as far as there is room.
  private static let least = (columns: 16, rows: 5)

  /// Some room around the extents keeps marks and heads off the edge.
  init(_ x: Domain, _ y: Domain) {
    func roomy(_ domain: Domain) -> Domain {
      let domain = domain.opened
      let half = (domain.high / 2 - domain.low / 2) * 1.12
      let middle = domain.high / 2 + domain.low / 2
      let limit = Double.greatestFiniteMagnitude
      return Domain(max(middle - half, -limit), min(middle + half, limit))
    }
    (self.x, self.y) = (roomy(x), roomy(y))
  }

  func fitted(columns: Int, rows: Int) -> (columns: Int, rows: Int, x: Domain, y: Domain) {
    let (halfX, halfY) = (x.high / 2 - x.low / 2, y.high / 2 - y.low / 2)
    let unit = max(halfX / Double(2 * columns - 1), halfY / Double(4 * rows - 1))
    func cells(_ half: Double, _ perCell: Int, least: Int, most: Int) -> Int {
      let wanted = Int(clamped: ((half / unit + 1) / Double(perCell)).rounded(.up))
      return min(max(wanted, min(least, most)), most)
    }
    let (c, r) = (
      cells(halfX, 2, least: Self.least.columns, most: columns), cells(halfY, 4, least: Self.least.rows, most: rows)
    )
    return (c, r, Self.around(x, unit * Double(2 * c - 1)), Self.around(y, unit * Double(4 * r - 1)))
  }

  private static func around(_ domain: Domain, _ half: Double) -> Domain {
    let middle = domain.high / 2 + domain.low / 2
    let limit = Double.greatestFiniteMagnitude
    return Domain(max(middle - half, -limit), min(middle + half, limit))
  }
}
