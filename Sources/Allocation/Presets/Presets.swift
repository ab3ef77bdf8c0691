/// The presets: what distributions, clouds and CNI plugins come with.
public enum Presets {
  /// Every preset, in the order of menus.
  public static let all: [Preset] = cilium + distributions + plugins + clouds

  /// The names, in the order of menus.
  public static let names: [String] = all.map(\.name)

  /// The preset called `name`, if there is one.
  public static func named(_ name: String) -> Preset? {
    all.first { $0.name == name }
  }
}
