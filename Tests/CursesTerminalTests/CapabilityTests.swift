import Testing

@testable import CursesTerminal

struct CapabilityTests {
  @Test(arguments: [
    ("\u{1B}[m\u{F}$<2>", "\u{1B}[m\u{F}"), ("$<5/>a$<10*>b", "ab"), ("$<", "$<"), ("a$b", "a$b"),
    ("", ""),
  ])
  func `padding is for tputs and not for the terminal`(text: String, sent: String) {
    #expect(Capability.withoutPadding(Array(text.utf8)) == Array(sent.utf8))
  }
}
