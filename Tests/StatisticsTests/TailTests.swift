import Statistics
import Testing

/// mpmath 1.4.1, 60 digits.
@Test func tailsAreExact() throws {
  let normal = try Normal(mean: 0, sd: 1)
  #expect((normal.cdf(1.96) - 0.9750021048517795).magnitude < 1e-15)
  #expect((normal.quantile(0.975) - 1.9599639845400538).magnitude < 1e-14)
}
