import Document
import Glibc

/// Where an axis is marked, what the marks say, and the domain they belong to.
///
/// Source: Talbot, Lin & Hanrahan, An Extension of Wilkinson's Algorithm for Positioning Tick Labels on Axes,
/// InfoVis 2010. Their search over skipped multiples is left out (at the few labels of a terminal it never wins), which
/// bounds the search: an unbounded one does not end on 1e9…1e9 + 2.
struct Ticks: Equatable, Sendable {
  /// A label and the cell it belongs to.
  struct Mark: Equatable, Sendable {
    var cell: Int
    var label: String
  }

  /// From the low end to the high one.
  var marks: [Mark] = []
  /// Cells marked without a label, between the powers of a log axis.
  var minor: [Int] = []
  /// What must be added to every label, or 0.
  var offset = 0.0
  var domain: Domain

  /// Marks placed by the caller.
  init(marks: [Mark], domain: Domain) {
    self.marks = marks
    self.domain = domain
  }

  /// - Parameters:
  ///   - cells: columns or rows of the axis.
  ///   - dots: dots in a cell.
  ///   - wanted: about how many labels.
  ///   - grows: whether ticks may lie up to ¾ cell outside the data.
  ///   - isWhole: whether only whole numbers are marked.
  ///   - fits: whether labels at these cells leave room for each other.
  init(
    _ data: Domain, scale: Scale, cells: Int, dots: Int, wanted: Int, grows: Bool = true,
    isWhole: Bool = false, fits: ([Mark]) -> Bool
  ) {
    let data = data.opened
    domain = data
    switch scale {
    case .linear: chooseLinear(data, cells, dots, wanted, grows, isWhole, fits)
    case .log10, .symlog: choosePowers(data, scale, cells, dots, wanted, isWhole, fits)
    }
  }

  /// The cell of a place when the domain runs from the first dot to the last.
  static func cell(_ place: Double, in domain: Domain, cells: Int, dots: Int) -> Int {
    let dot = (domain.fraction(place) * Double(cells * dots - 1) + DotScale.tie).rounded()
    return min(max(Int(clamped: min(max(dot, 0), 1e9)) / dots, 0), cells - 1)
  }

  private mutating func chooseLinear(
    _ data: Domain, _ cells: Int, _ dots: Int, _ wanted: Int, _ grows: Bool, _ isWhole: Bool,
    _ fits: ([Mark]) -> Bool
  ) {
    // Beyond 1e300 the sums below would overflow, and steps between subnormals would be inexact.
    let size = max(abs(data.low), abs(data.high))
    let unit = size > 1e300 ? 1e10 : size < 1e-280 ? 1e-300 : 1
    let low = data.low / unit
    let high = data.high / unit
    let range = high - low
    let slack = grows ? 0.75 * range / Double(max(cells, 1)) : 0
    let nice: [Double] = [1, 5, 2, 2.5, 4, 3]
    let magnitude = Int(clamped: Glibc.log10(range).rounded(.down))
    var best = -Double.infinity
    for power in (magnitude - 2)...(magnitude + 1) {
      for (rank, q) in nice.enumerated() {
        let step = q * pow(10, Double(power))
        let first = ((low - slack) / step).rounded(.up)
        let last = ((high + slack) / step).rounded(.down)
        if isWhole, step * unit != (step * unit).rounded() { continue }
        guard step > 0, last - first >= 1, last - first < Double(max(2 * wanted, 4)) else { continue }
        let values = (0...Int(clamped: last - first)).map { (first + Double($0)) * step }
        guard let bottom = values.first, let top = values.last else { continue }
        let grown = Domain(min(low, bottom), max(high, top))
        let hasZero = first <= 0 && 0 <= last
        let simplicity = 1 - Double(rank) / 5 - 1 + (hasZero ? 1 : 0)
        let coverage = 1 - 50 * (pow((high - top) / range, 2) + pow((low - bottom) / range, 2))
        let density = Double(values.count - 1) / (top - bottom)
        let target = Double(wanted - 1) / (grown.high - grown.low)
        let closeness = 2 - max(density / target, target / density)
        let marks = values.map { Self.cell($0, in: grown, cells: cells, dots: dots) }
        let gaps = Set(zip(marks, marks.dropFirst()).map { $1 - $0 })
        let score =
          0.25 * simplicity + 0.2 * coverage + 0.5 * closeness + 0.05 + (gaps.count == 1 ? 0.1 : 0)
        guard score > best, !gaps.contains(0) else { continue }
        let (texts, shift) = Self.texts(values.map { $0 * unit }, step: step * unit)
        guard Set(texts).count == texts.count else { continue }
        let candidate = zip(marks, texts).map { Mark(cell: $0, label: $1) }
        guard fits(candidate) else { continue }
        best = score
        self.marks = candidate
        offset = shift
        domain = Domain(grown.low * unit, grown.high * unit)
      }
    }
  }

