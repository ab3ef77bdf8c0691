import Simulation
import Terminal

/// The answer to "why", over the view: the explanation to scroll through, and below it the fixes to
/// try.
struct WhyPanel: Sendable {
  let subject: Subject?
  /// The answer, once it is found.
  var reason: Reason?
  /// Whether fixes are being tried out.
  var isSearching = true
  /// The fix that Enter tries.
  private(set) var selected = 0
  private(set) var firstLine = 0

  /// A question that has just been asked.
  init(_ subject: Subject?) {
    self.subject = subject
  }

  var title: String { "why \(reason?.title ?? subject?.description ?? "the latest refusal")" }

  var fixes: [Fix] { reason?.fixes ?? [] }

  /// What a key comes to.
  enum Answer {
    case stays, closes
    /// The fix of that number is to be tried.
    case tries(Int)
    /// The command that tries the selected fix is to be copied.
    case copies(Int)
  }

  /// Obeys a key where the panel has room for `room` of lines.
  mutating func press(_ key: Key, in room: Size) -> Answer {
    let page = max(1, explanationRoom(in: room).height - 1)
    switch key {
    case .character(let scalar):
      if let digit = Int(String(scalar)), scalar.isASCII, digit > 0 {
        return fixes.indices.contains(digit - 1) ? .tries(digit - 1) : .stays
      }
      switch scalar {
      case "j": move(1)
      case "k": move(-1)
      case " ", "J": firstLine += page
      case "K": firstLine -= page
      case "G": firstLine = .max / 2
      case "y": return fixes.isEmpty ? .stays : .copies(selected)
      default: return .closes
      }
    case .enter: return fixes.isEmpty ? .closes : .tries(selected)
    case .down: move(1)
    case .up: move(-1)
    case .pageDown, .control("f"): firstLine += page
    case .pageUp, .control("b"): firstLine -= page
    case .home: firstLine = 0
    case .end: firstLine = .max / 2
    case .tab: if !fixes.isEmpty { selected = (selected + 1) % fixes.count }
    default: return .closes
    }
    settle(in: room)
    return .stays
  }

  /// Arrows choose among fixes; where there are none they scroll.
  private mutating func move(_ step: Int) {
    if fixes.isEmpty {
      firstLine += step
    } else {
      selected = min(max(0, selected + step), fixes.count - 1)
    }
  }

  /// Ends scrolling where the text ends.
  mutating func settle(in room: Size) {
    let text = explanationRoom(in: room)
    let count = explanation(width: text.width).count
    firstLine = min(max(0, firstLine), max(0, count - text.height))
  }

  /// The room for the explanation, which the fixes leave; both have at least half of what they want.
  func explanationRoom(in room: Size) -> Size {
    let wanted = fixLines(width: room.width, isUnicode: true).count
    guard wanted > 0 else { return room }
    let below = min(wanted + 1, max(room.height / 2, room.height - explanationHeight(room)))
    return Size(width: room.width, height: max(0, room.height - below))
  }

  private func explanationHeight(_ room: Size) -> Int { explanation(width: room.width).count }

  /// Where the panel lies: as high as what it says, in the middle of where panels lie.
  func rect(in layout: Layout) -> Rect {
    let most = layout.whyPanel
    let width = layout.whyRoom.width
    let fixes = fixLines(width: width, isUnicode: true).count
    let wanted = explanation(width: width).count + (fixes > 0 ? fixes + 1 : 0) + 3
    // It does not jump while fixes are looked for.
    guard wanted < most.height, !isSearching else { return most }
    return Rect(
      x: most.x, y: most.y + (most.height - wanted) / 2, width: most.width, height: wanted)
  }
}
