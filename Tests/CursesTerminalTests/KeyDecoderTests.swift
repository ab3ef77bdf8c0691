import Terminal
import TestSupport
import Testing

@testable import CursesTerminal

struct KeyDecoderTests {
  /// Everything that some bytes are, given that nothing follows them.
  private func events(_ text: String) -> [InputEvent] {
    var decoder = KeyDecoder()
    return decoder.feed(Array(text.utf8)) + decoder.flush()
  }

  private func keys(_ text: String) -> String {
    events(text).map { event in
      if case .key(let key) = event { key.notation } else { "\(event)" }
    }.joined()
  }

  @Test(arguments: [
    ("g", "g"), ("é日🔥", "é日🔥"), (" ", "<Space>"), ("\r", "<Enter>"), ("\n", "<Enter>"),
    ("\t", "<Tab>"), ("\u{7F}", "<BS>"), ("\u{8}", "<BS>"), ("\u{12}", "<C-r>"),
    ("\u{0}", "<C-Space>"), ("\u{1C}", "<C-\\>"), ("\u{1F}", "<C-_>"), ("\u{1B}", "<Esc>"),
    ("\u{1B}x", "<A-x>"), ("\u{1B}é", "<A-é>"), ("\u{1B}\r", "<Enter>"), ("\u{1B}[", "<A-[>"),
    ("\u{1B}O", "<A-O>"), ("\u{1B}]", "<A-]>"), ("\u{1B}\u{1B}", "<Esc><Esc>"),
  ])
  func `characters, controls and Alt`(bytes: String, notation: String) {
    #expect(keys(bytes) == notation)
  }

  @Test(arguments: [
    ("[A", "<Up>"), ("[B", "<Down>"), ("[C", "<Right>"), ("[D", "<Left>"), ("OA", "<Up>"),
    ("OD", "<Left>"), ("[H", "<Home>"), ("[F", "<End>"), ("OH", "<Home>"), ("[1~", "<Home>"),
    ("[4~", "<End>"), ("[7~", "<Home>"), ("[8~", "<End>"), ("[2~", "<Ins>"), ("[3~", "<Del>"),
    ("[5~", "<PgUp>"), ("[6~", "<PgDn>"), ("[Z", "<S-Tab>"), ("OP", "<F1>"), ("OS", "<F4>"),
    ("[[A", "<F1>"), ("[[E", "<F5>"), ("[11~", "<F1>"), ("[15~", "<F5>"), ("[17~", "<F6>"),
    ("[21~", "<F10>"), ("[23~", "<F11>"), ("[24~", "<F12>"), ("[34~", "<F20>"),
    ("[1;2A", "<S-Up>"), ("[1;5C", "<C-Right>"), ("[1;3D", "<A-Left>"), ("[1;4B", "<Down>"),
    ("[1;6A", "<Up>"), ("[a", "<S-Up>"), ("[d", "<S-Left>"), ("Oc", "<C-Right>"),
    ("[3;5~", "<Del>"), ("O5P", "<F1>"),
    ("OM", "<Enter>"), ("Op", "0"), ("Oy", "9"), ("Ok", "+"), ("[114;5u", "<C-r>"),
    ("[120;3u", "<A-x>"), ("[65;2u", "A"), ("[13;5u", "<Enter>"),
  ])
  func `sequences of the terminals in use`(sequence: String, notation: String) {
    #expect(keys("\u{1B}" + sequence) == notation)
    #expect(keys("a\u{1B}" + sequence + "b") == "a" + notation + "b")
  }

  @Test(arguments: [
    "[I", "[O", "[?1;2c", "[24;80R", "[?2026;2$y", "[99~", "[<0;10M", "[<0;10;20x", "[E",
    "]0;title\u{7}",
    "]11;rgb:0/0/0\u{1B}\\", "P1+r\u{1B}\\", "_Gi=1\u{1B}\\", "Oz", "[[Z", "[201~", "[999999u",
  ])
  func `a sequence that means nothing is swallowed whole`(sequence: String) {
    #expect(keys("a\u{1B}" + sequence + "b") == "ab")
  }

  @Test func `a sequence broken off by Escape does not take the next one along`() {
    #expect(keys("\u{1B}[1;\u{1B}[A") == "<Up>")
    #expect(keys("\u{1B}]0;x\u{1B}[A") == "<Up>")
    #expect(keys("\u{1B}[1;") == "")
  }

