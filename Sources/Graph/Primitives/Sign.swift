import Numerics

extension Primitives {
  /// −1, 0 or 1; the derivative is 0 everywhere, as in PyTorch.
  public enum Sign: UnaryPrimitive {
    @inlinable public static func value(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x.isNaN ? x : 0 }

    public static var rule: Rule {
      Rule(
        "sign", title: "sign rule",
        partials: [0],
        kink: Kink("at 0, where it jumps", taken: "0") { x, _ in x == 0 },
        kernel: .unary(.sign),
        complex: { $0[0] == .zero ? .zero : $0[0] / Complex($0[0].length) },
        numpy: "np.sign", r: "sign")
    }
  }
}
