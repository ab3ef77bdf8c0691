import Terminal
import TestSupport
import Testing

@testable import CursesTerminal

struct MouseReportTests {
  private func events(_ bytes: [UInt8]) -> [InputEvent] {
    var decoder = KeyDecoder()
    return decoder.feed(bytes) + decoder.flush()
  }

  private func events(_ text: String) -> [InputEvent] { events(Array(text.utf8)) }

  private func mouse(
    _ kind: MouseEvent.Kind, _ x: Int, _ y: Int, _ modifiers: MouseEvent.Modifiers = []
  ) -> [InputEvent] {
    [.mouse(MouseEvent(kind, at: Point(x: x, y: y), modifiers: modifiers))]
  }

  @Test func `buttons are pressed, dragged and let go where the report says`() {
    #expect(events("\u{1B}[<0;1;1M") == mouse(.press(.left), 0, 0))
    #expect(events("\u{1B}[<1;10;20M") == mouse(.press(.middle), 9, 19))
    #expect(events("\u{1B}[<2;300;99M") == mouse(.press(.right), 299, 98))
    #expect(events("\u{1B}[<32;5;6M") == mouse(.drag(.left), 4, 5))
    #expect(events("\u{1B}[<34;5;6M") == mouse(.drag(.right), 4, 5))
    #expect(events("\u{1B}[<35;5;6M") == mouse(.move, 4, 5))
    #expect(events("\u{1B}[<0;5;6m") == mouse(.release(.left), 4, 5))
  }

  @Test func `keys held down are told apart`() {
    #expect(events("\u{1B}[<4;1;1M") == mouse(.press(.left), 0, 0, .shift))
    #expect(events("\u{1B}[<8;1;1M") == mouse(.press(.left), 0, 0, .alt))
    #expect(events("\u{1B}[<16;1;1M") == mouse(.press(.left), 0, 0, .control))
    #expect(
      events("\u{1B}[<60;1;1M") == mouse(.drag(.left), 0, 0, [.shift, .alt, .control]))
    #expect(events("\u{1B}[<80;1;1M") == mouse(.wheel(.up), 0, 0, .control))
  }

  @Test func `a wheel turned sideways is no right button`() {
    for (code, direction) in zip(64...67, MouseEvent.Direction.allCases) {
      #expect(events("\u{1B}[<\(code);7;8M") == mouse(.wheel(direction), 6, 7))
      #expect(
        events([0x1B, 0x5B, 0x4D, UInt8(code) + 32, 39, 40]) == mouse(.wheel(direction), 6, 7))
    }
    #expect(MouseEvent.Direction.allCases == [.up, .down, .left, .right])
  }

  @Test func `terminals that know only bytes are understood too`() {
    func report(_ code: UInt8, _ x: UInt8, _ y: UInt8) -> [UInt8] {
      [0x1B, 0x5B, 0x4D, code + 32, x + 32, y + 32]
    }
    #expect(events(report(0, 1, 1)) == mouse(.press(.left), 0, 0))
    #expect(events(report(2, 223, 60)) == mouse(.press(.right), 222, 59))
    #expect(events(report(3, 4, 5)) == mouse(.release(nil), 3, 4))
    #expect(events(report(32, 4, 5)) == mouse(.drag(.left), 3, 4))
    #expect(events(report(35, 4, 5)) == mouse(.move, 3, 4))
    #expect(events(report(4, 4, 5)) == mouse(.press(.left), 3, 4, .shift))
  }

  @Test(arguments: [
    "\u{1B}[<128;1;1M", "\u{1B}[<3;1;1M", "\u{1B}[<0;0;1M", "\u{1B}[<0;1;0M", "\u{1B}[<;1;1M",
    "\u{1B}[<0;99999999999999999999;1M", "\u{1B}[<0;40000;1M", "\u{1B}[<0;1;1;1M",
    "\u{1B}[<256;1;1M", "\u{1B}[<64;1;1m", "\u{1B}[<32;1;1m", "\u{1B}[<M", "\u{1B}[M\0!!",
    "\u{1B}[M !\0", "\u{1B}[<0;-1;5M", "\u{1B}[<0;+1;5M",
  ])
  func `a report that says nothing is swallowed whole`(report: String) {
    #expect(events("a" + report + "b") == [.key(.character("a")), .key(.character("b"))])
  }

  @Test func `a report broken off does not take the next key along`() {
    #expect(events("\u{1B}[M \u{1B}[A") == [.key(.up)])
    #expect(events("\u{1B}[<0;1\u{1B}[A") == [.key(.up)])
    #expect(events("\u{1B}[M !") == [])
  }

  @Test func `every report that can be made is read as it was made, however it is cut`() {
    var random = SeededRandom(seed: 41)
    let buttons: [(Int, MouseEvent.Button)] = [(0, .left), (1, .middle), (2, .right)]
    for _ in 0..<400 {
      let (x, y) = (random.int(in: 0..<400), random.int(in: 0..<200))
      let held = MouseEvent.Modifiers(rawValue: UInt8(random.int(in: 0..<8)))
      let (low, button) = buttons[random.int(in: 0..<3)]
      let wheel = random.int(in: 0..<4)
      let (code, final, kind): (Int, String, MouseEvent.Kind) =
        switch random.int(in: 0..<5) {
        case 0: (low, "M", .press(button))
        case 1: (low, "m", .release(button))
        case 2: (low + 32, "M", .drag(button))
        case 3: (35, "M", .move)
        default: (64 + wheel, "M", .wheel(MouseEvent.Direction.allCases[wheel]))
        }
      let report = "\u{1B}[<\(code + Int(held.rawValue) * 4);\(x + 1);\(y + 1)\(final)"
      var decoder = KeyDecoder()
      var found: [InputEvent] = []
      var rest = Array(report.utf8)[...]
      while !rest.isEmpty {
        let length = random.int(in: 1..<6)
        found += decoder.feed(rest.prefix(length))
        rest = rest.dropFirst(length)
      }
      #expect(found == mouse(kind, x, y, held), "\(report.debugDescription)")
      #expect(decoder.unfinished == nil)
    }
  }
}
