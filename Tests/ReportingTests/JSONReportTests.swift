import Simulation
import Testing

@testable import Reporting

@Suite struct `The JSON report` {
  private func report(_ session: Session, plan: String? = nil) -> String {
    var sink = MemorySink()
    JSONReport.write(session, planName: plan, ExpectationCount(held: 2, failed: 1), to: &sink)
    return sink.text
  }

  /// The lines between the one that opens `key` and the one that closes it.
  private func section(_ key: String, of text: String) -> [String] {
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    guard let start = lines.firstIndex(of: "\"\(key)\":[") else { return [] }
    let end = lines[start...].firstIndex { $0.hasPrefix("]") } ?? lines.endIndex
    return lines[(start + 1)..<end].map(String.init)
  }

  @Test func `has nodes, pods and pools a line each`() throws {
    let text = report(try session(twoOfFour))
    #expect(
      section("nodes", of: text) == [
        #"{"name":"node-1","state":"ready","cidrs":["10.0.0.0/24"],"pods":2,"error":null},"#,
        #"{"name":"node-2","state":"ready","cidrs":["10.0.1.0/24"],"pods":1,"error":null}"#,
      ])
    #expect(section("pods", of: text).count == 3)
    #expect(
      section("pods", of: text)[0].hasPrefix(
        #"{"namespace":"default","name":"pod-1","node":"node-1","address":"10.0.0."#))
    #expect(
      section("pools", of: text) == [
        #"{"cidr":"10.0.0.0/22","mask":24,"blocks":4,"used":2,"committed":512,"pods":3}"#
      ])
    #expect(text.contains(#""expectations":{"held":2,"failed":1}"#))
    #expect(text.contains(#""history":{"length":3,"#))
  }

  @Test func `gives errors and what does not exist`() throws {
    let text = report(
      try session("plan a mode=cluster-pool pool=10.0.0.0/24 mask=24\nadd nodes 2\nadd pods 300"))
    #expect(
      section("nodes", of: text)[1]
        == #"{"name":"node-2","state":"failed","cidrs":[],"pods":0,"error":"allocator full"}"#)
    #expect(text.contains("\"largest-free\":null"))
    #expect(text.contains(#""node":null,"address":null,"state":"pending","error":"no node is"#))
  }

  @Test func `asks both families of a dual-stack plan`() throws {
    let text = report(
      try session(
        """
        plan d mode=cluster-pool pool=10.0.0.0/16 pool=fd00::/48 mask=24 mask6=64
        add node n
        add pod p
        """))
    #expect(text.contains("\"addresses.total\":65536,"))
    #expect(text.contains("\"addresses.total.v6\":\"1208925819614629174706176\""))
    #expect(text.contains(#""cidrs":["10.0.0.0/24","fd00::/64"]"#))
    #expect(text.contains(#""address6":"fd00::"#))
    #expect(!text.contains("\"nodes.v6\""))
  }

  @Test func `names claims and what they overlap`() throws {
    let text = report(
      try session(
        twoOfFour + "\nclaim 10.0.1.0/24 vpc kind=vpc\nclaim 192.168.0.0/16 home"))
    #expect(
      section("claims", of: text) == [
        #"{"cidr":"10.0.1.0/24","name":"vpc","kind":"vpc"},"#,
        #"{"cidr":"192.168.0.0/16","name":"home","kind":"other"}"#,
      ])
    #expect(
      section("overlaps", of: text) == [
        #"{"cidr":"10.0.1.0/24","name":"vpc","pool":"10.0.0.0/22"}"#
      ])
  }

  @Test func `can be of one plan`() throws {
    let both = try session(twoOfFour + "\nplan b mode=cluster-pool pool=10.1.0.0/22 mask=25")
    #expect(report(both).contains(#""name":"b","#))
    #expect(!report(both, plan: "a").contains(#""name":"b","#))
  }

  @Test func `is the same bytes every time`() throws {
    #expect(report(try session(twoOfFour)) == report(try session(twoOfFour)))
  }
}
