import Addressing
import Testing

@testable import Cartography

@Test func `the way down goes by two bits and is thinned to what fits`() {
  let (root, target) = (prefix("10.0.0.0/8"), prefix("10.1.16.0/20"))
  let whole = Breadcrumbs(from: root, to: target)
  #expect(whole.prefixes.map(\.length) == [8, 10, 12, 14, 16, 18, 20])
  #expect(
    Breadcrumbs(from: root, to: target, columns: 60).prefixes.map(\.length) == [8, 12, 16, 20])
  let line = Breadcrumbs(from: root, to: target, columns: 45).text
  #expect(line == "10.0.0.0/8 › 10.0.0.0/14 › 10.1.16.0/20")
  #expect(Breadcrumbs(from: root, to: target, columns: 30).prefixes == [root, target])
  #expect(Breadcrumbs(from: root, to: target, columns: 12).prefixes == [target])
}

@Test func `every stop lies inside the one before`() {
  for length in 9...32 {
    for columns in 10...120 {
      let target = prefix("10.77.33.5/32").supernet(length: length)
      let way = Breadcrumbs(from: prefix("10.0.0.0/8"), to: target, columns: columns)
      #expect(way.prefixes.last == target)
      #expect(
        zip(way.prefixes, way.prefixes.dropFirst()).allSatisfy { $0.contains($1) && $0 != $1 })
      #expect(way.text.count <= max(columns, target.description.count))
    }
  }
}

@Test func `the root and what lies outside it stand alone`() {
  let root = prefix("10.0.0.0/8")
  #expect(Breadcrumbs(from: root, to: root).text == "10.0.0.0/8")
  #expect(Breadcrumbs(from: root, to: prefix("11.0.0.0/9")).text == "11.0.0.0/9")
}
