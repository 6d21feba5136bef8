/* libedit without its variadic calls, which Swift cannot make. */
#pragma once

#include <histedit.h>

/* A line editor with a history, on standard input and output. */
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
    HAOS_ANSWER_NOTHING, /* the line is as it was */
    HAOS_ANSWER_CHANGED, /* the line was changed */
    HAOS_ANSWER_PRINTED, /* something was printed: show prompt and line again, below it */
    HAOS_ANSWER_BEEP,
};

/* Handles a key while a line is being edited. */
typedef enum haos_answer (*haos_key_handler)(void *context, enum haos_key key);

/* NULL if standard input is no terminal that can be used. */
haos_editor *haos_editor_make(haos_key_handler handler, void *context);
void haos_editor_end(haos_editor *editor);

/* Reads a line, without its end; NULL at the end of input. The line is the editor's, until the next call. */
const char *haos_editor_read(haos_editor *editor, const char *prompt);
/* Adds a line to the history. */
void haos_editor_remember(haos_editor *editor, const char *line);

/* For key handlers: the text between the line's beginning and the cursor, which is the caller's to free. */
char *haos_editor_text_before_cursor(haos_editor *editor);
/* For key handlers: replaces characters before the cursor. */
void haos_editor_replace(haos_editor *editor, int characters, const char *text);
/* For key handlers: removes the whole line. */
void haos_editor_clear(haos_editor *editor);
/* For key handlers: removes the whole line and enters another one, as if it were typed. */
void haos_editor_enter(haos_editor *editor, const char *line);
