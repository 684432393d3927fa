/// Fifteen points and the seven among them: one sweep gives a value and, from the coarser rule, what is not known of it.
///
/// - Source: Kronrod 1965; Piessens et al., *QUADPACK*, 1983.
public enum GaussKronrod {
  /// The points of [0, 1], descending to 0; the others lie opposite.
  public static let places = [
    0.991455371120812639207, 0.949107912342758524526, 0.864864423359769072790, 0.741531185599394439864,
    0.586087235467691130294, 0.405845151377397166907, 0.207784955007898467601, 0,
  ]
  /// The weights of all fifteen.
  public static let weights = [
    0.022935322010529224964, 0.063092092629978553291, 0.104790010322250183840, 0.140653259715525918745,
    0.169004726639267902827, 0.190350578064785409913, 0.204432940075298892414, 0.209482141084727828013,
  ]
  /// The weights of Gauss's seven, 0 for the other eight.
  public static let coarse = [
    0, 0.129484966168869693271, 0, 0.279705391489276667901, 0, 0.381830050505118944950, 0, 0.417959183673469387755,
  ]

  /// The integral, and how far the two rules are apart.
  public static func integral<Failure: Error>(
    from a: Double, to b: Double, _ f: (Double) throws(Failure) -> Double
  ) throws(Failure) -> (value: Double, error: Double) {
    let (middle, half) = ((a + b) / 2, (b - a) / 2)
    var (fine, rough) = (0.0, 0.0)
    for i in places.indices {
      var y = try f(middle + half * places[i])
      if places[i] != 0 { y += try f(middle - half * places[i]) }
      fine += weights[i] * y
      rough += coarse[i] * y
    }
    return (fine * half, ((fine - rough) * half).magnitude)
  }
}
