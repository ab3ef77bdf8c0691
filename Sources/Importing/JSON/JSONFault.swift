/// What a JSON text does wrong, at a byte offset.
struct JSONFault: Error, Hashable {
  var offset: Int
  var problem: String
}
