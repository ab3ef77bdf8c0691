public import Lessons
public import Simulation
public import Terminal

extension ExplorerApp {
  /// What can happen to the explorer.
  public enum Message: Hashable, Sendable {
    /// A key: an action, or a character of the line being typed.
    case pressed(Key)
    /// An action by its name, without a key.
    case took(Action)
    /// A command of a script, without a line being typed.
    case commanded(Command)
    /// The mouse was used.
    case pointed(MouseEvent)
    /// Text put in at once.
    case pasted(String)
    /// The screen has another size.
    case resized(Size)
    /// Time has come to this instant of the screen's clock.
    case ticked(Duration)
    /// A long piece of work has come so far.
    case progressed(Int, Progress)
    /// A long piece of work has ended.
    case finished(WorkResult)
    /// What became of something that was to be done with files.
    case filed(FileNews)
    /// The folders of themes were read again.
    case themesRead(ThemeReading)
    /// Something was heard of the cluster that is followed.
    case live(LiveNews)
    /// Something outside has a line to say, such as what became of an effect.
    case announced(String)
  }

  /// What the explorer asks the world outside for.
  public enum Effect: Hashable, Sendable {
    /// Put text on the clipboard.
    case copy(String)
    /// Draw the whole screen again, for something else has written to it.
    case redraw
    /// Do something that takes long, and send what it tells and finds as messages.
    case work(Work)
    /// Read the folders of themes, and tell what they hold as `.themesRead`.
    case readThemes
    /// Do something with files, and tell what came of it as `.filed`.
    case file(FileRequest)
    /// Write what has been done where it outlives a crash.
    case journal(JournalOrder)
    /// Keep a line that was typed for the next start.
    case remember(TypedLine)
    /// Keep what was made of the lesson of that name.
    case keepScore(String, LessonProgress.Score)
    /// Nobody waits for the work of that number any more.
    case cancel(Int)
  }
}
