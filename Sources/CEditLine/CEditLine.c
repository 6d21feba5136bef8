/* For wcwidth. */
#define _XOPEN_SOURCE 700

#include "CEditLine.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct haos_editor {
    EditLine *line;
    History *history;
    /* The history where none is used: nothing is in it. */
    History *no_history;
    haos_key_handler handler;
    haos_reader reader;
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

static int read_character(EditLine *line, wchar_t *character) {
    haos_editor *editor = editor_of(line);
    *character = (wchar_t)editor->reader(editor->context);
    return *character != 0;
}

static unsigned char handle(EditLine *line, enum haos_key key, int character) {
    haos_editor *editor = editor_of(line);
    const char text[2] = {(char)character, 0};
    switch (editor->handler(editor->context, key)) {
    case HAOS_ANSWER_CHANGED:
        return CC_REFRESH;
    case HAOS_ANSWER_INSERT:
        return el_insertstr(line, text) == 0 ? CC_REFRESH : CC_REFRESH_BEEP;
    case HAOS_ANSWER_BEEP:
        return CC_REFRESH_BEEP;
    case HAOS_ANSWER_END:
        return CC_EOF;
    case HAOS_ANSWER_NOTHING:
        break;
    }
    return CC_NORM;
}

static unsigned char help(EditLine *line, int character) {
    return handle(line, HAOS_KEY_HELP, character);
}

static unsigned char complete(EditLine *line, int character) {
    return handle(line, HAOS_KEY_COMPLETE, character);
}

static unsigned char end(EditLine *line, int character) {
    return handle(line, HAOS_KEY_END, character);
}

static unsigned char discard(EditLine *line, int character) {
    return handle(line, HAOS_KEY_DISCARD, character);
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
    bind_key(line, "^U", "vi-kill-line-prev");
    bind_key(line, "^L", "ed-redisplay");
    bind_key(line, "^R", "ed-redisplay");
    bind_key(line, "\\e[1~", "ed-move-to-beg");
    bind_key(line, "\\e[4~", "ed-move-to-end");
    bind_key(line, "\\e[3~", "ed-delete-next-char");
    /* Ctrl-C and Ctrl-Z are keys, not signals, also between two lines; nothing that is typed then is echoed, or lost
       because it is a long line. */
    el_set(line, EL_SETTY, "-d", "-isig", NULL);
    el_set(line, EL_SETTY, "-x", "-isig", "-icanon", "-echo", NULL);
}

haos_editor *haos_editor_make(haos_key_handler handler, haos_reader reader, void *context) {
    haos_editor *editor = calloc(1, sizeof *editor);
    if (editor == NULL)
        return NULL;
    editor->handler = handler;
    editor->reader = reader;
    editor->context = context;
    editor->prompt = "";
    editor->history = history_init();
    editor->no_history = history_init();
    editor->line = el_init("haosh", stdin, stdout, stderr);
    if (editor->history == NULL || editor->no_history == NULL || editor->line == NULL) {
        haos_editor_end(editor);
        return NULL;
    }
    HistEvent event;
    history(editor->history, &event, H_SETUNIQUE, 1);
    el_set(editor->line, EL_CLIENTDATA, editor);
    el_set(editor->line, EL_PROMPT, prompt);
    el_set(editor->line, EL_GETCFN, read_character);
    haos_editor_use_history(editor, 1);
    bind_keys(editor->line);
    return editor;
}

void haos_editor_end(haos_editor *editor) {
    if (editor->line != NULL)
        el_end(editor->line);
    if (editor->history != NULL)
        history_end(editor->history);
    if (editor->no_history != NULL)
        history_end(editor->no_history);
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

void haos_editor_use_history(haos_editor *editor, int is_used) {
    el_set(editor->line, EL_HIST, history, is_used ? editor->history : editor->no_history);
}

void haos_editor_remember(haos_editor *editor, const char *line, int size) {
    HistEvent event;
    if (size <= 0) {
        history(editor->history, &event, H_CLEAR);
        return;
    }
    history(editor->history, &event, H_SETSIZE, size);
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

struct place {
    int row;
    int column;
};

/* Where a character is shown that stands behind a place; the terminal is so many columns wide. */
static struct place advance(struct place place, wchar_t character, int width) {
    int columns = wcwidth(character);
    /* Control characters are shown as ^X, others that cannot be shown as \U+XXXX. */
    if (columns < 0)
        columns = character < 0x80 ? 2 : 8;
    /* A character that is two columns wide begins a row rather than being cut. */
    if (place.column + columns > width)
        place = (struct place){place.row + 1, 0};
    place.column += columns;
    return place;
}

/* Where the terminal's cursor is when prompt and line are shown up to a character, counted from where they begin. */
static struct place place_of(const haos_editor *editor, const wchar_t *end) {
    struct place place = {0, 0};
    int width = 80;
    el_get(editor->line, EL_GETTC, "co", &width);
    mbstate_t state = {0};
    wchar_t character = 0;
    const char *prompt = editor->prompt;
    for (size_t length; (length = mbrtowc(&character, prompt, MB_CUR_MAX, &state)) - 1 < MB_CUR_MAX; prompt += length)
        place = advance(place, character, width);
    for (const wchar_t *next = el_wline(editor->line)->buffer; next < end; next++)
        place = advance(place, *next, width);
    /* The cursor never waits behind the last column. */
    return place.column < width ? place : (struct place){place.row + 1, 0};
}

void haos_editor_leave_shown(haos_editor *editor) {
    const LineInfoW *info = el_wline(editor->line);
    int below = place_of(editor, info->lastchar).row - place_of(editor, info->cursor).row;
    while (below-- >= 0)
        putchar('\n');
}

void haos_editor_leave_wiped(haos_editor *editor) {
    int above = place_of(editor, el_wline(editor->line)->cursor).row;
    if (above > 0)
        printf("\033[%dA", above);
    fputs("\r\033[J", stdout);
}

void haos_editor_show(haos_editor *editor) {
    putchar('\r');
    el_set(editor->line, EL_REFRESH);
}

void haos_editor_terminal_changed(haos_editor *editor) {
    el_set(editor->line, EL_PREP_TERM, 0);
    el_set(editor->line, EL_PREP_TERM, 1);
    el_resize(editor->line);
}
