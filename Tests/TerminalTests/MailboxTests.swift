import Glibc
import Terminal
import Testing

struct MailboxTests {
  private func isReadable(_ descriptor: Int32) -> Bool {
    var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&source, 1, 0) == 1
  }

  @Test func `messages come out once, oldest first`() {
    let mailbox = Mailbox<Int>()
    for number in 1...3 { mailbox.post(number) }
    #expect(mailbox.takeAll() == [1, 2, 3])
    #expect(mailbox.takeAll().isEmpty)
  }

  @Test func `its descriptor is readable exactly while messages wait`() {
    let mailbox = Mailbox<String>()
    #expect(!isReadable(mailbox.wakeDescriptor))
    for _ in 0..<3 {
      mailbox.post("a")
      mailbox.post("b")
      #expect(isReadable(mailbox.wakeDescriptor))
      _ = mailbox.takeAll()
      #expect(!isReadable(mailbox.wakeDescriptor))
    }
  }

  @Test func `more messages than a pipe holds are no trouble`() {
    let mailbox = Mailbox<Int>()
    for number in 0..<100_000 { mailbox.post(number) }
    #expect(mailbox.takeAll().count == 100_000)
    #expect(!isReadable(mailbox.wakeDescriptor))
  }

  @Test func `nothing posted from many threads is lost`() async {
    let mailbox = Mailbox<Int>()
    await withTaskGroup(of: Void.self) { group in
      for start in 0..<8 {
        group.addTask { for step in 0..<500 { mailbox.post(start * 500 + step) } }
      }
    }
    #expect(mailbox.takeAll().sorted() == Array(0..<4000))
  }
}
