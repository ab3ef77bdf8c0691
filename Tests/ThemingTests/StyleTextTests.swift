import Terminal
import Testing

@testable import Theming

@Test func `a style reads colours by number and by name`() throws {
  let text = StyleText(names: ["plum": Color(index: 96)], depth: .colors256)
  #expect(try text.style("") == PartialStyle())
  #expect(try text.style("  7  on   plum ").filled().description == "7 on 96")
  #expect(try text.style("bold default reverse").foreground == .standard)
  #expect(try text.color("bright-cyan") == Color(index: 14))
  #expect(throws: StyleText.Failure.self) { try text.style("256") }
  #expect(throws: StyleText.Failure.self) { try text.style("on on") }
}

@Test func `what a style does not say comes from the base`() throws {
  let base = Style(foreground: .white, background: .blue, attributes: .bold)
  let text = StyleText(names: [:], depth: .colors8)
  #expect(try text.style("dim").filled(from: base).description == "dim 7 on 4")
  #expect(try text.style("red on black").filled(from: base).description == "1 on 0")
}

@Test func `a colour by its parts is had where there are sixteen million`() throws {
  let text = StyleText(names: [:], depth: .truecolor)
  #expect(try text.style("#0a0B0c on 54 bold").filled().description == "bold #0a0b0c on 54")
  for wrong in ["#12345", "#1234567", "#12345g", "#", "123456", "#+12345"] {
    #expect(throws: StyleText.Failure.self, "\(wrong)") { try text.color(wrong) }
  }
  let coarse = StyleText(names: [:], depth: .colors256)
  let failure = #expect(throws: StyleText.Failure.self) { try coarse.style("7 on #0a0b0c") }
  #expect(failure?.offset == 5)
  #expect(failure?.message == "'#0a0b0c' needs more colours than 256: 0 to 255")
}
