/// Whether colours by their parts are really to be had.
///
/// `COLORTERM` is what terminals announce them with, and what outlives them: it is inherited by a
/// terminal inside another, and by ssh where that is so configured. So it is only believed together
/// with a second sign, and 256 colours do where there is none.
struct DirectColor {
  /// Names that only terminals have that can do it, and whose descriptions do not say so.
  static let makers = ["alacritty", "foot", "xterm-ghostty", "xterm-kitty", "wezterm", "contour"]

  let mode: CursesScreen.ColorMode
  /// The value of `COLORTERM`.
  let announced: String?
  let terminal: String
  let isInsideTmux: Bool

  /// Whether the environment lets one hope for it, so that asking is worth it.
  var isPossible: Bool {
    mode == .automatic && (announced == "truecolor" || announced == "24bit")
  }

  /// Whether to use it, given what the terminal's description and the terminal itself say.
  func isUsed(_ description: TerminalDescription, _ answers: TerminalAnswers?) -> Bool {
    // Who has not even 256 colours is no terminal of that kind.
    guard (description[number: "colors"] ?? 0) >= 256 else { return false }
    if mode == .truecolor { return true }
    guard isPossible else { return false }
    return description.claimsDirectColor || answers?.hasDirectColor == true
      || Self.makers.contains { terminal.hasPrefix($0) }
      // tmux takes colours by their parts and gives its own terminal what that can show
      // (tmux 3.3a, tty.c, tty_check_fg).
      || isInsideTmux
  }
}
