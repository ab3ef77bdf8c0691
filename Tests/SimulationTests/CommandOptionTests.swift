import Addressing
import Simulation
import Testing

@Suite struct CommandOptionTests {
  private func option(_ text: String) throws -> CommandOption {
    guard case .set(let options) = try Command(parsing: "set  " + text), let first = options.first
    else { throw CommandError(column: 1, word: text, reason: "is no option") }
    return first
  }

  @Test func `options are the same wherever they stand`() {
    let one = CommandOption("a", "1", column: 4, valueColumn: 6)
    #expect(one == CommandOption("a", "1"))
    #expect(one.hashValue == CommandOption("a", "1").hashValue)
    #expect(one != CommandOption("a", "2"))
    #expect(one != CommandOption("b", "1"))
  }

  @Test func `a value is read as what the key wants`() throws {
    #expect(try option("max-pods=110").count() == 110)
    #expect(try option("mask=24,26").masks() == [24, 26])
    #expect(try option("pool=10.0.0.0/8").prefix() == IPPrefix(parsing: "10.0.0.0/8"))
    #expect(try option("delay=3m").span() == TimeSpan(seconds: 180))
    #expect(try option("scan=random").choice(of: ["linear", "random"]) == "random")
    #expect(try option("x=on").isOn())
    #expect(try option("x=no").isOn() == false)
  }

  @Test func `a value that does not fit is pointed at`() throws {
    let error = #expect(throws: CommandError.self) { try option("max-pods=111").count(max: 110) }
    #expect(error?.column == 15)
    #expect(error?.message == #""111" is too large a max-pods; the largest is 110"#)
    let choice = #expect(throws: CommandError.self) {
      try option("scan=liner").choice(of: ["linear", "random"])
    }
    #expect(choice?.message == #""liner" is no scan; did you mean "linear"?"#)
    let onOff = #expect(throws: CommandError.self) { try option("x=maybe").isOn() }
    #expect(onOff?.message == #""maybe" is not "on" or "off""#)
  }

  @Test func `an unknown key is pointed at, with the keys that are known`() throws {
    let error = try option("msak=3").unknown(to: "mode \"flat\"", known: ["mask", "scan"])
    #expect(error.column == 6)
    #expect(
      error.message
        == #""msak" is no option of mode "flat"; did you mean "mask"? known: mask= scan="#)
    let bare = CommandOption("x", "1").unknown(to: "this plan", known: [])
    #expect(bare.message == #""x" is no option of this plan"#)
  }
}
