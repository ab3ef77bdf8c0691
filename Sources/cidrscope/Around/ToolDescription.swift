import Foundation

/// What the parser says of a command line program, read from `--experimental-dump-help`.
///
/// Only what a manual needs of its format, version 0 (swift-argument-parser 1.8.2,
/// `ArgumentParserToolInfo/ToolInfo.swift`).
struct ToolDescription: Decodable {
  let command: Command

  /// A command or a subcommand.
  struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool?
    let subcommands: [Command]?
    let arguments: [Argument]?
  }

  /// An option, a flag or what stands alone.
  struct Argument: Decodable {
    enum Kind: String, Decodable {
      case positional, option, flag
    }

    struct Name: Decodable {
      let kind: String
      let name: String

      /// The name as people type it.
      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    let kind: Kind
    let shouldDisplay: Bool
    let sectionTitle: String?
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let abstract: String?
    let discussion: String?
  }

  /// Reads the parser's text.
  init(json: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
  }
}
