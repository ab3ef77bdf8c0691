import Simulation
import Testing

@Suite struct ScriptTests {
  private func error(of bytes: [UInt8]) -> ScriptError? {
    #expect(throws: ScriptError.self) { try Script(parsing: bytes, file: "f") }
  }

  @Test func `a script is its commands with their lines`() throws {
    let text = "# a story\n\nplan a mode=flat\n  add pods 3   # three\n\t\nexpect pods = 3"
    let script = try Script(parsing: text, file: "story.scope")
    #expect(script.file == "story.scope")
    #expect(script.lines.map(\.number) == [3, 4, 6])
    #expect(
      script.lines.map(\.text) == [
        "plan a mode=flat", "  add pods 3   # three", "expect pods = 3",
      ])
    #expect(
      script.lines.map(\.command.description) == [
        "plan a mode=flat", "add pods 3", "expect pods = 3",
      ])
  }

  @Test(arguments: [
    "add pods 3\r\nundo\r\n", "\u{FEFF}add pods 3\nundo", "add pods 3 \t\nundo # x",
  ])
  func `line ends, a byte order mark and blanks at the end do not matter`(text: String) throws {
    let script = try Script(parsing: text, file: "-")
    #expect(script.lines.map(\.command) == [try Command(parsing: "add pods 3"), .undo(1)])
    #expect(script.lines.map(\.number) == [1, 2])
  }

  @Test(arguments: ["", "\n\n", "# nothing", "\u{FEFF}"])
  func `a text without commands is an empty script`(text: String) throws {
    #expect(try Script(parsing: text, file: "-").lines.isEmpty)
  }

  @Test func `all lines that make no sense are told, in order`() {
    let error = error(of: Array("ad node a\nadd node a\nwait 5\nundo x".utf8))
    #expect(
      error?.description == """
        f:1:1: "ad" is not a command; did you mean "add"?
        f:3:6: "5" is no duration; expected a number and a unit: 15s, 5m, 2h or 3d
        f:4:6: "x" is no count; expected a whole number such as 3
        """)
    #expect(error?.isCutShort == false)
  }

  @Test func `a file that is something else does not flood the screen`() {
    let text = String(repeating: "{\n", count: 1_000)
    let error = error(of: Array(text.utf8))
    #expect(error?.errors.count == ScriptError.limit)
    #expect(error?.isCutShort == true)
    #expect(error?.description.hasSuffix("\ntoo many errors; the rest was not read") == true)
    let justTheLimit = self.error(of: Array(text.utf8.prefix(2 * ScriptError.limit)))
    #expect(justTheLimit?.isCutShort == false)
  }

  @Test func `a NUL is one error, whatever came before`() {
    #expect(
      error(of: Array("ad\nadd pods \0 3\nad".utf8))?.description
        == "f:2:10: a NUL byte is no text; a script is UTF-8 text")
    let zeros = [UInt8](repeating: 0, count: 100_000)
    #expect(error(of: zeros)?.errors.count == 1)
  }

  @Test func `bytes that are no UTF-8 are told with their place`() {
    let bytes = Array("undo\n# ä ".utf8) + [0xFF] + Array(" b\n".utf8)
    #expect(
      error(of: bytes)?.description
        == "f:2:5: the bytes here are not UTF-8; save the script as UTF-8 text")
    #expect(error(of: [0xFF, 0xFE, 0x61, 0x00])?.errors.count == 1)
    // A sequence that the end cuts.
    #expect(
      error(of: Array("# €".utf8.dropLast()))?.description.hasPrefix("f:1:3: ") == true)
  }

  @Test func `a long line is a line, and an endless one is an error`() throws {
    let pools = (0..<3_000).map { "pool=10.\($0 / 256).\($0 % 256).0/24" }
    let line = "plan a mode=flat " + pools.joined(separator: " ")
    let script = try Script(parsing: line, file: "-")
    #expect(script.lines[0].command.description == line)
    let endless = [UInt8](repeating: UInt8(ascii: "x"), count: 3_000_000)
    #expect(error(of: endless)?.description == "f:1:1: the line is longer than 1048576 bytes")
  }

  @Test func `a lone carriage return is seen`() {
    #expect(
      error(of: Array("undo\rredo".utf8))?.description
        == "f:1:5: U+000D cannot be seen; a command is visible text")
  }

  @Test(arguments: [
    ("# x\n\n  add pods 3", true), ("ad node a", true), ("plan", true), ("", false),
    ("{\"kind\": \"List\"}", false), ("apiVersion: v1", false), ("set: 3", false),
    ("NAME   READY", false), ("# only\n", false), ("\u{FEFF}seed 3", true),
    ("---\nkind: List", false), ("\0\0", false),
  ])
  func `a script is known by its first word`(text: String, isLikely: Bool) {
    #expect(Script.isLikely(Array(text.utf8)) == isLikely)
  }
}
