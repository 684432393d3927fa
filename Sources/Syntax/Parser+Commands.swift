extension Parser {
  /// The ordinary call arguments after a command's name: `f, [4, -3], rate = 0.1`.
  public static func arguments(_ source: String) throws(SyntaxError) -> [Expression.Argument] {
    do throws(SyntaxError) {
      var parser = Parser(source)
      return try parser.commandArguments()
    } catch {
      throw error.keepingSuggestion { source in
        do throws(SyntaxError) {
          var parser = Parser(source)
          _ = try parser.commandArguments()
          return nil
        } catch { return error }
      }
    }
  }

  /// What `:plot` draws: `sin(x), cos(x) for x in -pi:pi, title = "waves"`. Named arguments may stand before the `for`
  /// and after the ranges.
  public static func plotted(
    _ source: String
  ) throws(SyntaxError) -> (expressions: [Expression.Argument], clauses: [Expression.Clause]) {
    do throws(SyntaxError) {
      var parser = Parser(source)
      return try parser.plotted()
    } catch {
      throw error.keepingSuggestion { source in
        do throws(SyntaxError) {
          var parser = Parser(source)
          _ = try parser.plotted()
          return nil
        } catch { return error }
      }
    }
  }

  private mutating func commandArguments() throws(SyntaxError) -> [Expression.Argument] {
    skipsNewlines = true
    skipNewlines()
    let arguments = try arguments(of: nil, until: .end)
    try finish(after: arguments.last?.value)
    return arguments
  }

  private mutating func plotted() throws(SyntaxError) -> ([Expression.Argument], [Expression.Clause]) {
    skipsNewlines = true
    skipNewlines()
    var arguments = try arguments(of: nil, until: .end)
    guard mark == .for else {
      try finish(after: arguments.last?.value)
      return (arguments, [])
    }
    guard !arguments.isEmpty else { throw missingOperand() }
    let clauses = try clauses()
    if mark == .comma {
      advance()
      let trailing = try self.arguments(of: nil, until: .end)
      let labels = Set(arguments.compactMap(\.label))
      for argument in trailing {
        guard let label = argument.label else { throw SyntaxError(.positionalAfterNamed, argument.value.span) }
        guard !labels.contains(label) else {
          throw SyntaxError(.duplicate("argument", label.spelling), argument.value.span)
        }
      }
      arguments += trailing
    }
    try finish(after: clauses.last?.source)
    return (arguments, clauses)
  }
}
