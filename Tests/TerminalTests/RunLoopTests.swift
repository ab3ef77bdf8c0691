import Terminal
import Testing

/// Counts `+` and `-`, ends at `q`, ticks while running, and does what it is told.
private enum Counter: App {
  struct State: Sendable, Equatable {
    var count = 0
    var ticks = 0
    var isRunning = false
    var isOver = false
    var takesSignals = false
    var log: [String] = []
  }

  enum Message: Sendable {
    case add(Int), toggle, tick, quit, noted(String)
  }

  enum Effect: Sendable, Equatable {
    case save(Int)
  }

  static func message(for event: InputEvent, in state: State) -> Message? {
    switch event {
    case .key(.character("+")): .add(1)
    case .key(.character("-")): .add(-1)
    case .key(.character("r")): .toggle
    case .key(.character("q")): .quit
    case .paste(let text): .noted("paste \(text)")
    case .signal(let number): state.takesSignals ? .noted("signal \(number)") : nil
    case .hangUp: .noted("hang-up")
    case .tick: .tick
    default: nil
    }
  }

  static func update(_ state: inout State, with message: Message) -> [Effect] {
    switch message {
    case .add(let number):
      state.count += number
      return [.save(state.count)]
    case .toggle: state.isRunning.toggle()
    case .tick: state.ticks += 1
    case .quit: state.isOver = true
    case .noted(let text): state.log.append(text)
    }
    return []
  }

  static func draw(_ state: State, into frame: inout Frame) {
    frame.write("\(state.count) \(state.ticks)", at: .zero)
  }

  static func endReason(_ state: State) -> EndReason? { state.isOver ? .quit : nil }

  static func nextTick(_ state: State) -> Duration? {
    state.isRunning ? .milliseconds(100) : nil
  }
}

struct RunLoopTests {
  private struct Outcome {
    var reason: EndReason
    var state: Counter.State
    var pictures: [String]
    var effects: [Counter.Effect]
  }

  private func outcome(
    from state: Counter.State = .init(), mailbox: Mailbox<Counter.Message> = .init(),
    script: [MemoryScreen.Step]
  ) -> Outcome {
    var screen = MemoryScreen(size: Size(width: 8, height: 1), script: script)
    var effects: [Counter.Effect] = []
    let end = run(Counter.self, from: state, on: &screen, mailbox: mailbox) { effects.append($0) }
    return Outcome(
      reason: end.reason, state: end.state, pictures: screen.frames.map(\.text), effects: effects)
  }

  /// One event after the other, each with time to be drawn.
  private func typed(_ keys: String) -> [MemoryScreen.Step] {
    keys.unicodeScalars.flatMap { [.event(.key(.character($0))), .quiet] }
  }

  @Test func `every change is drawn, and nothing else is`() {
    let outcome = outcome(script: typed("++x-q"))
    #expect(outcome.pictures == ["0 0", "1 0", "2 0", "1 0"])
    #expect(outcome.reason == .quit)
    #expect(outcome.effects == [.save(1), .save(2), .save(1)])
  }

  @Test func `a change that looks the same is not presented again`() {
    let outcome = outcome(
      script: [
        .event(.key(.character("+"))), .event(.key(.character("-"))), .quiet, .quiet,
      ])
    #expect(outcome.pictures == ["0 0"])
    #expect(outcome.effects == [.save(1), .save(0)])
  }

  @Test func `input that comes at once is drawn at once`() {
    let keys = Array(repeating: MemoryScreen.Step.event(.key(.character("+"))), count: 50)
    #expect(outcome(script: keys + [.quiet, .quiet]).pictures == ["0 0", "50 0"])
  }

  @Test func `a resize and a return from the background draw everything again`() {
    var screen = MemoryScreen(
      size: Size(width: 8, height: 1),
      script: [.event(.resize(Size(width: 3, height: 2))), .quiet, .quiet, .event(.continued)]
        + [.quiet, .quiet])
    _ = run(Counter.self, from: .init(), on: &screen, mailbox: .init()) { _ in }
    #expect(screen.frames.map(\.size.description) == ["8x1", "3x2", "3x2"])
  }

  @Test func `ticks come while they are wanted`() {
    let outcome = outcome(
      script: [
        .event(.key(.character("r"))), .quiet, .quiet, .quiet, .quiet,
        .event(.key(.character("r"))), .quiet, .quiet, .quiet,
      ])
    // The first quiet is the frame's turn, the other three last until the next tick each.
    #expect(outcome.pictures == ["0 0", "0 1", "0 2", "0 3"])
  }

  @Test func `no tick comes when none is wanted`() {
    #expect(outcome(script: [.quiet, .quiet, .quiet] + typed("+")).state.ticks == 0)
  }

  @Test func `a signal ends the run`() {
    #expect(outcome(script: [.event(.signal(15))]).reason == .signal(15))
  }

  @Test func `a signal the program gives a meaning to does not`() {
    let outcome = outcome(
      from: .init(takesSignals: true), script: [.event(.signal(2))] + typed("q"))
    #expect(outcome.reason == .quit)
    #expect(outcome.state.log == ["signal 2"])
  }

  @Test func `a hang-up always does, after the program was told`() {
    let outcome = outcome(script: [])
    #expect(outcome.reason == .hangUp)
    #expect(outcome.state.log == ["hang-up"])
  }

  @Test func `messages from the mailbox are handled and drawn`() {
    let mailbox = Mailbox<Counter.Message>()
    mailbox.post(.add(40))
    mailbox.post(.add(2))
    let outcome = outcome(mailbox: mailbox, script: [.event(.wake), .quiet, .quiet])
    #expect(outcome.pictures == ["0 0", "42 0"])
  }

  @Test func `what an effect posts comes back as a message`() {
    let mailbox = Mailbox<Counter.Message>()
    var screen = MemoryScreen(size: Size(width: 8, height: 1), script: typed("+"))
    let end = run(Counter.self, from: .init(), on: &screen, mailbox: mailbox) { effect in
      if effect == .save(1) { mailbox.post(.noted("saved")) }
    }
    #expect(end.state.log == ["saved", "hang-up"])
  }

  @Test func `pasted text is text and not keys`() {
    let outcome = outcome(script: [.event(.paste("q+")), .quiet])
    #expect(outcome.state.log.first == "paste q+")
    #expect(outcome.state.count == 0)
  }
}
