import Terminal
import Testing

@testable import CursesTerminal

struct RepertoireTests {
  @Test(arguments: [
    ("┌─┬─┐│├┼┤└┴┘", "+-+-+|+++" + "+++"), ("▀▄█▓▒░", "####:."), ("←→↑↓", "<>^v"),
    ("…·•●○", "..**o"), ("日é", "??"),
  ])
  func `ASCII stands in for what looks alike`(drawn: String, shown: String) {
    let substitutes = drawn.unicodeScalars.map { String(Repertoire.substitute(for: $0)) }
    #expect(substitutes.joined() == shown)
  }

  @Test func `controls are never shown`() {
    let repertoire = Repertoire(isLinuxConsole: false)
    for value in Array(UInt32(0)..<0x20) + Array(0x7F..<0xA0) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(!repertoire.canShow(scalar))
      #expect(repertoire.shown(scalar).isASCII)
    }
  }
}
