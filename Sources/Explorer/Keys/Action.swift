/// Everything that a key can do; the word is the action's name in help and in key files.
public enum Action: String, CaseIterable, Hashable, Sendable {
  // Where the cursor is.
  case left, down, up, right
  case farLeft = "far-left"
  case farDown = "far-down"
  case farUp = "far-up"
  case farRight = "far-right"
  case nextBlock = "next-block"
  case previousBlock = "previous-block"
  case goTo = "go-to"
  case find
  case nextMatch = "next-match"
  case previousMatch = "previous-match"

  // A range of the map.
  case select
  case selectLeft = "select-left"
  case selectDown = "select-down"
  case selectUp = "select-up"
  case selectRight = "select-right"

  // Where the view is, and where it was.
  case panLeft = "pan-left"
  case panDown = "pan-down"
  case panUp = "pan-up"
  case panRight = "pan-right"
  case panBlockLeft = "pan-block-left"
  case panBlockDown = "pan-block-down"
  case panBlockUp = "pan-block-up"
  case panBlockRight = "pan-block-right"
  case viewBack = "view-back"
  case viewForward = "view-forward"
  case setViewMark = "set-view-mark"
  case goToViewMark = "go-to-view-mark"

  // What the screen shows of it.
  case zoomIn = "zoom-in"
  case zoomOut = "zoom-out"
  case fit, open, back
  case switchView = "switch-view"
  case nextPool = "next-pool"
  case curve, aggregate, scale, legend, names, theme, redraw
  case transpose, aids, trace, presenter

  // What the map shows of address space.
  case layerUtilisation = "layer-utilisation"
  case layerState = "layer-state"
  case layerOwner = "layer-owner"
  case layerAge = "layer-age"
  case layerChurn = "layer-churn"
  case layerFree = "layer-free"
  case layerClaims = "layer-claims"
  case layerRefusals = "layer-refusals"

  // The pools and the nodes side by side.
  case tiles
  case nodeOrder = "node-order"
  case nodeGroup = "node-group"
  case nodeFilter = "node-filter"

  // Which plans, next to each other or as one.
  case compare, difference, scores
  case nextPlan = "next-plan"
  case previousPlan = "previous-plan"

  // What happens to the cluster.
  case addNode = "add-node"
  case addPod = "add-pod"
  case remove, undo, redo
  case nextMode = "next-mode"
  case modes
  case size
  case addPlan = "add-plan"
  case dropPlan = "drop-plan"
  case command
  case previews
  case annotate

  // How time passes, and which moment is shown.
  case play
  case step
  case stepBack = "step-back"
  case slower, faster
  case cancel
  case workloads
  case previousMark = "previous-mark"
  case nextMark = "next-mark"
  case firstRefusal = "first-refusal"
  case scrub, inspect
  case followLive = "follow-live"

  // What there is to know.
  case describe, why
  case whyRefused = "why-refused"
  case read, copy, help, quit
  case copyView = "copy-view"
  case plots, forecast, caps
  case glossary, messages
  case hintsLeft = "hints-left"
  case hintsRight = "hints-right"

  // What is written to files and read from them.
  case save
  case openFile = "open-file"
  case export

  // What is learnt.
  case lessons
  case lessonHint = "lesson-hint"
  case lessonNext = "lesson-next"
  case lessonBack = "lesson-back"
  case lessonReset = "lesson-reset"
  case lessonGoal = "lesson-goal"
  case lessonSolution = "lesson-solution"
  case lessonStep = "lesson-step"
}

extension Action {
  /// The chapters of the help.
  public enum Group: String, CaseIterable, Hashable, Sendable {
    case move = "Move"
    case look = "Look"
    case change = "Change"
    case time = "Time"
    case know = "Know"
  }

  /// The chapter that explains the action.
  public var group: Group {
    switch self {
    case .left, .down, .up, .right, .farLeft, .farDown, .farUp, .farRight, .nextBlock,
      .previousBlock, .goTo, .find, .nextMatch, .previousMatch, .select, .selectLeft, .selectDown,
      .selectUp, .selectRight, .panLeft,
      .panDown, .panUp, .panRight, .panBlockLeft, .panBlockDown, .panBlockUp, .panBlockRight,
      .viewBack, .viewForward, .setViewMark, .goToViewMark:
      .move
    case .transpose, .aids, .trace, .presenter: .look
    case .layerUtilisation, .layerState, .layerOwner, .layerAge, .layerChurn, .layerFree,
      .layerClaims, .layerRefusals, .scale:
      .look
    case .zoomIn, .zoomOut, .fit, .open, .back, .switchView, .nextPool, .curve, .aggregate,
      .legend, .names, .theme, .redraw, .tiles, .nodeOrder, .nodeGroup, .nodeFilter, .compare,
      .difference,
      .scores, .nextPlan, .previousPlan:
      .look
    case .addNode, .addPod, .remove, .undo, .redo, .command, .nextMode, .modes, .size, .addPlan,
      .dropPlan, .previews, .annotate:
      .change
    case .play, .step, .stepBack, .slower, .faster, .cancel, .workloads, .previousMark, .nextMark,
      .firstRefusal, .scrub, .inspect, .followLive:
      .time
    case .plots, .forecast, .caps, .describe, .why, .whyRefused, .read, .copy, .copyView, .help,
      .quit, .save, .openFile, .export, .glossary, .messages, .hintsLeft, .hintsRight,
      .lessons, .lessonHint, .lessonNext, .lessonBack, .lessonReset, .lessonGoal, .lessonSolution,
      .lessonStep:
      .know
    }
  }
}
