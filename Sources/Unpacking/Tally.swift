import Importing

/// What was read, expanded and found wrong so far, shared by the layers of one file.
final class Tally {
  /// Why a layer cannot go on.
  struct Fault {
    let error: ImportError
    /// The layer that is at fault: 0 is the file itself.
    let layer: Int
    /// Whether it went out of bounds, which ends all layers, and not only the one.
    let isBound: Bool
  }

  let bounds: UnpackingBounds
  /// Bytes of the file itself, before any layer.
  var read = 0
  private(set) var expanded = 0
  private(set) var entries = 0
  private(set) var fault: Fault?

  init(_ bounds: UnpackingBounds) { self.bounds = bounds }

  /// Remembers what is wrong, for whoever swallows the error on its way, and answers it.
  func damage(_ source: String, layer: Int, _ reason: String) -> ImportError {
    let error = ImportError(source: source, reason: reason)
    fault = Fault(error: error, layer: layer, isBound: false)
    return error
  }

  func outOfBounds(_ source: String, _ reason: String) -> ImportError {
    let error = ImportError(source: source, reason: reason)
    fault = Fault(error: error, layer: 0, isBound: true)
    return error
  }

  /// Remembers that the file itself cannot be read on, so that nobody takes it for a shorter one.
  func fail(_ error: ImportError) { fault = Fault(error: error, layer: 0, isBound: true) }

  /// Forgets a fault of a layer above `layer`, and answers it; one of a layer below is thrown.
  func forgive(above layer: Int) throws(ImportError) -> ImportError? {
    guard let found = fault else { return nil }
    guard !found.isBound, found.layer > layer else { throw found.error }
    fault = nil
    return found.error
  }

  func expand(_ count: Int, of source: String) throws(ImportError) {
    expanded += count
    if expanded > bounds.mostExpanded {
      throw outOfBounds(
        source, "expands to more than \(bounds.mostExpanded.inBytes); unpack it and give the folder"
      )
    }
    if expanded > bounds.freeExpansion, expanded / bounds.mostRatio > read {
      throw outOfBounds(
        source,
        "expands to more than \(bounds.mostRatio) times its size, as only archives made to do harm do"
      )
    }
  }

  func countEntry(of source: String) throws(ImportError) {
    entries += 1
    if entries > bounds.mostEntries {
      throw outOfBounds(source, "holds more than \(bounds.mostEntries) entries")
    }
  }
}

extension Int {
  /// `512 MB`: a bound for people.
  var inBytes: String {
    if self >= 1 << 30, isMultiple(of: 1 << 30) { return "\(self >> 30) GB" }
    if self >= 1 << 20, isMultiple(of: 1 << 20) { return "\(self >> 20) MB" }
    if self >= 1 << 10, isMultiple(of: 1 << 10) { return "\(self >> 10) KB" }
    return "\(self) bytes"
  }
}
