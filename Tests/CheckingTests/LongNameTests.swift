import Checking
import Importing
import Testing

struct LongNameTests {
  @Test func `a name that no cluster can have is cut in findings, and what is said of it stays`()
    throws
  {
    let long = String(repeating: "n", count: 5_000)
    let node = #"{"kind":"Node","metadata":{"name":"\#(long)"},"spec":{"podCIDR":"10.0.0.0/24"}}"#
    let twin = node.replacing(long, with: "twin")
    let (cluster, report) = try Importer.read([ImportSource(name: "in", text: node + "\n" + twin)])
    let findings = Check(cluster, report: report).findings
    let held = try #require(findings.first { $0.text.contains("is held by") })
    #expect(held.text.contains("nnn… and twin"))
    for finding in findings {
      #expect(finding.text.count < 2_000)
      #expect(finding.evidence.count < 2_000)
    }
  }
}
