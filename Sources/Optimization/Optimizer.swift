/// The optimizers there are.
public enum Optimizer: String, CaseIterable, Hashable, Sendable {
  case plain, momentum, nesterov, adagrad, rmsprop, adam, adamw, sgd, projected, coordinate, newton, bfgs, lbfgs
  case conjugateGradient = "conjugate_gradient"
  case nelderMead = "nelder_mead"
  case levenbergMarquardt = "levenberg_marquardt"

  public var rule: any Stepper.Type {
    switch self {
    case .plain: Plain.self
    case .momentum: Momentum.self
    case .nesterov: Nesterov.self
    case .adagrad: AdaGrad.self
    case .rmsprop: RMSProp.self
    case .adam: Adam.self
    case .adamw: AdamW.self
    case .sgd: SGD.self
    case .projected: Projected.self
    case .coordinate: Coordinate.self
    case .newton: Newton.self
    case .bfgs: BFGS.self
    case .lbfgs: LBFGS.self
    case .conjugateGradient: ConjugateGradient.self
    case .nelderMead: NelderMead.self
    case .levenbergMarquardt: LevenbergMarquardt.self
    }
  }

  public var options: [StepperOption] { rule.options }

  /// The rule with the options given by name, and its usual ones.
  public func stepper(_ given: [String: Double] = [:]) -> any Stepper {
    rule.init(StepperOptions(options, given: given))
  }
}
