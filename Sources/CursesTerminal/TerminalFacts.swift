import CNCurses
import Glibc

/// What is known of a terminal without taking it over: its description, and the character set.
public struct TerminalFacts: Sendable {
  /// The description that `TERM` names; empty where it names none.
  public let named: String
  /// The description that a screen would go by; nil where none is installed that would do.
  public let used: String?
  /// Colours by that description.
  public let colorCount: Int
  /// Whether the cursor can be placed, without which there is no screen.
  public let canPlaceCursor: Bool
  /// Whether there is a mouse to report.
  public let hasMouse: Bool
  /// The variable that names the locale and its value; nil where none is set.
  public let locale: (variable: String, value: String)?
  /// The character set that text would be sent in.
  public let charset: String
  /// What would have to be put up with, in sentences.
  public let notices: [String]
  private let repertoire: Repertoire

  /// Looks at the environment and the terminal's description; sets the process's character set.
  ///
  /// To be asked before a `CursesScreen` is opened, which has its description in the same place.
  public init(device: Int32) {
    var notices: [String] = []
    charset = Session.chooseCharset(nil, device, noting: &notices)
    locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy
      .compactMap { name in Environment[name].map { (name, $0) } }.first
    named = Environment["TERM"] ?? ""
    var used: String?
    var colorCount = 0
    var canPlaceCursor = false
    var hasMouse = false
    for name in (named.isEmpty ? [] : [named]) + Session.fallbacks where used == nil {
      guard cncurses_description_open(name, device) else { continue }
      defer { cncurses_description_close() }
      used = name
      colorCount = max(0, Int(cncurses_description_number("colors")))
      canPlaceCursor = Capability.cursorAddress.bytes != nil
      hasMouse = Mouse.isReported(by: name)
    }
    self.used = used
    self.colorCount = colorCount
    self.canPlaceCursor = canPlaceCursor
    self.hasMouse = hasMouse
    self.notices = notices
    repertoire = Repertoire(isLinuxConsole: used?.hasPrefix("linux") ?? false)
  }

  /// Whether a character can be relied on to show.
  public func canShow(_ scalar: Unicode.Scalar) -> Bool { repertoire.canShow(scalar) }

  /// Whether a character shows, and in exactly one column.
  public func fillsOneCell(_ scalar: Unicode.Scalar) -> Bool { repertoire.fillsOneCell(scalar) }
}
