import Terminal
import Testing

struct KeyNotationTests {
  private static let everyKey: [Key] =
    [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
      .home, .end, .pageUp, .pageDown, .control(" "), .control("\\"), .alt("<"), .alt(">"),
      .alt(" "), .alt("é"),
    ] + (1...20).map { .function($0) }
    + (0x20...0x7E).map { .character(Unicode.Scalar($0)) }
    + ("a"..."z" as ClosedRange<Unicode.Scalar>).values.map { .control($0) }
    + ("a"..."z" as ClosedRange<Unicode.Scalar>).values.map { .alt($0) }
    + Key.Modifier.allCases.flatMap { modifier in
      Key.Arrow.allCases.map { .arrow($0, modifier) }
    }

  @Test func `every key is read back from its notation`() throws {
    for key in Self.everyKey { #expect(try Key(notation: key.notation) == key) }
    #expect(try Key.sequence(Self.everyKey.map(\.notation).joined()) == Self.everyKey)
  }

  @Test(arguments: [
    ("g", Key.character("g")), ("<C-r>", .control("r")), ("<c-R>", .control("r")),
    ("<s-up>", .arrow(.up, .shift)), ("<A-x>", .alt("x")), ("<M-x>", .alt("x")), ("<CR>", .enter),
    ("<pgup>", .pageUp),
    ("<F12>", .function(12)), ("<lt>", .character("<")), ("<Space>", .character(" ")),
    (">", .character(">")),
  ])
  func `notation is the one of vi and Emacs users`(notation: String, key: Key) throws {
    #expect(try Key(notation: notation) == key)
  }

  @Test func `a sequence is keys written one after the other`() throws {
    #expect(
      try Key.sequence(":add<Space>n<Enter>gg") == [
        .character(":"), .character("a"), .character("d"), .character("d"), .character(" "),
        .character("n"), .enter, .character("g"), .character("g"),
      ])
    #expect(try Key.sequence("").isEmpty)
  }

  @Test(arguments: [
    (
      "<Nope>",
      "\"<Nope>\": no key is called <Nope>; there are <Enter>, <C-r>, <A-x>, <F1>, <PgUp>"
    ),
    ("a<", "\"a<\": `<` opens a key name; the key itself is written <lt>"),
    ("gg", "\"gg\": one key was expected, not 2"),
    ("", "\"\": one key was expected, not 0"),
  ])
  func `what is no key says what would be`(notation: String, message: String) {
    #expect {
      try Key(notation: notation)
    } throws: { error in
      "\(error)" == message
    }
  }

  @Test(arguments: ["<F0>", "<F99>", "<F+1>", "<C-1>", "<C-->", "<>", "<X-a>", "<C-ab>"])
  func `near misses are refused`(notation: String) {
    #expect(throws: KeyNotationError.self) { try Key(notation: notation) }
  }
}

extension ClosedRange<Unicode.Scalar> {
  fileprivate var values: [Unicode.Scalar] {
    (lowerBound.value...upperBound.value).compactMap(Unicode.Scalar.init)
  }
}
