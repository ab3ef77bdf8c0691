import ArgumentParser
import Explorer
import Importing

/// `cidrscope [FILE...]`: the explorer, on the demonstration cluster or on files.
struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Opens the explorer (what happens without a subcommand).",
    discussion: """
      Scripts and dumps are told apart by content. Dumps are opened as one cluster; scripts then \
      run on it.
      """)

  @OptionGroup var view: ViewOptions

  @OptionGroup var keeping: FileOptions

  @Argument(
    help: ArgumentHelp(
      "Scripts, dumps, folders and archives of dumps; without any the demonstration; - is "
        + "standard input.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  func run() throws {
    let setup = try view.setup()
    let opened = files.isEmpty ? Opened.demonstration : try Opened(files)
    try explore(
      Exploration(
        opened: opened, setup: setup, viewLine: view.viewLine, files: keeping,
        readsKeysFromTerminal: files.contains("-")))
  }
}

/// `cidrscope open`: real artefacts in the explorer.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Opens what kubectl, Cilium, Calico and Helm print as one cluster.",
    discussion: """
      JSON, YAML or kubectl's tables, in any number of files, folders (a sysdump, cluster-info \
      dump) and archives (gzip, tar, zip), told apart by content. What they hold of other kinds \
      is left out and counted. With standard output not a terminal it prints the import report, \
      the summary and the map as text.

      Read are \(Importer.kinds.joined(separator: ", ")).
      """)

  @OptionGroup var view: ViewOptions

  @OptionGroup var keeping: FileOptions

  @Argument(
    help: ArgumentHelp(
      "Files, folders and archives to open together; - is standard input.", valueName: "file"),
    completion: .file())
  var files: [String]

  func run() throws {
    let setup = try view.setup()
    try explore(
      Exploration(
        opened: try Opened(files), setup: setup, viewLine: view.viewLine, files: keeping,
        readsKeysFromTerminal: files.contains("-")))
  }
}
