import Evaluation
import LinearAlgebra
import Numerics
import Statistics
import Syntax
import Tables

/// A formula with what its variables were like in the table it was first evaluated on, so that it means the same on
/// another one.
struct Blueprint: Sendable {
  let model: ModelFormula
  /// The table's columns that it uses.
  let columns: [String]
  let contrasts: Contrasts
  /// The levels of each variable that is a factor, in the order of `model.leaves`.
  let levels: [[String]?]
  /// Variables that look at the whole column.
  let whole: [String]
}

extension Contrasts: Choice {}

extension Context {
  /// The variables of a formula over a table, and what it takes to evaluate them again on another.
  /// - Parameter weights: an element for each row of the table, as `offset` has; a missing one makes the row one with
  ///   something missing.
  /// - Returns: also the rows of the table that were kept.
  mutating func frame(
    _ formula: Formula, over table: Table, weights: Column? = nil, offset: Column? = nil,
    missing rule: MissingValues = .keep, contrasts: Contrasts = .treatment
  ) throws(EvaluationError) -> (frame: Frame, blueprint: Blueprint, rows: [Int]) {
    do throws(ModelError) {
      let model = try ModelFormula(formula, columns: table.names)
      let columns = try used(model, in: table)
      let rows = try complete(table, columns, weights, offset, rule)
      let full = rows.count == table.rows ? table : table.taking(rows: rows)
      var variables: [Frame.Variable] = []
      for leaf in model.leaves { variables.append(try variable(leaf, model, full)) }
      let response = try model.response.map { leaf throws(ModelError) in try variable(leaf, model, full) }
      var shift = try self.offset(model, full, rows: full.rows)
      if let offset {
        let own = try Self.offset(offset.taking(rows))
        shift = shift.map { zip($0, own).map { $0 + $1 } } ?? own
      }
      let kept = weights.map { rows.count == $0.count ? $0 : $0.taking(rows) }
      let frame = Frame(
        response: response, variables: variables, terms: model.terms, contrasts: contrasts, offset: shift,
        weights: try kept.map { column throws(ModelError) in try Self.weights(column) }, rows: rows.count,
        leftOut: table.rows - rows.count)
      let whole = zip(model.leaves, variables).filter { looksAtWhole($0, $1, model, full) }.map(\.0.label)
      let blueprint = Blueprint(
        model: model, columns: columns, contrasts: contrasts,
        levels: variables.map { if case .factor(let factor) = $0.values { factor.levels } else { nil } }, whole: whole)
      return (frame, blueprint, rows)
    } catch { throw error.asEvaluation }
  }

  /// The variables of a fitted formula over a new table.
  /// - Throws: `.columnsGone`, `.missing`, `.wholeColumn`, and `.unseenLevels` naming what the model never saw.
  mutating func frame(_ blueprint: Blueprint, over table: Table) throws(EvaluationError) -> Frame {
    do throws(ModelError) {
      let (model, known) = (blueprint.model, Set(table.names.map { Name($0) }))
      let needed = (model.leaves + model.offsets).flatMap(\.expression.freeNames)
      let used = blueprint.columns.filter { needed.contains(Name($0)) }
      let gone = used.filter { !known.contains(Name($0)) }
      guard gone.isEmpty else { throw .columnsGone(gone) }
      if let label = blueprint.whole.first { throw .wholeColumn(label) }
      // Other columns of the new table must not hide what the fit took from the notebook.
      let own = table.names.indices.filter { i in used.contains { Name($0) == Name(table.names[i]) } }
      let part = try? Table(own.map { (table.names[$0], table.columns[$0]) })
      let bare = part ?? table
      _ = try complete(bare, used, nil, nil, .keep)
      var variables: [Frame.Variable] = []
      for (leaf, levels) in zip(model.leaves, blueprint.levels) {
        var found = try variable(leaf, model, bare, rows: table.rows)
        if let levels, case .factor(let factor) = found.values {
          do throws(FrameError) {
            found = Frame.Variable(leaf.label, .factor(try factor.recoded(by: levels, of: leaf.label)))
          } catch { throw .frame(error) }
        } else if levels != nil {
          throw .noVariable(leaf.label, got: "numbers, and was a factor in the fit,", rows: table.rows)
        } else if case .factor = found.values {
          throw .noVariable(leaf.label, got: "a factor, and was numbers in the fit,", rows: table.rows)
        }
        variables.append(found)
      }
      return Frame(
        response: nil, variables: variables, terms: model.terms, contrasts: blueprint.contrasts,
        offset: try offset(model, bare, rows: table.rows), rows: table.rows)
    } catch { throw error.asEvaluation }
  }

  // MARK: pieces

  /// The columns a formula uses; every other name must mean something.
  private func used(_ model: ModelFormula, in table: Table) throws(ModelError) -> [String] {
    var columns: [String] = []
    for name in model.names {
      if let column = table.names.first(where: { Name($0) == name }) {
        columns.append(column)
      } else if !model.formula.captures.contains(where: { $0.name == name }), scope[name] == nil,
        catalog.value(name.canonical) == nil
      {
        throw .unknownColumn(name.spelling, columns: table.names)
      }
    }
    return columns
  }

