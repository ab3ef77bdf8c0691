import ArgumentParser

/// Subcommands of the language that nothing stands behind yet: refused by name, never ignored.
enum NotBuilt {
  static let commands: [any ParsableCommand.Type] = [Watch.self]

  struct Watch: UnbuiltCommand {
    static let configuration = hidden("watch")
    @Argument(parsing: .allUnrecognized) var arguments: [String] = []
  }

  private static func hidden(_ name: String) -> CommandConfiguration {
    CommandConfiguration(commandName: name, abstract: "Not built yet.", shouldDisplay: false)
  }
}

/// A subcommand that takes whatever the finished one would and says that it is not there.
protocol UnbuiltCommand: ParsableCommand {}

extension UnbuiltCommand {
  func run() throws {
    throw Failure.notBuilt("subcommand \(Self.configuration.commandName ?? "")")
  }
}
