import Testing
import UserFiles

@testable import Lessons

@Suite struct `A file of a lesson` {
  @Test(arguments: [
    ("id: sample", "id: Sample!", "s.yaml:1:5: id cannot be 'Sample!'"),
    ("minutes: 1", "minutes: soon", "s.yaml:4:10: minutes cannot be 'soon'; it is a number"),
    ("par: 1", "parr: 1", "s.yaml:22:1: unknown key 'parr' in the lesson, did you mean 'par'?"),
    ("solution: |\n  add nodes", "solution: |\n  add nodez", "s.yaml:24:"),
    ("exact: add nodes 3", "exct: add nodes 3", "s.yaml:20:7: unknown key 'exct' in hints"),
    ("expect blocks.free = 0", "get nodes", "s.yaml:16:7: 'get nodes' expects nothing"),
    ("allow: [add]", "allow: [ad]", "s.yaml:21:9: no command begins with 'ad'"),
    ("title: A sample\n", "", "s.yaml:1:1: missing 'title' in the lesson"),
  ])
  func `is refused with line and column`(old: String, new: String, message: String) {
    let text = Sample.text.replacing(old, with: new)
    do {
      _ = try Lesson(parsing: text, file: "s.yaml")
      Issue.record("'\(new)' is taken")
    } catch {
      #expect("\(error)".hasPrefix(message), "\(error)")
    }
  }

  @Test func `that is empty or no mapping is refused`() {
    for text in ["", "- a\n", "a: [", "id: x\nid: y\n"] {
      #expect(throws: FileFault.self) { try Lesson(parsing: text, file: "s.yaml") }
    }
  }

  @Test func `proves its sums`() throws {
    try Sum.check("2^(32-24) - 4 = 252")
    for wrong in [
      "2 + 2 = 5", "2 +", "1 / 0 = 1", "((((1 = 1", "2^999 = 1", "9999999999999999999 = 1",
    ] {
      #expect(throws: Sum.Failure.self) { try Sum.check(wrong) }
    }
  }

  @Test func `has numbers that names do not have`() {
    let text = "node-1 has 10.0.0.0/24, /25 is half; 4,096 m5.large, 99.9 % of 2001:db8::/32."
    #expect(
      Numbers.list(in: text) == ["10.0.0.0/24", "/25", "4,096", "99.9", "2001:db8::/32"])
  }
}
