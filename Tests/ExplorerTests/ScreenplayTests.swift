import Foundation
import Testing

@Suite struct ScreenplayTests {
  @Test(arguments: Screenplay.names)
  func `a screenplay shows what was recorded`(name: String) throws {
    let play = try Screenplay(named: name)
    let shown = try play.played()
    if ProcessInfo.processInfo.environment["CIDRSCOPE_RECORD"] == "1" {
      try shown.write(toFile: play.path, atomically: true, encoding: .utf8)
    } else {
      let report = Screenplay.difference(play.text, shown)
      #expect(report.isEmpty, "\(name): set CIDRSCOPE_RECORD=1 to record anew\n\(report)")
    }
  }

  @Test func `there are screenplays, and each shows a screen`() throws {
    #expect(Screenplay.names.count >= 6)
    for name in Screenplay.names {
      let text = try Screenplay(named: name).text
      #expect(text.contains("\nscreen\n|"), "\(name) has no screen")
    }
  }

  @Test func `a difference names the line and both sides`() {
    #expect(Screenplay.difference("a\nb\n", "a\nc\n") == "2 - b\n2 + c")
  }
}
