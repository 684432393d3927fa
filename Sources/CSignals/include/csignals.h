// Flags and a self-pipe for signals: handlers do only what is async-signal-safe, everything else waits for a poll.
#pragma once
#include <signal.h>
#include <stdbool.h>

/// Installs the handlers for SIGINT, SIGWINCH, SIGTSTP, SIGCONT and for the signals that ask to end (SIGHUP, SIGTERM,
/// SIGQUIT, SIGPWR, SIGXCPU), and ignores those that mean nothing here and would end the process (SIGPIPE, SIGXFSZ,
/// SIGUSR1, SIGUSR2, the timers', SIGIO, SIGSTKFLT, the realtime ones). Returns false when the pipe could not be made. A
/// second call changes nothing.
bool csignals_install(void);

/// Remembers the terminal's modes and the calling thread's need of a stack: should the process crash, they are restored
/// before it ends by the same signal, with a word on what is kept. A second call changes nothing.
void csignals_guard_terminal(void);

/// Puts the terminal into the modes it had when `csignals_guard_terminal` was called.
void csignals_restore_terminal(void);

/// Between entries: keys typed ahead wait unseen and mean what they mean while editing, but Ctrl-C and Ctrl-Z are signals.
void csignals_quiet_terminal(void);

/// While another program has the terminal, its Ctrl-C and Ctrl-\ are not ours.
void csignals_set_away(bool away);

/// The signals this process ignores and its children must not.
void csignals_ignored(sigset_t *);

/// The end of the self-pipe to poll for reading, or -1 before `csignals_install`.
int csignals_descriptor(void);

/// The oldest signal that arrived and was not taken yet, or 0.
int csignals_take(void);

/// True from a Ctrl-C (or a request to end) until cleared. One relaxed load.
bool csignals_interrupt_pending(void);

/// Forgets Ctrl-C and every signal that was not taken, but not a request to end.
void csignals_interrupt_clear(void);

/// True once a signal arrived that asks to end; never cleared. A second such signal ends the process at once.
bool csignals_end_requested(void);

/// Blocks until the first such signal arrives. To be called by one thread, after `csignals_install` succeeded.
void csignals_wait_for_end(void);

/// While editing, Ctrl-Z is reported through the pipe instead of stopping at once, so that the terminal can be restored.
void csignals_set_editing(bool editing);

/// While true, a stop or a forced end first makes the cursor visible again.
void csignals_set_cursor_hidden(bool hidden);

/// Stops this process as Ctrl-Z would by default; returns after it is continued.
void csignals_stop_self(void);

/// The numbers of the signals that `csignals_take` returns.
enum csignals_kind {
  csignals_interrupt = 2,
  csignals_resized = 28,
  csignals_stop = 20,
  csignals_continued = 18,
  csignals_end = 15
};
