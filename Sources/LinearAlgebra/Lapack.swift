import COpenBLAS

enum Lapack {
  /// Turns what a LAPACK call returns into a typed error. A positive `info` that has a meaning of its own, such as a
  /// zero pivot of LU, is for the caller; here it is `notConverged` only where `converges` says so.
  static func check(_ info: Int32, _ method: String, _ shape: Shape, converges: Bool = false) throws(MathError) {
    if info < 0 { throw .tooLarge(count: Double(shape.extent.rows) * Double(shape.extent.columns)) }
    if converges, info > 0 { throw .notConverged(method: method) }
  }

  static func letter(_ character: Unicode.Scalar) -> CChar { CChar(truncatingIfNeeded: character.value) }
}

/// The C door takes untyped pointers, real or complex; these lend them for one call.
func write<A, R>(_ a: inout [A], _ body: (UnsafeMutableRawPointer?) -> R) -> R {
  a.withUnsafeMutableBytes { body($0.baseAddress) }
}

func write<A, B, R>(
  _ a: inout [A], _ b: inout [B], _ body: (UnsafeMutableRawPointer?, UnsafeMutableRawPointer?) -> R
) -> R {
  a.withUnsafeMutableBytes { a in b.withUnsafeMutableBytes { body(a.baseAddress, $0.baseAddress) } }
}

func read<A, R>(_ a: [A], _ body: (UnsafeRawPointer?) -> R) -> R { a.withUnsafeBytes { body($0.baseAddress) } }

func read<A, B, R>(_ a: [A], _ b: [B], _ body: (UnsafeRawPointer?, UnsafeRawPointer?) -> R) -> R {
  a.withUnsafeBytes { a in b.withUnsafeBytes { body(a.baseAddress, $0.baseAddress) } }
}
