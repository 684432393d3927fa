import LinearAlgebra

extension Frame {
  /// The columns of the model as R's `model.matrix` makes them: the intercept, then term by term, the first variable of
  /// a product running fastest.
  ///
  /// A factor is coded by contrasts where the term without it is in the model too, and by a column for each of its
  /// levels where it is not.
  /// - Throws: `.oneLevel`, `.tooLarge`.
  public func design() throws(FrameError) -> Design {
    var blocks: [Int: Block] = [:]
    func block(_ variable: Int, full: Bool) throws(FrameError) -> Block {
      let key = 2 * variable + (full ? 1 : 0)
      if let known = blocks[key] { return known }
      let made = try coded(variables[variable], full: full)
      blocks[key] = made
      return made
    }
    var (names, terms): ([String], [Int]) = ([], [])
    var elements: [Double] = []
    if self.terms.hasIntercept {
      (names, terms) = (["(intercept)"], [0])
      elements = Array(repeating: 1, count: rows)
    }
    let present = Set(self.terms.products)
    let bare = fullWithoutIntercept
    var levelColumns: Set<Int> = []
    var width = names.count
    for (index, product) in self.terms.products.enumerated() {
      var parts: [Block] = []
      for variable in product {
        let rest = product.filter { $0 != variable }
        let isFull =
          rest.isEmpty ? bare == index : !present.contains(rest) || bare == index && variable == firstFactor(product)
        parts.append(try block(variable, full: isFull))
      }
      let count = parts.reduce(1.0) { $0 * Double($1.names.count) }
      do {
        let columns = count < 1e9 ? width + Int(count) : .max / 16
        try MemoryBudget.standard.count(rows: max(rows, 1), columns: columns, bytesEach: 8)
      } catch { throw .tooLarge(columns: Double(width) + count) }
      if product.contains(where: isFactor) { levelColumns.formUnion(width..<width + Int(count)) }
      width += Int(count)
      let joined = parts.dropFirst().reduce(parts.first ?? Block(names: [], columns: [])) { $0.times($1) }
      names += joined.names
      terms += Array(repeating: index + 1, count: joined.names.count)
      for column in joined.columns { elements += column }
    }
    return Design(
      names: names, matrix: Matrix(rows: rows, columns: names.count, elements: elements), terms: terms,
      termNames: self.terms.products.map { $0.map { variables[$0].label }.joined(separator: ":") },
      hasIntercept: self.terms.hasIntercept, levelColumns: levelColumns)
  }

  /// Columns with their names.
  private struct Block {
    var names: [String]
    var columns: [[Double]]

    /// All products of two columns, those of the first running fastest.
    func times(_ other: Block) -> Block {
      var result = Block(names: [], columns: [])
      for (right, second) in zip(other.names, other.columns) {
        for (left, first) in zip(names, columns) {
          result.names.append("\(left):\(right)")
          result.columns.append(zip(first, second).map { $0 * $1 })
        }
      }
      return result
    }
  }

  private func isFactor(_ variable: Int) -> Bool {
    if case .factor = variables[variable].values { true } else { false }
  }

  private func firstFactor(_ product: [Int]) -> Int? { product.first { isFactor($0) } }

  /// Without an intercept the first term that has a factor codes its first one by all levels: the columns then sum to
  /// the one that was taken out.
  private var fullWithoutIntercept: Int? {
    terms.hasIntercept ? nil : terms.products.firstIndex { firstFactor($0) != nil }
  }

  private func coded(_ variable: Variable, full: Bool) throws(FrameError) -> Block {
    switch variable.values {
    case .numbers(let x): return Block(names: [variable.label], columns: [x])
    case .columns(let columns):
      return Block(names: columns.indices.map { "\(variable.label)[\($0 + 1)]" }, columns: columns)
    case .factor(let factor):
      let levels = factor.levels
      guard full || levels.count > 1 else { throw .oneLevel(label: variable.label, level: levels.first ?? "") }
      let shown =
        full
        ? Array(levels.indices)
        : Array(contrasts == .treatment ? levels.indices.dropFirst() : levels.indices.dropLast())
      let last = contrasts == .sum && !full ? levels.count - 1 : -1
      return Block(
        names: shown.map { "\(variable.label)[\(levels[$0])]" },
        columns: shown.map { level in factor.codes.map { $0 == level ? 1 : $0 == last ? -1 : 0 } })
    }
  }
}
