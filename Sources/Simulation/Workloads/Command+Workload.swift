extension Command {
  /// The workload that the command lets happen; nil of a command that happens at once.
  public var workload: (any Workload)? {
    switch self {
    case .workload(let order): try? AllWorkloads.make(order.name, order.options)
    case .churn(let churn): SteadyState(churn)
    case .roll(let app, let surge): RollingUpdate(app: app, surge: surge)
    case .fail(let zone): ZoneLoss(zone: zone)
    case .recover(let zone): ZoneReturn(zone: zone)
    default: nil
    }
  }
}
