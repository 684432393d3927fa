import LinearAlgebra

/// The line searches by name.
public enum RateSearch: String, CaseIterable, Hashable, Sendable {
  /// Enough of a fall.
  case armijo
  /// Enough of a fall and a slope flat enough.
  case wolfe

  /// The name in a sentence.
  public var title: String {
    switch self {
    case .armijo: "Armijo's search"
    case .wolfe: "Wolfe's search"
    }
  }

  /// The part of the slope at the start that it leaves at most; `nil` for a search that does not look at slopes.
  func flatness(_ usual: Double = Wolfe.usualCurvature) -> Double? { self == .wolfe ? usual : nil }

  /// A rate along a direction; `nil` where it does not lead down, or no lower point was found.
  /// - Parameters:
  ///   - first: the rate to try first.
  ///   - curvature: the part of the slope at the start that may be left, where the search looks at slopes.
  public func rate<F: Error>(
    from start: Iterate, along direction: Vector, first: Double, curvature: Double = Wolfe.usualCurvature,
    on objective: some Objective<F>
  ) throws(F) -> LineStep? {
    switch self {
    case .armijo: try Armijo().search(from: start, along: direction, first: first, on: objective)
    case .wolfe:
      try Wolfe(curvature: curvature).search(from: start, along: direction, first: first, on: objective)
    }
  }
}

/// A rule whose own direction a line search follows.
public protocol Searching: Stepper {
  /// The search; Wolfe's unless told otherwise.
  var search: RateSearch { get set }
}
