#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

#include "guard.h"

static const int caught[] = {SIGWINCH, SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT};
enum { caught_count = sizeof caught / sizeof caught[0] };

static struct sigaction previous[caught_count];
static bool is_caught[caught_count];
static int pipe_ends[2] = {-1, -1};
static volatile sig_atomic_t unread[NSIG];

static void on_signal(int signal) {
  int saved_errno = errno;
  // A program that does not get round to reading its pipe is stuck: the second Ctrl-C ends it.
  if (unread[signal] && (signal == SIGINT || signal == SIGQUIT)) {
    cncurses_guard_restore();
    cncurses_signals_die(signal);
  }
  unread[signal] = 1;
  unsigned char byte = (unsigned char)signal;
  // The pipe does not block; when it is full the loop has enough to wake up for.
  ssize_t written = write(pipe_ends[1], &byte, 1);
  (void)written;
  errno = saved_errno;
}

static void catch_one(int index) {
  if (sigaction(caught[index], NULL, &previous[index]) != 0) return;
  is_caught[index] =
      caught[index] == SIGWINCH || caught[index] == SIGCONT ||
      previous[index].sa_handler != SIG_IGN;
  if (!is_caught[index]) return;
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  unread[caught[index]] = 0;
  sigaction(caught[index], &action, NULL);
}

static void release_one(int index) {
  if (is_caught[index]) sigaction(caught[index], &previous[index], NULL);
  is_caught[index] = false;
}

int cncurses_signals_catch(void) {
  if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  for (int index = 0; index < caught_count; index++) catch_one(index);
  return pipe_ends[0];
}

void cncurses_signals_release(void) {
  for (int index = 0; index < caught_count; index++) release_one(index);
  close(pipe_ends[0]);
  close(pipe_ends[1]);
  pipe_ends[0] = pipe_ends[1] = -1;
}

int cncurses_signals_next(void) {
  unsigned char byte;
  if (read(pipe_ends[0], &byte, 1) != 1) return 0;
  unread[byte] = 0;
  return byte;
}

void cncurses_signals_stop(void) {
  // While stopped, SIGTSTP must stop, and the SIGCONT that ends it is not news.
  struct sigaction plain = {.sa_handler = SIG_DFL};
  for (int index = 0; index < caught_count; index++) {
    if (!is_caught[index]) continue;
    if (caught[index] == SIGTSTP || caught[index] == SIGCONT)
      sigaction(caught[index], &plain, NULL);
  }
  raise(SIGTSTP);
  for (int index = 0; index < caught_count; index++) {
    if (caught[index] != SIGTSTP && caught[index] != SIGCONT) continue;
    if (!is_caught[index]) continue;
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    sigaction(caught[index], &action, NULL);
  }
}

_Noreturn void cncurses_signals_die(int signal) {
  struct sigaction plain = {.sa_handler = SIG_DFL};
  sigset_t only;
  sigaction(signal, &plain, NULL);
  sigemptyset(&only);
  sigaddset(&only, signal);
  raise(signal);
  sigprocmask(SIG_UNBLOCK, &only, NULL);
  // Only a signal that does not end a program gets here.
  _exit(128 + signal);
}
