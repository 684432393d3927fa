// A thin door to libedit: its variadic calls, its FILE arguments, and the two C calls Swift's Glibc does not show.
//
// libedit edits (key maps, vi mode, ~/.editrc, terminal modes) but does not draw: its output goes to /dev/null and the
// Terminal target paints the entry itself, because libedit's display loses combining marks and tall entries.
#pragma once
#include <histedit.h>
#include <stdbool.h>
#include <wchar.h>

/// What libedit calls for a function bound to a key, and for the next key. `el_rfunc_t` returns 1, 0 (end) or -1.
typedef unsigned char (*clibedit_function)(EditLine *, wint_t);
typedef int (*clibedit_reader)(EditLine *, wchar_t *);

/// An editor on standard input in emacs mode, with no output, or NULL.
EditLine *clibedit_open(const char *program);

/// Ends an editor made by `clibedit_open`, restoring the terminal's modes.
void clibedit_close(EditLine *);

void clibedit_set_reader(EditLine *, clibedit_reader);
void clibedit_set_client(EditLine *, void *);
void *clibedit_client(EditLine *);

/// Names a function for `clibedit_bind` and ~/.editrc.
void clibedit_add(EditLine *, const char *name, const char *help, clibedit_function);

/// Binds a key in the main map, or in vi's command map.
void clibedit_bind(EditLine *, const char *key, const char *name, bool command_map);

bool clibedit_is_vi(EditLine *);

/// Puts the terminal into editing modes, or back into its own.
void clibedit_prepare(EditLine *, bool editing);

/// Tells libedit that the text was changed behind its back: its idea of the display must follow.
void clibedit_refresh(EditLine *);

/// Makes LC_CTYPE a UTF-8 locale, the user's own if it is one. LC_NUMERIC is never touched.
bool clibedit_use_utf8(void);

/// Columns a scalar takes: 0 for combining marks, -1 for unprintable ones.
int clibedit_width(wchar_t);
