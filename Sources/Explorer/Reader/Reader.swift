import Simulation
import Terminal

/// The explorer without a screen: commands come in as lines, and what shows goes out as sentences.
///
/// It is the same state and the same update as on the screen, for ears, for a braille line and for
/// the minutes of a meeting. Nothing is drawn with characters, and every line stands for itself.
public struct Reader: Sendable {
  /// The explorer that is talked to.
  public private(set) var state: ExplorerApp.State
  /// The clock of what is played: it goes as fast as it can be told.
  private var time = Duration.zero

  /// A panel is as wide as this when it is turned into lines, and a line no wider than it needs.
  private static let size = Size(width: 120, height: 60)
  /// Ticks that one line of play may take before it pauses.
  private static let mostTicks = 50_000

  /// Talks about the state of an explorer.
  public init(_ state: ExplorerApp.State) {
    self.state = state
    self.state.wantsReader = false
    _ = ExplorerApp.update(&self.state, with: .resized(Self.size))
  }

  /// What a line has led to.
  public struct Answer: Sendable {
    /// What there is to say, a line each.
    public var lines: [String] = []
    /// What the world outside is asked for.
    public var effects: [ExplorerApp.Effect] = []
    /// Whether the talk goes on here, on the screen, or not at all.
    public var next = Next.line
  }

  /// Where it goes on.
  public enum Next: Hashable, Sendable {
    case line, screen, end
  }

  /// The first words: what this is, what can be typed, and what is there.
  public mutating func greeting() -> [String] {
    let notice = Self.sentence(state.notice)
    let first = [
      "cidrscope, spoken. Type a command, or: look, where, left, right, up, down, next, in, out, "
        + "open, back, go PLACE, find WHAT, help, screen, quit."
    ]
    let overlay = overlayLines()
    if state.isInLesson { return [Self.lessonGreeting] + state.lessonSentences }
    return first + [notice].compactMap { $0 } + (overlay.isEmpty ? state.sentences : overlay)
  }

  /// Takes a line and says what came of it.
  public mutating func take(_ line: String) -> Answer {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    var answer = Answer()
    if case .files(let panel) = state.overlay {
      reply(line.trimmed, to: panel, &answer)
      if state.isOver { answer.next = .end }
      return answer
    }
    guard let first = words.first else {
      answer.lines = [state.cursorSentence]
      return answer
    }
    let rest = words.dropFirst().joined(separator: " ")
    if let action = lessonAction(words) {
      take(action, 1, &answer)
      if state.isOver { answer.next = .end }
      return answer
    }
    switch first.lowercased() {
    case "lesson" where state.isInLesson && rest.isEmpty: answer.lines = state.lessonSentences
    case "lesson" where state.classroom != nil && !rest.isEmpty:
      answer.lines =
        state.beginLesson(named: rest)
        ? state.lessonSentences : ["There is no lesson \(rest); lessons lists them."]
    case "look", "view", "read": answer.lines = state.sentences
    case "where": answer.lines = [state.cursorSentence, state.viewSentence]
    case "help", "?": answer.lines = helpLines(about: rest)
    case "here": answer.lines = HereAndNow(state).spoken
    case "glossary": answer.lines = glossaryLines(about: rest)
    case "messages" where rest.isEmpty: answer.lines = messageLines
    case "screen" where state.isWithoutScreen:
      answer.lines = ["This terminal cannot place its cursor, so there is no screen to go to."]
    case "screen": answer.next = .screen
    case "quit", "exit", "q", ":q": send(.took(.quit), &answer)
    case "go" where !rest.isEmpty: prompt(.goTo, rest, &answer)
    case "find" where !rest.isEmpty, "/" where !rest.isEmpty: prompt(.find, rest, &answer)
    default:
      if let action = Self.action(first), let times = Self.times(words) {
        take(action, times, &answer)
      } else {
        prompt(.command, line.hasPrefix(":") ? String(line.dropFirst()) : line, &answer)
      }
    }
    if state.isOver { answer.next = .end }
    return answer
  }

  /// Answers a question that keeps waiting: a path, or the key that the panel names.
  private mutating func reply(_ text: String, to panel: FilePanel, _ answer: inout Answer) {
    let before = ReaderMoment(state)
    state.notice = nil
    if case .line = panel, text.lowercased() != "esc" {
      deliver(.pasted(text), &answer)
      deliver(.pressed(.enter), &answer)
    } else {
      let key: Key =
        switch text.lowercased() {
        case "", "esc", "escape", "stay", "later", "no": .escape
        case "enter", "open", "yes": .enter
        default: text.unicodeScalars.first.map { .character($0) } ?? .escape
        }
      deliver(.pressed(key), &answer)
    }
    report(since: before, &answer)
  }

