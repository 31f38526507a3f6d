/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a program of the person's watches a URL. */
typedef enum
{
  WEIR_SNIPPET_EVENT_SOURCE,
  WEIR_SNIPPET_FETCH,
  WEIR_SNIPPET_NODE,
  WEIR_SNIPPET_PYTHON,
  WEIR_SNIPPET_CURL,
  WEIR_SNIPPET_WATCH,
  WEIR_N_SNIPPETS
} WeirSnippet;

/* Translated */
const char *weir_snippet_get_title (WeirSnippet self);
/* Of a GtkSourceLanguage */
const char *weir_snippet_get_language (WeirSnippet self);
/* @url: http or https. @names: (nullable) (array zero-terminated=1): of events that come. @certificate: (nullable): a file to trust.
 * (transfer full): ended by a line break */
char *weir_snippet_to_text (WeirSnippet self, const char *url, const char *const *names, const char *certificate);

G_END_DECLS
