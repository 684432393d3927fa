import Numerics
import Tables
import Testing

/// The numbers of a one-column file.
private func numbers(_ texts: [String]) throws -> [Double] {
  let table = try reading("x\n" + texts.joined(separator: "\n") + "\n").table
  return try #require(table.columns.first?.numbers)
}

@Suite struct NumberReadingTests {
  /// As the system's strtod reads it, to the bit.
  private func agrees(_ texts: [String]) throws {
    let read = try numbers(texts)
    #expect(read.count == texts.count)
    for (text, x) in zip(texts, read) {
      let expected = try #require(Double(text))
      #expect(x.bitPattern == expected.bitPattern, "\(text) is \(expected), not \(x)")
    }
  }

  /// Halfway cases, carries, subnormal numbers, overflow, long digits: after Clinger 1990 and Paxson 1991.
  @Test func hardNumbers() throws {
    try agrees([
      "0", "-0", "0.0", "-0.0", "1", "9007199254740991", "9007199254740992", "9007199254740993", "9007199254740995",
      "18446744073709551615", "9223372036854775808", "9999999999999999999", "18014398509481985", "18014398509481983",
      "0.1", "0.3", "1e22", "1e23", "8.5e22", "1.7976931348623157e308", "1.7976931348623159e308", "1e309", "-1e400",
      "5e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1e-400", "2.2250738585072011e-308",
      "2.2250738585072014e-308", "123456789012345678", "1234567890123456789012345678901234567890",
      "0.000000000000000000000000000000000000000000000123", "9.5367431640625e-07", "4503599627370496.5",
      "4503599627370497.5", "9007199254740992.9999999", "5708990770823839524233143877797980545530986496",
      "6.631236846766476e-316", "3.2378839133029012895883524125015321748630094982211880050961e-322", "1e27", "1e-27",
      "1e28", "1e-28", "1.5e0000000000000000000001", "1e99999999999999999999", "1e-99999999999999999999",
      "0e999999", "00012", "1" + String(repeating: "0", count: 400), "0." + String(repeating: "0", count: 400) + "1",
      "1" + String(repeating: "0", count: 400) + "e-400",
    ])
  }

  @Test func randomNumbers() throws {
    var stream = RandomStream(seed: 11)
    var texts: [String] = []
    for _ in 0..<3000 {
      let bits = stream.bits()
      texts.append("\(Double(bitPattern: bits & 0x7FEF_FFFF_FFFF_FFFF))")
      texts.append("\(bits >> (stream.bits() % 64))e\(Int(stream.bits() % 60) - 30)")
      texts.append("-\(bits % 1000).\(stream.bits())")
      // Halfway between two numbers, and one digit beside it.
      let m = (bits >> 11 | 1 << 52) << 1 | 1
      texts += ["\(m)", "\(m)e-5", "\(m).0000000001"]
    }
    try agrees(texts)
  }
}
