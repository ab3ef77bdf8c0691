import ArgumentParser
import Explorer
import Glibc
import Settings
import Terminal
import Watching

/// `cidrscope watch`: a cluster in the explorer while it lives.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Follows a live cluster through your own kubectl.",
    discussion: """
      Runs `kubectl get KIND --watch` for nodes, pods, CiliumNodes and CiliumPodIPPools, reads the \
      cilium-config ConfigMap once, and never writes. Kinds that the server does not know are left \
      out. Lost connections and expired watches are taken up again by listing anew.

      What happens is history: it can be gone back in, and what is changed by hand happens in a \
      fork while the live cluster goes on. With standard output not a terminal it prints a line for \
      each change until it is ended.
      """)

  @Option(help: ArgumentHelp("The context of the kubeconfig.", valueName: "name"))
  var context: String?

  @Option(
    help: ArgumentHelp("The kubeconfig, if not kubectl's own.", valueName: "file"),
    completion: .file())
  var kubeconfig: String?

  @Flag(help: "Prints the cluster as it is now, as text, and ends.")
  var once = false

  @Option(
    help: ArgumentHelp(
      "Starts a kubectl again that has told nothing for so many seconds.", valueName: "seconds"))
  var silence = 330

  @OptionGroup var view: ViewOptions

  func validate() throws {
    guard (5...86_400).contains(silence) else {
      throw ValidationError("--silence takes 5 to 86400 seconds, not \(silence)")
    }
  }

  func run() throws {
    let setup = try view.setup()
    let speaks = setup.preferences.isOn(.reader)
    let isText = once || !speaks && isatty(STDOUT_FILENO) == 0
    var patience = Patience()
    patience.silence = .seconds(silence)
    let feed = LiveFeed(ClusterAccess(context: context, kubeconfig: kubeconfig), patience)
    defer { feed.close() }
    // From here to the explorer's own handlers a signal ends what was started too.
    let signals = SignalPipe()
    defer { signals.close() }
    let beginning = try feed.beginning(signals)
    let opened = Opened(following: beginning)
    if once {
      return try printAsText(opened, glyphs: setup.preferences.textGlyphs)
    }
    guard !isText else {
      var log = WatchLog(beginning, name: feed.name)
      return try log.run(feed, signals)
    }
    signals.close()
    feed.die(of: signals)
    try explore(
      Exploration(
        opened: opened, setup: setup, viewLine: view.viewLine, files: try FileOptions.parse([]),
        readsKeysFromTerminal: false, live: feed))
  }
}
