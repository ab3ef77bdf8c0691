import Explorer
import Settings

/// The manual page, in the macros of mdoc(7), made from what the program knows of itself.
struct ManualPage {
  let tool: ToolDescription
  let version: String

  /// The page, a line each.
  var lines: [String] {
    head + description + subcommands + options + keys + configuration + files + environment
      + statuses + examples + tail
  }

  private var commands: [ToolDescription.Command] {
    (tool.command.subcommands ?? []).filter { $0.shouldDisplay ?? true }
  }

  private var explorer: ToolDescription.Command? {
    commands.first { $0.commandName == "explore" }
  }

  private var head: [String] {
    [
      ".Dd November 23, 2026", ".Dt CIDRSCOPE 1", ".Os cidrscope \(version)", ".Sh NAME",
      ".Nm cidrscope",
      ".Nd \(Roff.text((tool.command.abstract ?? "").withoutStop.loweredFirst))",
      ".Sh SYNOPSIS", ".Nm", ".Op Ar options", ".Op Ar",
    ]
      + commands.flatMap { command in
        [".Nm", ".Cm \(Roff.text(command.commandName))"] + Self.synopsis(of: command)
      }
  }

  /// What follows the name of a subcommand: its options in one word, its arguments one by one.
  private static func synopsis(of command: ToolDescription.Command) -> [String] {
    let shown = (command.arguments ?? []).filter(\.shouldDisplay)
    var lines = shown.contains { $0.kind != .positional && !$0.isCommon } ? [".Op Ar options"] : []
    for argument in shown where argument.kind == .positional {
      let name = Roff.text(argument.valueName ?? "word") + (argument.isRepeating ? " ..." : "")
      lines.append(argument.isOptional ? ".Op Ar \(name)" : ".Ar \(name)")
    }
    return lines
  }

  private var description: [String] {
    [".Sh DESCRIPTION", ".Nm"]
      + Roff.lines(
        "shows how the addresses of a Kubernetes cluster's pods are handed out: as a map from the "
          + "whole pool down to one address, under the exact rules of an IPAM mode, with nodes and "
          + "pods that can be added and removed, and all of it undone.")
      + Roff.paragraphs(explorer?.discussion)
      + Roff.paragraphs(tool.command.discussion)
  }

  private var subcommands: [String] {
    [".Sh SUBCOMMANDS", ".Bl -tag -width Ds"]
      + commands.flatMap { command -> [String] in
        let isExplorer = command.commandName == "explore"
        let own = (command.arguments ?? []).filter { argument in
          argument.shouldDisplay && argument.sectionTitle == nil && !argument.isCommon
        }
        return [".It Cm \(Roff.text(command.commandName))"]
          + Roff.lines(command.abstract ?? "")
          + (isExplorer ? [] : Roff.paragraphs(command.discussion) + Self.list(own))
      } + [".El"]
  }

  /// The explorer's options, which need no subcommand.
  private var options: [String] {
    let shown = (explorer?.arguments ?? []).filter(\.shouldDisplay)
    return [".Sh OPTIONS"]
      + Roff.lines("Of the explorer, with or without the word explore:")
      + Self.list(shown.filter { $0.sectionTitle == nil })
      + [".Ss Settings"]
      + Roff.lines("These can stand in the config file too, where they are named alike.")
      + Self.list(shown.filter { $0.sectionTitle != nil })
  }

  private static func list(_ arguments: [ToolDescription.Argument]) -> [String] {
    guard !arguments.isEmpty else { return [] }
    return [".Bl -tag -width Ds"]
      + merged(arguments).flatMap { argument, names -> [String] in
        let value = argument.kind == .flag ? nil : argument.valueName
        let item =
          if names.isEmpty {
            ".It Ar \(Roff.text(value ?? "word"))"
          } else {
            // The macro Fl puts one dash before each name.
            ".It "
              + names.map { "Fl \(Roff.text(String($0.dropFirst())))" }.joined(separator: " , ")
              + (value.map { " Ar \(Roff.text($0))" } ?? "")
          }
        return [item] + Roff.lines(argument.abstract ?? "")
      } + [".El"]
  }

  /// Arguments with their names; a flag and the one that takes it back are told as one.
  private static func merged(
    _ arguments: [ToolDescription.Argument]
  ) -> [(argument: ToolDescription.Argument, names: [String])] {
    var result: [(argument: ToolDescription.Argument, names: [String])] = []
    for argument in arguments {
      let names = (argument.names ?? []).map(\.text)
      if argument.kind == .flag, let last = result.last?.argument, last.kind == .flag,
        last.abstract == argument.abstract
      {
        result[result.count - 1].names += names
      } else {
        result.append((argument, names))
      }
    }
    return result
  }

  private var keys: [String] {
    [".Sh KEYS"]
      + Roff.lines("As they are unless the config file says otherwise; help shows those in force.")
      + Action.Group.allCases.flatMap { group -> [String] in
        [".Ss \(group.rawValue)", ".Bl -tag -width Ds"]
          + Keymap.defaults.entries.filter { $0.action.group == group }.flatMap { entry in
            [".It \(Roff.text(entry.keyText)) Pq \(Roff.text(entry.action.rawValue))"]
              + Roff.lines(entry.summary)
          } + [".El"]
      }
  }
}

extension ToolDescription.Argument {
  /// Whether every command has it, so that telling of it once is enough.
  fileprivate var isCommon: Bool {
    ["--help", "--version"].contains { name in (names ?? []).contains { $0.text == name } }
  }
}

extension String {
  fileprivate var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
  fileprivate var loweredFirst: String { prefix(1).lowercased() + dropFirst() }
}
