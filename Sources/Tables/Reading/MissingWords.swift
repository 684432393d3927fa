import CTables

/// The words that stand for a missing cell, where C can read them.
final class MissingWords {
  let bytes: UnsafeMutablePointer<UInt8>
  /// Where each word ends in `bytes`.
  let ends: UnsafeMutablePointer<Int>
  private let words: [String]

  init(_ words: [String]) {
    self.words = words
    let utf8 = words.flatMap(\.utf8)
    bytes = .allocate(capacity: utf8.count + 1)
    for (place, byte) in utf8.enumerated() { bytes[place] = byte }
    ends = .allocate(capacity: words.count + 1)
    var end = 0
    for (place, word) in words.enumerated() {
      end += word.utf8.count
      ends[place] = end
    }
  }

  deinit {
    bytes.deallocate()
    ends.deallocate()
  }

  var count: Int { words.count }

  func contains(_ cell: UnsafeRawBufferPointer) -> Bool {
    cell.isEmpty || words.contains { $0.utf8.elementsEqual(cell) }
  }

  func hasNumber(_ decimal: UInt8) -> Bool {
    words.contains { word in
      let bytes = Array(word.utf8)
      return ctables_classify(bytes, bytes.count, decimal) == ctables_number
    }
  }
}
