import Foundation
import TestSupport
import Testing

@testable import Importing

struct JSONScannerTests {
  @Test(arguments: [
    "{}", "[]", "null", "-0.5e+10", #"{"a":[1,{"b":"\u00e9\"\\"}],"c":true}"#, " [ 1 , 2 ] ",
  ])
  func `valid text is walked to its end`(text: String) throws {
    var scanner = JSONScanner(Array(text.utf8))
    try scanner.skipValue()
    #expect(scanner.peek() == nil)
  }

  @Test(arguments: [
    ("{", 1, "a key"), (#"{"a""#, 4, "':'"), (#"{"a":}"#, 5, "a value"), ("[1,]", 3, "a value"),
    ("[1 2]", 3, "',' or ']'"), ("01", 1, ""), ("1.", 2, "a digit"), ("tru", 3, "true"),
    (#""a\x""#, 3, "backslash"), ("\"a\nb\"", 2, "control character"), (#"{"a":"b"#, 7, "begun"),
    (#"{"a":1,,}"#, 7, "a key"), ("", 0, "a value"), ("-", 1, "a digit"),
  ])
  func `a fault has its place and names what should follow`(
    text: String, offset: Int, wanted: String
  ) {
    var scanner = JSONScanner(Array(text.utf8))
    do {
      try scanner.skipValue()
      // A number ends before what cannot follow it; then there is more text than one value.
      #expect(scanner.offset == offset && scanner.peek() != nil)
    } catch {
      #expect(error.offset == offset)
      #expect(error.problem.contains(wanted), "\(error.problem)")
    }
  }

  @Test func `nesting has an end`() {
    var scanner = JSONScanner(Array(repeating: UInt8(ascii: "["), count: 100_000))
    #expect(throws: JSONFault.self) { try scanner.skipValue() }
  }

  @Test func `what it takes and refuses is what Foundation takes and refuses`() {
    let seed = Array(#"{"a":[1,-2.5,{"b":null,"c":[true,false]}],"d":"x\n\"y"}"#.utf8)
    let alphabet = Array(#"{}[]:,"\ntfalsr01.-+x "#.utf8)
    var random = SeededRandom(seed: 11)
    var taken = 0
    for _ in 0..<4_000 {
      var bytes = seed
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = alphabet.randomElement(using: &random) ?? 0
        case 1: bytes.remove(at: place)
        default: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: place)
        }
      }
      let expected = (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil
      taken += expected ? 1 : 0
      #expect(isWhole(bytes) == expected, "\(String(decoding: bytes, as: UTF8.self))")
    }
    #expect(taken > 200)
  }

  private func isWhole(_ bytes: [UInt8]) -> Bool {
    var scanner = JSONScanner(bytes)
    guard (try? scanner.skipValue()) != nil else { return false }
    return scanner.peek() == nil
  }
}
