import Simulation
import Theming

/// A forecast with the place of the history that it was made at.
struct ShownForecast: Sendable {
  let stamp: HistoryStamp
  let forecast: Forecast
}

extension ExplorerApp.State {
  /// What the work that forecasts is called.
  static let forecastKind = "forecast"

  /// Forecasts, or puts away the forecast that shows; while it is on its way, ends it.
  mutating func switchForecast() {
    if let work = works.last(where: { $0.kind == Self.forecastKind }) {
      end(work.id)
      notice = Notice(.plain, "the forecast was ended")
      return
    }
    if let shown = shownForecast, shown.stamp == HistoryStamp(session) {
      shownForecast = nil
      return
    }
    guard let plan = session.current else {
      notice = Notice(.error, "there is no plan yet")
      return
    }
    let session = session
    begin("forecast", kind: Self.forecastKind) { watch in
      guard let forecast = session.forecast(of: plan, watching: watch) else { return nil }
      let shown = ShownForecast(stamp: HistoryStamp(session), forecast: forecast)
      return { state in
        state.shownForecast = shown
        if state.notice == nil, state.layout.panel == nil {
          state.notice = Notice(.plain, forecast.lines.joined(separator: "; "))
        }
      }
    }
  }

  /// The answer to a question that takes long to find, as work that only reads.
  mutating func askOutside(_ command: Command) {
    let session = session
    begin("\(command)", kind: Self.forecastKind) { _ in
      var session = session
      let outcome = session.execute(command)
      return { state in state.show(outcome, of: command) }
    }
  }

  /// The lines of the panel: the forecast, what it rests on, and whether it still holds.
  func forecastLines(width: Int) -> [TextLine] {
    if let work = works.last(where: { $0.kind == Self.forecastKind }) {
      let share = work.progress.map { $0.done * 100 / max(1, $0.total) } ?? 0
      return [TextLine("\(work.progress?.what ?? work.what) \(share)%", .dim)]
    }
    guard let shown = shownForecast else { return [] }
    let forecast = shown.forecast
    var lines = forecast.lines.flatMap { TextLine.wrapped($0, to: width) }
    lines += TextLine.wrapped(forecast.assumption, .dim, to: width)
    if shown.stamp != HistoryStamp(session) {
      lines += TextLine.wrapped(
        "made elsewhere in the history; \(keymap.shown(.forecast)) renews it", .warning, to: width)
    }
    return lines
  }
}
