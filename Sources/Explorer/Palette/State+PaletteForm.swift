import Allocation
import Simulation

extension ExplorerApp.State {
  /// Opens what is typed as a form; false where no command stands there yet.
  mutating func openForm(of prompt: Prompt) -> Bool {
    let head = prompt.editor.text
    guard let command = Vocabulary.form(of: head), !command.isFree else {
      notice = Notice(.plain, "a form needs a command, such as add nodes")
      return false
    }
    var form =
      if command.verb == "workload",
        let workload = AllWorkloads.descriptions.first(where: {
          head.split(separator: " ").dropFirst().contains(Substring($0.name))
        })
      {
        Form(workload)
      } else {
        Form(command, mode: cluster?.mode.about)
      }
    guard form.fill(from: head) else {
      notice = Notice(.plain, "the form has no field for a word of this line")
      return false
    }
    open(form)
    return true
  }
}