  /// Decades, or 1-2-5 within decades when there are few.
  private mutating func choosePowers(
    _ data: Domain, _ scale: Scale, _ cells: Int, _ dots: Int, _ wanted: Int, _ isWhole: Bool,
    _ fits: ([Mark]) -> Bool
  ) {
    let lowest = Int(clamped: max(data.low.rounded(.down), -400))
    let highest = Int(clamped: min(data.high.rounded(.up), 400))
    let powers = scale == .log10 ? lowest...max(highest, lowest) : 0...max(highest, -lowest, 0)
    let span = max(powers.count, 1)
    let mantissas: [[Double]] = span <= 3 && scale == .log10 ? [[1, 2, 5], [1]] : [[1]]
    var best = -1
    for factors in mantissas {
      for skip in 1...span {
        // Near zero a symmetric scale is linear, so ±1 is too close to 0 to be labelled.
        var values = powers.filter { $0.isMultiple(of: skip) && (scale == .log10 || $0 > 0) }.flatMap { p in
          factors.map { $0 * pow(10, Double(p)) }
        }
        if scale == .symlog { values = values.map { -$0 } + [0] + values }
        let marked = values.map { (place: scale.place($0), text: $0.label()) }
          .filter { $0.place >= data.low - 1e-9 && $0.place <= data.high + 1e-9 }.sorted { $0.place < $1.place }
        let candidate = marked.map {
          Mark(cell: Self.cell($0.place, in: data, cells: cells, dots: dots), label: $0.text)
        }
        guard candidate.count > best, candidate.count <= max(2 * wanted, 2), fits(candidate) else { continue }
        best = candidate.count
        marks = candidate
      }
    }
    if marks.count > 2 || (marks.count == 2 && data.high - data.low > 1) {
      if scale == .log10 { chooseMinor(data, powers, cells, dots) }
      return
    }
    chooseWithinDecade(data, scale, cells, dots, wanted, isWhole, fits)
    if marks.count > 1 || (isWhole && !marks.isEmpty) { return }
    // No round number need fit, so the ends are labelled with what they are.
    let ends = [(0, data.low), (cells - 1, data.high)].map {
      Mark(cell: $0, label: scale.value($1).formatted(digits: 4))
    }
    if cells > 1, ends[0].label != ends[1].label, fits(ends) { marks = ends }
  }

  /// All whole multiples of the powers, or 2 and 5 times them, where these keep apart from each other.
  private mutating func chooseMinor(_ data: Domain, _ powers: ClosedRange<Int>, _ cells: Int, _ dots: Int) {
    let marked = Set(marks.map(\.cell))
    for factors in [[2.0, 3, 4, 5, 6, 7, 8, 9], [2, 5]] {
      let places = powers.flatMap { power in ([1] + factors).map { Double(power) + Glibc.log10($0) } }
      let shown = places.filter { $0 >= data.low && $0 <= data.high }
      let found = shown.map { Self.cell($0, in: data, cells: cells, dots: dots) }
      guard zip(found, found.dropFirst()).allSatisfy({ $1 - $0 >= 2 }) else { continue }
      minor = found.filter { !marked.contains($0) }
      return
    }
  }

  /// Round numbers at equal steps, where there are too few powers: their places crowd towards the high end.
  private mutating func chooseWithinDecade(
    _ data: Domain, _ scale: Scale, _ cells: Int, _ dots: Int, _ wanted: Int, _ isWhole: Bool,
    _ fits: ([Mark]) -> Bool
  ) {
    let (low, high) = (scale.value(data.low), scale.value(data.high))
    let range = high - low
    guard range > max(abs(low), abs(high)) * 1e-9, range.isFinite else { return }
    let magnitude = Int(clamped: Glibc.log10(range).rounded(.down))
    var best = marks.count
    for power in [magnitude, magnitude - 1] {
      for q in [5.0, 2, 1, 2.5] {
        let step = q * pow(10, Double(power))
        let first = (low / step - 1e-9).rounded(.up)
        let last = (high / step + 1e-9).rounded(.down)
        if isWhole, step != step.rounded() { continue }
        guard step > 0, last - first >= 1, last - first < Double(wanted + 2) else { continue }
        let values = (0...Int(clamped: last - first)).map { (first + Double($0)) * step }
        let (texts, shift) = Self.texts(values, step: step)
        let candidate = zip(values, texts).map { value, text in
          Mark(cell: Self.cell(scale.place(value), in: data, cells: cells, dots: dots), label: text)
        }
        guard candidate.count > best, shift == 0, Set(texts).count == texts.count, fits(candidate) else { continue }
        best = candidate.count
        marks = candidate
      }
    }
  }

  /// Labels with shared decimals; numbers that differ only in their last digits are told from an offset.
  private static func texts(_ values: [Double], step: Double) -> ([String], Double) {
    let size = values.map { abs($0) }.max() ?? 0
    let decimals = self.decimals(step)
    let isShort = step >= 1e-5 && (size < 1e6 || (size < 1e7 && step >= 1))
    if isShort, size / step <= 1e6 { return (values.map { $0.fixed(decimals: decimals) }, 0) }
    if size / step > 1e5, let first = values.first {
      let shifted = values.map { $0 - first }
      return (shifted.map { abs($0) < 1e6 && step >= 1e-5 ? $0.fixed(decimals: decimals) : $0.label() }, first)
    }
    // A tick at zero comes out as 0 however its neighbours were rounded.
    return (values.map { abs($0) < step / 2 ? "0" : $0.label() }, 0)
  }

  private static func decimals(_ step: Double) -> Int {
    var decimals = 0
    var scaled = step
    while decimals < 6, abs(scaled - scaled.rounded()) > 1e-6 * scaled {
      scaled *= 10
      decimals += 1
    }
    return decimals
  }
}