  private func complete(
    _ table: Table, _ used: [String], _ weights: Column?, _ offset: Column?, _ rule: MissingValues
  ) throws(ModelError) -> [Int] {
    if let weights, weights.count != table.rows {
      throw .weights("There are \(weights.count) weights for \(table.rows) rows; each row needs one.")
    }
    if let offset, offset.count != table.rows {
      throw .offset("The offset has \(offset.count) numbers for \(table.rows) rows; each row needs one.")
    }
    var columns = used.compactMap { name in table[name].map { (name, $0) } }
    if let weights { columns.append(("the weights", weights)) }
    if let offset { columns.append(("the offset", offset)) }
    let holed = columns.filter { $0.1.missingCount > 0 }
    guard !holed.isEmpty else { return Array(0..<table.rows) }
    let rows = (0..<table.rows).filter { row in !holed.contains { $0.1.isMissing(row) } }
    guard rule == .drop else {
      throw .missing(rows: table.rows - rows.count, of: table.rows, columns: holed.map(\.0))
    }
    return rows
  }

  private mutating func variable(
    _ leaf: ModelFormula.Leaf, _ model: ModelFormula, _ table: Table, rows: Int? = nil
  ) throws(ModelError) -> Frame.Variable {
    let value: Value
    do throws(EvaluationError) {
      value = try evaluate(leaf.expression, in: model.formula.source, over: table, locals: model.formula.captures)
    } catch { throw .evaluation(error) }
    let rows = rows ?? table.rows
    // NaN is no kind of anything, so there is no factor to be had of it.
    if leaf.isFactor, case .numbers(let x)? = Column(value)?.storage, x.count == rows,
      let row = x.firstIndex(where: \.isNaN), Column(value)?.isMissing(row) == false
    {
      throw .notFinite(leaf.label, row: row + 1)
    }
    guard let values = Frame.Values(value, isFactor: leaf.isFactor, rows: rows) else {
      throw .noVariable(leaf.label, got: value.phrase, rows: rows)
    }
    if let row = values.firstNotFinite { throw .notFinite(leaf.label, row: row + 1) }
    return Frame.Variable(leaf.label, values)
  }

  private mutating func offset(_ model: ModelFormula, _ table: Table, rows: Int) throws(ModelError) -> [Double]? {
    var sum: [Double]?
    for leaf in model.offsets {
      guard case .numbers(let x) = try variable(leaf, model, table, rows: rows).values else {
        throw .noVariable(leaf.label, got: "not numbers", rows: rows)
      }
      sum = sum.map { zip($0, x).map { $0 + $1 } } ?? x
    }
    return sum
  }

  /// Whether some rows alone would get other values. Only what calls something can.
  private mutating func looksAtWhole(
    _ leaf: ModelFormula.Leaf, _ variable: Frame.Variable, _ model: ModelFormula, _ table: Table
  ) -> Bool {
    guard table.rows > 1, case .numbers(let x) = variable.values else { return false }
    if case .name = leaf.expression.kind { return false }
    // Every other row: the first ones alone would have the same running sums.
    let rows = Array(stride(from: 1, to: min(table.rows, 128), by: 2))
    let part = table.taking(rows: rows)
    // A term that draws must not draw once more, nor a remark come twice.
    let (stream, remarks) = (random, notes)
    defer { (random, notes) = (stream, remarks) }
    guard case .numbers(let y)? = try? self.variable(leaf, model, part).values else { return true }
    return zip(rows.map { x[$0] }, y).contains { ($0 - $1).magnitude > 1e-9 * max($0.magnitude, $1.magnitude) }
  }

  private static func offset(_ column: Column) throws(ModelError) -> [Double] {
    guard let offset = column.numbers, offset.allSatisfy(\.isFinite) else {
      throw .offset("An offset is a finite number for each row, and this one is not.")
    }
    return offset
  }

  private static func weights(_ column: Column) throws(ModelError) -> [Double] {
    guard let weights = column.numbers else { throw .weights("The weights are no numbers.") }
    guard weights.allSatisfy({ $0 >= 0 && $0 < .infinity }) else {
      throw .weights("A weight is a finite number from 0 on, and one of these is not.")
    }
    guard weights.contains(where: { $0 > 0 }) else { throw .weights("All weights are 0: no row would count.") }
    return weights
  }
}

extension Frame.Values {
  /// - Returns: `nil` for what has no element for each row.
  init?(_ value: Value, isFactor: Bool, rows: Int) {
    if case .matrix(let a) = value, !isFactor, a.rows == rows {
      self = .columns((0..<a.columns).map { Array(a.elements[$0 * rows..<($0 + 1) * rows]) })
      return
    }
    guard let column = Column(value), column.count == rows, column.missingCount == 0 else { return nil }
    if !isFactor {
      if case .numbers(let x) = column.storage {
        self = .numbers(x)
        return
      }
      if case .dates(let days) = column.storage {
        self = .numbers(days.map { Double($0.number) })
        return
      }
    }
    guard let factor = Factor(column) else { return nil }
    self = .factor(factor)
  }

  var firstNotFinite: Int? {
    switch self {
    case .numbers(let x): x.firstIndex { !$0.isFinite }
    case .columns(let columns): columns.lazy.compactMap { $0.firstIndex { !$0.isFinite } }.first
    case .factor: nil
    }
  }
}
