import Explorer
import Reporting
import Settings
import Theming
import UserFiles

/// What holds for a run, after flags, config file and environment have been heard.
struct Setup {
  /// The config file that was looked for.
  enum Config: Hashable {
    /// Nobody wants one, or there is no home to look in.
    case unwanted, homeless
    case absent(String)
    case read(String)
  }

  let preferences: Preferences
  let keymap: Keymap
  let config: Config
  /// What a person should know, one line each; none of it is an error.
  let notices: [String]
  let themes: ThemeChoice

  /// Hears everyone; what is wrong with the config file ends the program.
  init(_ flags: SettingFlags, _ options: ConfigOptions) throws {
    let (config, file) = try Self.read(options)
    let faults = file.faults + Self.keymap(file.keys).faults
    guard faults.isEmpty else {
      throw Failure(
        lines: faults.map { $0.description.printable }
          + ["--no-config opens the explorer without these settings"], code: 2)
    }
    self.config = config
    preferences = Preferences(
      file: file, flags: flags.given, environment: Surroundings.environment)
    let keys = Self.keymap(preferences.keys)
    keymap = keys.keymap
    // A whole path would leave no room for the rest on the line of notices.
    notices = keys.notes.map { note in
      let name = note.file.flatMap { $0.split(separator: "/").last }.map(String.init)
      return FileFault(file: name, line: note.line, column: note.column, note.message)
        .description.printable
    }
    themes = try ThemeChoice(preferences, in: ThemeSearch.library)
  }

  /// Reads the file that the options mean; one that nobody named may be missing.
  static func read(_ options: ConfigOptions) throws -> (Config, ConfigFile) {
    guard let place = options.place else {
      return (options.isIgnored ? .unwanted : .homeless, ConfigFile())
    }
    guard place.isRequired || UserFile.exists(atPath: place.path) else {
      return (.absent(place.path), ConfigFile())
    }
    do throws(FileFault) {
      let text = try UserFile.text(atPath: place.path)
      let actions = Action.allCases.map(\.rawValue)
      return (.read(place.path), ConfigFile(text, file: place.path, actions: actions))
    } catch {
      throw Failure.unreadable(error.description.printable)
    }
  }

  /// The keymap with changes: keys given twice are faults, keys taken from a default are notes.
  static func keymap(
    _ bindings: [KeyBinding]
  ) -> (keymap: Keymap, faults: [FileFault], notes: [FileFault]) {
    let changes = bindings.compactMap { binding in
      Action(rawValue: binding.action).map { (action: $0, keys: binding.keys) }
    }
    let (keymap, conflicts) = Keymap.defaults.remapped(changes)
    var faults: [FileFault] = []
    var notes: [FileFault] = []
    for conflict in conflicts {
      // The line to look at is the one that asks for what it cannot have.
      let asking = conflict.isAmbiguous ? conflict.loser : conflict.winner
      guard let binding = bindings.first(where: { $0.action == asking.rawValue }) else { continue }
      var text = conflict.text
      if conflict.isAmbiguous,
        let first = bindings.first(where: { $0.action == conflict.winner.rawValue })
      {
        text += " (\(first.action): line \(first.line))"
      }
      let fault = binding.fault(text)
      if conflict.isAmbiguous { faults.append(fault) } else { notes.append(fault) }
    }
    return (keymap, faults, notes)
  }
}
