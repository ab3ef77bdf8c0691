/// The best that somebody has made of each lesson, as lines of text: `zoom 3 0 no`.
public struct LessonProgress: Hashable, Sendable {
  /// How a lesson was done.
  public struct Score: Hashable, Sendable {
    /// The commands it took.
    public var strokes: Int
    /// The hints it took.
    public var hints: Int
    /// Whether the solution was looked at.
    public var sawSolution: Bool

    /// How a lesson was done.
    public init(strokes: Int, hints: Int, sawSolution: Bool) {
      self.strokes = strokes
      self.hints = hints
      self.sawSolution = sawSolution
    }

    /// Without help before with it, then by fewer commands.
    func isBetter(than other: Score) -> Bool {
      (sawSolution ? 1 : 0, strokes, hints)
        < (other.sawSolution ? 1 : 0, other.strokes, other.hints)
    }
  }

  private var scores: [(id: String, score: Score)] {
    ids.compactMap { id in best[id].map { (id, $0) } }
  }
  /// The lessons in the order in which they were first done.
  private var ids: [String] = []
  private var best: [String: Score] = [:]

  /// Nothing done.
  public init() {}

  /// Reads lines; those that are not understood are left out.
  public init(_ text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 4, let strokes = Int(words[1]), let hints = Int(words[2]),
        strokes >= 0, hints >= 0
      else { continue }
      note(
        Score(strokes: strokes, hints: hints, sawSolution: words[3] == "yes"),
        for: String(words[0]))
    }
  }

  /// The best of a lesson; nil where it was not done.
  public subscript(id: String) -> Score? { best[id] }

  /// How many lessons were done.
  public var count: Int { ids.count }

  /// Keeps a score unless a better one is there.
  public mutating func note(_ score: Score, for id: String) {
    guard let before = best[id] else {
      ids.append(id)
      best[id] = score
      return
    }
    if score.isBetter(than: before) { best[id] = score }
  }

  /// The lines that are read again.
  public var text: String {
    scores.map {
      "\($0.id) \($0.score.strokes) \($0.score.hints) \($0.score.sawSolution ? "yes" : "no")\n"
    }
    .joined()
  }
}
