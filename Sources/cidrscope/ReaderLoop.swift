import Explorer
import Glibc
import Reporting
import Terminal

/// The talk without a screen: lines from standard input, sentences to standard output.
struct ReaderLoop {
  let mailbox: Mailbox<ExplorerApp.Message>
  /// What happens outside when the explorer asks for it.
  let perform: (ExplorerApp.Effect) -> Void

  /// What is asked of files is waited for so long, since the answer is a part of the talk.
  private static let patience: Int32 = 30_000

  /// Talks until someone wants the screen, leaves, or has nothing more to say.
  func run(_ state: ExplorerApp.State) -> (next: Reader.Next, state: ExplorerApp.State) {
    var reader = Reader(state)
    var output = StandardStream.output
    for line in reader.greeting() { output.writeLine(line.printable) }
    let isAsked = isatty(STDIN_FILENO) != 0
    while !output.isClosed {
      if isAsked { output.write(Array("> ".utf8)) }
      guard let line = readLine(strippingNewline: true) else { break }
      var answer = reader.take(line)
      while true {
        for line in answer.lines { output.writeLine(line.printable) }
        for effect in answer.effects { perform(effect) }
        guard answer.next == .line else { return (answer.next, reader.state) }
        let (heard, news) = news(after: answer.effects)
        if !heard.isEmpty {
          answer = reader.take(heard)
        } else if let news {
          answer = reader.take(news)
        } else {
          break
        }
      }
    }
    return (.end, reader.state)
  }

  /// What has come of something asked outside; before that, all that a live cluster told.
  private func news(
    after effects: [ExplorerApp.Effect]
  ) -> (heard: [LiveNews], news: ExplorerApp.Message?) {
    let isAwaited = effects.contains { effect in
      if case .file = effect { true } else { false }
    }
    if isAwaited {
      var request = pollfd(fd: mailbox.wakeDescriptor, events: Int16(POLLIN), revents: 0)
      _ = poll(&request, 1, Self.patience)
    }
    let all = mailbox.takeAll()
    let heard = all.compactMap { message in
      if case .live(let news) = message { news } else { nil }
    }
    guard heard.isEmpty else {
      for message in all {
        if case .live = message { continue }
        mailbox.post(message)
      }
      return (heard, nil)
    }
    for message in all.dropFirst() { mailbox.post(message) }
    return ([], all.first)
  }
}
