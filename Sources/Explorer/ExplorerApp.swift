public import Terminal

/// The interactive program: a map of a cluster's address space that one walks and changes.
///
/// It is four pure functions. Whatever changes the cluster is a `Command` that the session executes
/// and keeps, so that all of it can be undone; whatever reaches outside is an `Effect`.
public enum ExplorerApp: App {
  /// What an event means: keys belong to what lies on top, paste only to a line being typed.
  public static func message(for event: InputEvent, in state: State) -> Message? {
    switch event {
    case .key(let key): .pressed(key)
    case .mouse(let event): .pointed(event)
    case .paste(let text): .pasted(text)
    case .resize(let size): .resized(size)
    case .tick(let time): .ticked(time)
    case .signal, .hangUp, .wake, .continued: nil
    }
  }

  /// The next state, and what the world outside is asked to do.
  public static func update(_ state: inout State, with message: Message) -> [Effect] {
    var effects: [Effect] = []
    let told = state.notice
    switch message {
    case .pressed(let key): effects = state.press(key)
    case .took(let action):
      state.notice = nil
      effects = state.take(action)
    case .commanded(let command): state.obey(command)
    case .pointed(let event): effects = state.point(event)
    case .pasted(let text): state.paste(text)
    case .resized(let size): state.resize(to: size)
    case .announced(let text): state.notice = Notice(.plain, text)
    case .ticked(let time):
      state.tick(at: time)
      state.advanceTrace(to: time)
      state.lookForThemes(at: time)
    case .progressed(let id, let progress): state.note(progress, ofWork: id)
    case .finished(let result): state.finish(result)
    case .filed(let news): state.note(news)
    case .themesRead(let reading): state.note(reading)
    case .live(let news): state.note(news)
    }
    state.followLive()
    state.tellWayBack()
    state.settleLesson()
    // Panes come and go with the view, and the one viewport follows them.
    state.adoptLayout()
    state.settleTiles()
    state.settleSelection()
    state.settleNodes()
    state.settlePodList()
    state.refreshMap()
    state.followSearch()
    state.refreshMatches()
    state.keepNotice(after: told)
    state.keepJournal()
    effects += state.outbox
    state.outbox = []
    return effects
  }

  /// The state as a picture.
  public static func draw(_ state: State, into frame: inout Frame) {
    var painter = Painter(size: frame.size, look: state.look)
    if state.size == frame.size {
      painter.drawScreen(of: state)
    } else {
      // A frame of another size than the last resize told is drawn as if it had been told.
      var resized = state
      resized.resize(to: frame.size)
      painter.drawScreen(of: resized)
    }
    frame = painter.frame
  }

  /// Ticks come only while something is played, the curve is traced or themes are chosen.
  public static func nextTick(_ state: State) -> Duration? {
    [state.nextTick, state.nextTraceTick, state.nextThemeTick].compactMap(\.self).min()
  }

  /// Over once someone quits, or goes on without a screen.
  public static func endReason(_ state: State) -> EndReason? {
    state.isOver || state.wantsReader ? .quit : nil
  }
}
