import Builtins
import Document
import Evaluation
import Foundation
import LinearAlgebra
import Testing

/// Every number in every example of the catalog is moved: the derivative of what the example gives is the one that
/// differences tell, or it is refused. Nothing may take a value being differentiated for a constant.
@Suite struct CatalogGradientTests {
  @Test(arguments: Catalog.standard.topics.map(\.name)) func noEntryDropsADerivative(_ topic: String) throws {
    let entries = try #require(Catalog.standard.topics.first { $0.name == topic }).builtins
    for entry in entries {
      for input in entry.examples.map(\.input) {
        for moved in Self.movements(of: input) { Self.check(moved, entry.name) }
      }
    }
  }

  /// Laws and events have operators of their own.
  @Test(arguments: [
    "P(Normal(0, 1) < T)", "P(T < Normal(0, 1))", "P(Normal(0, T + 1) <= 0.5)", "P(Normal(T, 1) >= 0.5)",
    "X = Normal(0, 1); P(-1 < X < T)", "X = Normal(1, 2); P(T < X and X < 3)", "X = Gamma(2, 3); P(not X < T + 1)",
    "P(2*Normal(0, 1) + 1 < T)", "P(-Exponential(1) < T - 1)", "P(Poisson(T + 2) <= 3)", "P(Poisson(T + 2) > 3)",
    "P(Binomial(10, 0.3 + T) == 3)", "P(Geometric(0.3 + T) < 3)", "P(Normal(0, 1) < T | Normal(0, 1) < 1)",
    "P(Normal(0, 1) in [T, 2])", "P(Normal(0, 1) < T or Normal(0, 1) > 1)", "mean(Normal(T, 1))",
    "(Normal(0, 1) + T).mean",
    "P(Categorical([1 + T, 2]) == 1)", "pdf(MvNormal([T, 0], [1 0; 0 1]), [0, 0])", "E(x -> x*T, Normal(0, 1))",
    "integrate(x -> exp(T*x), 0, 1)", "integrate(x -> x^2, T, 2)", "integrate((x, y) -> x*y*T, 0, 1, 0, 1)",
    "find_root(x -> x^3 - T - 2, 0, 5)", "find_root(x -> x^3 - T - 2, 1).x", "find_roots(x -> x - T, -1, 1)[1]",
    "minimize(x -> (x - T)^2, 0).x", "step(descend(x -> (x - T)^2, 0, rate = 0.1), 5).x", "limit(x -> T*x, 2)",
    "sum(map(x -> x*T, [1, 2]))", "fold((s, x) -> s + x*T, 0, [1, 2])", "hvp(w -> T*sum(w.^3), [1, 2], [1, 1])",
    "derivative(x -> T*x^2)(3)", "(x -> T*x^2)'(3)", "jacobian(x -> T*x)(3)", "hessian(x -> T*x^3)(3)",
    "integrate(x -> T*x^2)(3)", "taylor(x -> T*x^2, 1, 2)(3)", "{a = T}.a^2", "[T, 2] · [3, T]",
  ]) func lawsAndFunctionsThatCloseOverIt(_ input: String) {
    // A place where no law here has an edge.
    Self.check(input.replacing("T", with: "(t + 0.37)"), input)
  }

  /// No rule; no number to differentiate; a matrix whose determinant has its derivative from an inverse that it lacks;
  /// no start where the start is what is differentiated.
  private static let refusals: Set<String> = ["E310", "E349", "E311", "E301", "E376"]
  /// 0 times the infinite slope at an edge, which is NaN and says so.
  private static let edges: Set<String> = ["acosh([1, (2 + t)])"]

  private static func check(_ body: String, _ name: String) {
    var calculator = Calculator()
    guard (try? calculator("g(t) = (\(body))")) != nil, let middle = numbers("g(0)", &calculator) else { return }
    guard !edges.contains(body), let slope = slope(&calculator, middle.count) else { return }
    do {
      let value = try calculator("jacobian(g)(0)")
      guard let found = elements(value), found.count == slope.count else {
        Issue.record("\(name): jacobian of \(body) gives \(value.phrase)")
        return
      }
      for (got, expected) in zip(found, slope) {
        // Differences of steps of 1e-4 keep about seven digits.
        #expect(abs(got - expected) <= 1e-5 * (1 + abs(expected)), "\(name): \(body)")
      }
    } catch let error as EvaluationError {
      let code = error.report.code
      #expect(Self.refusals.contains(code), "\(name): \(body): \(code) \(error.report.message)")
    } catch { Issue.record("\(name): \(body): \(error)") }
  }

  /// By differences of two steps, which agree where there is a derivative; `nil` where there is none.
  private static func slope(_ calculator: inout Calculator, _ count: Int) -> [Double]? {
    var estimates: [[Double]] = []
    guard let middle = numbers("g(0)", &calculator) else { return nil }
    for h in [1e-4, 0.5e-4] {
      guard let up = numbers("g(\(h))", &calculator), let down = numbers("g(-\(h))", &calculator), up.count == count,
        down.count == count
      else { return nil }
      for i in 0..<count where abs((up[i] - middle[i]) - (middle[i] - down[i])) > 1e-3 * h + 0.01 * abs(up[i] - down[i])
      { return nil }
      estimates.append(zip(up, down).map { ($0 - $1) / (2 * h) })
    }
    // Richardson's: the error of second order cancels.
    let best = zip(estimates[0], estimates[1]).map { (4 * $1 - $0) / 3 }
    for (a, b) in zip(estimates[0], estimates[1]) where !(abs(a - b) <= 1e-4 * (1 + abs(a))) { return nil }
    return best
  }

  private static func numbers(_ text: String, _ calculator: inout Calculator) -> [Double]? {
    (try? calculator(text)).flatMap(elements)
  }

  private static func elements(_ value: Value) -> [Double]? {
    switch value.standing {
    case .number(let x): x.isFinite ? [x] : nil
    case .vector(let v): v.elements.allSatisfy(\.isFinite) ? v.elements : nil
    case .matrix(let a): a.elements.allSatisfy(\.isFinite) ? a.elements : nil
    default: nil
    }
  }

  /// The text with each of its first numbers in turn made to depend on t.
  private static func movements(of text: String) -> [String] {
    let characters = Array(text)
    var (results, place, isQuoted) = ([String](), 0, false)
    while place < characters.count, results.count < 6 {
      let c = characters[place]
      if c == "\"" { isQuoted.toggle() }
      let before = place > 0 ? characters[place - 1] : " "
      guard !isQuoted, c.isNumber, c.isASCII, !before.isLetter, !before.isNumber, before != "_", before != "." else {
        place += 1
        continue
      }
      var end = place
      while end < characters.count, characters[end].isASCII, characters[end].isNumber || characters[end] == "." {
        end += 1
      }
      let after = end < characters.count ? characters[end] : " "
      if !after.isLetter, after != "_" {
        results.append(
          String(characters[..<place]) + "(\(String(characters[place..<end])) + t)" + String(characters[end...]))
      }
      place = end
    }
    return results
  }
}
