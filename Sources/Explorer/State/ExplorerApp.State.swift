import Addressing
import Allocation
import Cartography
public import Simulation
public import Terminal

extension ExplorerApp {
  /// Everything that the screen is a picture of.
  public struct State: Sendable {
    /// Plans, history, claims: what the keys change.
    public internal(set) var session: Session {
      // What is kept because it is dear to find out is kept for one version of the session.
      didSet { sessionVersion &+= 1 }
    }
    private(set) var sessionVersion = 0
    /// The screen's size as last told.
    public internal(set) var size: Size
    /// Theme, colours and glyphs.
    public internal(set) var look: Look
    /// What keys do.
    public let keymap: Keymap
    /// What the program found out about where it runs, for it does not look for itself.
    public var capabilities: [CapabilityLine] = []

    /// The map, all nodes, or the addresses of one block.
    var view = ViewKind.space
    /// Which part of the pool the map shows.
    var viewport: Viewport
    /// The address the cursor stands on, whatever block is drawn around it.
    var anchor: IPAddress
    /// Whether all pools are shown next to each other.
    var isTiled = false
    var cameFromTiles = false
    /// Which pool of the plan is shown.
    var poolIndex = 0
    /// Where the other pools were left.
    var leftPlaces: [IPPrefix: Place] = [:]
    /// Where zooms began, to go back to.
    var trail: [Place] = []
    /// The views that jumps began from.
    var viewHistory = ViewHistory()
    /// The views that bear a letter, in the order of the letters.
    var viewMarks: [ViewMark] = []
    /// The range of the map that is selected.
    var selection: MapSelection?
    /// What the mouse did last.
    var pointer = Pointer()
    /// The first row in sight of the address view.
    var firstRow = 0
    /// The nodes side by side.
    var nodesView = NodesView()
    /// The node whose addresses were opened from among all nodes.
    var addressOwner: NodeID?
    var cameFromNodes = false
    /// Whether the list of pods beside the addresses has the keys, and which pod it stands on.
    var podListHasKeys = false
    var listedPod: PodID?
    var listedPlace = 0

    /// What the map shows, and how figures become colours.
    var style = MapStyle(aggregate: .max)
    /// The picture that shows, kept up to date.
    var shownMap: ShownMap?
    var showsLegend = true
    var showsNames = true
    /// Whether columns and rows change places on planes that can.
    var isTransposed = false
    /// Lens and minimap.
    var aids = Aids.none
    /// A walk along the curve that shows.
    var trace: CurveTrace?
    var overlay: Overlay?
    /// Plans side by side.
    var comparison: Comparison?
    /// The plan that is looked at where it is not the session's current one.
    var focus: PaneReference?
    /// The session's current plan when the focus went elsewhere; another one takes it back.
    var focusBase: String?
    /// A plan that is being made, to be opened beside the others once it is there.
    var awaitedPlan: String?
    /// The cursor of another pane, while a pane is drawn.
    var pinnedCursor: IPPrefix?
    var notice: Notice?
    /// What was told so far, the latest last.
    var messages: [Notice] = []
    /// How far the line of keys was scrolled.
    var hintScroll = HintScroll()
    /// Digits typed before an action.
    var count: Int?
    /// Whether there is no screen to go to, but only the talk.
    public var isWithoutScreen = false
    /// Lines typed before, by kind of prompt.
    var typed: [Prompt.Kind: [String]] = [:]
    var isOver = false
    /// What a room is shown of keys and events; nil where nobody looks on.
    var presenter: Presenter?
    /// Whether someone wants to go on without a screen, by lines and sentences.
    public internal(set) var wantsReader = false
    /// What is searched for, until Esc; and what is being typed of a search.
    var search: Search?
    var searchPreview: Search?
    /// The cells of the view that it marks.
    var shownMatches: MatchMarks?
    /// The clock that plays workloads and the history.
    var player = Player()
    /// What the last change left of a workload that was half-way, to be told with it.
    var brokenOff: String?
    /// A command whose result is shown before it is made.
    var proposal: Proposal?
    /// Whether changes by keys are shown before they are made.
    var showsChangesFirst = false
    /// The forecast in the panel, with the place it was made at.
    var shownForecast: ShownForecast?
    /// The sizing question as it was left.
    var lastSizing: SizingSheet?
    /// Long pieces of work on their way, and the number of the latest.
    var works: [RunningWork] = []
    var workCount = 0
    /// Where the session is kept, and what of it is not.
    public var files: SessionFiles
    /// The cluster that is followed, where one is.
    public internal(set) var live: LiveView?
    /// The lessons, where somebody learns.
    public internal(set) var classroom: Classroom?
    /// What the world outside is asked for, until the update is over.
    var outbox: [Effect] = []

    /// The explorer on a session, the whole of its first pool in view.
    public init(
      session: Session, size: Size = Size(width: 80, height: 24), look: Look = Look(),
      keymap: Keymap = .defaults, notice: String? = nil
    ) {
      self.session = session
      files = SessionFiles(of: session)
      self.size = size
      self.look = look
      self.keymap = keymap
      let root = session.current?.cluster.mode.pools.first ?? Self.emptyPool
      viewport = Viewport(plane: Plane(root: root), columns: 0, rows: 0)
      anchor = Self.firstBlock(in: root, of: session)?.base ?? root.base
      self.notice = notice.map { Notice(.plain, $0) }
      fit()
    }

