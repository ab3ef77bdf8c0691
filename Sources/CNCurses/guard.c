#include "guard.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

static const int crashes[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
enum { crash_count = sizeof crashes / sizeof crashes[0], reset_capacity = 512 };

static struct sigaction previous[crash_count];
static volatile sig_atomic_t is_armed;
static int input_descriptor = -1;
static int output_descriptor = -1;
static struct termios modes;
static bool has_modes;
static char reset_text[reset_capacity];
static size_t reset_length;

// Stack overflow is a crash too, so the handler runs on memory of its own.
static char handler_stack[64 * 1024];

static volatile sig_atomic_t held = -1;       // memory file that standard error goes to
static volatile sig_atomic_t original = -1;   // where standard error went before

static void write_all(int descriptor, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(descriptor, bytes, length);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    length -= (size_t)written;
  }
}

void cncurses_guard_restore(void) {
  if (!is_armed) return;
  is_armed = 0;
  write_all(output_descriptor, reset_text, reset_length);
  if (has_modes) {
    // Setting modes from the background would stop the process in the middle of its crash.
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTTOU);
    sigprocmask(SIG_BLOCK, &stop, &before);
    tcsetattr(input_descriptor, TCSANOW, &modes);
    sigprocmask(SIG_SETMASK, &before, NULL);
  }
  cncurses_stderr_release();
}

static void on_crash(int signal, siginfo_t *info, void *context) {
  (void)context;
  int saved_errno = errno;
  cncurses_guard_restore();
  for (int index = 0; index < crash_count; index++)
    if (crashes[index] == signal) sigaction(signal, &previous[index], NULL);
  // Returning runs the faulty instruction again, now under the previous handler and with the
  // true fault address. A signal that was sent has no instruction to repeat: send it again.
  if (info->si_code <= 0) raise(signal);
  errno = saved_errno;
}

static void on_exit_of_process(void) { cncurses_guard_restore(); }

void cncurses_guard_remember(int input) {
  input_descriptor = input;
  has_modes = tcgetattr(input, &modes) == 0;
}

void cncurses_guard_arm(int output, const void *reset, size_t length) {
  static bool is_registered;
  if (!is_registered) is_registered = atexit(on_exit_of_process) == 0;
  // Every description known needs less than a tenth of this; half a sequence would be worse.
  reset_length = length <= reset_capacity ? length : 0;
  memcpy(reset_text, reset, reset_length);
  output_descriptor = output;

  stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
  stack_t present;
  // The runtime's own alternate stack, if it made one, is as good.
  if (sigaltstack(NULL, &present) == 0 && (present.ss_flags & SS_DISABLE))
    sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigfillset(&action.sa_mask);
  is_armed = 1;
  for (int index = 0; index < crash_count; index++)
    sigaction(crashes[index], &action, &previous[index]);
}

void cncurses_guard_disarm(void) {
  is_armed = 0;
  for (int index = 0; index < crash_count; index++)
    sigaction(crashes[index], &previous[index], NULL);
}

void cncurses_stderr_hold(void) {
  // A file or a pipe does not disturb the screen, and whoever reads it wants it at once.
  if (held >= 0 || !isatty(STDERR_FILENO)) return;
  int file = memfd_create("standard error", MFD_CLOEXEC);
  int copy = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (file < 0 || copy < 0 || dup2(file, STDERR_FILENO) < 0) {
    if (file >= 0) close(file);
    if (copy >= 0) close(copy);
    return;
  }
  held = file;
  original = copy;
}

void cncurses_stderr_release(void) {
  if (held < 0) return;
  int file = held;
  held = -1;
  dup2(original, STDERR_FILENO);
  close(original);
  char buffer[4096];
  off_t offset = 0;
  for (;;) {
    ssize_t count = pread(file, buffer, sizeof buffer, offset);
    if (count <= 0) break;
    write_all(STDERR_FILENO, buffer, (size_t)count);
    offset += count;
  }
  close(file);
}
