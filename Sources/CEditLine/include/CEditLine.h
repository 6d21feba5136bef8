/* libedit without its variadic calls, which Swift cannot make, and what Glibc's Swift module does not carry. */
#pragma once

#include <histedit.h>
#include <stdint.h>
#include <sys/signalfd.h>

/* A line editor with a history, on standard input and output. The terminal is in its hands, from the first line read to
   the editor's end: keys are neither echoed nor taken for signals in between either. */
typedef struct haos_editor haos_editor;

/* Keys that the owner of an editor handles. */
enum haos_key {
    HAOS_KEY_HELP,     /* ? */
    HAOS_KEY_COMPLETE, /* Tab */
    HAOS_KEY_END,      /* Ctrl-Z */
    HAOS_KEY_DISCARD,  /* Ctrl-C */
};

/* What the editor does when a key was handled. */
enum haos_answer {
    HAOS_ANSWER_NOTHING, /* the line is as it was, and shown as it is */
    HAOS_ANSWER_CHANGED, /* the line was changed */
    HAOS_ANSWER_INSERT,  /* the key is a character of the line */
    HAOS_ANSWER_BEEP,
    HAOS_ANSWER_END, /* the line ends, and is not read */
};

/* Handles a key while a line is being edited. */
typedef enum haos_answer (*haos_key_handler)(void *context, enum haos_key key);
/* Waits for the next character that is typed, while a line is being edited; 0 ends the line, and it is not read. */
typedef uint32_t (*haos_reader)(void *context);

/* NULL if standard input is no terminal that can be used. */
haos_editor *haos_editor_make(haos_key_handler handler, haos_reader reader, void *context);
/* Gives the terminal back as it was. */
void haos_editor_end(haos_editor *editor);

/* Reads a line, without its end; NULL if it is not read. The line is the editor's, until the next call. */
const char *haos_editor_read(haos_editor *editor, const char *prompt);
/* Lets the up and down keys bring lines back, or not. */
void haos_editor_use_history(haos_editor *editor, int is_used);
/* Adds a line to the history, which holds so many lines at most. */
void haos_editor_remember(haos_editor *editor, const char *line, int size);

/* For handlers: the text between the line's beginning and the cursor, which is the caller's to free. */
char *haos_editor_text_before_cursor(haos_editor *editor);
/* For handlers: replaces characters before the cursor. */
void haos_editor_replace(haos_editor *editor, int characters, const char *text);
/* For handlers: removes the whole line. */
void haos_editor_clear(haos_editor *editor);
/* For handlers: removes the whole line and enters another one, as if it were typed. */
void haos_editor_enter(haos_editor *editor, const char *line);

/* For handlers: leaves prompt and line where they are shown, and goes to the row below. */
void haos_editor_leave_shown(haos_editor *editor);
/* For handlers: wipes out prompt and line where they are shown, and goes to where they began. */
void haos_editor_leave_wiped(haos_editor *editor);
/* For handlers: shows prompt and line from where the terminal's cursor is, in the row that is the terminal's now. */
void haos_editor_show(haos_editor *editor);
/* For handlers: the terminal may have another size, or may have lost its settings. */
void haos_editor_terminal_changed(haos_editor *editor);
