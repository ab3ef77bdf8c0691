/// The parts of the interface that a theme gives a style to, the map's inks apart.
public enum Role: String, CaseIterable, Sendable, Hashable {
  /// Ordinary text, and the ground that everything stands on.
  case text
  /// Text that matters less.
  case dim
  /// Text that matters more.
  case strong
  /// The name of a panel in its frame.
  case title
  /// The frame of a panel.
  case border
  /// The frame of the panel that keys go to.
  case borderFocused = "border-focused"
  /// The line at the top that says what is shown.
  case header
  /// The line at the bottom that describes the cursor.
  case footer
  /// What a key does, in the line of keys.
  case hint
  /// The name of a key.
  case key
  /// The block or line under the cursor.
  case cursor
  /// What is selected.
  case selection
  /// What a change would come to that has not been made: its signs on the map, and its numbers.
  case ghost
  /// The name of a block on the map.
  case label
  /// The frame of a block on the map.
  case grid
  /// The filled part of a gauge or a bar.
  case gauge
  /// The rest of a gauge or a bar.
  case gaugeEmpty = "gauge-empty"
  /// A small chart over time.
  case sparkline
  /// Something that went as wished.
  case good
  /// Something to look at.
  case warning
  /// Something that went wrong.
  case error
  /// What is being typed.
  case input
  /// What could be typed.
  case suggestion
  /// What a search found.
  case match
  /// The ground and text of a panel that lies over others.
  case popup
  /// The name of such a panel.
  case popupTitle = "popup-title"

  /// The word for it in theme files.
  public var name: String { rawValue }
}
