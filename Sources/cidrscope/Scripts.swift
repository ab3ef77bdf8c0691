import Reporting
import Simulation
import Sizing

/// The text of a file of commands.
struct ScriptText {
  let name: String
  let bytes: [UInt8]
}

/// Scripts that are read and understood as a whole before anything of them is executed.
enum Scripts {
  /// Reads files of commands; every line that is not understood is in the failure.
  static func read(_ paths: [String]) throws -> [Script] {
    let texts = try paths.map { path in
      let file = try InputFile(path)
      // A byte no text has shows at once that this is something else.
      if file.head.contains(0) { _ = try parsed(file.head, file.name) }
      return ScriptText(name: file.name, bytes: try file.bytes())
    }
    return try understood(texts)
  }

  /// Takes files of commands apart.
  static func understood(_ files: [ScriptText]) throws -> [Script] {
    var scripts: [Script] = []
    var errors: [String] = []
    for file in files {
      do {
        let script = try parsed(file.bytes, file.name)
        errors += wrongQuestions(in: script)
        scripts.append(script)
      } catch let failure as Failure {
        errors += failure.lines
      }
    }
    guard errors.isEmpty else { throw Failure(lines: errors, code: 2) }
    return scripts
  }

  private static func parsed(_ bytes: [UInt8], _ name: String) throws -> Script {
    do {
      return try Script(parsing: bytes, file: name)
    } catch {
      let more =
        error.isCutShort ? ["\(name.printable): too many errors; the rest was not read"] : []
      throw Failure(lines: error.errors.map(\.description) + more, code: 2)
    }
  }

  /// Sizing questions whose words are not understood: the language leaves their keys open.
  private static func wrongQuestions(in script: Script) -> [String] {
    script.lines.compactMap { line in
      guard case .size(let options) = line.command else { return nil }
      do throws(CommandError) {
        _ = try SizingQuestion(options)
        return nil
      } catch {
        return error.located(file: script.file, line: line.number).description
      }
    }
  }
}
