import Terminal
import TestSupport
import Testing

@testable import CursesTerminal

struct ColorPairsTests {
  private func color(_ index: Int) -> Color { Color(index: UInt8(index)) }

  @Test func `the terminal's own colours are pair 0`() {
    var pairs = ColorPairs(limit: 64)
    #expect(pairs.choice(foreground: .standard, background: .standard) == .init(pair: 0))
    #expect(pairs.count == 1)
  }

  @Test func `two colours keep the pair they were given`() {
    var pairs = ColorPairs(limit: 65536)
    var given: [Int: Int] = [:]
    var random = SeededRandom(seed: 17)
    for _ in 0..<5000 {
      let (foreground, background) = (random.int(in: 0..<40), random.int(in: 0..<40))
      let choice = pairs.choice(foreground: color(foreground), background: color(background))
      let key = foreground * 256 + background
      #expect(choice.isNew == (given[key] == nil))
      #expect(given[key] ?? choice.pair == choice.pair)
      given[key] = choice.pair
    }
    #expect(Set(given.values).count == given.count)
  }

  @Test func `the 63 pairs of an 8-colour terminal are not exceeded`() {
    var pairs = ColorPairs(limit: 64)
    for background in 0..<8 {
      for foreground in 0..<8 where foreground != background {
        let choice = pairs.choice(foreground: color(foreground), background: color(background))
        #expect(choice.isNew)
      }
    }
    for index in 0..<8 {
      for choice in [
        pairs.choice(foreground: color(index), background: .standard),
        pairs.choice(foreground: .standard, background: color(index)),
        pairs.choice(foreground: color(index), background: color(index)),
      ] {
        #expect((0..<64).contains(choice.pair))
      }
    }
    #expect(pairs.count == 64)
  }

  @Test func `when pairs run out, a pair the other way round is as good`() {
    var pairs = ColorPairs(limit: 2)
    #expect(pairs.choice(foreground: .red, background: .blue) == .init(pair: 1, isNew: true))
    #expect(pairs.choice(foreground: .blue, background: .red) == .init(pair: 1, isSwapped: true))
  }

  @Test func `otherwise the nearest stands in, and keeps standing in`() {
    var pairs = ColorPairs(limit: 3)
    _ = pairs.choice(foreground: color(231), background: color(16))
    _ = pairs.choice(foreground: color(16), background: color(231))
    let dark = pairs.choice(foreground: color(254), background: color(233))
    #expect(dark == .init(pair: 1))
    #expect(pairs.choice(foreground: color(234), background: color(253)) == .init(pair: 2))
    #expect(pairs.choice(foreground: color(254), background: color(233)) == dark)
  }

  @Test func `text never vanishes for want of a pair`() {
    var pairs = ColorPairs(limit: 3)
    _ = pairs.choice(foreground: color(232), background: color(232))
    _ = pairs.choice(foreground: color(250), background: color(16))
    #expect(pairs.choice(foreground: color(234), background: color(233)).pair != 1)
  }
}
