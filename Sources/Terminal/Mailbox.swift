import Glibc
import Synchronization

/// Messages from other threads to the run loop.
///
/// The queue is the only lock in the program. A pipe stands beside it, since a loop that waits for
/// keys can wait for a descriptor but not for a lock; it holds one byte while there are messages.
public final class Mailbox<Message: Sendable>: Sendable {
  private let messages = Mutex<[Message]>([])
  private let readEnd: Int32
  private let writeEnd: Int32

  /// An empty mailbox.
  public init() {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "a mailbox needs two file descriptors and none is left")
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Can be read while messages wait.
  public var wakeDescriptor: Int32 { readEnd }

  /// Adds a message and wakes the loop; may be called from any thread.
  public func post(_ message: Message) {
    messages.withLock { queue in
      if queue.isEmpty {
        var byte: UInt8 = 1
        _ = write(writeEnd, &byte, 1)
      }
      queue.append(message)
    }
  }

  /// Takes all messages, oldest first.
  public func takeAll() -> [Message] {
    messages.withLock { queue in
      guard !queue.isEmpty else { return [] }
      var byte: UInt8 = 0
      _ = read(readEnd, &byte, 1)
      defer { queue = [] }
      return queue
    }
  }
}
