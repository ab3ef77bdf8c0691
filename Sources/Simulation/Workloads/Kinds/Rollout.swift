import Addressing
import Allocation

/// An app's pods are replaced in waves, as a Deployment does it: what `roll` means.
struct Rollout: Workload {
  let app: String
  let surge: Amount
  let unavailable: Amount
  let pace: TimeSpan

  static let description = WorkloadDescription(
    name: "rollout", summary: "replaces every pod of an app, in waves",
    details: """
      What a Deployment's rolling update does with its strategy: there are never more pods than \
      wanted and surge= beyond, never fewer than wanted less unavailable=; a share counts up for \
      surge and down for unavailable, and where both are none one pod is unavailable, all as in \
      kube-controller-manager. Each wave the oldest pods go and new ones come; after pace= they are \
      taken to be ready and the next wave begins. The pace is this program's own: Kubernetes waits \
      for readiness, which no address plan knows. Left out: termination grace, which lets old pods \
      keep their addresses for some seconds more, failed probes, and a new ReplicaSet's names.
      """,
    options: [
      WorkloadOption("app", "APP", .app, standard: nil, meaning: "the app whose pods are replaced"),
      // Kubernetes 1.33, pkg/apis/apps/v1/defaults.go, SetDefaults_Deployment: 25 % each.
      WorkloadOption(
        "surge", "N|N%", .amount, standard: "25%", meaning: "pods beyond those wanted, at most"),
      WorkloadOption(
        "unavailable", "N|N%", .amount, standard: "25%",
        meaning: "pods below those wanted, at most"),
      WorkloadOption(
        "pace", "DURATION", .span, standard: "30s", meaning: "how long until new pods are ready"),
    ])

  init(_ options: [CommandOption]) throws(CommandError) {
    let options = try WorkloadOptions(options, of: Self.description)
    app = try options.app("app")
    surge = try options.amount("surge")
    unavailable = try options.amount("unavailable")
    pace = try options.span("pace")
  }

  /// The rollout that the command `roll` means: all but the surge as in a Deployment that says nothing.
  init(app: String, surge: Amount) {
    self.app = app
    self.surge = surge
    unavailable = .percent(25)
    pace = TimeSpan(seconds: 30)
  }

  var rate: String { "\(surge) more and \(unavailable) fewer pods of \(app), each \(pace)" }

  func steps(
    for population: Population, drawing generator: SeededGenerator
  ) throws(Refusal) -> [WorkloadStep] {
    guard let app = try population.app(called: app) else {
      throw .system("no pods belong to an app called \"\(app)\"")
    }
    let wanted = population.count(of: app)
    let limits = limits(of: wanted)
    let perWave = max(1, limits.surge + limits.unavailable)
    let waves = wanted / perWave + 2
    guard waves <= WorkloadTime.pieceLimit else {
      throw .tooMany("\(waves) waves; take a larger surge")
    }
    guard pace.seconds <= WorkloadTime.longest / waves else {
      throw .tooMany("that rollout would last for more than a hundred years")
    }
    var writer = StepWriter(population)
    var second = 0
    var (old, new) = (wanted, 0)
    while old > 0 || new < wanted {
      // All that are there are ready by now, so as many may go as leave enough; then new ones fit.
      let going = min(old, old + new - (wanted - limits.unavailable))
      old -= going
      writer.act(.removePods(going, of: app, .oldest), at: second)
      let coming = min(wanted - new, wanted + limits.surge - old - new)
      new += coming
      writer.act(.addPods(coming, of: app), at: second)
      second += pace.seconds
    }
    return writer.steps(until: second)
  }

  /// How many pods there may be beyond those wanted, and how many below.
  ///
  /// Kubernetes 1.33, `pkg/controller/deployment/util/deployment_util.go`, `ResolveFenceposts` and
  /// `MaxUnavailable`.
  func limits(of wanted: Int) -> (surge: Int, unavailable: Int) {
    let surge = min(surge.share(of: wanted, roundingUp: true), Cluster.podLimit)
    let unavailable = min(unavailable.share(of: wanted, roundingUp: false), wanted)
    return (surge, surge == 0 && unavailable == 0 ? min(1, wanted) : unavailable)
  }
}
