import Checking
import Foundation
import Importing
import Reporting

/// Findings as one JSON object, keys sorted, so that two runs give the same bytes.
enum FindingJSON {
  private struct Report: Encodable {
    var version = 1
    var findings: [Entry]
  }

  private struct Entry: Encodable {
    var rule: String
    var severity: String
    var text: String
    var fix: String
    var evidence: String
    var file: String?
    var key: String?
    var line: Int?
    var column: Int?
    var source: String
  }

  static func text(of findings: [Finding]) throws -> String {
    let entries = findings.map {
      Entry(
        rule: $0.rule.rawValue, severity: $0.severity.rawValue, text: $0.text, fix: $0.fix,
        evidence: $0.evidence, file: $0.place?.file, key: $0.place?.writtenKey,
        line: $0.place?.line, column: $0.place?.column, source: $0.rule.source)
    }
    return try encoded(Report(findings: entries))
  }

  static func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}

/// Findings as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format", 3.13 to 3.49).
enum FindingSARIF {
  private struct Log: Encodable {
    var version = "2.1.0"
    var schema = "https://json.schemastore.org/sarif-2.1.0.json"
    var runs: [Run]

    enum CodingKeys: String, CodingKey {
      case version, runs
      case schema = "$schema"
    }
  }

  private struct Run: Encodable {
    var tool: Tool
    var results: [Result]
  }

  private struct Tool: Encodable {
    var driver: Driver
  }

  private struct Driver: Encodable {
    var name = "cidrscope"
    var rules: [Descriptor]
  }

  private struct Descriptor: Encodable {
    var id: String
    var shortDescription: Message
    var help: Message
  }

  private struct Message: Encodable {
    var text: String
  }

  private struct Result: Encodable {
    var ruleId: String
    var ruleIndex: Int
    var level: String
    var message: Message
    var locations: [Location]
  }

  fileprivate struct Location: Encodable {
    var physicalLocation: Physical
    var logicalLocations: [Logical]?
  }

  fileprivate struct Physical: Encodable {
    var artifactLocation: Artifact
    var region: Region?
  }

  fileprivate struct Region: Encodable {
    var startLine: Int
    var startColumn: Int?
  }

  fileprivate struct Logical: Encodable {
    var fullyQualifiedName: String
  }

  fileprivate struct Artifact: Encodable {
    var uri: String
  }

  static func text(of findings: [Finding]) throws -> String {
    let rules = Rule.allCases.map {
      Descriptor(
        id: $0.rawValue, shortDescription: Message(text: $0.title),
        help: Message(text: $0.fix(in: nil)))
    }
    let results = findings.map { finding in
      Result(
        ruleId: finding.rule.rawValue,
        ruleIndex: Rule.allCases.firstIndex(of: finding.rule) ?? 0,
        level: finding.severity.rawValue, message: Message(text: finding.text),
        locations: finding.place.map { [Location($0)] } ?? [])
    }
    let run = Run(tool: Tool(driver: Driver(rules: rules)), results: results)
    return try FindingJSON.encoded(Log(runs: [run]))
  }
}

extension FindingSARIF.Location {
  /// A path is a relative URI reference once what URIs do not hold is escaped (RFC 3986).
  fileprivate init(_ place: ImportedPlace) {
    let uri =
      place.file.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? place.file
    physicalLocation = .init(
      artifactLocation: .init(uri: uri),
      region: place.line.map { .init(startLine: $0, startColumn: place.column) })
    logicalLocations = place.writtenKey.map { [.init(fullyQualifiedName: $0)] }
  }
}

extension ImportedPlace {
  /// The key, nil for what concerns the whole file.
  var writtenKey: String? { key.isEmpty ? nil : key }

  /// `values.yaml:5:3`, as compilers write places.
  var address: String {
    [file.printable, line.map(String.init), column.map(String.init)].compactMap(\.self)
      .joined(separator: ":")
  }
}
