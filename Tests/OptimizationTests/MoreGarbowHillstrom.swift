import Foundation
import Optimization
import Testing

/// A function of Moré, Garbow & Hillstrom, Testing Unconstrained Optimization Software, TOMS 7(1), 1981, with the start
/// and the minima printed there; their further digits are SciPy's.
struct TestProblem: Sendable, CustomTestStringConvertible {
  let number: Int
  let name: String
  let start: [Double]
  let minima: [Double]
  let residuals: @Sendable ([Dual]) -> [Dual]

  var testDescription: String { "\(number) \(name)" }
  var objective: SumOfSquares { SumOfSquares(body: residuals) }

  init(
    _ number: Int, _ name: String, _ start: [Double], _ minima: [Double],
    _ residuals: @escaping @Sendable ([Dual]) -> [Dual]
  ) {
    (self.number, self.name, self.start, self.minima, self.residuals) = (number, name, start, minima, residuals)
  }

  /// Whether the value is one of the minima: to 1e-6 of it, or below 1e-11 for those that are 0.
  func isMinimum(_ value: Double) -> Bool {
    minima.contains { abs(value - $0) <= ($0 == 0 ? 1e-11 : 1e-6 * $0) }
  }

  static let all: [TestProblem] = [small, fitted, large].flatMap { $0 }
}

private let small: [TestProblem] = [
  TestProblem(1, "Rosenbrock", [-1.2, 1], [0]) { (x: [Dual]) -> [Dual] in [10 * (x[1] - x[0] * x[0]), 1 - x[0]] },
  TestProblem(2, "Freudenstein and Roth", [0.5, -2], [0, 48.98425367924]) { (x: [Dual]) -> [Dual] in
    [-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]]
  },
  TestProblem(3, "Powell badly scaled", [0, 1], [0]) { (x: [Dual]) -> [Dual] in
    [1e4 * x[0] * x[1] - 1, exp(-x[0]) + exp(-x[1]) - 1.0001]
  },
  TestProblem(4, "Brown badly scaled", [1, 1], [0]) { (x: [Dual]) -> [Dual] in
    [x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2]
  },
  TestProblem(5, "Beale", [1, 1], [0]) { (x: [Dual]) -> [Dual] in
    let (a, b) = (x[0], x[1])
    return [1.5 - a * (1 - b), 2.25 - a * (1 - b * b), 2.625 - a * (1 - b * b * b)]
  },
  TestProblem(6, "Jennrich and Sampson", [0.3, 0.4], [124.36218235561]) { (x: [Dual]) -> [Dual] in
    (1...10).map { i in
      let k = Dual(Double(i))
      return 2 + 2 * k - exp(k * x[0]) - exp(k * x[1])
    }
  },
  TestProblem(7, "helical valley", [-1, 0, 0], [0]) { (x: [Dual]) -> [Dual] in
    let ratio = x[1] / x[0]
    let angle = ratio.chained(atan(ratio.value), 1 / (1 + ratio.value * ratio.value))
    let turn = angle / Dual(2 * Double.pi) + (x[0].value < 0 ? 0.5 : 0)
    return [10 * (x[2] - 10 * turn), 10 * (sqrt(x[0] * x[0] + x[1] * x[1]) - 1), x[2]]
  },
  TestProblem(12, "Box three-dimensional", [0, 10, 20], [0]) { (x: [Dual]) -> [Dual] in
    (1...10).map { i in
      let t = Dual(Double(i) / 10)
      return exp(-t * x[0]) - exp(-t * x[1]) - x[2] * (exp(-t) - exp(-10 * t))
    }
  },
  TestProblem(13, "Powell singular", [3, -1, 0, 1], [0]) { (x: [Dual]) -> [Dual] in powell(x[...]) },
  TestProblem(14, "Wood", [-3, -1, -3, -1], [0]) { (x: [Dual]) -> [Dual] in
    [
      10 * (x[1] - x[0] * x[0]), 1 - x[0], Dual(90.0.squareRoot()) * (x[3] - x[2] * x[2]), 1 - x[2],
      Dual(10.0.squareRoot()) * (x[1] + x[3] - 2), (x[1] - x[3]) / Dual(10.0.squareRoot()),
    ]
  },
]

