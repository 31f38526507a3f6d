/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* A command line as a shell takes it apart, one word at a time. Private to weir-curl*.c. */

typedef enum
{
  WEIR_CURL_SHELL_POSIX,
  WEIR_CURL_SHELL_CMD, /* the Windows command prompt */
} WeirCurlShell;

typedef enum
{
  WEIR_CURL_WORD,
  WEIR_CURL_WORD_REDIRECT, /* `> file`: the words go on behind it */
  WEIR_CURL_WORD_STOP,     /* the command ends at @cursor, the text does not */
  WEIR_CURL_WORD_END,
  WEIR_CURL_WORD_ERROR,
} WeirCurlWordKind;

/**
 * WeirCurlWords:
 * @text: the word, without quotes and escapes; may hold NUL; owned
 * @lexeme: the same as it stands in the command
 * @blanks: (element-type utf8): what the shell would have filled in; borrowed
 * @has_prompt: the command was copied with its prompts
 * @is_joined: a line break that ends the command was read as a space, because an option follows it
 * @is_cut: an `&` in a URL was taken for a part of it
 * @problem: (nullable): after %WEIR_CURL_WORD_ERROR: what is wrong at @lexeme, translated
 */
typedef struct
{
  WeirCurlShell shell;
  const char *start, *cursor, *end;
  GString *text;
  WeirSpan lexeme;
  GPtrArray *blanks;
  gboolean has_prompt;
  gboolean is_joined;
  gboolean is_cut;
  gboolean cmd_quoted; /* within quotes as the command prompt sees them */
  const char *problem;
} WeirCurlWords;

void weir_curl_words_init (WeirCurlWords *self, WeirSpan command, WeirCurlShell shell, gboolean has_prompt, GPtrArray *blanks);
void weir_curl_words_clear (WeirCurlWords *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirCurlWords, weir_curl_words_clear)

/* After %WEIR_CURL_WORD_STOP, %WEIR_CURL_WORD_END and %WEIR_CURL_WORD_ERROR: not again. */
WeirCurlWordKind weir_curl_words_next (WeirCurlWords *self);

/* Parts of it. */
WeirCurlWordKind weir_curl_words_next_cmd (WeirCurlWords *self);
/* @cursor stands behind `$'`. Returns: FALSE when it has no end */
gboolean weir_curl_words_read_ansi (WeirCurlWords *self);
/* @cursor stands at `$` or a backquote. */
void weir_curl_words_read_blank (WeirCurlWords *self);
void weir_curl_words_add_blank (WeirCurlWords *self, const char *blank, gsize length);

G_END_DECLS
