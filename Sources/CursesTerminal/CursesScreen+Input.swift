import CNCurses
import Glibc
public import Terminal

extension CursesScreen {
  /// How long the rest of a sequence may take over a slow line, once it has begun for certain.
  private static let sequenceDelay: Duration = .milliseconds(100)

  /// The same for an answer to a question: its rest would look like keys.
  private static let stringDelay: Duration = .seconds(1)

  /// How long after the start an answer may still come.
  private static let answerDelay: Duration = .seconds(3)

  /// How long a paste may pause before it counts as ended without its end mark.
  private static let pasteDelay: Duration = .seconds(1)

  /// Sleeps in one place for keys, signals and the mailbox alike.
  public mutating func nextEvent(timeout: Duration?) -> InputEvent? {
    let deadline = timeout.map { time + $0 }
    while true {
      if let event = nextSignalEvent() { return event }
      if let event = events.popFirst() { return event }
      if isHungUp { return .hangUp }
      let now = time
      let flushTime = unfinishedDeadline
      let ready = wait(until: earlier(deadline, flushTime), from: now)
      if ready.input {
        readInput()
      } else if let flushTime, time >= flushTime {
        events = decoder.flush()[...]
      }
      if !ready.signals && events.isEmpty && !isHungUp {
        if ready.mailbox { return .wake }
        if let deadline, time >= deadline { return nil }
      }
    }
  }

  /// When an unfinished sequence is given up; nil if there is none.
  private var unfinishedDeadline: Duration? {
    switch decoder.unfinished {
    case nil: nil
    // An answer that is late may come in pieces too, and is no key.
    case .escape: lastByteTime + (isAwaitingAnswers ? Self.sequenceDelay : escapeDelay)
    case .string: lastByteTime + Self.stringDelay
    case .sequence: lastByteTime + Self.sequenceDelay
    case .paste: lastByteTime + Self.pasteDelay
    }
  }

  private func earlier(_ first: Duration?, _ second: Duration?) -> Duration? {
    guard let first, let second else { return first ?? second }
    return min(first, second)
  }

  /// Sleeps until something can be read or the time has come.
  private func wait(
    until deadline: Duration?, from now: Duration
  ) -> (input: Bool, signals: Bool, mailbox: Bool) {
    let readable = Int16(POLLIN)
    var sources = [session.device.inputDescriptor, session.signals, watched].map {
      pollfd(fd: $0, events: readable, revents: 0)
    }
    // poll leaves a descriptor of -1 alone, so an unwatched mailbox needs no special case.
    let count = poll(&sources, nfds_t(sources.count), Self.milliseconds(deadline.map { $0 - now }))
    guard count > 0 else { return (false, false, false) }
    // A hang-up is news of the input too: reading tells it.
    return (sources[0].revents != 0, sources[1].revents != 0, sources[2].revents != 0)
  }

  /// A wait for poll, rounded up lest the loop spin through the last fraction of a millisecond.
  private static func milliseconds(_ duration: Duration?) -> Int32 {
    guard let duration else { return -1 }
    let (seconds, attoseconds) = duration.components
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    let fraction = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return max(0, Int32(seconds * 1000 + fraction))
  }

  private mutating func readInput() {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(session.device.inputDescriptor, &bytes, bytes.count)
    guard count > 0 else {
      // EINTR is no end; anything else, or nothing where something was promised, is.
      if count == 0 || (errno != EINTR && errno != EAGAIN) { isHungUp = true }
      return
    }
    lastByteTime = time
    let now = lastByteTime
    if now > Self.answerDelay { isAwaitingAnswers = false }
    events =
      decoder.feed(bytes[..<count]).map { event in
        // The terminal does not say when; this is the nearest one can get.
        if case .mouse(let mouse) = event { .mouse(mouse.stamped(now)) } else { event }
      }[...]
  }

  private mutating func nextSignalEvent() -> InputEvent? {
    while true {
      switch cncurses_signals_next() {
      case 0: return nil
      case SIGWINCH:
        if adoptDeviceSize() { return .resize(size) }
      case SIGTSTP: return suspend()
      case SIGCONT: return resume()
      case let number: return .signal(number)
      }
    }
  }
}
