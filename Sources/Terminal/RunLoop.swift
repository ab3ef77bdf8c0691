/// Runs a program on a screen until it ends.
///
/// The loop blocks while nothing happens. A frame is drawn only after the state may have changed,
/// and presented only if it differs from the one that shows. Signals end the run unless the
/// program gives them a meaning; a hang-up always does, after the program was told.
public func run<A: App, S: Screen & ~Copyable>(
  _ app: A.Type, from state: A.State, on screen: inout S, mailbox: Mailbox<A.Message>,
  framesPerSecond: Int = 30, perform: (A.Effect) -> Void
) -> (reason: EndReason, state: A.State) {
  let interval = Duration.nanoseconds(1_000_000_000 / max(1, framesPerSecond))
  var loop = RunLoop<A>(state: state, pacer: FramePacer(interval: interval))
  screen.watch(mailbox.wakeDescriptor)
  loop.show(on: &screen)
  var isQuiet = false
  while true {
    for message in mailbox.takeAll() { loop.send(message, at: screen.time, perform: perform) }
    if let reason = loop.endReason { return (reason, loop.state) }
    switch loop.nextAction(at: screen.time, isQuiet: isQuiet) {
    case .draw:
      loop.show(on: &screen)
    case .tick:
      loop.tick(at: screen.time, perform: perform)
    case .wait(let timeout):
      let event = screen.nextEvent(timeout: timeout)
      isQuiet = event == nil
      if let event { loop.receive(event, at: screen.time, perform: perform) }
    }
  }
}

/// What the loop remembers between two events.
private struct RunLoop<A: App> {
  private(set) var state: A.State
  private var shown: Frame?
  private var pacer: FramePacer
  private var outerEnd: EndReason?

  init(state: A.State, pacer: FramePacer) {
    self.state = state
    self.pacer = pacer
  }

  var endReason: EndReason? { A.endReason(state) ?? outerEnd }

  mutating func nextAction(at now: Duration, isQuiet: Bool) -> FramePacer.Action {
    pacer.action(at: now, tick: A.nextTick(state), isQuiet: isQuiet)
  }

  mutating func send(_ message: A.Message, at now: Duration, perform: (A.Effect) -> Void) {
    for effect in A.update(&state, with: message) { perform(effect) }
    pacer.changed(at: now)
  }

  mutating func tick(at now: Duration, perform: (A.Effect) -> Void) {
    pacer.ticked(at: now)
    guard let message = A.message(for: .tick(at: now), in: state) else { return }
    send(message, at: now, perform: perform)
  }

  mutating func receive(_ event: InputEvent, at now: Duration, perform: (A.Effect) -> Void) {
    if event == .wake { return }
    let message = A.message(for: event, in: state)
    if let message { send(message, at: now, perform: perform) }
    switch event {
    case .resize, .continued:
      // Whatever shows now is not what was presented.
      shown = nil
      pacer.changed(at: now)
    case .signal(let number):
      if message == nil { outerEnd = .signal(number) }
    case .hangUp:
      outerEnd = .hangUp
    case .key, .mouse, .paste, .wake, .tick:
      break
    }
  }

  mutating func show<S: Screen & ~Copyable>(on screen: inout S) {
    var frame = Frame(size: screen.size)
    A.draw(state, into: &frame)
    if frame != shown {
      screen.present(frame)
      shown = frame
    }
    pacer.drawn(at: screen.time)
  }
}