private func powell(_ x: ArraySlice<Dual>) -> [Dual] {
  let (a, b, c, d) = (x[x.startIndex], x[x.startIndex + 1], x[x.startIndex + 2], x[x.startIndex + 3])
  return [
    a + 10 * b, Dual(5.0.squareRoot()) * (c - d), square(b - 2 * c), Dual(10.0.squareRoot()) * square(a - d),
  ]
}

private let bard = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39]
private let gauss = [
  0.0009, 0.0044, 0.0175, 0.054, 0.1295, 0.242, 0.3521, 0.3989, 0.3521, 0.242, 0.1295, 0.054, 0.0175, 0.0044, 0.0009,
]
private let meyer: [Double] = [
  34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872,
]
private let kowalik: [(Double, Double)] = [
  (0.1957, 4), (0.1947, 2), (0.1735, 1), (0.16, 0.5), (0.0844, 0.25), (0.0627, 0.167), (0.0456, 0.125), (0.0342, 0.1),
  (0.0323, 0.0833), (0.0235, 0.0714), (0.0246, 0.0625),
]

private let fitted: [TestProblem] = [
  TestProblem(8, "Bard", [1, 1, 1], [8.214877306578963e-3]) { (x: [Dual]) -> [Dual] in
    bard.enumerated().map { i, y in
      let (u, v) = (Double(i + 1), Double(15 - i))
      return Dual(y) - x[0] - Dual(u) / (Dual(v) * x[1] + Dual(min(u, v)) * x[2])
    }
  },
  TestProblem(9, "Gaussian", [0.4, 1, 0], [1.1279327696187754e-8]) { (x: [Dual]) -> [Dual] in
    gauss.enumerated().map { i, y in
      x[0] * exp(-x[1] * square(Dual(Double(7 - i) / 2) - x[2]) / 2) - Dual(y)
    }
  },
  TestProblem(10, "Meyer", [0.02, 4000, 250], [87.94585517028]) { (x: [Dual]) -> [Dual] in
    meyer.enumerated().map { i, y in x[0] * exp(x[1] / (Dual(Double(50 + 5 * i)) + x[2])) - Dual(y) }
  },
  TestProblem(15, "Kowalik and Osborne", [0.25, 0.39, 0.415, 0.39], [3.0750560384923674e-4]) { (x: [Dual]) -> [Dual] in
    kowalik.map { y, u in
      Dual(y) - x[0] * (Dual(u * u) + Dual(u) * x[1]) / (Dual(u * u) + Dual(u) * x[2] + x[3])
    }
  },
  TestProblem(16, "Brown and Dennis", [25, 5, -5, -1], [85822.20162635644]) { (x: [Dual]) -> [Dual] in
    (1...20).map { i in
      let t = Double(i) / 5
      return square(x[0] + Dual(t) * x[1] - Dual(exp(t))) + square(x[2] + x[3] * Dual(sin(t)) - Dual(cos(t)))
    }
  },
  TestProblem(18, "Biggs EXP6", [1, 2, 1, 1, 1, 1], [0, 5.655649925e-3]) { (x: [Dual]) -> [Dual] in
    (1...13).map { i in
      let t = Double(i) / 10
      let (s, y) = (Dual(t), exp(-t) - 5 * exp(-10 * t) + 3 * exp(-4 * t))
      return x[2] * exp(-s * x[0]) - x[3] * exp(-s * x[1]) + x[5] * exp(-s * x[4]) - Dual(y)
    }
  },
  TestProblem(20, "Watson", [0, 0, 0, 0, 0, 0], [2.2876700535523526e-3]) { (x: [Dual]) -> [Dual] in
    let rows = (1...29).map { i -> Dual in
      let t = Double(i) / 29
      let slope = sum((1..<6).map { j in Dual(Double(j) * pow(t, Double(j - 1))) * x[j] })
      return slope - square(sum((0..<6).map { j in Dual(pow(t, Double(j))) * x[j] })) - 1
    }
    return rows + [x[0], x[1] - x[0] * x[0] - 1]
  },
]

