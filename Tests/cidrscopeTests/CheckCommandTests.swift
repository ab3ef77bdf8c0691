import Foundation
import Testing

/// `cidrscope check` as pipelines use it.
@Suite struct `Checking from the command line` {
  private static let small = """
    ipam:
      mode: cluster-pool
      operator:
        clusterPoolIPv4PodCIDRList: [10.20.0.0/25]
        clusterPoolIPv4MaskSize: 24

    """
  private static let fine = small.replacing("/25]", with: "/16]")

  @Test func `exits with 0 when only notes are told, 1 on findings and 2 on what it cannot read`()
    throws
  {
    let fine = try Program.run(["check", "-"], input: Self.fine)
    #expect(fine.status == 0)
    #expect(fine.output.hasSuffix("0 errors, 0 warnings, 1 note\n"))
    let small = try Program.run(["check", "-"], input: Self.small)
    #expect(small.status == 1)
    #expect(small.output.hasPrefix("error: -:5:30: ipam.operator.clusterPoolIPv4Mask"))
    let cut = try Program.run(["check", "-"], input: "{\"kind\": \"List\", \"items\": [")
    #expect(cut.status == 2)
    #expect(cut.output.isEmpty && cut.errors.hasPrefix("-:1:"))
    #expect(try Program.run(["check", "no-such-file"]).status == 2)
    #expect(try Program.run(["check"]).status == 64)
  }

  @Test(arguments: [
    ("10.0.0.0/16", "expected CIDR=NAME, like 10.0.0.0/16=vpc"),
    ("10.0.0.0/16=", "expected CIDR=NAME, like 10.0.0.0/16=vpc"),
    ("10.0.0.1/16=vpc", "did you mean 10.0.0.0/16?"),
  ])
  func `says what is wrong with a claim`(claim: String, text: String) throws {
    let run = try Program.run(["check", "--claim", claim, "-"], input: Self.fine)
    #expect(run.status == 2)
    #expect(run.errors.contains(text), "\(run.errors)")
  }

  @Test func `compares claims with the pool and with one another`() throws {
    let claims = ["--claim", "10.20.8.0/22=office", "--claim", "10.20.9.0/24=lab"]
    let run = try Program.run(["check"] + claims + ["-"], input: Self.fine)
    #expect(run.status == 1)
    for text in [
      "claim office 10.20.8.0/22 lies in pool 10.20.0.0/16",
      "claim lab 10.20.9.0/24 lies in claim office 10.20.8.0/22",
      "3 errors, 0 warnings, 1 note",
    ] { #expect(run.output.contains(text), "\(run.output)") }
  }

  @Test func `writes JSON with the place of each finding`() throws {
    let run = try Program.run(["check", "--format", "json", "-"], input: Self.small)
    #expect(run.status == 1)
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let findings = try #require(report?["findings"] as? [[String: Any]])
    #expect(findings.first?["rule"] as? String == "pool-too-small")
    #expect(findings.first?["key"] as? String == "ipam.operator.clusterPoolIPv4MaskSize")
    #expect(findings.first?["line"] as? Int == 5)
    #expect(findings.first?["column"] as? Int == 30)
    #expect(findings.first?["severity"] as? String == "error")
  }

  /// The parts that SARIF 2.1.0 requires, and those by which a viewer finds the line.
  @Test func `writes SARIF whose results point into the file`() throws {
    let folder = try ScratchFolder()
    try Data(Self.small.utf8).write(to: folder.url("my values.yaml"))
    let run = try Program.run(
      ["check", "--format", "sarif", "my values.yaml"], in: URL(filePath: folder.path))
    #expect(run.status == 1)
    let log = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(log?["version"] as? String == "2.1.0")
    let first = try #require((log?["runs"] as? [[String: Any]])?.first)
    let driver = (first["tool"] as? [String: Any])?["driver"] as? [String: Any]
    let rules = try #require(driver?["rules"] as? [[String: Any]])
    let result = try #require((first["results"] as? [[String: Any]])?.first)
    let index = try #require(result["ruleIndex"] as? Int)
    #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
    let location = try #require((result["locations"] as? [[String: Any]])?.first)
    let physical = try #require(location["physicalLocation"] as? [String: Any])
    #expect(
      (physical["artifactLocation"] as? [String: Any])?["uri"] as? String == "my%20values.yaml")
    #expect((physical["region"] as? [String: Any])?["startLine"] as? Int == 5)
  }
}
