import CNCurses
import Glibc

/// The open terminal, both directions, as curses wants it: two streams over descriptors of our own.
struct TerminalDevice {
  let input: UnsafeMutablePointer<FILE>
  let output: UnsafeMutablePointer<FILE>
  let inputDescriptor: Int32
  let outputDescriptor: Int32

  /// Opens or duplicates both directions, so that closing them later takes nothing from the caller.
  init(_ options: CursesScreen.Options) throws(CursesError) {
    inputDescriptor = try Self.open(options.input, flags: O_RDONLY)
    do throws(CursesError) {
      outputDescriptor = try Self.open(options.output, flags: O_WRONLY)
    } catch {
      Glibc.close(inputDescriptor)
      throw error
    }
    do throws(CursesError) {
      try Self.requireTerminal(inputDescriptor, options.input, "standard input")
      try Self.requireTerminal(outputDescriptor, options.output, "standard output")
      guard let input = fdopen(inputDescriptor, "r") else { throw CursesError.noDescriptors }
      guard let output = fdopen(outputDescriptor, "w") else { throw CursesError.noDescriptors }
      self.input = input
      self.output = output
    } catch {
      Glibc.close(inputDescriptor)
      Glibc.close(outputDescriptor)
      throw error
    }
  }

  func close() {
    fclose(input)
    fclose(output)
  }

  /// What the device itself says about its size.
  var size: (rows: Int32, columns: Int32)? {
    var rows: Int32 = 0
    var columns: Int32 = 0
    return cncurses_device_size(outputDescriptor, &rows, &columns) ? (rows, columns) : nil
  }

  /// Whether the terminal is this program's to set: no shell has it, or the shell gave it.
  var isForeground: Bool {
    let group = tcgetpgrp(inputDescriptor)
    return group < 0 || group == getpgrp()
  }

  /// Has Ctrl-S and Ctrl-Q arrive as keys, where a line discipline would stop the screen with them
  /// (termios(3), IXON); curses gives the old modes back at the end.
  func releaseFlowKeys() {
    var modes = termios()
    guard tcgetattr(inputDescriptor, &modes) == 0 else { return }
    modes.c_iflag &= ~tcflag_t(IXON)
    tcsetattr(inputDescriptor, TCSADRAIN, &modes)
  }

  /// Sends bytes around curses, which has nothing buffered outside of `present`.
  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(outputDescriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }

  private static func open(
    _ channel: CursesScreen.Channel, flags: Int32
  ) throws(CursesError) -> Int32 {
    switch channel {
    case .descriptor(let descriptor):
      let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
      if copy < 0 {
        throw errno == EBADF
          ? .notATerminal("file descriptor \(descriptor)") : .noDescriptors
      }
      return copy
    case .path(let path):
      let descriptor = Glibc.open(path, flags | O_CLOEXEC | O_NOCTTY)
      if descriptor < 0 {
        throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
      }
      return descriptor
    }
  }

  private static func requireTerminal(
    _ descriptor: Int32, _ channel: CursesScreen.Channel, _ standardName: String
  ) throws(CursesError) {
    guard isatty(descriptor) == 0 else { return }
    switch channel {
    case .descriptor(0), .descriptor(1): throw .notATerminal(standardName)
    case .descriptor(let number): throw .notATerminal("file descriptor \(number)")
    case .path(let path): throw .notATerminal("\"\(path)\"")
    }
  }
}
