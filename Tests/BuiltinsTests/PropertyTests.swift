import Builtins
import Evaluation
import Testing

/// Laws of linear algebra on random matrices; each line must give true. κ stays moderate, so 1e-9 is 1e4 roundings.
private let laws: [String] = [
  "norm(A*inv(A) - eye(n)) < 1e-9*cond(A)", "norm(A*(A \\ b) - b) < 1e-9*norm(b)",
  "abs(det(A)*det(B) - det(A*B)) < 1e-9*norm(A)^n*norm(B)^n", "abs(trace(A*B) - trace(B*A)) < 1e-9*norm(A)*norm(B)",
  "abs(det(A) - real(prod(eigvals(A)))) < 1e-9*norm(A)^n", "abs(trace(A) - real(sum(eigvals(A)))) < 1e-9*norm(A)",
  "norm(transpose(A) - A') == 0", "norm(sort(svd(A).S) - sort(svd(A').S)) < 1e-9", "norm(A, 2) <= norm(A) + 1e-12",
  "abs(norm(A)^2 - sum(svd(A).S.^2)) < 1e-9*norm(A)^2", "norm(A, \"nuc\") >= norm(A) - 1e-12",
  "abs(norm(A)^2 - trace(A'*A)) < 1e-9*norm(A)^2", "norm(kron(A, B)) <= norm(A)*norm(B)*(1 + 1e-9)",
  "all(rank(outer(b, b)) == 1)", "rank(A*pinv(A)) == n", "norm(pinv(T)*T - eye(n)) < 1e-9*cond(T)^2",
  "norm(T'*(T*lstsq(T, c) - c)) < 1e-9*norm(T)*norm(c)",
  "norm(chol(A'*A + eye(n)) * chol(A'*A + eye(n))' - A'*A - eye(n)) < 1e-9*norm(A)^2 + 1e-9",
  "norm(expm(logm(P)) - P) < 1e-9*norm(P)", "norm(sqrtm(P)^2 - P) < 1e-9*norm(P)",
  "norm(expm(A)*expm(-A) - eye(n)) < 1e-6*exp(2norm(A, 2))",
  "norm(gram_schmidt(T)'*gram_schmidt(T) - eye(n)) < 1e-12", "norm(T'*(c - project(c, T))) < 1e-9*norm(T)*norm(c)",
  "abs(dot(b, c[1:n] - project(c[1:n], b))) < 1e-9*norm(b)*norm(c)",
  "cols(nullspace(T')) == 2 and norm(T'*nullspace(T')) < 1e-9*norm(T)",
  "norm(rref(A) - eye(n)) < 1e-9", "abs(power_iteration(P).value - eig(P).values[1]) < 1e-9*norm(P)",
  "abs(sum(softmax(b)) - 1) < 1e-15*n and abs(logsumexp(b) - log(sum(exp(b)))) < 1e-12",
  "sort(b)[1] == min(b) and sort(b)[n] == max(b) and b[argmax(b)] == max(b)", "norm(cumsum(diff([0; b])) - b) < 1e-12",
  "norm(reverse(reverse(b)) - b) == 0 and length(unique([b; b])) == n", "norm(reshape(reshape(A, n*n), n, n) - A) == 0",
  "abs(mean(b) - sum(b)/n) < 1e-15 and count(b > 0) == length(find(b > 0))",
]

@Suite struct PropertyTests {
  @Test(arguments: laws, [1, 2, 3])
  func lawsHold(_ law: String, seed: Int) throws {
    var calculator = Calculator()
    _ = try calculator(
      """
      n = \(seed + 1); A = randn(n, n, seed = \(seed)); B = randn(n, n, seed = \(seed + 10)); b = randn(n, seed = \(seed));
      T = randn(n + 2, n, seed = \(seed + 20)); c = randn(n + 2, seed = \(seed)); P = A'*A + eye(n);
      """)
    #expect(try calculator(law).written() == "true", "\(law), n = \(seed + 1)")
  }

  @Test func randomNumbersFollowFromTheStream() throws {
    var (first, second) = (Calculator(), Calculator())
    #expect(try first("rand(3)").written() == second("rand(3)").written())
    #expect(try first("rand(3)").written() != first("rand(3)").written())
    #expect(try first("rand(seed = 4)").written() == second("rand(1, seed = 4)[1]").written())
    #expect(try first("rand(3, seed = 1) == rand(3, seed = 2)").written() == "[false, false, false]")
    // A call with its own seed leaves the cell's stream alone.
    var (plain, seeded) = (Calculator(), Calculator())
    #expect(try plain("rand(2)").written() == seeded("randn(2, seed = 9); rand(2)").written())
  }

  /// The mean of 10⁴ numbers lies within five standard errors.
  @Test func randomNumbersHaveTheirDistribution() throws {
    var calculator = Calculator()
    #expect(try calculator("abs(mean(rand(10000)) - 1/2) < 5*sqrt(1/12)/100").written() == "true")
    #expect(try calculator("abs(mean(randn(10000).^2) - 1) < 5*sqrt(2)/100").written() == "true")
  }
}
