import Testing

@testable import Reporting

@Suite struct `The JSON writer` {
  private func text(_ content: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter(to: MemorySink())
    content(&json)
    return (json.finish() as? MemorySink)?.text ?? ""
  }

  @Test func `indents objects and keeps rows on one line`() {
    let written = text { json in
      json.object { json in
        json.key("a")
        json.array { json in
          json.object(inline: true) { json in
            json.key("b")
            json.array { json in
              json.value(Int128(1))
              json.value(Int128(2))
            }
            json.key("c")
            json.value(nil as String?)
          }
          json.value("x")
        }
        json.key("empty")
        json.array { _ in }
      }
    }
    #expect(
      written == """
        {
          "a":[
            {"b":[1,2],"c":null},
            "x"
          ],
          "empty":[]
        }

        """)
  }

  @Test(arguments: [
    ("\"\\", #""\"\\""#), ("a\nb\tc\r", #""a\nb\tc\r""#), ("\u{0}\u{1B}", #""\u0000\u001b""#),
    ("\u{7F}\u{9B}\u{2028}", #""\u007f\u009b\u2028""#), ("Zürich 節", "\"Zürich 節\""),
    ("\u{1F600}", "\"\u{1F600}\""),
  ])
  func `escapes what must be and what a terminal acts on`(text: String, quoted: String) {
    #expect(self.text { $0.value(text) } == quoted + "\n")
  }

  @Test func `writes integers that a double cannot hold as strings`() {
    let exact = Int128(1) << 53
    #expect(text { $0.value(exact) } == "9007199254740992\n")
    #expect(text { $0.value(-exact) } == "-9007199254740992\n")
    #expect(text { $0.value(exact + 1) } == "\"9007199254740993\"\n")
    #expect(text { $0.value(-exact - 1) } == "\"-9007199254740993\"\n")
    #expect(text { $0.value(nil as Int128?) } == "null\n")
  }
}
