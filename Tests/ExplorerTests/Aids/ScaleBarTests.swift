import Addressing
import Cartography
import Terminal
import TestSupport
import Testing

@testable import Explorer

private func bar(
  _ root: String, columns: Int, rows: Int, zoom: Int? = nil, unit: Int = 24,
  curve: any SpaceFillingCurve = allCurves[0], isUnicode: Bool = true
) -> [String] {
  let plane = Plane(root: IPPrefix(root)!, curve: curve)
  let view = Viewport(plane: plane, columns: columns, rows: rows)
  let shown = zoom.map { view.centred(on: plane.root, zoom: $0) } ?? view
  return ScaleBar(shown, unitLength: unit, isUnicode: isUnicode).parts
}

@Test func `a pixel of many blocks says how many`() {
  #expect(
    bar("10.0.0.0/8", columns: 64, rows: 32)
      == ["1 px = /20 = 16 node blocks", "├──────────────┤ /12", "/10 32x32 px"])
  #expect(bar("10.0.0.0/12", columns: 64, rows: 32)[0] == "1 px = /24 = 1 node block")
}

@Test func `a block of many pixels is a bar as wide as it`() {
  #expect(
    bar("10.0.0.0/18", columns: 64, rows: 32)
      == ["1 px = /30, 64 px a node block", "├──────┤ /24", "├──────────────┤ /22", "/20 32x32 px"])
  #expect(
    bar("10.0.0.0/18", columns: 64, rows: 32, isUnicode: false)[1] == "|------| /24")
  #expect(bar("10.0.0.0/24", columns: 64, rows: 32)[0] == "1 px = 1 address")
}

@Test func `a curve without square blocks has a pixel and no bars`() {
  let rows = allCurves.first { !$0.isHierarchical }!
  #expect(bar("10.0.0.0/18", columns: 64, rows: 32, curve: rows).count == 1)
}

@Test func `the scale stands in the frame at every size that has one`() throws {
  for size in [
    Size(width: 40, height: 12), Size(width: 80, height: 24), Size(width: 160, height: 45),
  ] {
    let stage = try Stage(size)
    #expect(stage.text.contains(" 1 px = /"))
    #expect(stage.text.contains(" px a node block "), "\(size)")
  }
}
