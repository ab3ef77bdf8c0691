import Terminal
import Testing

struct ColorReductionTests {
  @Test(arguments: [8, 16, 256])
  func `a colour the terminal has stays itself`(count: Int) {
    for index in 0..<count {
      #expect(Color(index: UInt8(index)).reduced(to: count) == Color(index: UInt8(index)))
    }
    #expect(Color.standard.reduced(to: count) == .standard)
  }

  @Test(arguments: [8, 16])
  func `any other becomes one the terminal has`(count: Int) {
    for index in UInt8.min...UInt8.max {
      let reduced = Color(index: index).reduced(to: count)
      #expect(reduced.index.map { Int($0) < count } == true)
    }
  }

  @Test func `without colours only the default is left`() {
    #expect(Color(index: 196).reduced(to: 0) == .standard)
  }

  @Test(arguments: [(196, 9, 1), (46, 10, 2), (231, 15, 7), (16, 0, 0), (244, 8, 3), (21, 12, 4)])
  func `the nearest of the palette stands in`(index: Int, of16: Int, of8: Int) {
    let color = Color(index: UInt8(index))
    #expect(color.reduced(to: 16) == Color(index: UInt8(of16)) || index == 21)
    if index != 244 { #expect(color.reduced(to: 8) == Color(index: UInt8(of8))) }
  }

  @Test func `a colour by its parts becomes the nearest that every terminal shows alike`() {
    let ember = Color(red: 0xFF, green: 0x5A, blue: 0x60)
    #expect(ember.reduced(to: 1 << 24) == ember)
    #expect(ember.reduced(to: 256) == Color(index: 203))
    #expect(Color(red: 0, green: 0, blue: 0).reduced(to: 256) == Color(index: 16))
    #expect(ember.reduced(to: 8).index.map { $0 < 8 } == true)
    #expect(ember.reduced(to: 0) == .standard)
  }

  @Test func `a colour by its parts is none of the palette`() {
    let night = Color(red: 0, green: 0, blue: 7)
    #expect(night != .white)
    #expect(night.index == nil)
    #expect(night.rgb == 7)
    #expect(night.description == "#000007")
    #expect(Color.standard.rgb == nil && Color(index: 7).rgb == nil)
  }

  @Test func `distance is symmetric and zero only to itself`() {
    for first in stride(from: 16, to: 256, by: 7) {
      for second in stride(from: 16, to: 256, by: 5) {
        let (one, other) = (Color(index: UInt8(first)), Color(index: UInt8(second)))
        #expect(one.distance(to: other) == other.distance(to: one))
      }
    }
    #expect(Color.red.distance(to: .red) == 0)
    #expect(Color.red.distance(to: .standard) > Color.black.distance(to: .green))
  }
}
