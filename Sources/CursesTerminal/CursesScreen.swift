import CNCurses
import Glibc
import Synchronization
public import Terminal

/// The screen that is a real terminal.
///
/// It is owned by one scope, and leaving that scope by any way restores the terminal. Where Swift
/// does not get to leave it, at a trap or `exit()`, a C handler does the same.
public struct CursesScreen: ~Copyable, Screen {
  /// The window's size as of the last event.
  public internal(set) var size: Size

  /// What had to be put up with, such as an unknown `TERM`, in sentences for the user.
  public var notices: [String] { session.notices }

  let session: Session
  let escapeDelay: Duration
  private let repertoire: Repertoire
  private var pairs: ColorPairs

  /// What the terminal shows; nil when that is not known and everything must be drawn.
  var shown: Frame?
  var decoder = KeyDecoder()
  var events: ArraySlice<InputEvent> = []
  var lastByteTime: Duration = .zero
  var isHungUp = false
  /// The terminal was asked and has not said everything yet.
  var isAwaitingAnswers = false
  /// The terminal is in the shell's hands.
  var isSuspended = false
  var watched: Int32 = -1
  private let start = ContinuousClock.now

  /// Takes the terminal over; there can be one such screen at a time.
  public init(_ options: Options = Options()) throws(CursesError) {
    let wasClaimed = isClaimed.exchange(true, ordering: .acquiring)
    precondition(!wasClaimed, "there is one terminal, so there is one screen at a time")
    do {
      session = try Session(options)
    } catch {
      isClaimed.store(false, ordering: .releasing)
      throw error
    }
    escapeDelay = options.escapeDelay
    repertoire = Repertoire(isLinuxConsole: session.terminal.hasPrefix("linux"))
    // Pair numbers above 2^15 take the extended calls, which is all this screen uses.
    pairs = ColorPairs(limit: Int(cncurses_color_pairs()))
    size = Size(width: Int(cncurses_columns()), height: Int(cncurses_rows()))
    adoptDeviceSize()
    if let answers = session.answers {
      isAwaitingAnswers = !answers.isComplete
      // What was typed while the terminal was asked.
      events = decoder.feed(answers.rest)[...]
    }
  }

  deinit {
    session.close(isSuspended: isSuspended)
    isClaimed.store(false, ordering: .releasing)
  }

  /// The terminal description in use, as `TERM` would name it.
  public var terminal: String { session.terminal }

  /// The character set that text is sent in.
  public var charset: String { session.charset }

  /// What the terminal has and the options allow.
  public var colorCount: Int { session.colorCount }

  /// Whether the terminal's background is light; nil if it did not say.
  public var isLight: Bool? { session.answers?.isLight }

  /// Whether frames are sent between marks that have the terminal show them at once.
  public var isSynchronized: Bool { !session.frameMarks.before.isEmpty }

  /// Time since the screen was opened.
  public var time: Duration { ContinuousClock.now - start }

  /// Whether a character can be relied on to show; where not, a frame's cell shows ASCII instead.
  public func canShow(_ scalar: Unicode.Scalar) -> Bool {
    repertoire.canShow(scalar)
  }

  /// Whether a character shows, and in exactly one column.
  public func fillsOneCell(_ scalar: Unicode.Scalar) -> Bool {
    repertoire.fillsOneCell(scalar)
  }

  /// Sends what differs from the frame before, and nothing at all if nothing does.
  public mutating func present(_ frame: Frame) {
    guard !isHungUp else { return }
    if isSuspended { takeAgain() }
    let isKnown = shown?.size == frame.size
    if !isKnown { erase() }
    let before = isKnown ? shown ?? frame : Frame(size: frame.size)
    let spans = frame.diff(from: before)
    guard !isKnown || !spans.isEmpty || frame.cursor != before.cursor else { return }
    for span in spans {
      for column in span.columns { put(frame[column, span.row], row: span.row, column: column) }
    }
    session.device.send(session.frameMarks.before)
    placeCursor(frame)
    refresh()
    session.device.send(session.frameMarks.after)
    shown = frame
  }

  /// Adds the mailbox to what `nextEvent` sleeps for.
  public mutating func watch(_ descriptor: Int32) {
    watched = descriptor
  }

  /// Follows the size of the window; true if it has changed.
  @discardableResult
  mutating func adoptDeviceSize() -> Bool {
    guard let actual = session.device.size else { return false }
    let actualSize = Size(width: Int(actual.columns), height: Int(actual.rows))
    guard actualSize != size else { return false }
    // Not resizeterm: that would also put a KEY_RESIZE into the queue of a getch nobody calls.
    resize_term(actual.rows, actual.columns)
    size = actualSize
    drawAllNext()
    return true
  }

  /// Makes the next frame a whole one, whatever is on the terminal now.
  mutating func drawAllNext() {
    shown = nil
    clearok(cncurses_physical_window(), true)
  }

  private mutating func put(_ cell: Cell, row: Int, column: Int) {
    guard cell.extent != .continuation else { return }
    let style = resolve(cell.style)
    let scalar = repertoire.shown(cell.scalar)
    let columns = cell.extent == .lead && scalar != cell.scalar ? [column, column + 1] : [column]
    for place in columns {
      cncurses_put(
        Int32(row), Int32(place), scalar.value, style.attributes, Int32(style.pair))
    }
  }

  private func placeCursor(_ frame: Frame) {
    guard let cursor = frame.cursor, frame.bounds.contains(cursor) else {
      curs_set(0)
      return
    }
    move(Int32(cursor.y), Int32(cursor.x))
    curs_set(1)
  }

  private mutating func resolve(_ style: Style) -> (attributes: UInt32, pair: Int) {
    var attributes = style.attributes
    var pair = 0
    if colorCount > 0 {
      let foreground = style.foreground.reduced(to: colorCount)
      let background = style.background.reduced(to: colorCount)
      let choice = pairs.choice(foreground: foreground, background: background)
      if choice.isNew { define(choice.pair, foreground, background) }
      if choice.isSwapped { attributes.formSymmetricDifference(.reverse) }
      pair = choice.pair
    }
    return (attributes.curses, pair)
  }

  private func define(_ pair: Int, _ foreground: Color, _ background: Color) {
    // A terminal that cannot go back to its default colours gets the usual ones.
    let fallback: (Int32, Int32) = session.hasDefaultColors ? (-1, -1) : (7, 0)
    init_extended_pair(
      Int32(pair), number(of: foreground) ?? fallback.0, number(of: background) ?? fallback.1)
  }

  /// What curses calls a colour; nil for the terminal's default.
  private func number(of color: Color) -> Int32? {
    if let rgb = color.rgb { return Int32(rgb) }
    let first = colorCount > 256 ? TerminalDescription.firstEntry : 0
    return color.index.map { first + Int32($0) }
  }
}

/// Curses keeps its state in globals, so two screens would share one.
private let isClaimed = Atomic<Bool>(false)

extension Style.Attributes {
  /// The same attributes in curses' bits; a terminal that lacks one leaves it out.
  fileprivate var curses: UInt32 {
    var bits: UInt32 = 0
    if contains(.bold) { bits |= cncurses_bold() }
    if contains(.dim) { bits |= cncurses_dim() }
    if contains(.underline) { bits |= cncurses_underline() }
    if contains(.reverse) { bits |= cncurses_reverse() }
    return bits
  }
}
