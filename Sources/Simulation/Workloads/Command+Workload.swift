import Addressing
import Allocation

extension Command {
  /// The workload that the command lets happen; nil of a command that happens at once.
  public var workload: (any Workload)? {
    switch self {
    case .workload(let order): try? AllWorkloads.make(order.name, order.options)
    case .churn(let churn): churn.workload
    case .roll(let app, let surge): Rollout(app: app, surge: surge)
    case .fail(let zone): ZoneLoss(zone: zone)
    case .recover(let zone): ZoneReturn(zone: zone)
    default: nil
    }
  }
}

extension Churn {
  /// What the command lets happen.
  var workload: SteadyState { SteadyState(self) }
}
