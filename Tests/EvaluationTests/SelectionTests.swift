import Document
import Evaluation
import Testing

/// Masks and `:` on matrices (column by column, as in MATLAB and Julia), `I` beside matrices, and ranges of decimals.
@Suite("Selections and ranges")
struct SelectionTests {
  @Test(
    arguments: [
      ["A = [1 2; 3 4]; A[A > 2]", "[3, 4]"], ["A = [1 2; 3 4]; A[:]", "[1, 3, 2, 4]"],
      ["A = [1 2; 3 4]; A[A > 9]", "[]"], ["A = [1i 2; 3 4]; length(A[:])", "4"],
      ["A = [1 2; 3 4]; A[A > 2] = 0; A", "[1 2; 0 0]"], ["A = [1 2; 3 4]; A[A > 2] = [7, 8]; A", "[1 2; 7 8]"],
      ["A = [1 2; 3 4]; A[:] = 5; A", "[5 5; 5 5]"], ["A = [1 2; 3 4]; (A > 1)[:]", "[false, true, true, true]"],
      ["∇(A -> sum(A[:] .^ 2))([1 2; 3 4])", "[2 4; 6 8]"],
      ["A = [2 0; 0 4]; A \\ I", "[0.5 0; 0 0.25]"], ["[1 2; 3 4] .* I", "[1 0; 0 4]"],
      ["[1 2; 3 4] .+ 2I", "[3 2; 3 6]"], ["[1 0; 0 1] == I", "[true true; true true]"],
      // Comparisons and updates of numbers, whole and stretched; NaN is unequal to all, itself included.
      ["[1 2; 3 4] < [2 1; 5 4]", "[true false; true false]"], ["2 <= [1 2; 3 4]", "[false true; true true]"],
      ["[1, nan, 3] == [1, nan, 4]", "[true, false, false]"], ["[1, nan] != [1, nan]", "[false, true]"],
      ["[1, 2] >= [2, 2]", "[false, true]"], ["length([1, 2][[]] > [1, 2][[]])", "0"],
      ["A = [1 2; 3 4]; A[2, :] = [7, 8]; A", "[1 2; 7 8]"], ["A = [1 2; 3 4]; A[:, 1] = 0; A", "[0 2; 0 4]"],
      ["A = [1 2; 3 4]; A[1:2, 2] = [8, 9]; A", "[1 8; 3 9]"],
      ["A = [1 2; 3 4]; A[[2, 1], [1, 2]] = [5 6; 7 8]; A", "[7 8; 5 6]"],
      ["v = [1, 2, 3]; w = v; w[end] = 9; v", "[1, 2, 3]"], ["v = [1, 2]; v[1] = 2i; v", "[2i, 2 + 0i]"],
      ["v = [1, 2, 3]; v[v > 1] = [8, 9]; v", "[1, 8, 9]"], ["f(v) = (v[2] = 7; v); f([1, 2])", "[1, 7]"],
      ["[] - missing", "[]"], ["missing * []", "[]"], ["[missing] .+ []", "[]"], ["length(-[missing][[]])", "0"],
      // Each element is the double nearest to its decimal, as Julia's range gives.
      ["(0:0.1:1)[4] == 0.3", "true"], ["(0:0.1:1)[8] == 0.7", "true"], ["(0:0.1:1)[end] == 1", "true"],
      ["(1:-0.1:0)[4] == 0.7", "true"], ["(-0.3:0.1:0.3)[4] == 0", "true"], ["(0:0.01:1)[30] == 0.29", "true"],
      ["(-pi:pi/7:pi)[end] == pi", "true"], ["length(0:0.1:0.95)", "10"],
      ["1e300:1e300:3e300", "[1e300, 2e300, 3e300]"],
    ])
  func gives(_ row: [String]) throws {
    var session = Session()
    #expect(try session.written(row[0]) == row[1])
  }

  // Matrices have no missing elements, so a vector that has some cannot be stretched along one.
  @Test func missingBesideAMatrix() throws {
    var session = Session()
    let failure = try #require(try session.failure("beta([1, missing, 3], [1 2; 3 4; 5 6])"))
    #expect(failure.error.report.code == "E201")
    #expect(try session.written("beta(missing, [1 2; 3 4])") == "missing")
  }

  @Test func aSuggestionKeepsAConditionalTogether() throws {
    var session = Session()
    let failure = try #require(try session.failure("log(if 1 < 2 then -1 else 2)"))
    #expect(failure.error.report.suggestion == "log((if 1 < 2 then -1 else 2) + 0i)")
    #expect(try session.written("log((if 1 < 2 then -1 else 2) + 0i)", digits: 3) == "3.14i")
  }

  @Test func aMaskMustFit() throws {
    var session = Session()
    let failure = try #require(try session.failure("[1 2; 3 4][[1 2 3; 4 5 6] > 2]"))
    #expect(failure.error.report.code == "E219")
  }
}
