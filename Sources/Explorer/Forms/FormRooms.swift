import Simulation
import Terminal
import Theming

/// Where the parts of a form go, for the painter and for the pointer.
///
///     ┌ add nodes ──────────────────────────────────────────────┐
///     │ what the command does                            top    │
///     │ ▸ count  3        how many nodes                 fields │
///     │   zone   none     the failure domain                    │
///     │ Ctrl-N: a  b  c       what could stand there      foot   │
///     │ ~ +3 nodes: 3 ready       what it would do               │
///     │ :add nodes 3              the line that results          │
///     └──────────────────── Enter does it · Esc goes back ──────┘
struct FormRooms {
  /// The frame.
  let rect: Rect
  let top: [TextLine]
  let topRect: Rect
  let fields: Rect
  let foot: [TextLine]
  let footRect: Rect
  /// The words that could stand in the field, where they are written.
  let words: [(columns: Range<Int>, word: String)]
  /// The keys in the lower edge.
  let keys: [FormKey]

  /// A key in the lower edge.
  struct FormKey: Hashable, Sendable {
    let key: Key
    let text: String
    let columns: Range<Int>
  }

  static let wordsTitle = "Ctrl-N: "

  init(_ form: Form, of state: ExplorerApp.State, _ layout: Layout) {
    let room = layout.popup
    let width = max(0, room.width - 4)
    let foot = Self.foot(form, of: state, width: width)
    let least = form.fields.count + foot.count
    var top = TextLine.wrapped(form.summary, .strong, to: width)
    let details = TextLine.wrapped(form.details, .dim, to: width)
    // As high as it must be, so that the map shows what it would do; on a low screen what matters
    // least goes first.
    let most = max(0, room.height - 2)
    if top.count + details.count + 1 + least <= most * 3 / 4 { top += details }
    if least + top.count + 1 > most { top = Array(top.prefix(max(0, most - least - 1))) }
    let gap = top.isEmpty ? 0 : 1
    let height = min(most, top.count + gap + least)
    rect = Rect(
      x: room.x, y: room.rows.upperBound - height - 2, width: room.width, height: height + 2)
    var inner = rect.inset(horizontal: 2, vertical: 1)
    self.top = top
    topRect = inner.cutTop(top.count)
    if gap > 0 { _ = inner.cutTop(min(gap, inner.height)) }
    let kept = min(foot.count, max(0, inner.height - min(3, form.fields.count)))
    // The line that results is the last to go.
    self.foot = Array(foot.suffix(kept))
    footRect = inner.cutBottom(kept)
    fields = inner
    keys = Self.keys(of: form, in: rect)
    words = foot.count == kept ? Self.places(of: state.choices(in: form), form, in: footRect) : []
  }

  private static func keys(of form: Form, in rect: Rect) -> [FormKey] {
    var texts: [(Key, String)] = [(.enter, "Enter does it"), (.escape, "Esc goes back")]
    if form.command?.workload != nil {
      texts[0].1 = "Enter plays it"
      texts.insert((.control("r"), "Ctrl-R runs it to its end"), at: 1)
    }
    texts.append((.control("x"), "Ctrl-X as a line"))
    func width() -> Int {
      texts.reduce(0) { $0 + TextWidth.columns(of: $1.1) + 3 } + 3
    }
    while width() > rect.width, texts.count > 1 { texts.removeLast() }
    var x = rect.columns.upperBound - width() + 1
    return texts.map { key, text in
      let end = x + TextWidth.columns(of: text)
      defer { x = end + 3 }
      return FormKey(key: key, text: text, columns: x..<end)
    }
  }

  private static func places(
    of words: [String], _ form: Form, in rect: Rect
  ) -> [(columns: Range<Int>, word: String)] {
    guard form.faultHere == nil else { return [] }
    var x = rect.x + TextWidth.columns(of: wordsTitle)
    return words.map { word in
      let end = x + TextWidth.columns(of: word)
      defer { x = end + 2 }
      return (x..<end, word)
    }.filter { $0.columns.upperBound <= rect.columns.upperBound }
  }

  /// Below the fields: what is wrong or could stand here, the rate, what it would do, the line that
  /// results.
  private static func foot(
    _ form: Form, of state: ExplorerApp.State, width: Int
  ) -> [TextLine] {
    var lines: [TextLine] = []
    let words = state.choices(in: form)
    if let fault = form.faultHere {
      // Nothing is wrong with a form that nobody has begun: it says what it needs.
      let isBegun = !form.fields.allSatisfy(\.isFresh)
      lines += TextLine.wrapped(isBegun ? "! \(fault)" : fault, isBegun ? .error : .dim, to: width)
        .prefix(2)
    } else if !words.isEmpty {
      lines.append(TextLine(wordsTitle, .dim).adding(words.joined(separator: "  "), .suggestion))
    } else if form.fields.isEmpty {
      lines.append(TextLine())
    }
    if form.faultHere == nil, let hint = form.hint {
      lines += TextLine.wrapped(hint, .dim, to: width).prefix(2)
    }
    if let rate = form.rate { lines.append(TextLine("rate  ", .dim).adding(rate, .strong)) }
    if let effect = state.proposalWords {
      lines += TextLine.wrapped(effect.text, .ghost, to: width).prefix(2)
    } else {
      lines.append(TextLine())
    }
    lines.append(TextLine(":", .key).adding(form.line, form.command == nil ? .dim : .text))
    return lines
  }
}

extension Form {
  /// What is wrong with the field that is selected, or with the whole.
  var faultHere: String? {
    fault ?? (fields.indices.contains(selected) ? fields[selected].fault : nil)
  }

  /// What the field that is selected means and how it is written, in full.
  var hint: String? {
    guard fields.indices.contains(selected) else { return nil }
    let field = fields[selected]
    return [field.meaning, field.kind.choices.isEmpty ? field.kind.notation : ""]
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The first field in sight where so many have room.
  func firstField(rows: Int) -> Int {
    max(0, min(selected - rows / 2, fields.count - rows))
  }
}
