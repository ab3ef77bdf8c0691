import ArgumentParser
import Explorer
import Reporting

/// What is to become of sessions that ended without being closed, and whether this one is recorded.
struct FileOptions: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help: "Opens the latest session that ended without being closed, or asks for none.")
  var recover: Bool?

  @Option(
    help: ArgumentHelp(
      "Records the screen as an asciicast, with a marker at every command.",
      valueName: "file.cast"), completion: .file(extensions: ["cast"]))
  var record: String?

  /// Says on standard error what the explorer would offer, where nobody can be asked.
  func mentionJournals() {
    guard recover != false, let latest = Journals(folder: Journals.folder).find().first else {
      return
    }
    var errors = StandardStream.error
    errors.writeLine(
      "an earlier session ended without being closed: \(latest.summary); "
        + "cidrscope --recover in a terminal opens it")
  }
}
