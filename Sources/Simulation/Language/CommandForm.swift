/// One row of the vocabulary: a verb with its noun, what follows them, and what they mean.
public struct CommandForm: Sendable {
  /// The first word.
  public let verb: String
  /// The second word, for verbs that need one.
  public let noun: String?
  /// What follows without a key, in order.
  public let places: [Place]
  /// What follows as `key=value`, in any order.
  public let keys: [Key]
  /// Whether keys beyond the listed ones are for someone else to judge.
  public let hasOpenKeys: Bool
  /// Whether the words have a grammar of their own, which `build` knows.
  public let isFree: Bool
  /// What the command does, in half a sentence.
  public let summary: String
  /// How it is written, one line for each way.
  public let usages: [String]
  /// Makes the command from its arguments, of which those that must be there are.
  let build: Builder

  typealias Builder = @Sendable (inout ArgumentReader) throws(CommandError) -> Command

  /// A form whose usage follows from its places and keys, unless `usages` says it.
  init(
    _ verb: String, _ noun: String? = nil, _ places: [Place] = [], keys: [Key] = [],
    hasOpenKeys: Bool = false, isFree: Bool = false, usages: [String]? = nil, summary: String,
    build: @escaping Builder
  ) {
    self.verb = verb
    self.noun = noun
    self.places = places
    self.keys = keys
    self.hasOpenKeys = hasOpenKeys
    self.isFree = isFree
    self.summary = summary
    self.build = build
    let words = [verb] + (noun.map { [$0] } ?? [])
    let arguments = places.map(\.usage) + keys.map(\.usage)
    self.usages = usages ?? [(words + arguments).joined(separator: " ")]
  }

  /// The verb with its noun: `add nodes`.
  public var name: String {
    noun.map { "\(verb) \($0)" } ?? verb
  }

  /// The first way to write it.
  public var usage: String { usages[0] }
}

extension CommandForm {
  /// An argument that is known by where it stands.
  public struct Place: Hashable, Sendable {
    /// The word for it in a usage line.
    public let placeholder: String
    /// What may stand here.
    public let kind: ArgumentKind
    /// Whether it may be left out; only the last place may.
    public let isOptional: Bool
    /// What it means, in half a sentence.
    public let meaning: String

    init(
      _ placeholder: String, _ kind: ArgumentKind, isOptional: Bool = false, _ meaning: String = ""
    ) {
      self.placeholder = placeholder
      self.kind = kind
      self.isOptional = isOptional
      self.meaning = meaning
    }

    /// The placeholder, in brackets if it may be left out.
    var usage: String { isOptional ? "[\(placeholder)]" : placeholder }
  }

  /// An argument that is known by its key.
  public struct Key: Hashable, Sendable {
    /// The word before the equals sign.
    public let name: String
    /// The word for the value in a usage line.
    public let placeholder: String
    /// What the value may be.
    public let kind: ArgumentKind
    /// Whether the command makes no sense without it.
    public let isRequired: Bool
    /// Whether it may stand more than once.
    public let canRepeat: Bool
    /// What it means, in half a sentence.
    public let meaning: String
    /// What holds where nothing is said, as it would be written or in words; nil where that is
    /// nothing at all.
    public let standard: String?

    init(
      _ name: String, _ placeholder: String, _ kind: ArgumentKind, isRequired: Bool = false,
      canRepeat: Bool = false, _ meaning: String = "", standard: String? = nil
    ) {
      self.name = name
      self.placeholder = placeholder
      self.kind = kind
      self.isRequired = isRequired
      self.canRepeat = canRepeat
      self.meaning = meaning
      self.standard = standard
    }

    /// `key=VALUE`, in brackets if it may be left out, with dots if it may stand more than once.
    var usage: String {
      let text = "\(name)=\(placeholder)"
      return (isRequired ? text : "[\(text)]") + (canRepeat ? "..." : "")
    }
  }
}
