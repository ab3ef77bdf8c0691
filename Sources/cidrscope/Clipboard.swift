import Foundation
import Glibc

/// The terminal's clipboard, by the escape sequence that works over ssh too (OSC 52).
enum Clipboard {
  /// Asks the terminal to keep `text` of at most so many bytes; says what became of it.
  static func copy(_ text: String, limit: Int) -> String {
    guard text.utf8.count <= limit else {
      return "not copied: \(text.utf8.count) bytes, and clipboard-limit is \(limit)"
    }
    let encoded = Data(text.utf8).base64EncodedString()
    let sequence = Array("\u{1B}]52;c;\(encoded)\u{07}".utf8)
    let written = write(STDOUT_FILENO, sequence, sequence.count)
    let lines = text.split(separator: "\n").count
    let what = lines > 1 ? "\(lines) lines" : text
    guard written == sequence.count else { return "the terminal did not take \(what)" }
    // A terminal may keep nothing and never says so. tmux takes it from programs only where
    // `set-clipboard` is `on`; its default is `external` (tmux 3.3a, options-table.c).
    let isInTmux = ProcessInfo.processInfo.environment["TMUX"]?.isEmpty == false
    return isInTmux
      ? "asked tmux to copy \(what); it does with `set -g set-clipboard on`"
      : "asked the terminal to copy \(what)"
  }
}
