import Testing

/// Elementary and special functions through the language, against 60-digit computation.
private let rows: [ReferenceRow] = [
  ReferenceRow(
    "gamma(-1.5)", [2.363271801207355], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "lgamma(10000000000)", [220258509288.81058], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "digamma(1)", [-0.5772156649015329], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "trigamma(1)", [1.6449340668482264], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "erf(1e-10)", [1.1283791670955126e-10], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "erfc(10)", [2.088487583762545e-45], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "erfcinv(1e-100)", [15.065574702592645], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "beta(0.001, 1000)", [992.5442834860535], rtol: 1e-12, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "gamma_q(10000, 10500)", [4.2758724550596475e-07], rtol: 1e-10, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "bessel_j(0, 10)", [-0.24593576445134835], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "expm1(1e-12)", [1.0000000000005e-12], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "log1p(1e-15)", [9.999999999999995e-16], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "logsumexp([1000, 1000])", [1000.6931471805599], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "logsumexp([-1000, -1001, -1002])", [-999.5923940355556], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"
  ),
  ReferenceRow(
    "softmax([1000, 1001, 1002])", [0.09003057317038046, 0.24472847105479764, 0.6652409557748219], rtol: 1e-13,
    atol: 0.0, source: "closed form"),
  ReferenceRow(
    "log_sigmoid(-800)", [-800.0], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "log_sigmoid(40)", [-4.248354255291589e-18], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1 (60 digits)"),
  ReferenceRow(
    "choose(100, 50)", [1.008913445455642e+29], rtol: 1e-16, atol: 0.0, source: "exact integer"),
  ReferenceRow(
    "gamma(0.1)", [9.51350769866873], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "gamma(4.5)", [11.631728396567448], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "gamma(-0.5)", [-3.544907701811032], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "gamma(-3.25)", [0.5362507279163854], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "gamma(170.5)", [5.56209241456e+305], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "gamma(1e-05)", [99999.42279422555], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "lgamma(0.1)", [2.252712651734206], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "lgamma(1.0000001)", [-5.772155829918507e-08], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "lgamma(2.5)", [0.2846828704729192], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "lgamma(1000.5)", [5908.674175848678], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "lgamma(-2.5)", [-0.056243716497674054], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "lgamma(1e-10)", [23.025850929882736], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "digamma(0.1)", [-10.423754940411076], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "digamma(2.5)", [0.7031566406452432], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "digamma(-1.3)", [2.8825405488661673], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "digamma(1000000)", [13.815510057964191], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "digamma(50.25)", [3.90702729700628], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "trigamma(0.1)", [101.43329915079275], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "trigamma(2.5)", [0.49035775610023485], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "trigamma(-1.3)", [14.53687624413708], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "trigamma(1000000)", [1.0000005000001667e-06], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "erf(0.3)", [0.3286267594591274], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "erf(1.7)", [0.9837904585907745], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "erf(-2.5)", [-0.999593047982555], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "erf(5)", [0.9999999999984626], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "erfc(0.3)", [0.6713732405408726], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "erfc(-1.5)", [1.9661051464753108], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "erfc(5)", [1.537459794428035e-12], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "erfc(26)", [5.663192408856143e-296], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "erfinv(0.1)", [0.08885599049425769], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "erfinv(-0.7)", [-0.7328690779592167], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "erfinv(0.999)", [2.3267537655135246], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "erfinv(1e-08)", [8.86226925452758e-09], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "erfcinv(0.3)", [0.7328690779592169], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "erfcinv(1e-05)", [3.123413274340875], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "erfcinv(0.9)", [0.08885599049425767], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "zeta(3)", [1.2020569031595942], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "zeta(0.5)", [-1.4603545088095868], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "zeta(-3.5)", [0.004441011335479432], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "zeta(1.0001)", [10000.577222947539], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "zeta(30)", [1.0000000009313275], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "lambert_w(0.1)", [0.09127652716086226], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "lambert_w(-0.3)", [-0.4894022271802149], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "lambert_w(10)", [1.7455280027406994], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "lambert_w(10000000000)", [20.028685413304952], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "lambert_w(-0.1)", [-0.11183255915896297], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "sinh(1e-08)", [1e-08], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "sinh(2.5)", [6.0502044810397875], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "tanh(1e-08)", [1e-08], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "tanh(0.5)", [0.46211715726000974], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "tanh(20)", [1.0], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "asinh(1e-08)", [1e-08], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "asinh(3.5)", [1.9657204716496515], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "asinh(-100000)", [-12.206072645555174], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "acosh(1.5)", [0.9624236501192069], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "acosh(100000000)", [19.11382792451231], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "atanh(0.5)", [0.5493061443340549], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "atanh(1e-09)", [1e-09], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "atanh(-0.99)", [-2.6466524123622457], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "sin(1e+22)", [-0.8522008497671888], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "sin(3)", [0.1411200080598672], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "sin(0.5)", [0.479425538604203], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "cos(1e+22)", [0.523214785395139], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "cos(11)", [0.004425697988050785], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "tan(1.5)", [14.101419947171719], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "tan(-0.3)", [-0.30933624960962325], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "exp(-700.5)", [5.980196118639791e-305], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "exp(3.25)", [25.790339917193062], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "log(1e-300)", [-690.7755278982137], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "log(0.7)", [-0.35667494393873245], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "log2(3)", [1.584962500721156], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "log2(0.1)", [-3.321928094887362], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "log10(3)", [0.47712125471966244], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "log10(1e-05)", [-5.0], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "factorial(0)", [1.0], rtol: 1e-15, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "factorial(10)", [3628800.0], rtol: 1e-15, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "factorial(23)", [2.585201673888498e+22], rtol: 1e-15, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "factorial(100)", [9.332621544394415e+157], rtol: 1e-15, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "factorial(170)", [7.257415615307999e+306], rtol: 1e-15, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "choose(5, 2)", [10.0], rtol: 1e-15, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "choose(60, 30)", [1.1826458156486142e+17], rtol: 1e-15, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "choose(-2, 3)", [-4.0], rtol: 1e-15, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "choose(2.5, 3)", [0.3125], rtol: 1e-15, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "choose(1000, 3)", [166167000.0], rtol: 1e-15, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "beta(0.5, 0.5)", [3.141592653589793], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "beta(2, 3)", [0.08333333333333333], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "beta(0.001, 5)", [997.9195452322546], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "gamma_p(0.5, 0.2)", [0.4729107431344619], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "gamma_q(0.5, 0.2)", [0.5270892568655381], rtol: 1e-12, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "gamma_p(3, 2.5)", [0.45618688411667047], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "gamma_q(3, 2.5)", [0.5438131158833295], rtol: 1e-12, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "gamma_p(10, 30)", [0.9999928782491372], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "gamma_q(10, 30)", [7.121750862815577e-06], rtol: 1e-12, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "gamma_p(100, 95)", [0.3173568111698], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "gamma_q(100, 95)", [0.6826431888302], rtol: 1e-12, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "beta_i(0.5, 0.5, 0.3)", [0.36901011956554536], rtol: 1e-12, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "beta_i(2, 5, 0.1)", [0.114265], rtol: 1e-12, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "beta_i(10, 3, 0.9)", [0.889130022255], rtol: 1e-12, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "beta_i(50, 50, 0.45)", [0.15865219893709884], rtol: 1e-12, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "bessel_j(1, 3.5)", [0.1373775273623272], rtol: 1e-12, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "bessel_j(2, 0.1)", [0.001248958658799919], rtol: 1e-12, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "bessel_j(0.5, 2)", [0.5130161365618278], rtol: 1e-12, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "bessel_j(5, 50)", [-0.08140024769656964], rtol: 1e-12, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "sigmoid(-40)", [4.248354255291589e-18], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "sigmoid(0.3)", [0.574442516811659], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "sigmoid(30)", [0.9999999999999064], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "log_sigmoid(-3)", [-3.048587351573742], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "log_sigmoid(5)", [-0.006715348489118068], rtol: 1e-13, atol: 0.0, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = sqrt(0.5 + 1.25i); [real(z), imag(z)]", [0.9608046632337985, 0.6504964265019547], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = sqrt(-2 + 0.75i); [real(z), imag(z)]", [0.2607689938713792, 1.4380544037569272], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = log(0.5 + 1.25i); [real(z), imag(z)]", [0.2973535538733464, 1.1902899496825317], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = log(-2 + 0.75i); [real(z), imag(z)]", [0.7589353594543049, 2.782821983319221], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = exp(0.5 + 1.25i); [real(z), imag(z)]", [0.5198786860084936, 1.5646111274988195], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = exp(-2 + 0.75i); [real(z), imag(z)]", [0.09902332031011532, 0.0922497746528114], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = sin(0.5 + 1.25i); [real(z), imag(z)]", [0.9053586344209572, 1.4058162504314682], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = sin(-2 + 0.75i); [real(z), imag(z)]", [-1.1772521793108763, -0.34220450663488017], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = cos(0.5 + 1.25i); [real(z), imag(z)]", [1.6572478640539148, -0.7680009178735728], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = cos(-2 + 0.75i); [real(z), imag(z)]", [-0.5387783532487324, 0.747730488384954], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = tan(0.5 + 1.25i); [real(z), imag(z)]", [0.12610856648423438, 0.9067248043194309], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = tan(-2 + 0.75i); [real(z), imag(z)]", [0.4455013214367418, 1.2534271713346836], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = asin(0.5 + 1.25i); [real(z), imag(z)]", [0.3079813715721186, 1.0855765577207785], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = asin(-2 + 0.75i); [real(z), imag(z)]", [-1.1710624884483516, 1.4105788975583342], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = acos(0.5 + 1.25i); [real(z), imag(z)]", [1.262814955222778, -1.0855765577207785], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = acos(-2 + 0.75i); [real(z), imag(z)]", [2.741858815243248, -1.4105788975583342], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = atan(0.5 + 1.25i); [real(z), imag(z)]", [1.1265564408348223, 0.708303336014054], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = atan(-2 + 0.75i); [real(z), imag(z)]", [-1.1492038297107037, 0.13825013720417587], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = sinh(0.5 + 1.25i); [real(z), imag(z)]", [0.16431300276137265, 1.0700996973668528], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = sinh(-2 + 0.75i); [real(z), imag(z)]", [-2.6537333893808297, 2.5644584058353774], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = cosh(0.5 + 1.25i); [real(z), imag(z)]", [0.355565683247121, 0.49451143013196674], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = cosh(-2 + 0.75i); [real(z), imag(z)]", [2.7527567096909453, -2.472208631182566], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = tanh(0.5 + 1.25i); [real(z), imag(z)]", [1.583963548284424, 0.8066346988510736], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = tanh(-2 + 0.75i); [real(z), imag(z)]", [-0.9967473999046033, 0.036432889375718314], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = asinh(0.5 + 1.25i); [real(z), imag(z)]", [0.8988936293694825, 1.0611857724687426], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = asinh(-2 + 0.75i); [real(z), imag(z)]", [-1.4925210319880218, 0.3267704027823274], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = acosh(0.5 + 1.25i); [real(z), imag(z)]", [1.0855765577207785, 1.262814955222778], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = acosh(-2 + 0.75i); [real(z), imag(z)]", [1.4105788975583342, 2.741858815243248], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = atanh(0.5 + 1.25i); [real(z), imag(z)]", [0.1858945085467093, 0.9425141129396175], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = atanh(-2 + 0.75i); [real(z), imag(z)]", [-0.4528905241310587, 1.3715351039616865], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = sqrt(-4 + 0i); [real(z), imag(z)]", [0.0, 2.0], rtol: 1e-14, atol: 1e-15, source: "mpmath 1.4.1, 60 digits"),
  ReferenceRow(
    "z = log(-1 + 0i); [real(z), imag(z)]", [0.0, 3.141592653589793], rtol: 1e-14, atol: 1e-15,
    source: "mpmath 1.4.1, 60 digits"),
]

@Suite struct SpecialFunctionReferenceTests {
  @Test(arguments: rows)
  func agrees(_ row: ReferenceRow) throws { try row.check() }
}
