import Reporting
import Testing

@Suite struct `Printable text` {
  @Test(arguments: ["", "node-1", "Zürich", "節点", "a b", "\u{1F600}"])
  func `stays as it is`(text: String) {
    #expect(text.printable == text)
  }

  @Test func `spells out what a terminal would act on`() {
    #expect("\u{1B}[2Jx".printable == "\\u{1B}[2Jx")
    #expect("a\nb\r\t".printable == "a\\u{A}b\\u{D}\\u{9}")
    #expect("\u{9B}31m\u{7F}".printable == "\\u{9B}31m\\u{7F}")
    #expect("a\u{202E}b\u{2066}".printable == "a\\u{202E}b\\u{2066}")
  }

  @Test func `never holds a control character, whatever came in`() {
    for value in UInt32(0)..<0x2100 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = "x\(scalar)y".printable
      #expect(!shown.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }
  }
}
