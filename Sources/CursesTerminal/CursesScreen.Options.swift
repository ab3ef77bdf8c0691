extension CursesScreen {
  /// How many colours to use.
  public enum ColorMode: String, Hashable, Sendable, CaseIterable {
    /// As many as the terminal is described to have.
    case automatic = "auto"
    /// All by their parts, whatever the terminal says of itself.
    case truecolor
    case colors256 = "256"
    case colors16 = "16"
    case colors8 = "8"
    case never

    /// The most colours to use; nil if that is the terminal's matter.
    var limit: Int? {
      switch self {
      case .automatic: nil
      case .truecolor: 1 << 24
      case .colors256: 256
      case .colors16: 16
      case .colors8: 8
      case .never: 0
      }
    }
  }

  /// Whether the terminal is told where a frame begins and ends, so that it shows none by halves.
  public enum Synchronization: String, Hashable, Sendable, CaseIterable {
    /// Where the terminal says that it understands.
    case automatic = "auto"
    case on, off
  }

  /// One direction of the terminal.
  public enum Channel: Hashable, Sendable {
    /// An open descriptor, which stays the caller's to close.
    case descriptor(Int32)
    case path(String)

    /// Descriptor 0.
    public static let standardInput = Channel.descriptor(0)
    /// Descriptor 1.
    public static let standardOutput = Channel.descriptor(1)

    /// The terminal the process was started from, whatever its standard streams are.
    public static let controllingTerminal = Channel.path("/dev/tty")
  }

  /// What a screen is opened with.
  public struct Options: Sendable {
    /// The caller decides about `NO_COLOR`; this is the outcome.
    public var colors: ColorMode
    /// Where keys come from.
    public var input: Channel
    /// Where frames go.
    public var output: Channel

    /// How long after ESC the rest of a key's sequence may still come.
    public var escapeDelay: Duration

    /// Whether the mouse is the program's; if not, the terminal selects text with it.
    public var usesMouse: Bool

    /// Whether frames are sent between marks that have the terminal show them at once.
    public var synchronization: Synchronization

    /// Whether the terminal is asked for its background and what else it can do.
    public var asksTerminal: Bool

    /// The terminal's name; nil takes it from `TERM`.
    public var terminal: String?

    /// The locale that decides the character set; nil takes it from the environment.
    var locale: String?

    /// The defaults fit a program started in a terminal.
    public init(
      colors: ColorMode = .automatic, input: Channel = .standardInput,
      output: Channel = .standardOutput, escapeDelay: Duration = .milliseconds(25),
      usesMouse: Bool = true, synchronization: Synchronization = .automatic,
      asksTerminal: Bool = true, terminal: String? = nil
    ) {
      self.colors = colors
      self.input = input
      self.output = output
      self.escapeDelay = escapeDelay
      self.usesMouse = usesMouse
      self.synchronization = synchronization
      self.asksTerminal = asksTerminal
      self.terminal = terminal
    }
  }
}
