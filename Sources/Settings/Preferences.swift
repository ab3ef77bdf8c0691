public import Cartography

/// What holds: a value for each setting with where it comes from, and the keys that were changed.
public struct Preferences: Hashable, Sendable {
  /// Where a value comes from, the weakest first.
  public enum Source: Hashable, Sendable {
    /// Nobody said anything.
    case standard
    /// An environment variable.
    case environment(String)
    /// A line of a file.
    case file(String, line: Int)
    /// The command line.
    case flag(String)
  }

  /// A value and who said it.
  public struct Held: Hashable, Sendable {
    /// The value as `Setting.value` writes it.
    public let value: String
    /// Who said it.
    public let source: Source

    /// Pairs a value with its source.
    public init(_ value: String, from source: Source) {
      self.value = value
      self.source = source
    }
  }

  private var said: [SettingName: Held] = [:]
  /// The keys that a file gives to actions, in the order of the file.
  public private(set) var keys: [KeyBinding] = []

  /// What holds when nobody said anything.
  public init() {}

  /// What holds by a file, the command line and the environment.
  ///
  /// A flag goes before the file, and both before `NO_COLOR`; where they say `auto`, though, they
  /// leave the choice to what is weaker.
  public init(
    file: ConfigFile = ConfigFile(), flags: [(SettingName, Held)] = [],
    environment: [String: String] = [:]
  ) {
    said = file.values
    keys = file.keys
    for (name, held) in flags { said[name] = held }
    // The convention of no-color.org: set and not empty.
    if self[.color] == "auto", environment["NO_COLOR"]?.isEmpty == false {
      said[.color] = Held("never", from: .environment("NO_COLOR"))
    }
  }

  /// The value of a setting.
  public subscript(name: SettingName) -> String { held(name).value }

  /// The value of a setting and who said it.
  public func held(_ name: SettingName) -> Held {
    said[name] ?? Held(AllSettings[name].standard, from: .standard)
  }

  /// Whether a setting that is `on` or `off` is on.
  public func isOn(_ name: SettingName) -> Bool {
    precondition(AllSettings[name].kind == .onOff, "\(name) is neither on nor off")
    return self[name] == "on"
  }
}

/// The values as what they stand for; every word was looked at when it was read.
extension Preferences {
  /// What the map shows first.
  public var layer: Layer { Layer(rawValue: self[.layer]) ?? .utilisation }

  /// The order in which addresses run.
  public var curve: any SpaceFillingCurve {
    Cartography.curve(named: self[.curve]) ?? allCurves[0]
  }

  /// What a pixel shows that stands for many blocks.
  public var aggregate: Aggregate { Aggregate(rawValue: self[.aggregate]) ?? .max }

  /// How figures become shades; nil leaves that to the layer.
  public var scale: Scale? { Scale(rawValue: self[.scale]) }

  /// The glyph set that is insisted on; nil for none.
  public var glyphs: (any GlyphSet)? { glyphSet(named: self[.glyphs]) }

  /// The most bytes to copy through the terminal.
  public var clipboardLimit: Int { Int(self[.clipboardLimit]) ?? 0 }
}

extension Preferences.Source: CustomStringConvertible {
  /// The source as people know it.
  public var description: String {
    switch self {
    case .standard: "default"
    case .environment(let name): "environment \(name)"
    case .file(let path, let line): "\(path):\(line)"
    case .flag(let flag): "flag \(flag)"
    }
  }
}
