import Terminal
import Theming

/// A line in which the name of a file is typed.
struct FileLine: Hashable, Sendable {
  /// What the file is for.
  enum Purpose: Hashable, Sendable {
    case save
    case open
    case export

    var title: String {
      switch self {
      case .save: "Save the session as"
      case .open: "Open scripts and dumps"
      case .export: "Export"
      }
    }

    var verb: String {
      switch self {
      case .save: "saves"
      case .open: "opens"
      case .export: "writes"
      }
    }

    var advice: String {
      switch self {
      case .save: "a script such as work.scope, which cidrscope run and open take back"
      case .open: "scripts, or dumps of kubectl; several with blanks between, \"...\" around blanks"
      case .export: ExportWord.advice
      }
    }
  }

  let purpose: Purpose
  var editor: LineEditor
  /// What is wrong with the line.
  var fault: String?
  /// What goes on once the session is saved.
  let follow: SessionFiles.FollowUp?

  init(_ purpose: Purpose, _ text: String = "", then follow: SessionFiles.FollowUp? = nil) {
    self.purpose = purpose
    self.follow = follow
    editor = LineEditor(text)
  }

  func lines(width: Int) -> [TextLine] {
    let foot = TextLine.wrapped(fault ?? purpose.advice, fault == nil ? .dim : .error, to: width)
    return [TextLine()] + foot
  }
}

extension ExplorerApp.State {
  /// A key while a panel about files lies on top.
  mutating func press(_ key: Key, in panel: FilePanel) -> [ExplorerApp.Effect] {
    switch panel {
    case .line(let line): return type(key, in: line)
    case .unsaved(let question): answer(question, key)
    case .recovery(let recovery): answer(recovery, key)
    }
    return []
  }

  private mutating func type(_ key: Key, in line: FileLine) -> [ExplorerApp.Effect] {
    var line = line
    switch key {
    case .escape, .control("g"):
      overlay = nil
      return []
    case .enter: return submit(line)
    default:
      if line.editor.press(key) { line.fault = nil }
    }
    overlay = .files(.line(line))
    return []
  }

  /// Text that was pasted into the line.
  mutating func paste(_ text: String, into line: FileLine) {
    var line = line
    line.editor.insert(text)
    line.fault = nil
    overlay = .files(.line(line))
  }

  private mutating func submit(_ line: FileLine) -> [ExplorerApp.Effect] {
    let text = line.editor.text
    overlay = nil
    do throws(Prompt.Fault) {
      switch line.purpose {
      case .save: try save(toNamed: text, isForced: false, then: line.follow)
      case .open: openFiles(try FileWord.paths(text))
      case .export: try export(text)
      }
    } catch {
      var line = line
      line.fault = error.text
      overlay = .files(.line(line))
    }
    return []
  }

  private mutating func answer(_ question: UnsavedQuestion, _ key: Key) {
    switch (key, question.wanted) {
    case (.character("e"), _) where question.isOfLive: overlay = .files(.line(FileLine(.export)))
    case (.character("s"), _) where question.isOfLive, (.enter, _) where question.isOfLive: break
    case (.character("s"), let wanted), (.enter, let wanted):
      overlay = nil
      save(then: wanted)
    case (.character("q"), .quit):
      overlay = nil
      isOver = true
    case (.character("o"), .open(let paths)):
      overlay = nil
      openWithoutAsking(paths)
    case (.escape, _), (.control("g"), _):
      overlay = nil
      let way = question.isOfLive ? "" : "; \(keymap.shown(.save)) saves"
      notice = Notice(.plain, "nothing is lost\(way)")
    default: break
    }
  }

  private mutating func answer(_ panel: RecoveryPanel, _ key: Key) {
    var panel = panel
    switch key {
    case .up, .character("k"): panel.selected = max(0, panel.selected - 1)
    case .down, .character("j"):
      panel.selected = min(panel.items.count - 1, panel.selected + 1)
    case .enter:
      let item = panel.items.remove(at: panel.selected)
      overlay = nil
      for other in panel.items { outbox.append(.journal(.leave(other.name))) }
      recover(item)
      return
    case .character("d"):
      let item = panel.items.remove(at: panel.selected)
      outbox.append(.journal(.drop(item.name)))
      panel.selected = max(0, min(panel.selected, panel.items.count - 1))
      notice = Notice(.plain, "dropped \(item.summary)")
    case .escape, .character("q"), .control("g"):
      overlay = nil
      for item in panel.items { outbox.append(.journal(.leave(item.name))) }
      notice = Notice(.plain, "left for later: the next start offers it again")
      return
    default: break
    }
    overlay = panel.items.isEmpty ? nil : .files(.recovery(panel))
  }
}
