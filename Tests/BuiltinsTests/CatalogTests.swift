import Builtins
import Document
import Evaluation
import Testing

private let entries = Catalog.standard.topics.flatMap(\.builtins)

@Suite struct CatalogTests {
  @Test func everyNameIsUnique() {
    let names = entries.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Set(names).isDisjoint(with: Catalog.standard.constants.keys))
  }

  @Test(arguments: entries.map(\.name))
  func everyEntryExplainsItself(_ name: String) throws {
    let builtin = try #require(Catalog.standard[name])
    #expect(builtin.summary.hasSuffix("."), "a sentence")
    #expect(!builtin.summary.contains("\n") && builtin.summary.count <= 110, "one line")
    #expect(!builtin.doc.isEmpty)
    #expect(!builtin.examples.isEmpty)
    #expect(!builtin.forms.isEmpty)
    #expect(builtin.examples.contains { $0.input.contains(name) }, "an example uses it")
  }

  @Test(arguments: entries.flatMap { entry in entry.examples.map { [entry.name, $0.input, $0.result] } })
  func everyExampleRuns(_ example: [String]) throws {
    var calculator = Calculator()
    #expect(try calculator(example[1]).written(digits: 6) == example[2], "\(example[1])")
  }

  @Test(arguments: entries.map(\.name))
  func everyEntryTellsItsFacts(_ name: String) throws {
    let facts = try #require(Catalog.standard[name]).facts
    #expect(!facts.shapes.isEmpty && !facts.method.isEmpty)
    #expect(Set(facts.refusals.map(\.what)).count == facts.refusals.count)
    #expect(facts.refusals.allSatisfy { $0.input.contains(name) })
    #expect(!facts.method.hasSuffix(".") && !facts.shapes.hasSuffix("."), "a row, not a sentence")
  }

  /// What an entry says it refuses, it refuses, and not because the name or the form of the call is wrong.
  @Test(arguments: entries.flatMap { entry in entry.facts.refusals.map { [entry.name, $0.what, $0.input] } })
  func everyRefusalIsTrue(_ refusal: [String]) {
    var calculator = Calculator()
    do {
      let value = try calculator(refusal[2])
      Issue.record("\(refusal[2]) gives \(value.phrase)")
    } catch let error as EvaluationError {
      switch error.kind {
      case .unknownName, .arity, .missingArgument, .unknownOption, .interrupted: Issue.record("\(error.report.message)")
      default: break
      }
    } catch { Issue.record("\(error)") }
  }

  /// The fields an entry promises are those of what its example gives, in their order.
  @Test(arguments: entries.filter { !$0.facts.fields.isEmpty }.map(\.name))
  func everyFieldIsThere(_ name: String) throws {
    let builtin = try #require(Catalog.standard[name])
    var input = try #require(builtin.examples.first).input
    if !input.hasSuffix(")"), let point = input.lastIndex(of: ".") { input = String(input[..<point]) }
    var calculator = Calculator()
    switch try calculator(input) {
    case .record(let record): #expect(record.fields.map(\.name) == builtin.facts.fields)
    case .object(let object):
      let fields = object.fields.fields.map(\.name)
      #expect(fields.filter(builtin.facts.fields.contains) == builtin.facts.fields, "\(fields)")
    case let other: Issue.record("\(input) is \(other.phrase)")
    }
  }

  /// A result that is a record says of what fields.
  @Test(arguments: entries.filter { $0.forms.contains { $0.result == "record" } }.map(\.name))
  func recordsListTheirFields(_ name: String) throws {
    #expect(try !#require(Catalog.standard[name]).facts.fields.isEmpty)
  }

  @Test(arguments: entries.map(\.name))
  func relatedNamesExist(_ name: String) throws {
    for other in try #require(Catalog.standard[name]).related {
      #expect(Catalog.standard[other] != nil, "\(name) refers to \(other)")
      #expect(other != name)
    }
  }

  /// The vocabulary the language promises for this topic.
  @Test(
    arguments: """
      size rows cols length zeros ones eye diag rand randn dot cross norm trace det inv pinv rank cond rref nullspace \
      colspace lu qr chol eig eigvals svd schur expm logm sqrtm kron outer project gram_schmidt power_iteration solve \
      lstsq hilbert sum prod mean min max argmin argmax cumsum cumprod sort reverse unique any all diff linspace abs \
      sign sqrt exp log ln log2 log10 log1p expm1 sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh \
      floor ceil round mod gcd lcm factorial choose gamma lgamma digamma trigamma beta erf erfc erfinv erfcinv gamma_p \
      gamma_q beta_i zeta bessel_j lambert_w sigmoid log_sigmoid softmax logsumexp relu map filter fold iterate iterates
      """.split(separator: " ").map(String.init))
  func promisedNamesAreThere(_ name: String) { #expect(Catalog.standard[name] != nil) }

  @Test func recordsAreTakenApartInOrder() throws {
    var calculator = Calculator()
    #expect(try calculator("L, U, P = lu([1 2; 3 4]); norm(P*[1 2; 3 4] - L*U) < 1e-15").written() == "true")
    #expect(try calculator("Q, R = qr([1 2; 3 4]); norm([1 2; 3 4] - Q*R) < 1e-14").written() == "true")
    #expect(try calculator("U, S, V = svd([1 2; 3 4]); norm([1 2; 3 4] - U*diag(S)*V') < 1e-14").written() == "true")
    #expect(try calculator("Q, T = schur([1 2; 3 4]); norm([1 2; 3 4] - Q*T*Q') < 1e-14").written() == "true")
    #expect(try calculator("w, V = eig([1 2; 3 4]); norm([1 2; 3 4]*V - V*diag(w)) < 1e-14").written() == "true")
  }
}
