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
    // A terminal may keep nothing and never says so.
    return written == sequence.count
      ? "asked the terminal to copy \(what)" : "the terminal did not take \(what)"
  }
}
