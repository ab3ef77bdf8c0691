extension Vocabulary {
  /// The word that a slip of the finger or a cut-off end makes of `word`, the first on ties.
  public static func nearest(to word: String, among words: [String]) -> String? {
    Suggestion.nearest(to: word, among: words)
  }
}