  @Test func `bytes that are no character are dropped`() {
    var decoder = KeyDecoder()
    let bytes: [UInt8] = [0x61, 0xFF, 0xC0, 0x80, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0xC2, 0x9B, 0x62]
    #expect(
      decoder.feed(bytes) == [
        .key(.character("a")), .key(.character("(")), .key(.character("b")),
      ])
    #expect(decoder.unfinished == nil)
  }

  @Test func `pasted text is one event, with its line ends made one kind`() {
    #expect(
      events("\u{1B}[200~a\r\nb\rc\nq\u{1B}[A\u{1B}[201~z")
        == [.paste("a\nb\nc\nq\u{1B}[A"), .key(.character("z"))])
    #expect(events("\u{1B}[200~\u{1B}[201~") == [.paste("")])
    #expect(events("\u{1B}[200~cut o") == [.paste("cut o")])
  }

  @Test func `a paste without end does not eat all memory`() {
    var decoder = KeyDecoder()
    _ = decoder.feed(Array("\u{1B}[200~".utf8))
    let chunk = [UInt8](repeating: 0x61, count: 100_000)
    for _ in 0..<12 { #expect(decoder.feed(chunk).isEmpty) }
    guard case .paste(let text) = decoder.flush().first else {
      Issue.record("the paste got lost")
      return
    }
    #expect(text.utf8.count == KeyDecoder.longestPaste)
  }

  @Test func `a string that never ends is given up`() {
    var decoder = KeyDecoder()
    _ = decoder.feed(Array(("\u{1B}]" + String(repeating: "x", count: 5000)).utf8))
    #expect(decoder.unfinished == nil)
    #expect(decoder.feed([0x61]) == [.key(.character("a"))])
  }

  @Test func `what is unfinished decides how long to wait`() {
    var decoder = KeyDecoder()
    #expect(decoder.unfinished == nil)
    for (piece, unfinished) in [
      ("\u{1B}", KeyDecoder.Unfinished.escape), ("[", .sequence), ("20", .sequence),
      ("0~", .paste), ("text", .paste),
    ] {
      #expect(decoder.feed(Array(piece.utf8)).isEmpty)
      #expect(decoder.unfinished == unfinished)
    }
    // An answer to a question is no key, however late its rest.
    var late = KeyDecoder()
    for (piece, unfinished) in [
      ("\u{1B}]", KeyDecoder.Unfinished.sequence), ("1", .string), ("1;rgb:", .string),
    ] {
      #expect(late.feed(Array(piece.utf8)).isEmpty)
      #expect(late.unfinished == unfinished)
    }
  }

  @Test func `where the bytes are cut changes nothing`() {
    let pieces = [
      "a", "é", "🔥", "\u{1B}[A", "\u{1B}OP", "\u{1B}[200~x\r\ny\u{1B}[201~", "\u{1B}[15;2~",
      "\u{1B}]0;t\u{1B}\\", "\u{1B}x", "\u{1B}[<0;12;7M", "\u{1B}[<65;1;1M", "\u{1B}[M !!",
      "\u{1B}[<32;300;90M\u{1B}[<0;300;90m", "\u{1B}[[B", "\r", "\u{1B}[?1;2c",
    ]
    var random = SeededRandom(seed: 23)
    for _ in 0..<300 {
      let text = (0..<6).map { _ in pieces[random.int(in: 0..<pieces.count)] }.joined()
      var whole = KeyDecoder()
      let expected = whole.feed(Array(text.utf8))
      var cut = KeyDecoder()
      var events: [InputEvent] = []
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        let length = random.int(in: 1..<5)
        events += cut.feed(rest.prefix(length))
        rest = rest.dropFirst(length)
      }
      #expect(events == expected, "\(text.debugDescription)")
      #expect(cut.unfinished == nil)
    }
  }

  @Test func `no bytes whatever trap it or stay in it for ever`() {
    var random = SeededRandom(seed: 29)
    let likely: [UInt8] = [
      0x1B, 0x5B, 0x4F, 0x5D, 0x7E, 0x3B, 0x32, 0x30, 0xC3, 0xF0, 0x9F, 0x07, 0x3C, 0x4D, 0x6D,
    ]
    for _ in 0..<500 {
      var decoder = KeyDecoder()
      for _ in 0..<10 {
        let bytes = (0..<random.int(in: 1..<8)).map { _ in
          random.int(in: 0..<3) == 0
            ? UInt8(random.int(in: 0..<256)) : likely[random.int(in: 0..<likely.count)]
        }
        for case .key(.character(let scalar)) in decoder.feed(bytes) {
          #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value))
        }
      }
      _ = decoder.flush()
      #expect(decoder.unfinished == nil)
    }
  }
}
