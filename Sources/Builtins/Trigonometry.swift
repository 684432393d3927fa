import Evaluation
import Graph

/// Circular and hyperbolic functions. Angles are in radians. Each takes numbers and arrays, element by element.
let trigonometry: [Builtin] = [
  Builtin(
    "sin", primitive: .sin, summary: "The sine of an angle in radians.",
    doc: "Complex arguments too. Accurate for angles of any size.",
    facts: .each(
      refuses: ["not a finite angle": "sin(inf)"],
      by:
        "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it; complex values by C99's Annex G"
    ),
    examples: [.init("sin(pi/2)", "1"), .init("sin([0, pi/6])", "[0, 0.5]")], related: ["cos", "tan", "asin"]),
  Builtin(
    "cos", primitive: .cos, summary: "The cosine of an angle in radians.",
    doc: "Complex arguments too. Accurate for angles of any size.",
    facts: .each(
      refuses: ["not a finite angle": "cos(inf)"],
      by:
        "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it; complex values by C99's Annex G"
    ),
    examples: [.init("cos([0, pi])", "[1, -1]")], related: ["sin", "tan", "acos"]),
  Builtin(
    "tan", primitive: .tan, summary: "The tangent of an angle in radians.",
    doc: "sin(x)/cos(x); complex arguments too.",
    facts: .each(
      refuses: ["not a finite angle": "tan(inf)"],
      by:
        "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it; complex values by C99's Annex G"
    ),
    examples: [.init("tan(pi/4)", "1")],
    related: ["sin", "cos", "atan"]),
  Builtin(
    "asin", primitive: .asin, summary: "The angle of −π/2 to π/2 whose sine is x.",
    doc: """
      Needs −1 ≤ x ≤ 1; asin(2 + 0i) has a complex value, continuous with those of positive imaginary part, as in C99 and \
      NumPy.
      """,
    facts: .each(
      refuses: ["outside −1 to 1": "asin(2)"],
      by:
        "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it; complex values by C99's Annex G"
    ),
    examples: [.init("asin(1)", "1.5708")],
    related: ["sin", "acos", "atan"]),
  Builtin(
    "acos", primitive: .acos, summary: "The angle of 0 to π whose cosine is x.",
    doc: """
      Needs −1 ≤ x ≤ 1; acos(2 + 0i) has a complex value, continuous with those of positive imaginary part, as in C99 and \
      NumPy.
      """,
    facts: .each(
      refuses: ["outside −1 to 1": "acos(2)"],
      by:
        "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it; complex values by C99's Annex G"
    ),
    examples: [.init("acos([1, -1])", "[0, 3.14159]")],
    related: ["cos", "asin", "atan"]),
  Builtin(
    "atan", primitive: .atan, summary: "The angle of −π/2 to π/2 whose tangent is x.",
    doc: "For all real x, infinite ones included; atan2 knows the quadrant.",
    facts: .each(
      refuses: [:],
      by:
        "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it; complex values by C99's Annex G"
    ),
    examples: [.init("atan(1)", "0.785398")],
    related: ["tan", "atan2"]),
  Builtin(
    "atan2", primitive: .atan2, parameters: "y", "x", summary: "The angle of the point (x, y), from −π to π.",
    doc: "The ordinate comes first: atan2(y, x) is atan(y/x) in the right quadrant.",
    facts: .init(
      "y, x as broadcast → the same shape", refuses: ["shapes that do not fit": "atan2([1, 2], [1, 2, 3])"],
      by: "C library"),
    examples: [.init("atan2(1, -1)", "2.35619")], related: ["atan", "angle"]),
  Builtin(
    "sinh", primitive: .sinh, summary: "The hyperbolic sine (eˣ − e⁻ˣ)/2.", doc: "Complex arguments too.",
    facts: .each(
      refuses: [:],
      by:
        "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it; complex values by C99's Annex G"
    ),
    examples: [.init("sinh(1)", "1.1752")], related: ["cosh", "tanh", "asinh"]),
  Builtin(
    "cosh", primitive: .cosh, summary: "The hyperbolic cosine (eˣ + e⁻ˣ)/2.", doc: "Complex arguments too.",
    facts: .each(
      refuses: [:],
      by:
        "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it; complex values by C99's Annex G"
    ),
    examples: [.init("cosh([0, 1])", "[1, 1.54308]")], related: ["sinh", "tanh", "acosh"]),
  Builtin(
    "tanh", primitive: .tanh, summary: "The hyperbolic tangent, between −1 and 1.", doc: "Complex arguments too.",
    facts: .each(
      refuses: [:],
      by:
        "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it; complex values by C99's Annex G"
    ),
    examples: [.init("tanh(1)", "0.761594")], related: ["sinh", "cosh", "atanh", "sigmoid"]),
  Builtin(
    "asinh", primitive: .asinh, summary: "The number whose hyperbolic sine is x.",
    doc: "log(x + √(x² + 1)); complex arguments too.",
    facts: .each(
      refuses: [:],
      by:
        "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it; complex values by C99's Annex G"
    ),
    examples: [.init("asinh(1)", "0.881374")],
    related: ["sinh", "acosh"]),
  Builtin(
    "acosh", primitive: .acosh, summary: "The number ≥ 0 whose hyperbolic cosine is x.",
    doc: "Needs x ≥ 1; complex arguments too.",
    facts: .each(
      refuses: ["below 1": "acosh(0.5)"],
      by:
        "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it; complex values by C99's Annex G"
    ),
    examples: [.init("acosh([1, 2])", "[0, 1.31696]")],
    related: ["cosh", "asinh"]),
  Builtin(
    "atanh", primitive: .atanh, summary: "The number whose hyperbolic tangent is x.",
    doc: """
      Needs −1 ≤ x ≤ 1, infinite at the ends. Complex arguments too: atanh(2 + 0i) is continuous with the values of \
      positive imaginary part, as in C99 and NumPy.
      """,
    facts: .each(
      refuses: ["outside −1 to 1": "atanh(2)"],
      by:
        "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it; complex values by C99's Annex G"
    ),
    examples: [.init("atanh(0.5)", "0.549306")],
    related: ["tanh"]),
]
