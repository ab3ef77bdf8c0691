import Glibc
import Terminal

@testable import CursesTerminal

/// A terminal without a window: what a screen sends comes out of one end, keys go into it.
final class PseudoTerminal {
  private(set) var controller: Int32 = -1
  let device: Int32

  init(_ size: Size = Size(width: 40, height: 6)) {
    var controller: Int32 = -1
    var device: Int32 = -1
    var window = winsize(
      ws_row: UInt16(size.height), ws_col: UInt16(size.width), ws_xpixel: 0, ws_ypixel: 0)
    precondition(openpty(&controller, &device, nil, nil, &window) == 0, "a test needs a pty")
    _ = fcntl(controller, F_SETFL, O_NONBLOCK)
    self.controller = controller
    self.device = device
  }

  deinit {
    hangUp()
    close(device)
  }

  /// Options for a screen on this terminal that do not depend on the environment.
  func options(
    _ terminal: String = "xterm-256color", colors: CursesScreen.ColorMode = .automatic,
    locale: String = "C.UTF-8"
  ) -> CursesScreen.Options {
    var options = CursesScreen.Options(
      colors: colors, input: .descriptor(device), output: .descriptor(device), asksTerminal: false,
      terminal: terminal)
    options.locale = locale
    return options
  }

  /// Presses keys.
  func type(_ bytes: String) {
    let bytes = Array(bytes.utf8)
    precondition(write(controller, bytes, bytes.count) == bytes.count, "the pty is full")
  }

  /// All that was sent since the last call.
  func sent() -> String {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(controller, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: all, as: UTF8.self) }
      all += buffer[..<count]
    }
  }

  func resize(_ size: Size) {
    var window = winsize(
      ws_row: UInt16(size.height), ws_col: UInt16(size.width), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &window)
    // Only a controlling terminal sends this by itself.
    kill(getpid(), SIGWINCH)
  }

  func hangUp() {
    if controller >= 0 { close(controller) }
    controller = -1
  }

  /// The terminal's modes, as comparable bytes.
  var modes: [UInt32] {
    var modes = termios()
    tcgetattr(device, &modes)
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
  }
}
