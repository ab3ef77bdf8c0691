import Simulation
import Testing

@Suite struct ExpectationTests {
  static let table: [(Int128?, Int128?, String)] = [
    //         =      !=     <      <=     >      >=
    (4, 5, "   no     yes    yes    yes    no     no"),
    (5, 5, "   yes    no     no     yes    no     yes"),
    (6, 5, "   no     yes    no     no     yes    yes"),
    (nil, nil, "yes   no     no     no     no     no"),
    (nil, 5, " no     no     no     no     no     no"),
    (5, nil, " no     yes    no     no     no     no"),
  ]

  @Test(arguments: table)
  func `numbers compare as they do, and what does not exist is only = none`(
    actual: Int128?, expected: Int128?, row: String
  ) {
    let relations = Expectation.Relation.allCases
    let holds = relations.map { $0.holds(actual, expected) ? "yes" : "no" }
    #expect(relations.map(\.rawValue) == ["=", "!=", "<", "<=", ">", ">="])
    #expect(holds == row.split(separator: " ").map(String.init))
  }
}
