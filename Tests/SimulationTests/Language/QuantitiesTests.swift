import Simulation
import Testing

@Suite struct QuantitiesTests {
  @Test(arguments: [
    (0, "0s"), (1, "1s"), (60, "1m"), (90, "90s"), (3_600, "1h"), (5_400, "90m"),
    (86_400, "1d"), (90_000, "25h"),
  ])
  func `a span is written in the largest unit that divides it`(seconds: Int, text: String) {
    let span = TimeSpan(seconds: seconds)
    #expect(span.description == text)
    #expect(span.duration == .seconds(seconds))
  }

  @Test func `rates, amounts and loads are written as they are read`() {
    #expect(Rate(200, per: .hour).description == "200/h")
    #expect(Amount.percent(25).description == "25%")
    #expect(LoadRange(low: .count(1), high: .count(2)).description == "1..2")
  }
}
