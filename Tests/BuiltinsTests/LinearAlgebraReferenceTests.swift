import Testing

/// Linear algebra through the language, against exact arithmetic, closed forms and 60-digit computation.
private let rows: [ReferenceRow] = [
  ReferenceRow(
    "det([1 1 1 1; 1 2 4 8; 1 3 9 27; 1 4 16 64])", [12.0], rtol: 1e-13, atol: 0,
    source: "exact rational arithmetic (python fractions)"),
  ReferenceRow(
    "det([1 2 3; 4 5 6; 7 8 9])", [0.0], rtol: 0, atol: 1e-14, source: "exact rational arithmetic (python fractions)"),
  ReferenceRow(
    "det(hilbert(8))", [2.737050113791513e-33], rtol: 1e-05, atol: 0,
    source:
      "exact rational arithmetic (python fractions) of the exact Hilbert matrix; inputs are its float64 rounding, so relative error up to cond*eps=3e-6 is legitimate"
  ),
  ReferenceRow(
    "inv([2 -1 0; 1 3 2; 0 5 -4])",
    [
      0.4583333333333333, -0.08333333333333333, -0.10416666666666667, 0.08333333333333333, 0.16666666666666666,
      0.20833333333333334, 0.041666666666666664, 0.08333333333333333, -0.14583333333333334,
    ], rtol: 1e-14, atol: 1e-15, source: "exact rational arithmetic (python fractions)"),
  ReferenceRow(
    "H = round(360360*hilbert(8)); inv(H)",
    [
      0.0001776001776001776, -0.005594405594405594, 0.055944055944055944, -0.2564102564102564, 0.6153846153846154, -0.8,
      0.5333333333333333, -0.14285714285714285, -0.005594405594405594, 0.23496503496503496, -2.6433566433566433,
      12.923076923076923, -32.30769230769231, 43.2, -29.4, 8.0, 0.055944055944055944, -2.6433566433566433,
      31.72027972027972, -161.53846153846155, 415.38461538461536, -567.0, 392.0, -108.0, -0.2564102564102564,
      12.923076923076923, -161.53846153846155, 846.1538461538462, -2221.153846153846, 3080.0, -2156.0, 600.0,
      0.6153846153846154, -32.30769230769231, 415.38461538461536, -2221.153846153846, 5923.076923076923, -8316.0,
      5880.0, -1650.0, -0.8, 43.2, -567.0, 3080.0, -8316.0, 11793.6, -8408.4, 2376.0, 0.5333333333333333, -29.4, 392.0,
      -2156.0, 5880.0, -8408.4, 6036.8, -1716.0, -0.14285714285714285, 8.0, -108.0, 600.0, -1650.0, 2376.0, -1716.0,
      490.2857142857143,
    ], rtol: 1e-05, atol: 0, source: "exact rational arithmetic (python fractions)"),
  ReferenceRow(
    "H = round(360360*hilbert(8)); solve(H, [979407, 659087, 514943, 427583, 367523, 323171, 288851, 261395])",
    [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], rtol: 1e-05, atol: 0,
    source: "exact rational arithmetic (python fractions)"),
  ReferenceRow(
    "solve([3 2 -1; 2 -2 4; -1 0.5 -1], [1, -2, 0])", [1.0, -2.0, -2.0], rtol: 1e-13, atol: 0,
    source: "exact rational arithmetic (python fractions)"),
  ReferenceRow(
    "rank([1 2 3; 4 5 6; 7 8 9])", [2.0], rtol: 0, atol: 0, source: "exact rational arithmetic (python fractions)"),
  ReferenceRow(
    "rank(hilbert(8))", [8.0], rtol: 0, atol: 0, source: "exact rational arithmetic (python fractions)"),
  ReferenceRow(
    "rank([0 0; 0 0])", [0.0], rtol: 0, atol: 1e-12, source: "definition"),
  ReferenceRow(
    "H = round(360360*hilbert(8)); cond(H, 2)", [15257575741.646942], rtol: 1e-05, atol: 0,
    source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "svd([16 2 3 13; 5 11 10 8; 9 7 6 12; 4 14 15 1]).S", [34.0, 17.88854381999832, 4.47213595499958, 0.0], rtol: 1e-13,
    atol: 1e-13, source: "closed form (Moler)"),
  ReferenceRow(
    "svd([1 2; 3 4; 5 6]).S", [9.525518091565107, 0.5143005806586443], rtol: 1e-13, atol: 0,
    source: "closed form sqrt((91+-sqrt(8185))/2)"),
  ReferenceRow(
    "svd([1 1; 1e-09 0; 0 1e-09]).S", [1.4142135623730951, 1e-09], rtol: 1e-06, atol: 0,
    source: "closed form; forming A^T A returns 0 for the second"),
  ReferenceRow(
    "lstsq([1 1; 1e-09 0; 0 1e-09], [2, 1e-09, 1e-09])", [1.0, 1.0], rtol: 1e-06, atol: 0,
    source: "closed form; normal equations are exactly singular in float64"),
  ReferenceRow(
    "expm([0 1; -1 0])", [0.5403023058681398, -0.8414709848078965, 0.8414709848078965, 0.5403023058681398], rtol: 1e-13,
    atol: 0, source: "closed form"),
  ReferenceRow(
    "expm([-49 24; -64 31])", [-0.7357587581447531, -1.4715175990882605, 0.5518190996580977, 1.1036382407155725],
    rtol: 1e-12, atol: 0, source: "closed form from eigenvalues -1,-17; naive Taylor is catastrophically wrong"),
  ReferenceRow(
    "pinv([1 2; 2 4])", [0.04, 0.08, 0.08, 0.16], rtol: 1e-13, atol: 0, source: "closed form A^T/||A||_F^2"),
  ReferenceRow(
    "cond([1 2; 3 4], 1)", [21.0], rtol: 1e-13, atol: 0, source: "closed form 6*3.5"),
  ReferenceRow(
    "cond([1 2; 3 4], 2)", [14.933034373659252], rtol: 1e-13, atol: 0, source: "closed form (15+sqrt(221))/2"),
  ReferenceRow(
    "norm([3e-200, 4e-200])", [5e-200], rtol: 1e-14, atol: 0, source: "closed form"),
  ReferenceRow(
    "[1 1; 1 0]^50", [20365011074.0, 12586269025.0, 12586269025.0, 7778742049.0], rtol: 1e-15, atol: 0,
    source: "exact integers"),
  ReferenceRow(
    "sum([1e16, 1, -1e16, 1])", [2.0], rtol: 0, atol: 0, source: "exact"),
  ReferenceRow(
    "sqrtm([2 1; 1 2])", [1.3660254037844386, 0.36602540378443865, 0.36602540378443865, 1.3660254037844386],
    rtol: 1e-13, atol: 0, source: "closed form"),
]

@Suite struct LinearAlgebraReferenceTests {
  @Test(arguments: rows)
  func agrees(_ row: ReferenceRow) throws { try row.check() }
}
