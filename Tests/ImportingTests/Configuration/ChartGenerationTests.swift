import Testing

@testable import Importing

struct ChartGenerationTests {
  @Test(
    arguments: [
      ("v1.19.7", 19), ("1.9.0", 9), ("1.18.0-rc.1", 18), ("latest", nil), ("2.1.0", nil),
      ("1", nil),
    ] as [(String, Int?)])
  func `a version is read as charts and images carry it`(text: String, minor: Int?) {
    #expect(ChartGeneration(text)?.minor == minor)
  }

  private func fit(_ keys: String..., isGlobal: Bool = false) -> String {
    let map = Dictionary(uniqueKeysWithValues: keys.map { ($0, LooseValue.map([:])) })
    return ChartFit(.map(map), isGlobal: isGlobal).text
  }

  @Test func `keys that came and went bound the generation`() {
    #expect(fit("hubble") == "fits chart 1.8 or later")
    #expect(fit("flannel", "l7Proxy") == "fits chart 1.9")
    #expect(fit("rollOutCiliumPods", "tunnel") == "fits chart 1.10 to 1.14")
    #expect(fit("tunnel", isGlobal: true) == "fits chart 1.7 to 1.8")
  }

  @Test func `a new key says more than an old one left standing`() {
    #expect(
      fit("routingMode", "flannel") == "fits chart 1.14 or later, beside keys dropped before")
  }
}
