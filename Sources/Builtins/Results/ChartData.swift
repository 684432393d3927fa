import Charts
import Evaluation
import LinearAlgebra
import Numerics

/// Samples, each with a name or without: a vector, a matrix with a column for each, a list, or a record of vectors.
struct NamedSamples: ArgumentType {
  let samples: [(name: String, values: [Double])]

  static let needed = "a vector, a matrix with a column for each sample, or a list or record of vectors"

  static func decode(_ value: Value) -> NamedSamples? {
    if case .record(let record) = value {
      let samples = record.fields.compactMap { field in
        Samplings.decode(field.value).map { (name: field.name, values: $0.values) }
      }
      return samples.isEmpty || samples.count < record.fields.count ? nil : NamedSamples(samples: samples)
    }
    guard let columns = SeriesSet.decode(value)?.columns else { return nil }
    return NamedSamples(samples: columns.map { ("", $0) })
  }

  /// Those of several arguments, named by their number where nothing else names them.
  static func joined(_ all: [NamedSamples]) -> [(name: String, values: [Double])] {
    let samples = all.flatMap(\.samples)
    if samples.count == 1 { return samples }
    return samples.enumerated().map { ($1.name.isEmpty ? "\($0 + 1)" : $1.name, $1.values) }
  }

  /// One sample in the groups that another vector names, in the order of their first appearance; numbers ascend.
  func grouped(by group: GroupNames) throws(ChartError) -> [(name: String, values: [Double])] {
    let values = samples.flatMap(\.values)
    guard values.count == group.names.count else {
      throw .groupsDiffer(points: values.count, groups: group.names.count)
    }
    return Chart.groups(group.names).map { name, members in (name, members.map { values[$0] }) }
  }
}

/// Names for bars: texts, truths or numbers in order.
struct BarLabels: ArgumentType {
  let names: [String]

  static let needed = "a vector of texts or numbers"

  static func decode(_ value: Value) -> BarLabels? { GroupNames.decode(value).map { BarLabels(names: $0.names) } }
}

/// Texts or truths, which are counted.
struct Categories: ArgumentType {
  let names: [String]

  static let needed = "a vector of texts or truths"

  static func decode(_ value: Value) -> Categories? {
    switch value {
    case .truths: break
    case .column(let column):
      let isCategory = column.elements.allSatisfy {
        switch $0 {
        case .text, .truth, .missing: true
        default: false
        }
      }
      guard isCategory, column.elements.contains(where: { !$0.isMissing }) else { return nil }
    default: return nil
    }
    return GroupNames.decode(value).map { Categories(names: $0.names) }
  }

  /// A bar for each, as long as it is frequent.
  func chart(_ options: Chart.Options) throws(ChartError) -> Chart {
    let groups = Chart.groups(names)
    var options = options
    if options.title.isEmpty { options.title = "counts, n = \(names.count)" }
    return try Chart.bar(groups.map(\.name), groups.map { Double($0.members.count) }, options)
  }
}

/// Numbers under names: `{a = 1, b = 2}`.
struct NamedNumbers: ArgumentType {
  let names: [String]
  let values: [Double]

  static let needed = "a record of numbers"

  static func decode(_ value: Value) -> NamedNumbers? {
    guard case .record(let record) = value, !record.fields.isEmpty else { return nil }
    let values = record.fields.compactMap { if case .number(let x) = $0.value { x } else { nil } }
    return values.count == record.fields.count ? NamedNumbers(names: record.fields.map(\.name), values: values) : nil
  }
}

/// Vectors of the plane: one, the columns of a matrix with two rows, or a record of them, which names them.
struct PlaneVectors: ArgumentType {
  let arrows: [Arrow]

  static let needed = "vectors of two numbers, or a matrix with two rows"

  static func decode(_ value: Value) -> PlaneVectors? {
    switch value {
    case .vector(let v) where v.count == 2: return PlaneVectors(arrows: [Arrow(x: v[0], y: v[1])])
    case .matrix(let a) where a.rows == 2:
      return PlaneVectors(arrows: (0..<a.columns).map { Arrow(x: a[0, $0], y: a[1, $0]) })
    case .record(let record):
      let arrows = record.fields.compactMap { field -> Arrow? in
        guard case .vector(let v) = field.value, v.count == 2 else { return nil }
        return Arrow(field.name, x: v[0], y: v[1])
      }
      return arrows.isEmpty || arrows.count < record.fields.count ? nil : PlaneVectors(arrows: arrows)
    default: return nil
    }
  }
}

/// Eigenvalues: real or complex numbers in order, or what `eig` gives.
struct SpectrumValues: ArgumentType {
  let real: [Double]
  let imaginary: [Double]

  static let needed = "a vector of eigenvalues, what eig gives, or a square matrix"

  static func decode(_ value: Value) -> SpectrumValues? {
    switch value {
    case .vector(let v): return SpectrumValues(real: v.elements, imaginary: v.elements.map { _ in 0 })
    case .complexVector(let v):
      return SpectrumValues(real: v.elements.map(\.real), imaginary: v.elements.map(\.imaginary))
    case .record(let record):
      guard record["vectors"] != nil, let values = record["values"] else { return nil }
      return decode(values)
    default: return nil
    }
  }
}

/// Singular values: numbers in order, or what `svd` gives.
struct SingularValues: ArgumentType {
  let values: [Double]

  static let needed = "a vector of singular values, what svd gives, or a matrix"

  static func decode(_ value: Value) -> SingularValues? {
    switch value {
    case .vector(let v): return SingularValues(values: v.elements)
    case .record(let record):
      guard record["U"] != nil, record["V"] != nil, case .vector(let v)? = record["S"] else { return nil }
      return SingularValues(values: v.elements)
    default: return nil
    }
  }
}