  /// The number after an action, 1 without one; nil where there is anything else.
  private static func times(_ words: [String]) -> Int? {
    if words.count == 1 { return 1 }
    guard words.count == 2, let number = Int(words[1]), (1...1_000_000).contains(number) else {
      return nil
    }
    return number
  }

  private mutating func take(_ action: Action, _ times: Int, _ answer: inout Answer) {
    guard action != .read else {
      answer.lines = state.sentences
      return
    }
    let before = ReaderMoment(state)
    state.count = times > 1 ? times : nil
    deliver(.took(action), &answer)
    if action == .play { play(&answer) }
    report(since: before, &answer)
  }

  /// Types a text into a line that the explorer asks for, and enters it.
  private mutating func prompt(_ kind: Prompt.Kind, _ text: String, _ answer: inout Answer) {
    let before = ReaderMoment(state)
    state.notice = nil
    var prompt = Prompt(kind)
    prompt.editor.replace(with: text)
    state.overlay = .prompt(prompt)
    deliver(.pressed(.enter), &answer)
    if case .prompt(let left) = state.overlay, let fault = left.fault {
      state.overlay = nil
      answer.lines.append(
        Self.sentence("not understood, at character \(fault.column): \(fault.text)"))
      if kind == .command { answer.lines.append("Type help for the words there are.") }
      return
    }
    report(since: before, &answer)
  }

  /// Takes news from outside, such as that a file was written.
  public mutating func take(_ news: ExplorerApp.Message) -> Answer {
    var answer = Answer()
    let before = ReaderMoment(state)
    deliver(news, &answer)
    report(since: before, isAsked: false, &answer)
    if state.isOver { answer.next = .end }
    return answer
  }

  /// Takes what a live cluster told since the line before, and says what it has come to.
  public mutating func take(_ heard: [LiveNews]) -> Answer {
    var answer = Answer()
    // It was read out already.
    state.notice = nil
    let before = ReaderMoment(state)
    for news in heard { deliver(.live(news), &answer) }
    report(since: before, isAsked: false, &answer)
    return answer
  }

  private mutating func send(_ message: ExplorerApp.Message, _ answer: inout Answer) {
    let before = ReaderMoment(state)
    deliver(message, &answer)
    report(since: before, &answer)
  }

  /// Has the state take a message; long works are done on the spot, for there is nothing to freeze.
  private mutating func deliver(_ message: ExplorerApp.Message, _ answer: inout Answer) {
    for effect in ExplorerApp.update(&state, with: message) {
      guard case .work(let work) = effect else {
        answer.effects.append(effect)
        continue
      }
      deliver(.finished(WorkResult(id: work.id, answer: work.run { _ in true })), &answer)
    }
  }

  /// Lets what is played go on to its end, or until something stops it.
  private mutating func play(_ answer: inout Answer) {
    var ticks = 0
    while let interval = ExplorerApp.nextTick(state), ticks < Self.mostTicks {
      time += interval
      deliver(.ticked(time), &answer)
      ticks += 1
    }
    if ticks == Self.mostTicks {
      deliver(.took(.play), &answer)
      answer.lines.append("Paused on the way; play goes on.")
    }
  }

  /// Says what is different now, and reads out what lies on top.
  private mutating func report(
    since before: ReaderMoment, isAsked: Bool = true, _ answer: inout Answer
  ) {
    if let notice = Self.sentence(state.notice) { answer.lines.append(notice) }
    let changes = ReaderMoment(state).changes(since: before)
    answer.lines += changes
    let overlay = overlayLines()
    answer.lines += overlay
    let isAwaited = answer.effects.contains { effect in
      if case .file = effect { true } else { false }
    }
    if answer.lines.isEmpty, isAsked, !isAwaited, !state.isOver {
      answer.lines = ["Nothing has changed."]
    }
  }
}

extension Reader {
  /// Short words for what is done most.
  private static let aliases: [String: Action] = [
    "in": .zoomIn, "out": .zoomOut, "next": .nextBlock, "previous": .previousBlock, "up": .up,
    "nodes": .switchView, "layers": .layerUtilisation,
  ]

  /// The action that a word names.
  static func action(_ word: String) -> Action? {
    aliases[word] ?? Action(rawValue: word)
  }

