/// Where in a file something is written, for whoever has to change it.
public struct ImportedPlace: Hashable, Sendable {
  /// The file, as messages name it.
  public var file: String
  /// The way of keys to the value, as people write it: `ipam.operator.clusterPoolIPv4MaskSize`.
  public var key: String
  /// The line, counted from one; nil where the value has none of its own.
  public var line: Int?
  /// The column in characters, counted from one.
  public var column: Int?

  /// A value of a file.
  public init(file: String, key: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.key = key
    self.line = line
    self.column = column
  }
}

extension Document {
  /// Where the value at a path below this object is written.
  func place(of field: [PathStep]) -> ImportedPlace {
    let position = position(of: field)
    return ImportedPlace(
      file: source, key: (path + field).text, line: position?.line, column: position?.column)
  }
}
