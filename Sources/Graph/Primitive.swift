/// A function of one or two numbers that knows its derivative.
///
/// Its value, partials, kernel and names stand together in `Primitives/<Name>.swift`.
public enum Primitive: UInt8, CaseIterable, Hashable, Sendable {
  case add, subtract, multiply, divide, power, negate, abs, sign, sqrt, exp, expm1, log, log2, log10, log1p, sin
  case cos, tan, asin, acos, atan, atan2, sinh, cosh, tanh, asinh, acosh, atanh, floor, ceil, round, mod, min
  case max, gamma, lgamma, digamma, trigamma, erf, erfc, erfinv, erfcinv, sigmoid, logSigmoid, relu
  case gammaP, gammaQ, besselJ, lambertW

  /// The value. A function of one operand ignores `y`.
  ///
  /// A switch, not a table of closures: the call inlines, which is most of the speed of `Program`.
  @inlinable public func value(_ x: Double, _ y: Double = .nan) -> Double {
    switch self {
    case .add: Primitives.Add.value(x, y)
    case .subtract: Primitives.Subtract.value(x, y)
    case .multiply: Primitives.Multiply.value(x, y)
    case .divide: Primitives.Divide.value(x, y)
    case .power: Primitives.Power.value(x, y)
    case .negate: Primitives.Negate.value(x)
    case .abs: Primitives.Abs.value(x)
    case .sign: Primitives.Sign.value(x)
    case .sqrt: Primitives.Sqrt.value(x)
    case .exp: Primitives.Exp.value(x)
    case .expm1: Primitives.Expm1.value(x)
    case .log: Primitives.Log.value(x)
    case .log2: Primitives.Log2.value(x)
    case .log10: Primitives.Log10.value(x)
    case .log1p: Primitives.Log1p.value(x)
    case .sin: Primitives.Sin.value(x)
    case .cos: Primitives.Cos.value(x)
    case .tan: Primitives.Tan.value(x)
    case .asin: Primitives.Asin.value(x)
    case .acos: Primitives.Acos.value(x)
    case .atan: Primitives.Atan.value(x)
    case .atan2: Primitives.Atan2.value(x, y)
    case .sinh: Primitives.Sinh.value(x)
    case .cosh: Primitives.Cosh.value(x)
    case .tanh: Primitives.Tanh.value(x)
    case .asinh: Primitives.Asinh.value(x)
    case .acosh: Primitives.Acosh.value(x)
    case .atanh: Primitives.Atanh.value(x)
    case .floor: Primitives.Floor.value(x)
    case .ceil: Primitives.Ceil.value(x)
    case .round: Primitives.Round.value(x)
    case .mod: Primitives.Mod.value(x, y)
    case .min: Primitives.Min.value(x, y)
    case .max: Primitives.Max.value(x, y)
    case .gamma: Primitives.Gamma.value(x)
    case .lgamma: Primitives.Lgamma.value(x)
    case .digamma: Primitives.Digamma.value(x)
    case .trigamma: Primitives.Trigamma.value(x)
    case .erf: Primitives.Erf.value(x)
    case .erfc: Primitives.Erfc.value(x)
    case .erfinv: Primitives.Erfinv.value(x)
    case .erfcinv: Primitives.Erfcinv.value(x)
    case .sigmoid: Primitives.Sigmoid.value(x)
    case .logSigmoid: Primitives.LogSigmoid.value(x)
    case .relu: Primitives.Relu.value(x)
    case .gammaP: Primitives.GammaP.value(x, y)
    case .gammaQ: Primitives.GammaQ.value(x, y)
    case .besselJ: Primitives.BesselJ.value(x, y)
    case .lambertW: Primitives.LambertW.value(x)
    }
  }

  /// How many operands it takes: 1 or 2.
  @inlinable public var arity: Int {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .atan2, .mod, .min, .max, .gammaP, .gammaQ, .besselJ: 2
    default: 1
    }
  }

  /// What it states about itself.
  public var rule: Rule { Self.rules[Int(rawValue)] }
  /// The partial derivative by each operand; nil where none is stated.
  public var partials: [Term]? { rule.partials }

  /// Where no derivative exists, and what is taken there; nil where that is nowhere.
  public var kink: Kink? { rule.kink }

  private static let rules: [Rule] = allCases.map(\.ownRule)

  private var ownRule: Rule {
    switch self {
    case .add: Primitives.Add.rule
    case .subtract: Primitives.Subtract.rule
    case .multiply: Primitives.Multiply.rule
    case .divide: Primitives.Divide.rule
    case .power: Primitives.Power.rule
    case .negate: Primitives.Negate.rule
    case .abs: Primitives.Abs.rule
    case .sign: Primitives.Sign.rule
    case .sqrt: Primitives.Sqrt.rule
    case .exp: Primitives.Exp.rule
    case .expm1: Primitives.Expm1.rule
    case .log: Primitives.Log.rule
    case .log2: Primitives.Log2.rule
    case .log10: Primitives.Log10.rule
    case .log1p: Primitives.Log1p.rule
    case .sin: Primitives.Sin.rule
    case .cos: Primitives.Cos.rule
    case .tan: Primitives.Tan.rule
    case .asin: Primitives.Asin.rule
    case .acos: Primitives.Acos.rule
    case .atan: Primitives.Atan.rule
    case .atan2: Primitives.Atan2.rule
    case .sinh: Primitives.Sinh.rule
    case .cosh: Primitives.Cosh.rule
    case .tanh: Primitives.Tanh.rule
    case .asinh: Primitives.Asinh.rule
    case .acosh: Primitives.Acosh.rule
    case .atanh: Primitives.Atanh.rule
    case .floor: Primitives.Floor.rule
    case .ceil: Primitives.Ceil.rule
    case .round: Primitives.Round.rule
    case .mod: Primitives.Mod.rule
    case .min: Primitives.Min.rule
    case .max: Primitives.Max.rule
    case .gamma: Primitives.Gamma.rule
    case .lgamma: Primitives.Lgamma.rule
    case .digamma: Primitives.Digamma.rule
    case .trigamma: Primitives.Trigamma.rule
    case .erf: Primitives.Erf.rule
    case .erfc: Primitives.Erfc.rule
    case .erfinv: Primitives.Erfinv.rule
    case .erfcinv: Primitives.Erfcinv.rule
    case .sigmoid: Primitives.Sigmoid.rule
    case .logSigmoid: Primitives.LogSigmoid.rule
    case .relu: Primitives.Relu.rule
    case .gammaP: Primitives.GammaP.rule
    case .gammaQ: Primitives.GammaQ.rule
    case .besselJ: Primitives.BesselJ.rule
    case .lambertW: Primitives.LambertW.rule
    }
  }
}

/// The primitives, one to a file.
public enum Primitives {}
