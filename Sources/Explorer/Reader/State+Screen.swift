public import Terminal

extension ExplorerApp.State {
  /// The same explorer on a screen again, after it was talked to without one.
  public mutating func show(on size: Size, look: Look) {
    wantsReader = false
    self.look = look
    resize(to: size)
    shownMap = nil
    notice = nil
  }
}
