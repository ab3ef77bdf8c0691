import Terminal
import Testing

struct StyleTests {
  @Test(arguments: [
    (Style.plain, "plain"),
    (Style(foreground: .blue), "4"),
    (Style(background: Color(index: 233)), "standard on 233"),
    (Style(foreground: .blue, attributes: [.bold, .reverse]), "bold reverse 4"),
  ])
  func `a style reads as words`(style: Style, words: String) {
    #expect(style.description == words)
  }

  @Test func `variations change one thing`() {
    let style = Style(foreground: .red, attributes: .bold)
    #expect(style.adding(.dim) == Style(foreground: .red, attributes: [.bold, .dim]))
    #expect(
      style.on(.blue) == Style(foreground: .red, background: .blue, attributes: .bold))
  }
}
