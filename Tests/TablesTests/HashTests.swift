import Tables
import Testing

/// Digests by Python's hashlib; the first three stand in FIPS 180-4's examples too.
@Test(
  arguments: [
    ([UInt8](), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      Array(repeating: UInt8(ascii: "x"), count: 55),
      "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072"
    ),
    (
      Array(repeating: UInt8(ascii: "x"), count: 56),
      "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e"
    ),
    (
      Array(repeating: UInt8(ascii: "x"), count: 64),
      "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c"
    ),
    (
      (0..<300).flatMap { _ in Array(0...255) },
      "f8b0585eb91f58c007a5634362c9f90d8543822c113f702523bc7b73408a9392"
    ),
  ] as [([UInt8], String)])
func bytesHashAsHashlibHashesThem(bytes: [UInt8], digest: String) {
  var whole = SHA256()
  whole.update(bytes)
  #expect(whole.digest() == digest)
  var pieces = SHA256()
  for start in stride(from: 0, to: bytes.count, by: 7) { pieces.update(bytes[start..<min(start + 7, bytes.count)]) }
  #expect(pieces.digest() == digest, "fed in pieces")
}

/// hashlib over the documented bytes, packed by Python's struct.
@Test func aTableHashesByItsCanonicalBytes() throws {
  let day = try #require(Day(iso: "2026-03-01"))
  let table = try Table([
    ("x", Column([-0.5, nil])), ("β", Column(["é!", ""])),
    ("ok", Column(.truths([true, false]), missing: [false, true])),
    ("day", Column(.dates([day, Day(number: -1)]))),
  ])
  #expect(table.sha256 == "3ae3d92e0f2be8aa72d20ce32b426ea42465afc91c6d3cf6b51b2be7af79422b")
}

@Test func whatStandsAtAMissingPlaceDoesNotCount() throws {
  let (a, b) = (Column(.numbers([1, 2]), missing: [false, true]), Column(.numbers([1, 9]), missing: [false, true]))
  #expect(try Table([("x", a)]).sha256 == Table([("x", b)]).sha256)
  #expect(try Table([("x", a)]).sha256 != Table([("y", a)]).sha256)
}
