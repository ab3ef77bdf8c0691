import Testing

@testable import Theming

@Test(arguments: [
  (16_777_216, ColorDepth.truecolor), (16_777_215, .colors256), (256, .colors256), (255, .colors16),
  (16, .colors16),
  (8, .colors8), (7, .mono), (0, .mono), (-1, .mono),
])
func `a screen gets the richest depth that it can show`(_ count: Int, _ depth: ColorDepth) {
  #expect(ColorDepth(colorCount: count) == depth)
  #expect(depth.colorCount <= max(0, count))
}
