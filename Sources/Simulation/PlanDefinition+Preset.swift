import Addressing
import Allocation

extension PlanDefinition {
  /// The preset the plan starts from, if it names one.
  private var base: Preset? { preset.flatMap { Presets.named($0) } }

  /// The mode: the one written, or else the preset's.
  var modeName: String { mode.isEmpty ? base?.mode ?? "" : mode }

  /// The pools: those written, or else the preset's.
  var modePools: [IPPrefix] { pools.isEmpty ? base?.pools ?? [] : pools }

  /// The Service CIDRs that come with the preset.
  var services: [IPPrefix] { base?.services ?? [] }

  /// What the plan is, once it is there.
  var summary: String {
    guard let base else { return "mode \(modeName)" }
    let pods = modePools.map(\.description).joined(separator: " ")
    let services = services.map(\.description).joined(separator: " ")
    return "preset \(base.name), mode \(modeName), pods \(pods)"
      + (services.isEmpty ? "" : ", services \(services)")
      + (base.assumption.isEmpty || !pools.isEmpty ? "" : "; \(base.assumption)")
  }

  /// Masks and options as the mode takes them: those written, and the preset's where none is.
  var modeOptions: [ModeOption] {
    var written: [ModeOption] = []
    for (key, masks) in [("mask", masks), ("mask6", masks6)] where !masks.isEmpty {
      written.append(ModeOption(key, masks.map(String.init).joined(separator: ",")))
    }
    written += options.map { ModeOption($0.key, $0.value) }
    let taken = Set(written.map(\.key))
    return presetOptions.filter { !taken.contains($0.key) } + written
  }

  /// The preset's options that still mean something under the mode and the pools written.
  private var presetOptions: [ModeOption] {
    guard let base else { return [] }
    var options = base.options
    if modeName != base.mode {
      let known = AllModes.descriptions.first { $0.name == modeName }?.options.map(\.key) ?? []
      options.removeAll { !known.contains($0.key) }
    }
    for (family, key) in [(IPFamily.v4, "mask"), (.v6, "mask6")]
    where !modePools.contains(where: { $0.family == family }) {
      options.removeAll { $0.key == key }
    }
    return options
  }
}
