import ArgumentParser
import Glibc

/// What people choose about the explorer, on the screen or as text.
struct ViewOptions: ParsableArguments {
  @Option(
    name: .customLong("view"),
    help: ArgumentHelp(
      "The view to open, as Y copies it: [PLAN] CIDR [zoom=N] [curve=K] [aggregate=A].",
      valueName: "line"))
  var viewLine: String?

  @OptionGroup var config: ConfigOptions

  @OptionGroup(title: "Settings") var settings: SettingFlags

  /// What holds after flags, config file and environment have been heard.
  func setup() throws -> Setup { try Setup(settings, config) }

  /// Columns of a page: `COLUMNS`, else the terminal's, else 80.
  static var pageColumns: Int {
    if let text = getenv("COLUMNS").map({ String(cString: $0) }), let columns = Int(text),
      (20...10_000).contains(columns)
    {
      return columns
    }
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 {
      return Int(size.ws_col)
    }
    return 80
  }
}
