/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-directive.h"
#include "weir-script-lines.h"
#include "weir-script-private.h"

G_BEGIN_DECLS

/**
 * WeirArgs:
 * @line: the line; @at: where the reading is, in bytes
 * @verb_at: where the verb is; 0 in other lines
 * @directive: of the verb; NULL before it is known
 *
 * The arguments of one directive, read from left to right. Each reader skips spaces first; a reader that returns %FALSE has
 * reported the error at its place. After an error the rest of the line is not read.
 */
typedef struct
{
  WeirScriptLine line;
  gsize at;
  gsize verb_at;
  const WeirDirective *directive;
  GPtrArray *diagnostics;
} WeirArgs;

/* Reports at byte @offset of the line; @text and @hint are taken. */
void weir_args_report (const WeirArgs *self, gsize offset, gboolean is_error, char *text, char *hint);
/* An error at the present place, with the verb's syntax as its hint; the verb is known. Always %FALSE. */
gboolean weir_args_refuse (const WeirArgs *self, gsize offset, char *text);

void weir_args_skip_spaces (WeirArgs *self);
gboolean weir_args_at_end (WeirArgs *self);
/* Reports what follows as too much. */
gboolean weir_args_end (WeirArgs *self);

/* Up to the next space; %FALSE and an error when there is none. @what: what is missing, marked with N_() */
gboolean weir_args_word (WeirArgs *self, const char *what, WeirSpan *word);
/* The rest of the line without the spaces around it; may be empty. */
WeirSpan weir_args_rest (WeirArgs *self);
gboolean weir_args_text (WeirArgs *self, const char *what, WeirSpan *text);
gboolean weir_args_number (WeirArgs *self, guint64 min, guint64 max, guint64 *number);
gboolean weir_args_duration (WeirArgs *self, WeirDuration *duration);
gboolean weir_args_on_off (WeirArgs *self, gboolean *on);
/* A string in quotes. @string: (out) (transfer full) */
gboolean weir_args_string (WeirArgs *self, GString **string);
/* `NAME: TEXT`. Both (transfer full). */
gboolean weir_args_header (WeirArgs *self, char **name, char **value);

/* Parts of words; @word lies in the line. */
gboolean weir_args_parse_time (const WeirArgs *self, WeirSpan word, gint64 *us);
gboolean weir_args_parse_number (const WeirArgs *self, WeirSpan word, guint64 min, guint64 max, guint64 *number);

static inline gsize
weir_args_offset_of (const WeirArgs *self, WeirSpan word)
{
  return (gsize) (word.data - self->line.text.data);
}

G_END_DECLS
