extension Command {
  /// The workload that the command lets happen; nil of a command that happens at once.
  public var workload: (any Workload)? {
    switch self {
    case .workload(let order): try? AllWorkloads.make(order.name, order.options)
    default: nil
    }
  }
}