    /// The block of the first node, where there is something to read.
    private static func firstBlock(in root: IPPrefix, of session: Session) -> IPPrefix? {
      guard let nodes = session.current?.cluster.nodes else { return nil }
      for row in 0..<min(nodes.nextID.rawValue, 64) {
        if let block = nodes[NodeID(rawValue: row)]?.blocks.first(where: root.contains) {
          return block
        }
      }
      return nil
    }

    /// What is looked at while there is no plan.
    static let emptyPool = IPPrefix(IPAddress(.v4, bits: 0x0A00_0000), length: 8)
  }

  /// What fills the screen.
  enum ViewKind: Hashable, Sendable {
    case space, nodes, addresses
  }

  /// A place to come back to.
  struct Place: Hashable, Sendable {
    var viewport: Viewport
    var anchor: IPAddress
  }

  /// What lies on top and takes the keys.
  enum Overlay: Sendable {
    case help(Pager)
    case pager(Pager)
    case prompt(Prompt)
    case why(WhyPanel)
    case modes(ModeMenu)
    case lessons(LessonMenu)
    case themes(ThemePicker)
    case scores(ScoreSheet)
    case scrub(from: HistoryPlace)
    case inspector(StepInspector)
    case menu(FormMenu)
    case form(Form)
    case plot(PlotView)
    case sizing(SizingSheet)
    case marks(MarkPanel)
    case files(FilePanel)
  }
}

/// A line that says what became of the last key.
struct Notice: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case plain, good, warning, error
  }

  let kind: Kind
  let text: String
  /// Whether it tells what happened in a live cluster, which the next such news may replace.
  let isOfLife: Bool

  init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
    isOfLife = false
  }

  init(ofLife text: String) {
    kind = .plain
    self.text = text
    isOfLife = true
  }
}

extension ExplorerApp.State {
  /// The cluster that is shown, once there is a plan.
  var cluster: Cluster? { plan?.cluster }

  /// The pools of the plan, or something to look at without one.
  var pools: [IPPrefix] {
    let pools = comparison == nil ? cluster?.mode.pools ?? [] : comparedPools
    return pools.isEmpty ? [Self.emptyPool] : pools
  }

  /// The pool in view.
  var pool: IPPrefix { viewport.plane.root }

  var layout: Layout {
    var layout = Layout(
      size: size, wantsLegend: showsLegend, wantsTimeline: !session.timeline.entries.isEmpty,
      wantsCaption: presenter != nil, wantsLesson: isInLesson)
    if let paneCount {
      layout.split(
        into: paneCount, focus: focusIndex, wantsLegend: showsLegend, wantsScores: true,
        isDouble: pool.hostBits % 2 == 1, keepsPanel: isInLesson)
    } else if showsTiles {
      layout.tile(pools, focus: poolIndex, grain: look.glyphs.grain)
    }
    return layout
  }

  /// The length of a node's block in the pool in view.
  var unitLength: Int {
    let length = cluster?.mode.unitLength(of: ownPool) ?? (pool.family == .v4 ? 24 : 64)
    return max(length, pool.length)
  }

  /// What the cursor stands on: a pixel of several blocks, a block, or a single address.
  ///
  ///     pixel /18      ->  10.0.64.0/18    the pixel, for it is larger than a block
  ///     pixel /28      ->  10.0.70.0/24    the block, 4 x 4 pixels
  ///     pixel /32      ->  10.0.70.9/32    the address
  var cursor: IPPrefix {
    if let pinnedCursor { return pinnedCursor }
    if view == .addresses { return IPPrefix(anchor) }
    if view == .nodes { return block }
    let pixel = viewport.pixelLength
    guard pixel > unitLength, !viewport.showsSingleAddresses else {
      return IPPrefix(anchor, length: pixel)
    }
    // A block of more than 32 x 32 pixels is a landscape of its own to walk in.
    return IPPrefix(anchor, length: pixel - unitLength <= 10 ? unitLength : pixel)
  }

  /// The node block around the cursor, or the block that could be there.
  var block: IPPrefix {
    node?.blocks.first { $0.contains(anchor) } ?? node?.blocksInOrder.first
      ?? IPPrefix(anchor, length: unitLength)
  }

  /// The node whose block the cursor stands on or in; nil on a pixel of several blocks.
  var node: Node? {
    if view == .nodes { return nodeInList }
    guard let cluster, view == .addresses || cursor.length >= unitLength else { return nil }
    // Where several nodes hold an address the one it was opened of is meant.
    if view == .addresses, let owner = addressOwner.flatMap({ cluster.nodes[$0] }),
      owner.blocks.contains(where: { $0.contains(anchor) })
    {
      return owner
    }
    for id in cluster.ledger.holders(of: anchor) {
      if let node = cluster.nodes[id], node.blocks.contains(where: { $0.contains(anchor) }) {
        return node
      }
    }
    return nil
  }
}
