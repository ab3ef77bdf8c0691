import Cartography

/// One of the steps of a layer's colours, and the figures that lead to it.
///
/// The bounds are those that `MapStyle` and `Ink` draw by; a test draws a figure at each of them.
struct RampStep {
  private let style: MapStyle
  private let level: Int
  private let ink: Ink

  init(_ style: MapStyle, ink: Ink, index: Int, of count: Int) {
    self.style = style
    self.ink = ink
    if case .level(let number) = ink { level = Int(number) } else { level = index }
  }

  /// What the step stands for.
  var meaning: String {
    if ink == .full { return "a block of it is full" }
    switch style.layer {
    case .utilisation: return utilisation
    case .age: return age
    case .churn: return counted("given back", "times")
    case .refusals: return counted("waiting", "pods")
    case .free: return free
    case .state, .owner, .claims: return ""
    }
  }

  private var utilisation: String {
    switch (style.aggregate, style.scale) {
    case (.anyFull, _):
      return level == 0 ? "held, and no pod has any of it" : "pods have some of it"
    case (.leastFree, .linear), (.leastFree, .log), (.leastFree, nil): return leastFree
    case (_, .rank): return rank("no address is used", "used")
    case (_, .log): return logarithmic
    default:
      return sevenths(
        "no address is used", of: "the usable addresses", "every usable address is used")
    }
  }

  /// Steps of a seventh; only nothing is 0 and only everything is 8.
  private func sevenths(_ none: String, of all: String, _ everything: String) -> String {
    switch level {
    case 0: none
    case 1: "more than nothing, and less than 1/7 of \(all)"
    case 8: everything
    case 7: "6/7 of \(all) and more, but not all"
    default: "\(level - 1)/7 to less than \(level)/7 of \(all)"
    }
  }

  private var logarithmic: String {
    switch level {
    case 0: "no address is used"
    case 1: "any address used, to less than 1/64"
    case 8: "every usable address is used"
    case 7: "1/2 used and more, but not all"
    default: "1/\(1 << (8 - level)) used to less than 1/\(1 << (7 - level))"
    }
  }

  private var leastFree: String {
    switch level {
    case 0: "128 addresses or more are free in every block, and none is used"
    case 8: "the tightest block has none left"
    case 7: "the tightest block has 1 left"
    case 1: "the tightest block has 64 or more left"
    default: "the tightest block has \(1 << (7 - level)) to \((2 << (7 - level)) - 1) left"
    }
  }

  private func rank(_ none: String, _ what: String) -> String {
    level == 0
      ? none : "of the pixels with any, the \(Self.ordinal(level)) eighth from the least \(what) on"
  }

  private static func ordinal(_ number: Int) -> String {
    switch number {
    case 1: "first"
    case 2: "second"
    case 3: "third"
    default: "\(number)th"
    }
  }

  private var age: String {
    switch style.scale {
    case .rank: return rank("held since now", "old")
    case .linear:
      return sevenths(
        "held since this moment", of: "the cluster's age", "held as long as there is the cluster")
    case .log, nil:
      let names = ["1 minute", "10 minutes", "1 hour", "6 hours", "1 day", "7 days", "30 days"]
      switch level {
      case 0: return "held, and nobody knows since when"
      case 1: return "held for less than \(names[0])"
      case 8: return "held for \(names[6]) or more"
      default: return "held for \(names[level - 2]) to less than \(names[level - 1])"
      }
    }
  }

  private func counted(_ what: String, _ unit: String) -> String {
    switch style.scale {
    case .rank: return rank("held, and none \(what)", what)
    case .linear:
      return sevenths("held, and none \(what)", of: "the most in view", "the most in view")
    case .log, nil:
      switch level {
      case 0: return "held, and none \(what)"
      case 1: return "\(what): 1"
      case 8: return "\(what): 128 \(unit) or more"
      default: return "\(what): \(1 << (level - 1)) to \((1 << level) - 1) \(unit)"
      }
    }
  }

  private var free: String {
    switch level {
    case 1: "the smallest free blocks, of the mask size"
    case 8: "the whole pool in one free block"
    default: "larger free blocks, step \(level) of 8 from the mask size to the pool"
    }
  }
}
