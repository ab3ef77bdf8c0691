import CNCurses
import Glibc

/// What terminfo says of a terminal, as something that can be changed and given to curses.
///
/// Curses asks the description how many colours there are and how to choose one. For colours by
/// their parts it needs entries such as `xterm-direct`, which few machines have installed. So the
/// user's own description is read, three capabilities are set in it, and curses reads the outcome
/// from the environment: `TERMINFO=hex:…` holds a compiled description (ncurses 6.4, terminfo(5),
/// "Fetching compiled descriptions").
struct TerminalDescription: Equatable {
  /// The names it goes by, the first being that of `TERM`.
  var names: String
  /// In the order in which compiled descriptions hold them; nil for what the terminal lacks.
  var flags: [Bool]
  var numbers: [Int32?]
  var strings: [[UInt8]?]
  /// Capabilities that have names instead of places, by name.
  var namedFlags: [String: Bool] = [:]
  var namedNumbers: [String: Int32] = [:]
  var namedStrings: [String: [UInt8]] = [:]

  /// Those of the named ones that curses or this program uses (ncurses 6.4, user_caps(5)).
  private static let knownFlags = ["AX", "RGB", "Tc", "XT"]
  private static let knownNumbers = ["U8"]
  private static let knownStrings = ["BD", "BE", "E3", "PE", "PS"]

  /// Reads the installed description; nil if there is none.
  init?(of terminal: String) {
    guard cncurses_description_open(terminal, STDOUT_FILENO) else { return nil }
    defer { cncurses_description_close() }
    names = terminal
    flags = Self.names(cncurses_flag_name).map { cncurses_description_flag($0) > 0 }
    numbers = Self.names(cncurses_number_name).map(Self.number)
    strings = Self.names(cncurses_string_name).map(Self.string)
    for name in Self.knownFlags where cncurses_description_flag(name) > 0 {
      namedFlags[name] = true
    }
    for name in Self.knownNumbers { namedNumbers[name] = Self.number(name) }
    for name in Self.knownStrings { namedStrings[name] = Self.string(name) }
  }

  private static func names(_ name: (Int32) -> UnsafePointer<CChar>?) -> [String] {
    var names: [String] = []
    while let next = name(Int32(names.count)) { names.append(String(cString: next)) }
    return names
  }

  private static func number(_ name: String) -> Int32? {
    let number = cncurses_description_number(name)
    return number < 0 ? nil : number
  }

  private static func string(_ name: String) -> [UInt8]? {
    cncurses_capability(name).map { Array(String(cString: $0).utf8) }
  }

  /// A standard number; nil if the terminal has none of the name.
  subscript(number name: String) -> Int32? {
    get { Self.place(of: name, among: cncurses_number_name).flatMap { numbers[$0] } }
    set {
      if let place = Self.place(of: name, among: cncurses_number_name) { numbers[place] = newValue }
    }
  }

  /// A standard string; nil if the terminal has none of the name.
  subscript(string name: String) -> [UInt8]? {
    get { Self.place(of: name, among: cncurses_string_name).flatMap { strings[$0] } }
    set {
      if let place = Self.place(of: name, among: cncurses_string_name) { strings[place] = newValue }
    }
  }

  private static func place(
    of name: String, among known: (Int32) -> UnsafePointer<CChar>?
  ) -> Int? {
    names(known).firstIndex(of: name)
  }

  /// Whether it says of itself that colours can be had by their parts: `RGB` is ncurses' word for
  /// it (user_caps(5)), `Tc` that of tmux and kitty (tmux(1), "TERMINFO EXTENSIONS").
  var claimsDirectColor: Bool {
    namedFlags["RGB"] == true || namedFlags["Tc"] == true || names.hasSuffix("-direct")
  }

  /// Palette entries come after all colours by their parts.
  static let firstEntry: Int32 = 1 << 24

  /// The same terminal with all colours by their parts, and the palette behind them.
  ///
  /// Semicolons, because some terminals misread the colons of ITU T.416. Unlike in `xterm-direct`
  /// the values 0 to 7 are near-black as they should be, and not palette entries. Nothing here
  /// changes an entry of the user's palette: `initc` is taken away.
  var withDirectColor: TerminalDescription {
    var result = self
    result[number: "colors"] = Self.firstEntry + 256
    result[number: "pairs"] = 1 << 16
    result[string: "setaf"] = Self.choosing(38)
    result[string: "setab"] = Self.choosing(48)
    result[string: "op"] = Array("\u{1B}[39;49m".utf8)
    for name in ["setf", "setb", "initc", "initp", "oc", "scp"] { result[string: name] = nil }
    if let place = Self.place(of: "ccc", among: cncurses_flag_name) { result.flags[place] = false }
    result.namedFlags["RGB"] = nil
    result.namedNumbers["RGB"] = 8
    return result
  }

  private static func choosing(_ ground: Int) -> [UInt8] {
    let direct = "2;%p1%{65536}%/%d;%p1%{256}%/%{256}%m%d;%p1%{256}%m%d"
    let entry = "5;%p1%{\(firstEntry)}%-%d"
    return Array(
      "\u{1B}[\(ground);%?%p1%{\(firstEntry)}%<%t\(direct)%e\(entry)%;m".utf8)
  }
}
