/// What is written and has no name in the catalog: operators, keywords, constants and brackets.
struct Notation: Sendable {
  /// The ways it is written, the first one in ASCII where there is one.
  let spellings: [String]
  /// How it stands in an expression.
  let form: String
  let kind: String
  let summary: String
  let details: String
  /// An input, and its one-line value.
  let example: String
  let result: String
  let related: [String]

  init(
    _ spellings: [String], _ form: String, _ kind: String, _ summary: String, _ details: String, _ example: String,
    _ result: String, _ related: [String] = []
  ) {
    (self.spellings, self.form, self.kind, self.summary) = (spellings, form, kind, summary)
    (self.details, self.example, self.result, self.related) = (details, example, result, related)
  }

  static func named(_ spelling: String) -> Notation? {
    all.first { $0.spellings.contains { $0.utf8.elementsEqual(spelling.utf8) } }
  }

  static let all = operators + words + constants

  private static let operators: [Notation] = [
    Notation(
      ["+", ".+"], "a + b", "operator", "The sum; of arrays of one shape element by element.",
      "A number is added to every element. I is the identity of the size that fits: A + 2I. .+ stretches dimensions "
        + "of size 1. Other shapes are an error that names both.", "[1, 2] + [10, 20]", "[11, 22]", ["-", "sum"]),
    Notation(
      ["-", ".-", "−"], "a - b, -a", "operator", "The difference, or the number of opposite sign.",
      "-2^2 is −4: the power binds tighter. Inside a matrix literal, a blank before a sign that touches what follows "
        + "begins a new element: [1 -2] has two, [1 - 2] has one.", "5 - [1, 2]", "[4, 3]", ["+"]),
    Notation(
      ["*", "·", "×"], "A * b", "operator", "The product: of numbers, of a number and an array, of matrices.",
      "The columns of A must be as many as the rows of b. x' * y is a number. · is dot and × is cross between two "
        + "vectors. A number may touch what it multiplies: 2x, 3sin(x). Element by element it is .*",
      "[1 2; 3 4] * [1, 1]",
      "[3, 7]", [".*", "dot", "cross", "kron"]),
    Notation(
      ["/"], "a / b", "operator", "The quotient; by a matrix, A / B is A * inv(B) by solving.",
      "1/2x is ambiguous, and an error that offers both readings. Element by element it is ./", "[1, 2] / 4",
      "[0.25, 0.5]", ["\\", "./"]),
    Notation(
      ["\\"], "A \\ b", "operator", "The solution x of A x = b.",
      "A square A by Cholesky or LU, where a singular one is an error; a tall one by QR least squares; a wide or "
        + "rank-deficient one by minimum norm, with a remark. b is a vector, or a matrix of right-hand sides.",
      "[2 1; 1 3] \\ [3, 5]", "[0.8, 1.4]", ["solve", "lstsq", "inv", "pinv"]),
    Notation(
      ["^", "²", "³", "⁻¹"], "a ^ b", "operator", "The power; of a square matrix and a whole number the matrix power.",
      "It binds from the right: 2^3^2 is 2^9. A^-1 is the inverse. x² and A⁻¹ are the same as typed on paper. Element by "
        + "element it is .^", "[1 1; 0 1]^3", "[1 3; 0 1]", [".^", "sqrt", "exp", "expm"]),
    Notation(
      [".*"], "a .* b", "operator", "The product element by element.",
      "Dimensions of size 1 stretch: a column times "
        + "a row is a table of products.", "[1, 2] .* [3, 4]", "[3, 8]", ["*", "./"]),
    Notation(
      ["./"], "a ./ b", "operator", "The quotient element by element.",
      "Dimensions of size 1 stretch. 1 ./ x is the "
        + "vector of reciprocals.", "1 ./ [2, 4]", "[0.5, 0.25]", ["/", ".*"]),
    Notation(
      [".^"], "a .^ b", "operator", "The power element by element.", "Dimensions of size 1 stretch.",
      "[1, 2, 3] .^ 2", "[1, 4, 9]", ["^"]),
    Notation(
      ["'", "ᵀ", "′"], "A', f'", "operator", "The transpose of an array, and the derivative of a function.",
      "Of complex entries the conjugates: transpose leaves them as they are. v' is a matrix of one row. f' and f'' are "
        + "exact derivatives of a function of one number; ∇f is the gradient of several.", "[1 2; 3 4]'", "[1 3; 2 4]",
      ["transpose", "grad", "conj"]),
    Notation(
      ["∇"], "∇f", "operator", "The gradient of a function, the same as grad(f).",
      "A function of the same arguments. "
        + "\\nabla and Tab types it.", "(∇(w -> w[1]^2 + 3w[2]))([2, 5])", "[4, 3]", ["grad", "'"]),
    Notation(
      ["√"], "√x", "operator", "The square root, the same as sqrt(x).",
      "√2x is ambiguous, and an error that offers "
        + "both readings. \\sqrt and Tab types it.", "√16", "4", ["sqrt", "^"]),
    Notation(
      ["‖"], "‖x‖", "operator", "The norm, the same as norm(x).", "\\norm and Tab types it.", "‖[3, 4]‖", "5", ["norm"]),
    Notation(
      ["!"], "n!", "operator", "The factorial, the same as factorial(n).", "It follows what it belongs to.", "5!",
      "120", ["factorial", "gamma"]),
    Notation(
      ["|>"], "x |> f", "operator", "The value handed to a function: f(x).",
      "x |> f(a) is f(x, a), so that steps read from left to right.", "[3, 4] |> norm", "5", ["map"]),
    Notation(
      ["->", "→"], "x -> expression", "operator", "A function without a name.",
      "(x, y) -> x + y takes several arguments. Names of the notebook are read when it is called.", "(x -> x^2)(3)",
      "9", ["f.", "map"]),
    Notation(
      ["=", "f(x)"], "x = value, f(x) = expression", "notation", "Binds a name to a value, or defines a function.",
      "a, b = [1, 2] takes a value apart; A[1, 2] = 5 binds A to a changed copy. A comparison is ==. Values never "
        + "change; names are bound anew.", "x = 2; x^2", "4", ["==", "->"]),
    Notation(
      ["==", "!=", "≠", "<", ">", "<=", ">=", "≤", "≥"], "a < b <= c", "operator",
      "A comparison: a truth, or truths element by element.",
      "Comparisons chain as on paper: 0 < x < 1. The truths of "
        + "an array pick from one: v[v > 0].", "0 < 0.5 < 1", "true", ["any", "all", "find", "and"]),
    Notation(
      [":"], "a:b, a:step:b", "operator", "A range of numbers as a vector.",
      "Both ends belong to it where the steps "
        + "meet them. Alone in an index it is everything: A[:, 1].", "1:2:7", "[1, 3, 5, 7]", ["linspace", "end"]),
    Notation(
      [";"], "a; b", "notation", "Separates statements, and silences the result before it.",
      "In a matrix it begins a new row. (a = 2; a + 1) is a value: that of its last statement.", "(a = 2; a + 1)", "3",
      ["["]),
    Notation(
      ["[", "[]", "]"], "[1, 2]  [1 2; 3 4]", "notation", "A vector, a matrix, a comprehension or an index.",
      "Commas make a vector, blanks columns, semicolons rows. [x^2 for x in 1:3 if x > 1] computes the elements. "
        + "v[1], A[2, :], v[end], v[v > 0] pick elements, from 1 on.", "[1 2; 3 4][2, :]", "[3, 4]",
      ["for", "end", ":"]),
    Notation(
      ["{", "{}", "}"], "{name = value}", "notation", "A record: fields by name.",
      "r.name is a field; U, S, V = r "
        + "takes it apart in order.", "{rate = 0.1}.rate", "0.1", ["."]),
    Notation(
      [".", "f."], "r.field, f.(xs)", "operator", "A field of a value, or a function for every element.",
      "f.(xs) is map(f, xs) for any function.", "sqrt.([4, 9])", "[2, 3]", ["map", "{"]),
    Notation(
      ["#"], "# remark", "notation", "A remark: the rest of the line is for people.",
      "In a session, #~ begins an "
        + "option of the cell, such as #~ tol abs 0.1", "1 + 1 # two", "2"),
    Notation(
      ["?"], "?name", "notation", "Help on what follows.", "?topics lists the topics. In a cell of its own.", "1 + 1",
      "2", [":help"]),
  ]

