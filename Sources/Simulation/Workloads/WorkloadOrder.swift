/// A workload as it was written: its name and its options.
public struct WorkloadOrder: Hashable, Sendable {
  /// The word for its kind.
  public let name: String
  /// What was said about it.
  public let options: [CommandOption]

  /// The workload `name` with these options, which its kind has to accept.
  public init(_ name: String, _ options: [CommandOption] = []) throws(CommandError) {
    _ = try AllWorkloads.make(name, options)
    self.name = name
    self.options = options
  }
}
