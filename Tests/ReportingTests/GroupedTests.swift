import Reporting
import Testing

@Suite struct `Grouped numbers` {
  @Test(arguments: [
    (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (16_777_216, "16,777,216"),
    (-1234, "-1,234"), (-100, "-100"), (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func `have a comma after every three digits`(number: Int, text: String) {
    #expect(number.grouped == text)
  }

  @Test func `reach as far as IPv6`() {
    #expect(UInt128.max.grouped == "340,282,366,920,938,463,463,374,607,431,768,211,455")
  }

  @Test func `count one thing as one`() {
    #expect([0, 1, 2].map { $0.counted("node") } == ["0 nodes", "1 node", "2 nodes"])
    #expect(1.counted("address", "addresses") == "1 address")
    #expect(1024.counted("address", "addresses") == "1,024 addresses")
  }
}
