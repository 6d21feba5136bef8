#include "CEditLine.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* Lines that the history holds. */
#define HISTORY_SIZE 256

struct haos_editor {
    EditLine *line;
    History *history;
    haos_key_handler handler;
    void *context;
    const char *prompt;
    char *text;
};

static haos_editor *editor_of(EditLine *line) {
    void *editor = NULL;
    el_get(line, EL_CLIENTDATA, &editor);
    return editor;
}

static char *prompt(EditLine *line) {
    return (char *)editor_of(line)->prompt;
}

static unsigned char handle(EditLine *line, enum haos_key key) {
    haos_editor *editor = editor_of(line);
    switch (editor->handler(editor->context, key)) {
    case HAOS_ANSWER_CHANGED:
        return CC_REFRESH;
    case HAOS_ANSWER_PRINTED:
        return CC_REDISPLAY;
    case HAOS_ANSWER_BEEP:
        return CC_REFRESH_BEEP;
    case HAOS_ANSWER_NOTHING:
        break;
    }
    return CC_NORM;
}

static unsigned char help(EditLine *line, int character) {
    (void)character;
    return handle(line, HAOS_KEY_HELP);
}

static unsigned char complete(EditLine *line, int character) {
    (void)character;
    return handle(line, HAOS_KEY_COMPLETE);
}

static unsigned char end(EditLine *line, int character) {
    (void)character;
    return handle(line, HAOS_KEY_END);
}

static unsigned char discard(EditLine *line, int character) {
    (void)character;
    return handle(line, HAOS_KEY_DISCARD);
}

static void bind_key(EditLine *line, const char *key, const char *function) {
    el_set(line, EL_BIND, key, function, NULL);
}

static void bind_keys(EditLine *line) {
    el_set(line, EL_EDITOR, "emacs");
    el_set(line, EL_ADDFN, "haos-help", "What may follow", help);
    el_set(line, EL_ADDFN, "haos-complete", "Complete the word", complete);
    el_set(line, EL_ADDFN, "haos-end", "Leave configuration", end);
    el_set(line, EL_ADDFN, "haos-discard", "Discard the line", discard);
    bind_key(line, "?", "haos-help");
    bind_key(line, "^I", "haos-complete");
    bind_key(line, "^Z", "haos-end");
    bind_key(line, "^C", "haos-discard");
    bind_key(line, "^W", "ed-delete-prev-word");
    bind_key(line, "^R", "ed-redisplay");
    bind_key(line, "\\e[1~", "ed-move-to-beg");
    bind_key(line, "\\e[4~", "ed-move-to-end");
    bind_key(line, "\\e[3~", "ed-delete-next-char");
    /* Ctrl-C and Ctrl-Z are keys while a line is edited, not signals. */
    el_set(line, EL_SETTY, "-d", "-isig", NULL);
    /* A terminal that changes its size, or is suspended and comes back, shows the line again. */
    el_set(line, EL_SIGNAL, 1);
}

haos_editor *haos_editor_make(haos_key_handler handler, void *context) {
    setlocale(LC_CTYPE, "");
    haos_editor *editor = calloc(1, sizeof *editor);
    if (editor == NULL)
        return NULL;
    editor->handler = handler;
    editor->context = context;
    editor->prompt = "";
    editor->history = history_init();
    editor->line = el_init("haosh", stdin, stdout, stderr);
    if (editor->history == NULL || editor->line == NULL) {
        haos_editor_end(editor);
        return NULL;
    }
    HistEvent event;
    history(editor->history, &event, H_SETSIZE, HISTORY_SIZE);
    history(editor->history, &event, H_SETUNIQUE, 1);
    el_set(editor->line, EL_CLIENTDATA, editor);
    el_set(editor->line, EL_PROMPT, prompt);
    el_set(editor->line, EL_HIST, history, editor->history);
    bind_keys(editor->line);
    return editor;
}

void haos_editor_end(haos_editor *editor) {
    if (editor->line != NULL)
        el_end(editor->line);
    if (editor->history != NULL)
        history_end(editor->history);
    free(editor->text);
    free(editor);
}

const char *haos_editor_read(haos_editor *editor, const char *prompt) {
    int length = 0;
    editor->prompt = prompt;
    /* Before the prompt appears, so that no key that is pressed upon it is taken for a signal, or echoed twice. */
    el_set(editor->line, EL_PREP_TERM, 1);
    const char *text = el_gets(editor->line, &length);
    editor->prompt = "";
    if (text == NULL || length <= 0)
        return NULL;
    free(editor->text);
    editor->text = strndup(text, strcspn(text, "\r\n"));
    return editor->text;
}

void haos_editor_remember(haos_editor *editor, const char *line) {
    HistEvent event;
    history(editor->history, &event, H_ENTER, line);
}

char *haos_editor_text_before_cursor(haos_editor *editor) {
    const LineInfo *info = el_line(editor->line);
    return strndup(info->buffer, (size_t)(info->cursor - info->buffer));
}

void haos_editor_replace(haos_editor *editor, int characters, const char *text) {
    if (characters > 0)
        el_deletestr(editor->line, characters);
    el_insertstr(editor->line, text);
}

void haos_editor_clear(haos_editor *editor) {
    const LineInfoW *info = el_wline(editor->line);
    el_cursor(editor->line, (int)(info->lastchar - info->cursor));
    info = el_wline(editor->line);
    if (info->cursor > info->buffer)
        el_deletestr(editor->line, (int)(info->cursor - info->buffer));
}

void haos_editor_enter(haos_editor *editor, const char *line) {
    haos_editor_clear(editor);
    el_insertstr(editor->line, line);
    el_push(editor->line, "\n");
}
