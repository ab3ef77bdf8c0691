extension ExplorerApp.State {
  mutating func takeTime(_ action: Action, _ times: Int) {
    switch action {
    case .play: playOrPause()
    case .step: step(by: times)
    case .stepBack: step(by: -times)
    case .slower: changeSpeed(by: -times)
    case .faster: changeSpeed(by: times)
    case .cancel: cancelWorkload()
    case .workloads: overlay = .menu(FormMenu())
    case .previousMark: goToMark(by: -times)
    case .nextMark: goToMark(by: times)
    case .firstRefusal: goToFirstRefusal()
    case .scrub: beginScrubbing()
    case .inspect: openInspector()
    case .followLive: goLive()
    default: preconditionFailure("\(action) has nothing to do with time")
    }
  }
}