  /// A text as a sentence of its own.
  static func sentence(_ text: String) -> String {
    guard let first = text.first else { return text }
    let closed = text.last.map { ".!?:".contains($0) } ?? true
    // The name of a metric or of a file is itself in small letters only.
    let isName = text.prefix { $0 != " " }.dropLast().contains { "._-/(=".contains($0) }
    return (isName ? String(first) : first.uppercased()) + text.dropFirst() + (closed ? "" : ".")
  }

  static func sentence(_ notice: Notice?) -> String? {
    guard let notice, !notice.text.isEmpty else { return nil }
    switch notice.kind {
    case .error: return sentence("refused: \(notice.text)")
    case .warning: return sentence("warning: \(notice.text)")
    case .plain, .good: return sentence(notice.text)
    }
  }

  /// The words there are, or what one of them does.
  private func helpLines(about word: String) -> [String] {
    if !word.isEmpty, let action = Self.action(word), let entry = state.keymap.entry(for: action) {
      return [
        "\(action.rawValue): \(entry.summary). On the screen: \(entry.keyText).",
        "A number after it says how often: \(action.rawValue) 3.",
      ]
    }
    if !word.isEmpty, Glossary.entry(for: word) != nil { return glossaryLines(about: word) }
    var lines = [
      "look: the whole view. where: the cursor. An empty line: the cursor again.",
      "go PLACE: an address, a CIDR, a node or a pod. find WHAT: full, free, used > 80%, a name.",
      "left, right, up, down, next, previous, in, out, open, back, with a number for how often.",
      "Commands change the cluster: add node n1, add pods 5, remove node n1, mode kubernetes, undo.",
      "Questions are commands too: get nodes, get metrics, describe node-1, why default/web-3.",
      "here: everything that shows with its meaning. glossary: the terms. glossary TERM: one of them.",
      "messages: what was told before, the latest first.",
      "screen: to the screen with its map. quit: ends the program. help WORD: one of these.",
    ]
    for group in Action.Group.allCases {
      let names = Action.allCases.filter { $0.group == group && $0 != .read }.map(\.rawValue)
      lines.append("\(group.rawValue): \(names.joined(separator: ", ")).")
    }
    return lines
  }

  /// What lies on top as lines, after which it lies there no more.
  private mutating func overlayLines() -> [String] {
    guard let overlay = state.overlay else { return [] }
    // A question about files waits for its answer: what it asks is not to be lost.
    if case .files = overlay { return panelLines(overlay) }
    defer { state.overlay = nil }
    switch overlay {
    case .prompt(let prompt):
      switch prompt.kind {
      case .goTo: return ["Where to? Type go and the place, as in go 10.0.0.0/24."]
      case .find: return ["What? Type find and what is looked for, as in find full."]
      case .filter: return ["Which nodes? On the screen only; type find and the same words."]
      case .command:
        let text = prompt.editor.text
        return text.isEmpty
          ? ["Commands are typed as they are."]
          : ["To be completed and typed: \(Self.trimmed(text))"]
      }
    case .help: return helpLines(about: "")
    case .lessons(let menu): return Self.lines(of: menu, in: state.classroom)
    case .pager(let pager):
      return [Self.sentence(pager.title)]
        + pager.spoken.map(Self.trimmed).filter { !$0.isEmpty }
    case .scrub: return ["Type step or step-back with a number, or seek POSITION."]
    case .form, .menu:
      return panelLines(overlay)
        + ["To do one of these, type it as a command; help run lists what there is."]
    default: return panelLines(overlay)
    }
  }

  /// The text of a panel without its frame.
  private func panelLines(_ overlay: ExplorerApp.Overlay) -> [String] {
    var frame = Frame(size: Self.size)
    ExplorerApp.draw(state, into: &frame)
    guard let rect = state.rect(of: overlay, state.layout) else { return [] }
    let rows = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
    return rect.rows.compactMap { row in
      guard rows.indices.contains(row) else { return nil }
      let text = String(rows[row].dropFirst(rect.x).prefix(rect.width))
      let line = Self.trimmed(String(text.unicodeScalars.filter { !Self.isDrawing($0) }))
      // Which key closes a panel is of no use to whoever cannot press it.
      return line.isEmpty || line.hasSuffix(" closes") ? nil : line
    }
  }

  /// Lines and blocks that are drawn with characters say nothing to an ear.
  private static func isDrawing(_ scalar: Unicode.Scalar) -> Bool {
    (0x2500...0x25FF).contains(scalar.value)
  }

  /// A line without the blanks that put it in its place.
  private static func trimmed(_ text: String) -> String { text.trimmed }
}

extension String {
  /// The words with one blank between them.
  fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}
