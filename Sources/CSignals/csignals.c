#define _GNU_SOURCE
#include "csignals.h"

#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

static atomic_bool interrupted;
static atomic_bool ending;
static atomic_bool editing;
static atomic_bool cursor_hidden;
static int self_pipe[2] = {-1, -1};
// Posting to a semaphore is one of the few things a handler may do that wakes a thread.
static sem_t end_asked;

static void on_signal(int number);

static void show_cursor(void) {
  if (atomic_load(&cursor_hidden)) {
    ssize_t written = write(STDOUT_FILENO, "\033[?25h", 6);
    (void)written;
  }
}

static void handle(int number, void (*handler)(int)) {
  // SA_RESTART keeps every other read of the process free of EINTR; the line reader polls and needs none.
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

static void take_default(int number) {
  sigset_t set;
  sigset_t before;
  handle(number, SIG_DFL);
  sigemptyset(&set);
  sigaddset(&set, number);
  raise(number);
  pthread_sigmask(SIG_UNBLOCK, &set, &before);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void csignals_stop_self(void) {
  // SIGTSTP with its default action rather than SIGSTOP: without a shell to continue us, the kernel then ignores it.
  take_default(SIGTSTP);
  handle(SIGTSTP, on_signal);
}

static void report(unsigned char kind) {
  if (self_pipe[1] >= 0) {
    ssize_t written = write(self_pipe[1], &kind, 1);
    (void)written;
  }
}

static void on_signal(int number) {
  int saved = errno;
  switch (number) {
    case SIGINT:
      atomic_store(&interrupted, true);
      report(csignals_interrupt);
      break;
    case SIGWINCH:
      report(csignals_resized);
      break;
    case SIGTSTP:
      if (atomic_load(&editing)) {
        report(csignals_stop);
      } else {
        show_cursor();
        csignals_stop_self();
      }
      break;
    case SIGCONT:
      report(csignals_continued);
      break;
    default:
      if (atomic_exchange(&ending, true)) {
        show_cursor();
        take_default(number);
      }
      atomic_store(&interrupted, true);
      report(csignals_end);
      sem_post(&end_asked);
  }
  errno = saved;
}

bool csignals_install(void) {
  if (self_pipe[0] >= 0) return true;
  if (pipe2(self_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return false;
  sem_init(&end_asked, 0, 0);
  sigset_t handled;
  sigemptyset(&handled);
  static const int numbers[] = {SIGINT, SIGWINCH, SIGTSTP, SIGCONT, SIGHUP, SIGTERM, SIGQUIT};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    struct sigaction inherited;
    // nohup and shells without job control start us with some of these ignored. That choice stands, but a person at
    // the keyboard can always interrupt.
    bool is_key = (numbers[i] == SIGINT || numbers[i] == SIGQUIT) && isatty(STDIN_FILENO);
    bool is_ignored = sigaction(numbers[i], NULL, &inherited) == 0 && inherited.sa_handler == SIG_IGN;
    if (is_ignored && !is_key) continue;
    handle(numbers[i], on_signal);
    // Whoever started us may also have left a signal blocked.
    sigaddset(&handled, numbers[i]);
  }
  pthread_sigmask(SIG_UNBLOCK, &handled, NULL);
  handle(SIGPIPE, SIG_IGN);
  return true;
}

int csignals_descriptor(void) { return self_pipe[0]; }

int csignals_take(void) {
  unsigned char kind = 0;
  if (self_pipe[0] < 0 || read(self_pipe[0], &kind, 1) != 1) return 0;
  return kind;
}

bool csignals_interrupt_pending(void) { return atomic_load_explicit(&interrupted, memory_order_relaxed); }

void csignals_interrupt_clear(void) {
  while (csignals_take() != 0) {
  }
  if (!atomic_load(&ending)) atomic_store(&interrupted, false);
}

void csignals_wait_for_end(void) {
  while (sem_wait(&end_asked) != 0) {
  }
}

bool csignals_end_requested(void) { return atomic_load(&ending); }

void csignals_set_editing(bool now) { atomic_store(&editing, now); }

void csignals_set_cursor_hidden(bool hidden) { atomic_store(&cursor_hidden, hidden); }
