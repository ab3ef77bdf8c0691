import Testing

@testable import Importing

struct RemarksTests {
  @Test func `cases of one text make one line with the first examples and a count`() {
    var remarks = Remarks()
    for number in 1...6 { remarks.add(.note, "a", "odd", of: "n\(number)") }
    remarks.add(.warning, nil, "alone")
    remarks.add(.note, "b", "odd", of: "m")
    remarks.add(.info, "a", "twice")
    remarks.add(.info, "a", "twice")
    #expect(
      remarks.lines.map(\.description) == [
        "note: a: odd (6): n1, n2, n3, n4 and 2 more", "warning: alone", "note: b: odd (1): m",
        "info: a: twice (2)",
      ])
  }
}
