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
