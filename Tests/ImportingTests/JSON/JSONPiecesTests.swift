import TestSupport
import Testing

@testable import Importing

struct JSONPiecesTests {
  /// What a text falls apart into: `way: text`, for envelopes `way envelope: text`.
  private func pieces(of text: String, feed size: Int = 1 << 20, room: Int = 1 << 20) throws
    -> [String]
  {
    let window = JSONWindow(SlowFeed(Array(text.utf8), size: size), room: room)
    var found: [String] = []
    var pieces = JSONPieces(window, of: "input")
    try pieces.cut { (piece) throws(ImportError) in
      switch piece {
      case .value(let range, let path, let implied):
        let text = String(decoding: window.bytes(range), as: UTF8.self)
        let kind = if case .kind(let kind) = implied { " of \(kind)" } else { "" }
        found.append("\(path.text)\(kind): \(text)")
      case .envelope(let bytes, let path):
        found.append("\(path.text) envelope: \(String(decoding: bytes, as: UTF8.self))")
      }
    }
    return found
  }

  @Test func `a list is handed over item by item, and its envelope in the end`() throws {
    let found = try pieces(
      of: #"{"apiVersion":"v1","items":[ {"kind":"Node","x":[1]} , {"a":"}]"}],"kind":"List"}"#)
    #expect(
      found == [
        #"items[0]: {"kind":"Node","x":[1]}"#, #"items[1]: {"a":"}]"}"#,
        #" envelope: {"apiVersion":"v1","items":[],"kind":"List"}"#,
      ])
  }

  @Test func `a list that says its kind first says that of its items`() throws {
    let found = try pieces(of: #"{"kind":"NodeList","items":[{}],"metadata":{"continue":"x"}}"#)
    #expect(
      found == [
        "items[0] of Node: {}",
        #" envelope: {"kind":"NodeList","items":[],"metadata":{"continue":"x"}}"#,
      ])
  }

  @Test func `what only has items is no list if its kind says so`() throws {
    let text = #"{"kind":"ConfigMap","items":[{"a":1}]}"#
    #expect(try pieces(of: text) == [": " + text])
  }

  @Test func `values may follow one another, and arrays hold lists`() throws {
    #expect(
      try pieces(of: #"{"a":1}{"b":2} [3,{"items":[4]}]"#) == [
        #": {"a":1}"#, #": {"b":2}"#, "[0]: 3", "[1].items[0]: 4", #"[1] envelope: {"items":[]}"#,
      ])
  }

  @Test(arguments: [
    (#"{"items":[{"a":1}"#, "1:18: the JSON text ends where ',' or ']' should follow"),
    (#"{"items":[{"a":"#, "1:16: the JSON text ends where a value should follow"),
    (
      "{\"items\":[{\"a\":1},\n{\"b\":\"x", "2:8: the JSON text ends inside the string begun at 2:6"
    ),
    (#"{"items":[{}],"kind" "List"}"#, "1:22: expected ':' after the key, found"),
    (#"{"items":[{}],"kind":"List""#, "1:28: the JSON text ends where ',' or '}' should follow"),
    (#"{"items":[{}] "kind":"List"}"#, ""),
    (#"{"items":[{}],"items":[{}]}"#, #"1:16: the key "items" is given twice"#),
    (#"{"a":1]"#, "1:7: expected ',' or '}', found"),
  ])
  func `a fault has its place`(text: String, reason: String) throws {
    do {
      _ = try pieces(of: text)
      #expect(reason.isEmpty, "the parser finds what is wrong with an envelope")
    } catch {
      #expect(!reason.isEmpty && "\(error)".hasPrefix("input:\(reason)"), "\(error)")
    }
  }

  @Test(arguments: 1...20)
  func `how the bytes come changes nothing`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let text = Self.list(&random)
    let whole = try pieces(of: text)
    #expect(whole.count > 3)
    for size in [1, 2, 3, 7, 16, 61] {
      #expect(try pieces(of: text, feed: size, room: 32) == whole, "\(size) bytes at a time")
    }
  }

  /// A list of random objects, rich in what could be mistaken for structure.
  private static func list(_ random: inout SeededRandom) -> String {
    let strings = [
      #""""#, #""a\"]}{[,:""#, #""\\""#, #""é€😀 long enough for two blocks""#, #""items""#,
    ]
    func value(_ depth: Int) -> String {
      switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &random) {
      case 0: return "-1.5e3"
      case 1: return "null"
      case 2, 3: return strings.randomElement(using: &random) ?? ""
      case 4:
        let values = (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth - 1) }
        return "[" + values.joined(separator: " ,\n") + "]"
      default:
        let members = (0..<Int.random(in: 0...3, using: &random)).map {
          "\"k\($0)\" : " + value(depth - 1)
        }
        return "{" + members.joined(separator: ",\t") + "}"
      }
    }
    let items = (0..<Int.random(in: 3...9, using: &random)).map { _ in value(4) }
    return "{\"metadata\":\(value(3)), \"items\" : [\n" + items.joined(separator: ",\n  ")
      + "\n], \"kind\":\"List\"}"
  }
}

/// Hands over so many bytes at a time.
final class SlowFeed: ByteFeed {
  private var rest: ArraySlice<UInt8>
  private let size: Int

  init(_ bytes: [UInt8], size: Int) {
    rest = bytes[...]
    self.size = size
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let next = rest.prefix(min(size, buffer.count))
    buffer.copyBytes(from: next)
    rest = rest.dropFirst(next.count)
    return next.count
  }
}