  private static let words: [Notation] = [
    Notation(
      ["if", "then", "else"], "if c then a else b", "keyword", "A choice between two values.",
      "Both branches are needed, and c is one truth: any and all make one of many. Choices nest: else if …",
      "if 2 > 1 then \"yes\" else \"no\"", "\"yes\"", ["and", "=="]),
    Notation(
      ["for"], "[e for x in v if c]", "keyword", "A vector computed element by element.",
      "After `in` stands a vector, a range, a matrix (column by column) or a list. With two ranges the first varies "
        + "slowest. A filter may follow. For repetition with a state there are fold, iterate and iterates.",
      "[x^2 for x in 1:4 if x > 2]", "[9, 16]", ["map", "filter", "fold", "iterate"]),
    Notation(
      ["in", "∈"], "x in v", "keyword", "Whether a value occurs; in a comprehension, what the variable runs through.",
      "", "2 in [1, 2, 3]", "true", ["for", "find"]),
    Notation(
      ["and", "or", "not"], "a and not b", "keyword", "Truths combined; of arrays element by element.",
      "Between single truths the right side is not computed when the left one decides.", "not (true and false)", "true",
      ["any", "all", "=="]),
    Notation(
      ["end"], "v[end]", "keyword", "Inside an index, the last one.",
      "A[end, 1] is the last row's first entry; "
        + "v[end - 1] the last element but one.", "[5, 6, 7][end]", "7", ["length", ":"]),
    Notation(
      ["true", "false"], "true, false", "constant", "The two truths.",
      "A truth is never silently a number; count "
        + "counts truths.", "true and not false", "true", ["and", "any", "all"]),
    Notation(
      ["missing"], "missing", "constant", "A value nobody knows.",
      "What is computed with it is missing too; "
        + "na = \"drop\" leaves it out where a function has that option. if missing is an error.", "1 + missing",
      "missing", ["is_missing"]),
    Notation(
      ["ans", "out"], "ans, out[n]", "name", "The last value, and that of cell n.",
      "An error leaves both as they were. After this "
        + "cell, ans is 42.",
      "6 * 7", "42", [":cells"]),
  ]

