/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What may come next in a script that is being written, from the tables of verbs and of templates. */

/**
 * WeirScriptWord:
 * @text: what is put in place of the part that is there
 * @syntax: what follows it; "" for nothing
 * @summary: one sentence, translated; "" where the text says it all
 */
typedef struct
{
  char *text;
  char *syntax;
  char *summary;
} WeirScriptWord;

void weir_script_word_free (WeirScriptWord *self);

/**
 * weir_script_words_list:
 * @line: up to the cursor
 * @is_first: it is the script's first line
 * @names: (nullable) (array zero-terminated=1): names of events that the script has
 * @part: (out): so many bytes at the end of @line are the beginning of each word
 *
 * Returns: (transfer full) (element-type WeirScriptWord): may be empty
 */
GPtrArray *weir_script_words_list (const char *line, gboolean is_first, const char *const *names, gsize *part);

/* Names of events that stand in the script, each once, in its order; none that a template makes. @most: how many.
 * (transfer full) (array zero-terminated=1) */
GStrv weir_script_list_names (const char *script, guint most);

G_END_DECLS
