/// Bytes that are put wrong by chance, the same way for the same seed.
public enum Mutation {
  /// What formats give a meaning to.
  private static let tokens: [[UInt8]] =
    [
      "\"", "{", "}", "[", "]", ":", ",", "\n", "\r", "\t", "- ", "&a ", "*a", "<<: *a", "---\n",
      "#",
      "\u{1B}[31m", "\u{1B}]0;", "\0", "1e999", "-", "\\u0000", "\\ud800", "null",
      "\"kind\":\"Node\"",
      "\"items\":[", "kind: List\n", "items:\n", "NAME   STATUS\n", "10.0.0.0/33", "::/0", "%",
      "!!binary ",
      "999999999999999999999999", "\u{301}", "\u{202E}", "{{ x }}",
    ].map { Array($0.utf8) } + [
      [0xFF], [0xC0, 0x80], [0xFE, 0xFF], [0xFF, 0xFE], [0x80], [0x1F, 0x8B],
    ]

  /// The bytes with one to four things wrong; `others` are what pieces may come from.
  public static func mutated(
    _ bytes: [UInt8], with others: [[UInt8]], _ random: inout SeededRandom
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<random.int(in: 1..<5) { mutate(&bytes, with: others, &random) }
    return bytes
  }

  private static func mutate(
    _ bytes: inout [UInt8], with others: [[UInt8]], _ random: inout SeededRandom
  ) {
    guard !bytes.isEmpty else { return bytes = others.first ?? [] }
    let place = random.int(in: 0..<bytes.count)
    let range = place..<min(bytes.count, place + random.int(in: 1..<64))
    switch random.int(in: 0..<9) {
    case 0: bytes[place] ^= 1 << UInt8(random.int(in: 0..<8))
    case 1: bytes[place] = UInt8(random.int(in: 0..<256))
    case 2: bytes.removeLast(bytes.count - place)
    case 3: bytes.removeSubrange(range)
    case 4: bytes.insert(contentsOf: bytes[range], at: place)
    case 5:
      // Far away, so that keys come again and lines end in others.
      bytes.insert(contentsOf: bytes[range], at: random.int(in: 0..<bytes.count + 1))
    case 6:
      let other = others[random.int(in: 0..<others.count)]
      let start = random.int(in: 0..<other.count + 1)
      let length = random.int(in: 0..<other.count - start + 1)
      bytes.insert(contentsOf: other[start..<start + length], at: place)
    default:
      bytes.insert(contentsOf: tokens[random.int(in: 0..<tokens.count)], at: place)
    }
  }

  /// How many inputs a test makes: few, or as many as `CIDRSCOPE_FUZZ` says, for a long search.
  public static func budget(_ usual: Int, _ environment: [String: String]) -> Int {
    environment["CIDRSCOPE_FUZZ"].flatMap { Int($0) } ?? usual
  }
}