private let large: [TestProblem] = [
  TestProblem(21, "extended Rosenbrock", [-1.2, 1.0, -1.2, 1.0, -1.2, 1.0], [0.0], valleys),
  TestProblem(22, "extended Powell singular", [3.0, -1.0, 0.0, 1.0, 3.0, -1.0, 0.0, 1.0], [0.0], powells),
  TestProblem(23, "penalty I", [1.0, 2.0, 3.0, 4.0], [2.249977500899937e-5], penalty),
  TestProblem(25, "variably dimensioned", [5.0 / 6, 4.0 / 6, 3.0 / 6, 2.0 / 6, 1.0 / 6, 0.0], [0.0], dimensioned),
  TestProblem(26, "trigonometric", [0.2, 0.2, 0.2, 0.2, 0.2], [0.0], trigonometric),
  TestProblem(27, "Brown almost-linear", [0.5, 0.5, 0.5, 0.5, 0.5], [0.0, 1.0], almostLinear),
  TestProblem(30, "Broyden tridiagonal", [-1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0], [0.0], tridiagonal),
  TestProblem(32, "linear full rank", [1.0, 1.0, 1.0, 1.0, 1.0], [15.0], fullRank),
  TestProblem(33, "linear rank 1", [1.0, 1.0, 1.0, 1.0, 1.0], [4.634146341463414], rankOne),
]

@Sendable private func valleys(_ x: [Dual]) -> [Dual] {
  var rows: [Dual] = []
  for i in [0, 2, 4] {
    rows.append(Dual(10.0) * (x[i + 1] - x[i] * x[i]))
    rows.append(Dual(1.0) - x[i])
  }
  return rows
}

@Sendable private func powells(_ x: [Dual]) -> [Dual] { powell(x[0..<4]) + powell(x[4..<8]) }

@Sendable private func penalty(_ x: [Dual]) -> [Dual] {
  let weight = Dual(1e-5.squareRoot())
  return x.map { weight * ($0 - Dual(1.0)) } + [sum(x.map(square)) - Dual(0.25)]
}

@Sendable private func trigonometric(_ x: [Dual]) -> [Dual] {
  var total = Dual(5.0)
  for v in x { total = total - cos(v) }
  var rows: [Dual] = []
  for (i, v) in x.enumerated() {
    let bent = Dual(Double(i + 1)) * (Dual(1.0) - cos(v))
    rows.append(total + bent - sin(v))
  }
  return rows
}

@Sendable private func almostLinear(_ x: [Dual]) -> [Dual] {
  let total = sum(x) - Dual(6.0)
  var product = Dual(1.0)
  for v in x { product = product * v }
  return x.dropLast().map { $0 + total } + [product - Dual(1.0)]
}

@Sendable private func tridiagonal(_ x: [Dual]) -> [Dual] {
  let y = [Dual(0.0)] + x + [Dual(0.0)]
  var rows: [Dual] = []
  for i in 1...8 {
    let own = (Dual(3.0) - Dual(2.0) * y[i]) * y[i]
    let beside = y[i - 1] + Dual(2.0) * y[i + 1]
    rows.append(own - beside + Dual(1.0))
  }
  return rows
}

@Sendable private func fullRank(_ x: [Dual]) -> [Dual] {
  let part = sum(x) / Dual(10.0) + Dual(1.0)
  return x.map { $0 - part } + [Dual](repeating: Dual(0.0) - part, count: 15)
}

@Sendable private func rankOne(_ x: [Dual]) -> [Dual] {
  var s = Dual(0.0)
  for (i, v) in x.enumerated() { s = s + Dual(Double(i + 1)) * v }
  return (1...20).map { Dual(Double($0)) * s - Dual(1.0) }
}

@Sendable private func dimensioned(_ x: [Dual]) -> [Dual] {
  var s = Dual(0.0)
  for (i, v) in x.enumerated() { s = s + Dual(Double(i + 1)) * (v - Dual(1.0)) }
  return x.map { $0 - Dual(1.0) } + [s, s * s]
}
