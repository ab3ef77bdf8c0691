import Explorer
import Glibc
import Lessons
import UserFiles

/// Where lessons come from, and what was made of them: `$XDG_STATE_HOME/cidrscope/lessons`.
struct LessonFile {
  private let folder: String?
  private var path: String? { folder.map { $0 + "/lessons" } }

  init(folder: String? = StateFolder.path) { self.folder = folder }

  /// The lessons that a word of the command line means: all, one by name or number, or a file.
  static func lessons(_ name: String) throws -> [Lesson] {
    if name == "all" { return Lesson.all }
    if let lesson = Lesson.named(name) { return [lesson] }
    do throws(FileFault) {
      return [try Lesson(parsing: try UserFile.text(atPath: name), file: name)]
    } catch {
      let known = Lesson.all.map(\.id).joined(separator: ", ")
      let hint = name.contains(".") || name.contains("/") ? "" : "; lessons are \(known)"
      throw Failure.unreadable(error.description + hint)
    }
  }

  /// The best that was made of each lesson; nothing where nothing is kept.
  func read() -> LessonProgress {
    guard let path, let text = try? UserFile.text(atPath: path) else { return LessonProgress() }
    return LessonProgress(text)
  }

  /// Keeps what was made of a lesson, unless better was made before.
  func keep(_ id: String, _ score: LessonProgress.Score) {
    guard let folder, let path, StateFolder.make(folder) == nil else { return }
    var progress = read()
    progress.note(score, for: id)
    let fresh = "\(path).\(getpid())"
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let bytes = Array(progress.text.utf8)
    let isWhole = Glibc.write(descriptor, bytes, bytes.count) == bytes.count
    close(descriptor)
    if !isWhole || rename(fresh, path) != 0 { unlink(fresh) }
  }
}
