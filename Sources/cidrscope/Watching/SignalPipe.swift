import CursesTerminal
import Glibc

/// Signals that end a program, as numbers on a pipe, while there is no screen that minds them.
final class SignalPipe {
  /// A handler can reach nothing but what is global; a descriptor is read whole.
  nonisolated(unsafe) private static var writeEnd: Int32 = -1
  private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  let descriptor: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "a pipe needs two file descriptors and none is left")
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    descriptor = ends[0]
    Self.writeEnd = ends[1]
    for number in Self.numbers {
      signal(number) { number in
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(SignalPipe.writeEnd, &byte, 1)
      }
    }
  }

  /// The signal that came, if one did.
  func next() -> Int32? {
    var byte: UInt8 = 0
    return read(descriptor, &byte, 1) == 1 ? Int32(byte) : nil
  }

  /// Waits for a signal on a thread of its own, ends what was started, and dies of it.
  ///
  /// For whoever talks line by line and cannot look at a pipe meanwhile.
  func guardPrograms() {
    let descriptor = descriptor
    Task.detached {
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      while poll(&request, 1, -1) < 0, errno == EINTR {}
      var byte: UInt8 = 0
      guard read(descriptor, &byte, 1) == 1 else { return }
      RunningGroups.shared.endAll()
      CursesScreen.dieOfSignal(Int32(byte))
    }
  }

  /// Signals mean again what they meant.
  func close() {
    for number in Self.numbers { signal(number, SIG_DFL) }
    // Whoever still waits for one is told that there is nothing to come.
    Glibc.close(Self.writeEnd)
    Self.writeEnd = -1
  }
}
