import Builtins
import Evaluation
import Testing

/// An input, what it must give, and why.
private let rows: [(input: String, result: String, why: String)] = [
  // missing values
  ("sum([1, missing, 3])", "missing", "missing propagates, as NA in R"),
  ("sum([1, missing, 3], na = \"drop\")", "4", "R: sum(na.rm = TRUE)"),
  ("sum([1, missing], na = \"keep\")", "missing", "the default, said"),
  ("prod([2, missing, 3], na = \"drop\")", "6", "R"),
  ("max([1, missing, 3], na = \"drop\")", "3", "R"), ("min(missing, 3)", "missing", "R: pmin(NA, 3)"),
  ("sum([missing, missing], na = \"drop\")", "0", "the empty sum"),
  ("argmax([1, missing, 7, 3], na = \"drop\")", "3", "dropped elements keep their place, as in R's which.max"),
  ("argmax([1, missing, 3])", "missing", "missing propagates"),
  ("cumsum([1, 2, missing, 4])", "[1, 3, missing, missing]", "R: cumsum(c(1, 2, NA, 4))"),
  ("cumprod([2, missing, 3])", "[2, missing, missing]", "R"),
  ("sort([3, missing, 1])", "[1, 3, missing]", "R: na.last = TRUE"),
  ("sort([3, missing, 1], descending = true)", "[3, 1, missing]", "R: na.last = TRUE"),
  ("unique([2, missing, 2, missing])", "[2, missing]", "once each"),
  ("is_missing([1, missing])", "[false, true]", "R: is.na"), ("is_missing(missing)", "true", "R: is.na"),
  ("is_missing([1 2; 3 4])", "[false false; false false]", "in the same arrangement"),
  ("sqrt([4, missing])", "[2, missing]", "R: sqrt(c(4, NA))"),
  ("factorial([3, missing])", "[6, missing]", "R: factorial(c(3, NA))"),
  ("choose(5, missing)", "missing", "R: choose(5, NA)"), ("choose([5, missing], 2)", "[10, missing]", "R"),
  ("any([missing, true, false])", "true", "Kleene's logic, as in R"),
  ("any([missing, false])", "missing", "Kleene's logic, as in R"),
  ("all([missing, false])", "false", "Kleene's logic, as in R"),
  ("all([missing, true])", "missing", "Kleene's logic, as in R"),
  ("count([true, missing, true])", "missing", "missing propagates"),
  ("count([true, missing, true], na = \"drop\")", "2", "R: sum(na.rm = TRUE)"),
  ("find([missing, true, false, true])", "[2, 4]", "R: which"),
  // nothing at all
  ("sum([])", "0", "the empty sum"), ("prod([])", "1", "the empty product"), ("any([])", "false", "no one is"),
  ("all([])", "true", "no one is not"), ("sort([])", "[]", "definition"), ("diff([5])", "[]", "definition"),
  ("cumsum([])", "[]", "definition"), ("zeros(0)", "[]", "definition"), ("length([])", "0", "definition"),
  ("det(zeros(0, 0))", "1", "the empty product"), ("logsumexp([])", "-Inf", "log of the empty sum"),
  ("unique([])", "[]", "definition"), ("linspace(0, 1, 0)", "[]", "definition"),
  // NaN and infinities
  ("max([1, nan, 3])", "NaN", "NumPy: np.max"), ("min([1, nan])", "NaN", "NumPy: np.min"),
  ("argmin([1, nan, 0])", "2", "NumPy: np.argmin gives the first NaN"),
  ("sort([nan, 2, 1])", "[1, 2, NaN]", "NumPy: NaN last"),
  ("sort([nan, 2, 1], descending = true)", "[2, 1, NaN]", "NaN last whichever the order"),
  ("unique([nan, 1, nan])", "[1, NaN]", "NumPy: np.unique"), ("log(0)", "-Inf", "IEEE"),
  ("sqrt(nan)", "NaN", "IEEE"), ("exp(-inf)", "0", "limit"), ("atan(inf)", "1.5708", "limit"),
  ("atanh(1)", "Inf", "limit"), ("lgamma(0)", "Inf", "limit"), ("erfinv(-1)", "-Inf", "limit"),
  ("zeta(1)", "Inf", "pole"), ("factorial(171)", "Inf", "past the largest double"),
  ("logsumexp([-inf, 0])", "0", "log(0 + 1)"), ("softmax([-inf, 0])", "[0, 1]", "definition"),
  // several numbers and arrays together
  ("max(1, 5, 3)", "5", "definition"), ("min([4, 1], [2, 3], 2.5)", "[2, 1]", "R: pmin"),
  ("max([1 5; 3 2])", "5", "over all elements"), ("max(5)", "5", "one element"), ("norm(-3)", "3", "|x|"),
  ("norm(3 + 4i)", "5", "|z|"), ("choose([4, 5], 2)", "[6, 10]", "element by element"),
  ("gcd([12, 18], 6)", "[6, 6]", "element by element"), ("atan2([0, 1], 1)", "[0, 0.785398]", "element by element"),
  ("choose([4, 5], [1 2])", "[4 6; 5 10]", "a column meets a row"),
  ("round([1.25, -1.35], 1)", "[1.2, -1.4]", "halves to even; −1.35 lies below the half as a double"),
  ("round(1234, -2)", "1200", "R: round(1234, -2)"), ("mod(-7.5, 2)", "0.5", "the sign of the divisor"),
  ("mod(7, -3)", "-2", "the sign of the divisor, as in R and NumPy"), ("log(1000, 10)", "3", "exact"),
  ("log(243, 3) == 5", "true", "exact for whole powers"), ("log([8, 16], 2)", "[3, 4]", "exact"),
  ("log(8, [2, 4])", "[3, 1.5]", "element by element"), ("log(8, base = 2)", "3", "by name"),
  // complex values
  ("sum([1 + 2i, 3])", "4 + 2i", "definition"), ("prod([1i, 1i])", "-1 + 0i", "i² = −1"),
  ("mean([2i, 4])", "2 + 1i", "definition"), ("abs([3 + 4i, -5])", "[5, 5]", "the modulus is real"),
  ("sqrt([-4, 9] + 0i)", "[2i, 3 + 0i]", "principal branch"), ("conj([1 + 2i, 1i])", "[1 - 2i, -1i]", "definition"),
  ("real([1 + 2i 3; 4 5i])", "[1 3; 4 0]", "definition"), ("imag(5)", "0", "a real number"),
  ("angle(-1)", "3.14159", "π"), ("dot([1i], [1i])", "1 + 0i", "the first is conjugated"),
  ("norm([3i, 4])", "5", "moduli"), ("trace([1i 2; 3 4])", "4 + 1i", "definition"),
  ("transpose([1i 2])", "[(1i); (2 + 0i)]", "without conjugation"),
  ("sum([1i 2]')", "2 - 1i", "with conjugation"),
  ("norm(inv([1i 0; 0 2]) - [-1i 0; 0 0.5])", "0", "definition"),
  ("norm(solve([1i 0; 0 2], [1, 2]) - [-1i, 1])", "0", "definition"),
  ("eigvals([2 1i; -1i 2])", "[3, 1]", "Hermitian: real"), ("det([1i 0; 0 1i])", "-1 + 0i", "definition"),
  ("norm(sqrtm([-1 0; 0 -4]) - [1i 0; 0 2i]) < 1e-14", "true", "principal branch"),
  ("rank([1i 1; -1 1i])", "1", "the second row is i times the first"),
  ("norm(svd([3i 0; 0 4]).S - [4, 3]) < 1e-14", "true", "moduli"),
  // a vector is a matrix of one column
  ("rank([1; 2])", "1", "a column"), ("det([5])", "5", "1×1"), ("svd([3; 4]).S", "[5]", "its length"),
  ("qr([3; 4]).R", "[-5]", "LAPACK's sign"), ("lstsq([1; 1], [1, 3])", "[2]", "the mean"),
  ("kron([1 2], [3; 4])", "[3 6; 4 8]", "a row and a column"),
  ("det(3)", "3", "1×1"), ("inv(4)", "[0.25]", "1×1"), ("kron(2, [1 2])", "[2 4]", "NumPy: np.kron"),
  ("softmax(5)", "1", "one weight"), ("logsumexp(-2)", "-2", "log e⁻²"),
  ("gram_schmidt([3; 4])", "[0.6; 0.8]", "divided by its length"), ("eigvals([7])", "[7]", "1×1"),
  ("pinv([1; 2])", "[0.2 0.4]", "v'/v'v"), ("norm([3; 4], \"nuc\")", "5", "one singular value"),
  ("asin(2 + 0i)", "1.5708 + 1.31696i", "CPython: cmath.asin(2)"),
  ("imag(acos(2 + 0i)) < -1.3", "true", "CPython: cmath.acos(2) = -1.31696j"),
  ("atanh(2 + 0i)", "0.549306 + 1.5708i", "CPython: cmath.atanh(2)"),
  ("imag(sinh(-40 + 1i)) > 0", "true", "CPython: cmath.sinh(-40 + 1j)"),
  ("expm(zeros(2, 2)) == eye(2)", "[true true; true true]", "e⁰ = I"),
  ("[2 0; 0 2]^2000", "[Inf 0; 0 Inf]", "no 0·∞"), ("gcd(12, 18, 27)", "3", "definition"),
  ("lcm(2, 3, 4)", "12", "definition"), ("reshape(1:4, [2, 2])", "[1 3; 2 4]", "columns first"),
  ("reshape([1 2; 3 4], [4])", "[1, 3, 2, 4]", "columns first"),
  ("power_iteration([2 1; 1 2], [1, -1]).value", "3", "the largest of 3 and 1"),
  // shapes
  ("size(zeros(3, 0))", "[3, 0]", "definition"), ("size(zeros(size([1 2; 3 4])))", "[2, 2]", "a size is a shape"),
  ("rows([1, 2])", "2", "a vector is a column"), ("cols([1, 2])", "1", "a vector is a column"),
  ("length([1 2; 3 4])", "4", "all elements"), ("length([x -> x, 2])", "2", "a list"),
  ("transpose([1, 2])", "[1 2]", "a vector is a column"), ("kron([1, 2], [3, 4])", "[3, 4, 6, 8]", "NumPy: np.kron"),
  ("outer([1, 2], [3, 4, 5])", "[3 4 5; 6 8 10]", "u v'"), ("argmax([1 9; 3 4])", "[1, 2]", "row and column"),
  ("reshape([1 2; 3 4], 4)", "[1, 3, 2, 4]", "columns first"), ("reverse(\"abc\")", "\"cba\"", "definition"),
  ("linspace(5, 6, 1)", "[5]", "NumPy"), ("linspace(0, 0.3, 4)[4] == 0.3", "true", "the end is exact"),
  ("linspace(-1e308, 1e308, 3)", "[-1e308, 0, 1e308]", "no overflow on the way"),
  ("unique([\"b\", \"a\", \"b\"])", "[\"a\", \"b\"]", "each once, ascending"),
  ("lstsq([1 1], [2])", "[1, 1]", "of least norm"), ("pinv([0 0; 0 0])", "[0 0; 0 0]", "definition"),
  ("cols(nullspace(eye(2)))", "0", "only 0 is mapped to 0"), ("cond([1 2; 2 4])", "Inf", "singular"),
  ("qr([1 2; 3 4; 5 6]).Q |> size", "[3, 2]", "thin"), ("svd([1 2; 3 4; 5 6]).V |> size", "[2, 2]", "thin"),
  ("lu([1 2; 3 4; 5 6]).L |> size", "[3, 2]", "m × min(m, n)"),
]

@Suite struct SemanticsTests {
  @Test(arguments: rows.map { [$0.input, $0.result, $0.why] })
  func meansWhatItSays(_ row: [String]) throws {
    var calculator = Calculator()
    #expect(try calculator(row[0]).written(digits: 6) == row[1], "\(row[0]): \(row[2])")
  }
}
