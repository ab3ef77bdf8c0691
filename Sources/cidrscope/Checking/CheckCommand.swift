import Addressing
import ArgumentParser
import Checking
import Importing
import Reporting

/// `cidrscope check`: what is wrong with values, ConfigMaps and dumps, for people and pipelines.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Finds overlaps, leaks, doubles and pools that are about to end.",
    usage: "cidrscope check [<options>] <file> ...",
    discussion: """
      All files together describe one cluster: Helm values, cilium-config, what kubectl prints, as \
      files, folders (a sysdump) and archives (gzip, tar, zip). Exit 0: nothing is wrong (notes may \
      be printed); 1: there are findings; 2: a file cannot be read.

      Rules:
      \(Rule.allCases.map { "  \($0.rawValue): \($0.title)" }.joined(separator: "\n"))
      """)

  /// How findings are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif
  }

  @Argument(
    help: ArgumentHelp(
      "Files, folders and archives to check together; - is standard input.", valueName: "file"),
    completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp("A range that something else uses; may repeat.", valueName: "cidr=name"))
  var claim: [String] = []

  @Option(help: ArgumentHelp("How to print the findings.", valueName: "format"))
  var format = Format.text

  func run() throws {
    let claims = try claim.map(Self.claim)
    let progress = ProgressLine()
    defer { progress.wipe() }
    var reader = DumpReader(watching: progress.watch)
    for path in files {
      if let folder = DumpFolder(path) {
        try reader.read(folder)
      } else {
        try reader.read(try InputFile(path, watching: progress.watch))
      }
    }
    let (cluster, report) = try reader.finish()
    let check = Check(cluster, report: report, claims: claims)
    progress.wipe()
    var output = StandardStream.output
    switch format {
    case .text: FindingText.write(check.findings, to: &output)
    case .json: output.write(try FindingJSON.text(of: check.findings))
    case .sarif: output.write(try FindingSARIF.text(of: check.findings))
    }
    try output.check()
    if !check.isClean { throw ExitCode(1) }
  }

  /// `10.0.0.0/16=vpc`, the name being all after the first sign of equality.
  private static func claim(_ text: String) throws -> Check.Claim {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else {
      throw Failure.unreadable(
        "--claim \(text.printable): expected CIDR=NAME, like 10.0.0.0/16=vpc")
    }
    do {
      return Check.Claim(prefix: try IPPrefix(parsing: String(parts[0])), name: String(parts[1]))
    } catch {
      throw Failure.unreadable("--claim \(text.printable): \(error)")
    }
  }
}

/// Findings as lines for people, without colour, so that a log shows them as a terminal does.
enum FindingText {
  static func write(_ findings: [Finding], to output: inout some TextSink) {
    for finding in findings {
      let key = finding.place?.writtenKey.map { "\($0.printable): " } ?? ""
      let place = finding.place.map { "\($0.address): \(key)" } ?? ""
      output.writeLine(
        "\(finding.severity.rawValue): \(place)\(finding.text.printable) [\(finding.rule.rawValue)]"
      )
      guard finding.severity != .note else { continue }
      output.writeLine("  fix: \(finding.fix)")
      output.writeLine("  see: \(finding.rule.source)")
    }
    let counts = Finding.Severity.allCases.map { severity in
      let count = findings.count { $0.severity == severity }
      return "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    output.writeLine(counts.joined(separator: ", "))
  }
}
