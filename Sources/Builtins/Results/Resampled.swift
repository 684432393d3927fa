import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics
import Tables

/// What can be drawn from with replacement: elements, or rows.
struct Resamplable: ArgumentType {
  let value: Value
  let count: Int

  static let needed = "a vector, a matrix of rows or a table"

  static func decode(_ value: Value) -> Resamplable? {
    switch value {
    case .vector(let v): Resamplable(value: value, count: v.count)
    case .column(let column): Resamplable(value: value, count: column.count)
    case .truths(let t) where t.columns == nil: Resamplable(value: value, count: t.elements.count)
    case .matrix(let a): Resamplable(value: value, count: a.rows)
    case .table(let table): Resamplable(value: value, count: table.rows)
    default: nil
    }
  }

  /// The observations at these places.
  func taking(_ places: [Int]) -> Value {
    switch value {
    case .vector(let v):
      let elements = v.elements
      return .vector(Vector(places.map { elements[$0] }))
    case .column(let column): return Value(column.taking(places))
    case .truths(let t): return .truths(Truths(places.map { t.elements[$0] }, columns: nil))
    case .matrix(let a):
      let (elements, rows) = (a.elements, a.rows)
      var taken: [Double] = []
      taken.reserveCapacity(places.count * a.columns)
      for j in 0..<a.columns { for place in places { taken.append(elements[place + j * rows]) } }
      return .matrix(Matrix(rows: places.count, columns: a.columns, elements: taken))
    case .table(let table): return .table(table.taking(rows: places))
    default: return value
    }
  }

  /// The places of observations of which nothing is missing.
  var complete: [Int] {
    switch value {
    case .column(let column): (0..<column.count).filter { !column.isMissing($0) }
    case .table(let table): (0..<table.rows).filter { row in !table.columns.contains { $0.isMissing(row) } }
    default: Array(0..<count)
    }
  }

  var numbers: [Double]? { if case .vector(let v) = value { v.elements } else { nil } }
}

extension Context {
  /// The observations without missing ones, or an error that says how many there are.
  mutating func complete(
    _ x: Resamplable, _ rule: MissingValues, of function: String
  ) throws(EvaluationError) -> Resamplable {
    let places = x.complete
    guard places.count < x.count else { return x }
    guard rule == .drop else {
      throw SampleError.missing(function: function, count: x.count - places.count, total: x.count).asEvaluation
    }
    noteMissing(x.count - places.count, of: x.count, rule, function, "observation")
    let kept = x.taking(places)
    return Resamplable(value: kept, count: places.count)
  }

  /// The number that a statistic gives.
  mutating func statistic(_ f: Function, _ arguments: [Value]) throws(EvaluationError) -> Double {
    let value = try call(f, Arguments(arguments))
    guard case .number(let x) = value else {
      throw ResamplingError.notNumber(call: f.handle, got: value.phrase).asEvaluation
    }
    return x
  }

  /// NaN where a resample has no such statistic, though the data have: where by chance it holds but one value, say.
  private mutating func lenient(_ f: Function, _ resample: Value) throws(EvaluationError) -> Double {
    do throws(EvaluationError) { return try statistic(f, [resample]) } catch {
      guard error.report.code.hasPrefix("E3"), error.report.code != "E355" else { throw error }
      return .nan
    }
  }

  /// The statistic of the observations, of `n` resamples, and with each observation left out.
  mutating func resampled(
    _ f: Function, _ x: Resamplable, _ n: Int, jackknife: Bool
  ) throws(EvaluationError) -> (estimate: Double, replicates: [Double], jackknife: [Double]) {
    let estimate = try statistic(f, [x.value])
    guard var sampler = Resampler(count: x.count, random: random.split()) else {
      throw ResamplingError.tooMany(Double(x.count)).asEvaluation
    }
    var places = [Int32](repeating: 0, count: x.count)
    var replicates: [Double] = []
    replicates.reserveCapacity(n)
    let counter = count(.item, of: n)
    defer { stop(counter) }
    if case .builtin(let builtin) = f.body, let quick = QuickStatistic(rawValue: builtin.name),
      catalog[builtin.name] != nil, let numbers = x.numbers, var engine = quick.engine(numbers)
    {
      for index in 0..<n {
        if index & 63 == 0 {
          try checkInterrupt()
          counter(index)
        }
        sampler.draw(into: &places)
        replicates.append(engine.value(at: places))
      }
      return (estimate, replicates, jackknife ? engine.jackknife : [])
    }
    for index in 0..<n {
      try checkInterrupt()
      counter(index)
      sampler.draw(into: &places)
      replicates.append(try lenient(f, x.taking(places.map { Int($0) })))
    }
    var without: [Double] = []
    if jackknife {
      for left in 0..<x.count {
        try checkInterrupt()
        without.append(try lenient(f, x.taking((0..<x.count).filter { $0 != left })))
      }
    }
    return (estimate, replicates, without)
  }
}
