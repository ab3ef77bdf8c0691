public import Addressing
import Allocation

extension Plan {
  /// The pools that the plan began with, which are those of a mode it is switched to.
  public var ownPools: [IPPrefix] { (origin ?? cluster.mode).pools }

  /// What was said of the plan; of a recording, the size of its blocks.
  private var said: [ModeOption] {
    guard isRecorded, stated.isEmpty else { return stated }
    return [(IPFamily.v4, "mask"), (.v6, "mask6")].compactMap { family, key in
      (origin ?? cluster.mode).unitLength(family).map { ModeOption(key, String($0)) }
    }
  }

  /// The options of a switch to another mode on some pools, `own` said with it.
  ///
  /// What was said of the plan holds under the new rules where they know it; what was not said is
  /// the new mode's own default. What is said with the switch must be right.
  func options(under mode: String, pools: [IPPrefix], own: [ModeOption] = []) -> [ModeOption] {
    var options = own
    for option in said where !own.contains(where: { $0.key == option.key }) {
      let tried = options + [option]
      if (try? AllModes.make(mode, pools: pools, options: tried)) != nil { options = tried }
    }
    return options
  }

  /// Why the mode called `name` does not take the plan's pools; nil where it does.
  public func refusal(ofMode name: String) -> String? {
    do throws(Refusal) {
      _ = try AllModes.make(
        name, pools: ownPools, options: options(under: name, pools: ownPools))
      return nil
    } catch {
      return error.description
    }
  }

  /// A plan of another name and mode on the same pools, with the same things said of it.
  public func definition(called name: String, mode: String) -> PlanDefinition {
    var definition = PlanDefinition(name: name, mode: mode, pools: ownPools)
    for option in options(under: mode, pools: ownPools) {
      let lengths = option.value.split(separator: ",").compactMap { Int($0) }
      switch option.key {
      case "mask": definition.masks = lengths
      case "mask6": definition.masks6 = lengths
      default: definition.options.append(CommandOption(option.key, option.value))
      }
    }
    return definition
  }
}
