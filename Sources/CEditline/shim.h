#pragma once
/// Editline's setters are variadic, which Swift cannot call: one wrapper for each argument type.

#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef wchar_t *(*keyway_prompt_function)(EditLine *);
typedef unsigned char (*keyway_key_function)(EditLine *, int);

typedef ssize_t (*keyway_write_function)(void *stream, const char *bytes, size_t count);

// Declared here because the system's header shows them to GNU sources only.
struct keyway_io_functions {
    ssize_t (*read)(void *, char *, size_t);
    keyway_write_function write;
    int (*seek)(void *, long long *, int);
    int (*close)(void *);
};
extern FILE *fopencookie(void *stream, const char *mode, struct keyway_io_functions functions);

/// A stream whose bytes go to a function.
static inline FILE *keyway_open_stream(void *stream, keyway_write_function write) {
    struct keyway_io_functions functions = {NULL, write, NULL, NULL};
    return fopencookie(stream, "w", functions);
}

static inline int keyway_el_set_client(EditLine *editor, void *client) {
    return el_wset(editor, EL_CLIENTDATA, client);
}

static inline void *keyway_el_get_client(EditLine *editor) {
    void *client = NULL;
    el_wget(editor, EL_CLIENTDATA, &client);
    return client;
}

/// A character between two `literal`s is sent to the terminal as it is and takes no column.
static inline int keyway_el_set_prompt(EditLine *editor, keyway_prompt_function prompt, wchar_t literal) {
    return el_wset(editor, EL_PROMPT_ESC, prompt, (int)literal);
}

static inline int keyway_el_set_reader(EditLine *editor, el_rfunc_t reader) {
    return el_wset(editor, EL_GETCFN, reader);
}

static inline int keyway_el_set_terminal(EditLine *editor, const char *name) {
    return el_set(editor, EL_TERMINAL, name);
}

static inline int keyway_el_set_editor(EditLine *editor, const char *mode) {
    return el_set(editor, EL_EDITOR, mode);
}

static inline int keyway_el_is_vi(EditLine *editor) {
    const char *mode = NULL;
    el_get(editor, EL_EDITOR, &mode);
    return mode != NULL && mode[0] == 'v';
}

static inline int keyway_el_set_raw(EditLine *editor, int raw) { return el_wset(editor, EL_PREP_TERM, raw); }

static inline int keyway_el_redraw(EditLine *editor) { return el_set(editor, EL_REFRESH); }

/// The narrow call, because it copies the names; the wide one keeps the pointers.
static inline int keyway_el_add_function(EditLine *editor, const char *name, const char *help,
                                         keyway_key_function function) {
    return el_set(editor, EL_ADDFN, name, help, function);
}

static inline int keyway_el_bind(EditLine *editor, const char *key, const char *command) {
    return el_set(editor, EL_BIND, key, command, NULL);
}

/// Binds in vi's command mode.
static inline int keyway_el_bind_alternative(EditLine *editor, const char *key, const char *command) {
    return el_set(editor, EL_BIND, "-a", key, command, NULL);
}

/// Does what a line of `.editrc` says.
static inline int keyway_el_parse(EditLine *editor, const char *line) {
    Tokenizer *tokenizer = tok_init(NULL);
    if (tokenizer == NULL) return -1;
    int count = 0;
    const char **words = NULL;
    int result = -1;
    if (tok_str(tokenizer, line, &count, &words) == 0 && count > 0) result = el_parse(editor, count, words);
    tok_end(tokenizer);
    return result;
}

/// Changes a terminal flag (`isig`, `-isig`) for the time of editing.
static inline int keyway_el_set_edit_mode_flag(EditLine *editor, const char *flag) {
    return el_set(editor, EL_SETTY, "-d", flag, NULL);
}

static inline int keyway_el_set_history(EditLine *editor, HistoryW *history) {
    return el_wset(editor, EL_HIST, history_w, history);
}

static inline int keyway_history_set_size(HistoryW *history, int size) {
    HistEventW event;
    return history_w(history, &event, H_SETSIZE, size);
}

/// Adds a line; the number names it from then on.
static inline int keyway_history_enter(HistoryW *history, const wchar_t *line, int *number) {
    HistEventW event;
    int result = history_w(history, &event, H_ENTER, line);
    *number = event.num;
    return result;
}

static inline int keyway_history_delete(HistoryW *history, int number) {
    HistEventW event;
    int result = history_w(history, &event, H_DEL, number);
    // Editline hands over a copy of what it deleted.
    if (result == 0) free((void *)event.str);
    return result;
}

static inline int keyway_history_clear(HistoryW *history) {
    HistEventW event;
    return history_w(history, &event, H_CLEAR);
}

/// Makes a UTF-8 locale of that name this thread's own; the rest of the process keeps its locale.
static inline int keyway_use_unicode_locale(const char *name) {
    locale_t locale = newlocale(LC_CTYPE_MASK, name, (locale_t)0);
    if (locale == (locale_t)0) return 0;
    if (strcmp(nl_langinfo_l(CODESET, locale), "UTF-8") != 0) {
        freelocale(locale);
        return 0;
    }
    uselocale(locale);
    return 1;
}

/// How many columns Editline gives a character: negative for one that it does not draw.
extern int wcwidth(wchar_t character);
static inline int keyway_column_width(wchar_t character) { return wcwidth(character); }
