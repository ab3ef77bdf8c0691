import Addressing
public import Terminal

/// Input that nobody would type: keys, clicks, pastes and new sizes, all from one seed.
///
/// It is what shows whether the explorer can be brought down by anything a terminal may send. Most of
/// it is meant to get somewhere: keys that do something are more frequent, and lines that are pasted
/// look like commands.
public struct RandomInput: Sendable {
  private var random: SeededGenerator
  private let keys: [Key]
  private var size: Size
  private var clock = Duration.zero
  /// The rest of a line that is being typed.
  private var pending: [InputEvent] = []

  /// Input for a screen that begins with `size`.
  public init(seed: UInt64, keymap: Keymap = .defaults, size: Size) {
    random = SeededGenerator(seed: seed)
    // Whatever ends the talk with the screen would end the exercise.
    keys = keymap.entries
      .filter { ![.quit, .read].contains($0.action) }
      .flatMap(\.keys)
      .filter { key in keymap.action(for: key).map { ![.quit, .read].contains($0) } ?? false }
    self.size = size
  }

  private static let lines = [
    "add nodes 3", "add node x", "add pods 9 app=web", "add pod p node=node-1", "remove nodes 2",
    "remove node node-1", "remove pods 4", "mode kubernetes", "mode cluster-pool",
    "mode multi-pool",
    "mode calico", "plan b mode=node-local pool=10.0.0.0/20 mask=25", "use b", "drop b", "undo 3",
    "redo 2", "seek 0", "seek 5", "set mask=26", "add pool 10.9.0.0/22", "remove pool 10.9.0.0/22",
    "claim 10.0.4.0/24 vpn", "fail zone=a", "recover zone=a", "drain node-2", "wait 5m",
    "churn for=10m pods=60/h", "restart operator", "annotate 10.0.0.0/24 mine", "fork what-if",
    "get nodes", "get metrics", "describe node-1", "why node-1", "expect nodes = 3", "seed 9",
    "10.0.0.0/24", "full", "used > 80%", "web", "::1", "zoom=4", "\u{1B}[31m", "ä\u{301}漢字🔥",
    "\u{0}\u{7}", "a\nb\n", "999999999999999999999", "add nodes 0", "add nodes -1", "\"", "=",
  ]

  /// The next thing that happens.
  public mutating func next() -> InputEvent {
    clock += .milliseconds(draw(400))
    if !pending.isEmpty { return pending.removeFirst() }
    switch draw(100) {
    case ..<6:
      // A whole command, for letters that fall where they may hardly ever make one.
      pending = [
        .key(.escape), .key(.character(":")), .paste(Self.lines[draw(Self.lines.count)]),
        .key(.enter),
      ]
      return .key(.escape)
    case ..<62: return .key(keys[draw(keys.count)])
    case ..<74: return .key(.character(Unicode.Scalar(UInt8(32 + draw(95)))))
    case ..<80: return .key([.enter, .escape, .tab, .backspace, .up, .down][draw(6)])
    case ..<85: return .paste(Self.lines[draw(Self.lines.count)])
    case ..<95: return mouse()
    case ..<97: return .tick(at: clock)
    case ..<98: return .paste(String(repeating: "x", count: draw(5000)))
    default:
      size = Size(width: 1 + draw(240), height: 1 + draw(80))
      return .resize(size)
    }
  }

  private mutating func mouse() -> InputEvent {
    let kinds: [MouseEvent.Kind] = [
      .press(.left), .press(.left), .release(.left), .drag(.left), .press(.right), .drag(.right),
      .press(.middle), .wheel(.up), .wheel(.down), .wheel(.left), .wheel(.right), .move,
    ]
    let modifiers: [MouseEvent.Modifiers] = [[], [], [.shift], [.control], [.alt]]
    // A little outside too: a report may be of a screen that has just become smaller.
    let place = Point(x: draw(size.width + 8) - 2, y: draw(size.height + 6) - 2)
    return .mouse(
      MouseEvent(
        kinds[draw(kinds.count)], at: place, modifiers: modifiers[draw(modifiers.count)],
        time: clock))
  }

  private mutating func draw(_ bound: Int) -> Int {
    Int(random.below(UInt64(bound)))
  }
}