  private static let constants: [Notation] = [
    Notation(
      ["pi", "π"], "pi", "constant", "The ratio of a circle's circumference to its diameter.",
      "To 16 digits; \\pi and Tab types π.", "cos(pi)", "-1", ["sin", "cos"]),
    Notation(
      ["e"], "e", "constant", "Euler's number, the base of the natural logarithm.",
      "exp(x) is more accurate than e^x for large x. The name may be bound anew, which is announced once.", "log(e)",
      "1", ["exp", "log"]),
    Notation(
      ["I"], "I", "constant", "The identity matrix of the size that fits.",
      "A - 2I takes its size from A; alone it has "
        + "none, and eye(n) has.", "[1 2; 3 4] - I", "[0 2; 3 3]", ["eye", "eig"]),
    Notation(
      ["i", "2i"], "2i", "constant", "The imaginary unit, written after a number.",
      "1i is i itself. When i is bound, as in [2i for i in 1:3], the two readings are an error.", "(1 + 2i)^2",
      "-3 + 4i",
      ["real", "imag", "abs", "angle", "conj"]),
    Notation(
      ["inf", "∞"], "inf", "constant", "Infinity.", "It compares as larger than every number; inf - inf is NaN.",
      "1/inf", "0", ["nan"]),
    Notation(
      ["nan"], "nan", "constant", "Not a number: the result of an undefined operation.",
      "It equals nothing, itself included. What is merely unknown is missing.", "nan == nan", "false",
      ["inf", "missing"]),
  ]
}

/// What help knows beyond the catalog and the commands.
public enum Help {
  public struct Entry: Sendable {
    public let name: String
    public let spellings: [String]
    public let summary: String
    public let example: String
    /// The example's one-line value.
    public let result: String
    public let related: [String]
  }

  /// Operators, keywords, constants and brackets.
  public static var notations: [Entry] {
    Notation.all.map {
      Entry(
        name: $0.form, spellings: $0.spellings, summary: $0.summary, example: $0.example, result: $0.result,
        related: $0.related)
    }
  }
}
