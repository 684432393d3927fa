import Evaluation
import Syntax

/// How the call being written is spelled, and which of its parameters comes now.
public struct CallHelp: Hashable, Sendable {
  /// One way to call it.
  public struct Form: Hashable, Sendable {
    /// The signature: what stands before the parameter in question, the parameter, and the rest.
    public let before: String
    public let current: String
    public let after: String

    public init(before: String, current: String, after: String) {
      self.before = before
      self.current = current
      self.after = after
    }
  }

  /// Those that can still be meant, or all when none can.
  public let forms: [Form]
  public let summary: String
}

extension Notebook {
  /// The innermost call that is open at the cursor, of a function that is known.
  /// - Parameter cursor: in UTF-8 bytes.
  public func callHelp(_ text: String, cursor: Int) -> CallHelp? {
    let bytes = Array(text.utf8)
    let cursor = Self.whole(cursor, in: bytes)
    let tokens = Lexer.tokens(of: String(decoding: bytes[..<cursor], as: UTF8.self))
    guard let call = OpenCall(tokens[...], bytes) else { return nil }
    if case .function(let function)? = self[call.callee], case .defined(let definition, _) = function.body {
      let names = definition.parameters.map(\.name.spelling)
      // The signature is taken apart again at its own parameters, defaults and all.
      let written = definition.parameters.map(\.printed)
      let place = call.label.flatMap { names.firstIndex(of: $0) } ?? call.index
      return CallHelp(forms: [Self.form(call.callee.spelling, written, place)], summary: "a function of this notebook")
    }
    guard self[call.callee] == nil, let builtin = catalog[call.callee.canonical] else { return nil }
    var forms: [CallHelp.Form] = []
    var fitting: [CallHelp.Form] = []
    for form in builtin.forms {
      let place = call.place(among: form.parameters)
      let help = Self.form(builtin.name, form.parameters.map(\.written), place)
      let isKnown = forms.contains { $0.before + $0.current + $0.after == help.before + help.current + help.after }
      if isKnown { continue }
      forms.append(help)
      if place != nil || form.parameters.isEmpty && call.index == 0 { fitting.append(help) }
    }
    return CallHelp(forms: fitting.isEmpty ? forms : fitting, summary: builtin.summary)
  }

  private static func form(_ name: String, _ parameters: [String], _ place: Int?) -> CallHelp.Form {
    guard let place, parameters.indices.contains(place) else {
      return CallHelp.Form(before: "\(name)(\(parameters.joined(separator: ", ")))", current: "", after: "")
    }
    let head = parameters[..<place].map { $0 + ", " }.joined()
    let tail = parameters[(place + 1)...].map { ", " + $0 }.joined()
    return CallHelp.Form(before: "\(name)(\(head)", current: parameters[place], after: tail + ")")
  }
}

/// A call whose closing bracket is still to come.
struct OpenCall {
  let callee: Name
  /// Which argument is being written, from 0.
  let index: Int
  /// Its name, when it is given by name.
  let label: String?
  /// The names of the arguments given by name so far, the one being written among them.
  let labels: Set<String>
  /// Whether the argument itself is being written, and not a list or a group inside it.
  let isDirect: Bool

  /// The innermost one that is open at the end of the tokens.
  init?(_ tokens: ArraySlice<Token>, _ bytes: [UInt8]) {
    func spelling(_ token: Token) -> String {
      String(decoding: bytes[token.span.start..<token.span.end], as: UTF8.self)
    }
    var depth = 0
    var commas = 0
    var argument = tokens.endIndex
    var named: Set<String> = []
    var isDirect = true
    func note(_ first: Int) {
      let isNamed = first + 1 < tokens.endIndex && tokens[first].kind == .name && spelling(tokens[first + 1]) == "="
      if isNamed { named.insert(spelling(tokens[first])) }
    }
    for place in tokens.indices.reversed() {
      let token = tokens[place]
      guard token.kind == .bracket || token.kind == .operator || bytes[token.span.start] == UInt8(ascii: ",") else {
        continue
      }
      switch bytes[token.span.start] {
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth += 1
      case UInt8(ascii: ",") where depth == 0:
        if commas == 0 { argument = place + 1 }
        note(place + 1)
        commas += 1
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        guard depth == 0 else {
          depth -= 1
          continue
        }
        guard let name = Self.callee(before: place, tokens, bytes) else {
          // A list or a group inside an argument: the call around it is still being written.
          (commas, argument, named, isDirect) = (0, tokens.endIndex, [], false)
          continue
        }
        callee = Name(spelling(name))
        self.isDirect = isDirect
        index = commas
        if commas == 0 { argument = place + 1 }
        note(place + 1)
        label =
          argument < tokens.endIndex && named.contains(spelling(tokens[argument])) ? spelling(tokens[argument]) : nil
        labels = named
        return
      default: continue
      }
    }
    return nil
  }

  /// The name whose argument list a bracket opens.
  private static func callee(before place: Int, _ tokens: ArraySlice<Token>, _ bytes: [UInt8]) -> Token? {
    let bracket = tokens[place]
    guard bytes[bracket.span.start] == UInt8(ascii: "("), place > tokens.startIndex else { return nil }
    let name = tokens[place - 1]
    return name.kind == .name && name.span.end == bracket.span.start ? name : nil
  }

  /// Which of these parameters the argument is for.
  func place(among parameters: [Parameter]) -> Int? {
    if let label { return parameters.firstIndex { $0.name == label } }
    let byPlace = parameters.indices.filter { !parameters[$0].isNamedOnly }
    if byPlace.indices.contains(index) { return byPlace[index] }
    // The rest takes every argument from its place on; what can only be named has none.
    if let last = byPlace.last, parameters[last].style == .rest { return last }
    return index <= byPlace.count ? parameters.firstIndex { $0.isNamedOnly } : nil
  }
}
