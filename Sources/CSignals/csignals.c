#define _GNU_SOURCE
#include "csignals.h"

#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static atomic_bool interrupted;
static atomic_bool ending;
static atomic_bool editing;
static atomic_bool cursor_hidden;
// The terminal's own modes, for whatever ends or stops us in others.
static struct termios own_modes;
static atomic_bool has_own_modes;
static int self_pipe[2] = {-1, -1};
// Posting to a semaphore is one of the few things a handler may do that wakes a thread.
static sem_t end_asked;

// Signals that mean nothing to a notebook and would end it. The last are those of the write that fails beside them.
static const int stray[] = {SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGSTKFLT, SIGPIPE, SIGXFSZ};
// Signals that ask it to end, with its journal kept.
static const int asking[] = {SIGHUP, SIGTERM, SIGQUIT, SIGPWR, SIGXCPU};
// What the processor or the runtime ends us with.
static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void on_signal(int number);

static void show_cursor(void) {
  if (atomic_load(&cursor_hidden)) {
    ssize_t written = write(STDOUT_FILENO, "\033[?25h", 6);
    (void)written;
  }
}

void csignals_restore_terminal(void) {
  show_cursor();
  if (atomic_load(&has_own_modes)) tcsetattr(STDIN_FILENO, TCSANOW, &own_modes);
}

void csignals_quiet_terminal(void) {
  struct termios modes;
  if (!atomic_load(&has_own_modes) || tcgetattr(STDIN_FILENO, &modes) != 0) return;
  modes.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IXON);
  modes.c_lflag &= ~(tcflag_t)(ECHO | ICANON);
  modes.c_lflag |= ISIG;
  modes.c_cc[VMIN] = 1;
  modes.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSANOW, &modes);
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
  // Not every shell takes its own modes back.
  struct termios modes;
  bool has_modes = tcgetattr(STDIN_FILENO, &modes) == 0;
  csignals_restore_terminal();
  // SIGTSTP with its default action rather than SIGSTOP: without a shell to continue us, the kernel then ignores it.
  take_default(SIGTSTP);
  handle(SIGTSTP, on_signal);
  if (has_modes) tcsetattr(STDIN_FILENO, TCSANOW, &modes);
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
        csignals_stop_self();
      }
      break;
    case SIGCONT:
      report(csignals_continued);
      break;
    default:
      if (atomic_exchange(&ending, true)) {
        csignals_restore_terminal();
        take_default(number);
      }
      atomic_store(&interrupted, true);
      report(csignals_end);
      sem_post(&end_asked);
  }
  errno = saved;
}

// A crash leaves a terminal that can be used, and says what is kept.
static void on_fatal(int number) {
  static atomic_bool once;
  if (!atomic_exchange(&once, true) && atomic_load(&has_own_modes)) {
    static const char said[] =
        "\033[?25h\033[?2004l\033[0m\r\n"
        "nabla ended unexpectedly; every input it accepted is kept, and the next start offers it.\r\n";
    tcsetattr(STDIN_FILENO, TCSANOW, &own_modes);
    ssize_t written = write(STDOUT_FILENO, said, sizeof said - 1);
    (void)written;
  }
  // Handled once: the default action of the instruction run again, or of the signal raised again.
  raise(number);
}

void csignals_guard_terminal(void) {
  static char stack[1 << 14];
  if (atomic_load(&has_own_modes) || tcgetattr(STDIN_FILENO, &own_modes) != 0) return;
  // An overflown stack leaves no room for a handler on it.
  stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&other, NULL);
  atomic_store(&has_own_modes, true);
  for (size_t i = 0; i < COUNT(fatal); i++) {
    struct sigaction action = {.sa_handler = on_fatal, .sa_flags = SA_ONSTACK | SA_RESETHAND | SA_NODEFER};
    sigemptyset(&action.sa_mask);
    sigaction(fatal[i], &action, NULL);
  }
}

void csignals_set_away(bool away) {
  // Ignored and not just forgotten afterwards: a busy machine may deliver a signal long after it was sent.
  handle(SIGINT, away ? SIG_IGN : on_signal);
  handle(SIGQUIT, away ? SIG_IGN : on_signal);
}

void csignals_ignored(sigset_t *set) {
  sigemptyset(set);
  sigaddset(set, SIGINT);
  sigaddset(set, SIGQUIT);
  for (size_t i = 0; i < COUNT(stray); i++) sigaddset(set, stray[i]);
  for (int number = SIGRTMIN; number <= SIGRTMAX; number++) sigaddset(set, number);
}

bool csignals_install(void) {
  if (self_pipe[0] >= 0) return true;
  if (pipe2(self_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return false;
  sem_init(&end_asked, 0, 0);
  sigset_t handled;
  sigemptyset(&handled);
  static const int keys[] = {SIGINT, SIGWINCH, SIGTSTP, SIGCONT};
  int numbers[COUNT(keys) + COUNT(asking)];
  memcpy(numbers, keys, sizeof keys);
  memcpy(numbers + COUNT(keys), asking, sizeof asking);
  for (size_t i = 0; i < COUNT(numbers); i++) {
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
  for (size_t i = 0; i < COUNT(stray); i++) handle(stray[i], SIG_IGN);
  for (int number = SIGRTMIN; number <= SIGRTMAX; number++) handle(number, SIG_IGN);
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
