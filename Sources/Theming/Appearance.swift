/// Whether a theme is meant for a dark or a light room.
public enum Appearance: String, CaseIterable, Sendable, Hashable {
  /// Light text on a dark ground.
  case dark
  /// Dark text on a light ground.
  case light
}
