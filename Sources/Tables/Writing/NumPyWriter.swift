import LinearAlgebra

/// Writes arrays as NumPy reads them: 8-byte floating point, lowest byte first, a matrix column after column.
///
/// - Source: NumPy Enhancement Proposal 1, version 1 of the format.
public struct NumPyWriter: Sendable {
  public init() {}

  public func bytes(_ vector: Vector) -> [UInt8] {
    header("<f8", shape: "(\(vector.count),)") + Self.bytes(vector.elements)
  }

  public func bytes(_ matrix: Matrix) -> [UInt8] {
    header("<f8", shape: "(\(matrix.rows), \(matrix.columns))") + Self.bytes(matrix.elements)
  }

  private func header(_ type: String, shape: String) -> [UInt8] {
    var text = Array(
      "{'descr': '\(type)', 'fortran_order': \(shape.hasSuffix(",)") ? "False" : "True"), 'shape': \(shape), }".utf8)
    // The elements begin at a multiple of 64.
    while (text.count + 11) % 64 != 0 { text.append(0x20) }
    text.append(10)
    return NumPyArray.magic + [1, 0, UInt8(text.count & 0xFF), UInt8(text.count >> 8)] + text
  }

  private static func bytes(_ numbers: [Double]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * 8)
    for number in numbers { withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) } }
    return bytes
  }
}
