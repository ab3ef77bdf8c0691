import ArgumentParser
import Explorer

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
      "Scripts or dumps; the demonstration cluster without any; - is standard input.",
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
    abstract: "Opens what kubectl, Cilium and Helm print as one cluster.",
    discussion: """
      Reads Nodes, Pods, CiliumNodes, CiliumPodIPPools, the cilium-config ConfigMap and Helm \
      values, as JSON, YAML or kubectl's tables, in any number of files. With standard output not \
      a terminal it prints the import report, the summary and the map as text.
      """)

  @OptionGroup var view: ViewOptions

  @OptionGroup var keeping: FileOptions

  @Argument(
    help: ArgumentHelp("Files to open together; - is standard input.", valueName: "file"),
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
