/// Which bracket answers which.
public enum Brackets {
  private static let pairs: [Character: Character] = ["(": ")", "[": "]", "{": "}"]

  /// The bracket at or just before the cursor and its partner, by cluster index; nil when there is none or it is alone.
  /// - Parameter isCode: false for clusters in text or comments, whose brackets mean nothing.
  public static func match(_ buffer: EntryBuffer, isCode: (Int) -> Bool) -> (Int, Int)? {
    for place in [buffer.cursor - 1, buffer.cursor] where buffer.characters.indices.contains(place) && isCode(place) {
      if let partner = partner(of: place, in: buffer.characters, isCode: isCode) { return (place, partner) }
    }
    return nil
  }

  static func partner(of place: Int, in characters: [Character], isCode: (Int) -> Bool) -> Int? {
    let bracket = characters[place]
    let opens = pairs[bracket] != nil
    guard opens || pairs.values.contains(bracket) else { return nil }
    let path = opens ? Array(place..<characters.count) : Array((0...place).reversed())
    var waiting: [Character] = []
    for index in path where isCode(index) {
      let character = characters[index]
      let closer = pairs[character]
      if let closer, opens {
        waiting.append(closer)
      } else if !opens, pairs.values.contains(character) {
        waiting.append(character)
      } else if closer != nil || pairs.values.contains(character) {
        guard waiting.popLast() == (opens ? character : closer) else { return nil }
        if waiting.isEmpty { return index }
      }
    }
    return nil
  }
}
