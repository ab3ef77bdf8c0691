public import Simulation

extension SizingAnswer {
  /// What `size key=value ...` comes to, which no session knows; nil for every other command.
  public static func outcome(of command: Command) -> Outcome? {
    guard case .size(let options) = command else { return nil }
    do throws(CommandError) {
      return .answer(SizingAnswer(try SizingQuestion(options)).table)
    } catch {
      return .refused(error.message)
    }
  }
}
