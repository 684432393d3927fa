#define _GNU_SOURCE
#include "clibedit.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

EditLine *clibedit_open(const char *program) {
  FILE *nowhere = fopen("/dev/null", "we");
  if (!nowhere) return NULL;
  // The descriptor is the terminal all the same: libedit refuses to edit when its output is not one.
  EditLine *editor = el_init_fd(program, stdin, nowhere, nowhere, STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO);
  if (!editor) {
    fclose(nowhere);
    return NULL;
  }
  el_wset(editor, EL_SIGNAL, 0);
  el_wset(editor, EL_EDITOR, L"emacs");
  // Translated line ends would make two of each CR LF in a paste; ^S and ^Q are keys, not flow control. So are ^C and
  // ^Z: a signal may reach another thread and come after what was typed behind it.
  el_set(editor, EL_SETTY, "-d", "-icrnl", "-inlcr", "-ixon", "-isig", NULL);
  return editor;
}

void clibedit_close(EditLine *editor) {
  FILE *nowhere = NULL;
  el_get(editor, EL_GETFP, 1, &nowhere);
  el_end(editor);
  if (nowhere) fclose(nowhere);
}

void clibedit_set_reader(EditLine *editor, clibedit_reader reader) { el_wset(editor, EL_GETCFN, reader); }

void clibedit_set_client(EditLine *editor, void *client) { el_wset(editor, EL_CLIENTDATA, client); }

void *clibedit_client(EditLine *editor) {
  void *client = NULL;
  el_wget(editor, EL_CLIENTDATA, &client);
  return client;
}

void clibedit_add(EditLine *editor, const char *name, const char *help, clibedit_function function) {
  // The wide call keeps the caller's strings; the narrow one copies them.
  el_set(editor, EL_ADDFN, name, help, function);
}

void clibedit_bind(EditLine *editor, const char *key, const char *name, bool command_map) {
  if (command_map) {
    el_set(editor, EL_BIND, "-a", key, name, NULL);
  } else {
    el_set(editor, EL_BIND, key, name, NULL);
  }
}

bool clibedit_is_vi(EditLine *editor) {
  const wchar_t *name = L"";
  el_wget(editor, EL_EDITOR, &name);
  return name && wcscmp(name, L"vi") == 0;
}

void clibedit_prepare(EditLine *editor, bool editing) { el_wset(editor, EL_PREP_TERM, editing ? 1 : 0); }

void clibedit_refresh(EditLine *editor) { el_wset(editor, EL_REFRESH); }

bool clibedit_use_utf8(void) {
  static const char *const names[] = {"", "C.UTF-8", "C.utf8", "en_US.UTF-8"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (setlocale(LC_CTYPE, names[i]) && MB_CUR_MAX > 1) return true;
  }
  return false;
}

int clibedit_width(wchar_t scalar) { return wcwidth(scalar); }
