import Allocation

extension Timeline {
  /// Hands out the lines worth telling up to here, each with the place just after its step, until
  /// `receive` answers false.
  func forEachNote(_ receive: (Place, Note) -> Bool) {
    for index in 0..<min(place.position + 1, entries.count) {
      let steps = entries[index].steps
      let isWhole = index < place.position
      for step in 0..<(isWhole ? steps.count : place.step) where !steps[step].notes.isEmpty {
        let isLast = isWhole && step + 1 == steps.count
        let after = isLast ? Place(index + 1) : Place(index, step: step + 1)
        for note in steps[step].notes where !receive(after, note) { return }
      }
    }
  }

  /// Lines worth telling up to here.
  var noteCount: Int {
    var count = 0
    for index in 0..<min(place.position + 1, entries.count) {
      let steps = entries[index].steps
      for step in 0..<(index < place.position ? steps.count : place.step) {
        count += steps[step].notes.count
      }
    }
    return count
  }
}
