import Testing

@testable import CursesTerminal

private func answers(_ text: String) -> TerminalAnswers { TerminalAnswers(Array(text.utf8)) }

struct TerminalAnswersTests {
  @Test func `all answers are taken out of what was typed meanwhile`() {
    let heard = answers(
      "a\u{1B}]11;rgb:1111/2222/ffff\u{1B}\\\u{1B}[?2026;2$yb\u{1B}P1$r0;38;2;1;2;3m\u{1B}\\"
        + "\u{1B}[A\u{1B}[?62;22c\u{1B}")
    #expect(heard.background == [0x1111, 0x2222, 0xFFFF])
    #expect(heard.canSynchronize == true)
    #expect(heard.hasDirectColor)
    #expect(heard.isComplete)
    #expect(heard.rest == Array("ab\u{1B}[A\u{1B}".utf8))
  }

  @Test(arguments: [
    ("rgb:ffff/ffff/ffff", true), ("rgb:ff/ff/ff", true), ("rgb:f/f/f", true),
    ("rgba:fdfd/f6f6/e3e3/ffff", true), ("rgb:0000/2b2b/3636", false), ("rgb:0/0/f", false),
    ("rgb:00/ff/00", true), ("rgb:80/00/80", false),
  ])
  func `a background is light or dark as eyes have it`(_ color: String, _ isLight: Bool) {
    #expect(answers("\u{1B}]11;\(color)\u{7}").isLight == isLight)
  }

  @Test(arguments: ["rgb:/ff/ff", "rgb:ff/ff", "white", "rgb:12345/0/0", "rgb:-1/0/0", ""])
  func `what is no colour says nothing of the background`(_ color: String) {
    let heard = answers("\u{1B}]11;\(color)\u{7}")
    #expect(heard.background == nil)
    #expect(heard.isLight == nil)
    #expect(heard.rest.isEmpty)
  }

  @Test(arguments: [("0", false), ("1", true), ("2", true), ("3", false), ("4", false)])
  func `marks around frames are understood where the mode can be set`(_ n: String, _ can: Bool) {
    #expect(answers("\u{1B}[?2026;\(n)$y").canSynchronize == can)
    #expect(answers("\u{1B}[?2004;\(n)$y").canSynchronize == nil)
  }

  @Test(arguments: [
    ("1$r0;38;2;1;2;3m", true), ("1$r0;38:2:1:2:3m", true), ("1$r38:2::1:2:3m", true),
    ("1$r0;38:2:9:1:2:3m", true), ("1$r0;38;5;16m", false), ("0$r", false), ("1$r0m", false),
    ("1$r0;38;2;1;2;4m", false),
  ])
  func `a colour that comes back as it was sent is really there`(_ text: String, _ has: Bool) {
    let heard = answers("\u{1B}P\(text)\u{1B}\\")
    #expect(heard.hasDirectColor == has)
    #expect(heard.rest.isEmpty)
  }

  @Test func `an answer that is not whole stays for the decoder of keys`() {
    for part in [
      "\u{1B}]11;rgb:11", "\u{1B}[?2026;2$", "\u{1B}P1$r", "\u{1B}]11;x\u{1B}", "\u{1B}",
    ] {
      #expect(answers(part).rest == Array(part.utf8))
      #expect(!answers(part).isComplete)
    }
  }

  @Test func `a terminal that is no emulator is not asked`() {
    for name in ["linux", "linux-16color", "dumb", "vt100", "vt220", "ansi", "", "unknown"] {
      #expect(!TerminalQuestions.suit(name), "\(name)")
    }
    for name in ["xterm-256color", "tmux-256color", "screen", "alacritty", "st-256color"] {
      #expect(TerminalQuestions.suit(name), "\(name)")
    }
  }
}
