/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/**
 * WeirImportOptions:
 * @title: (nullable): of the script
 * @event: (nullable): the event type of elements that have none of their own
 * @every_us: the pause between events
 * @dialect: (nullable): a nick of weir_dialect_get(): a plain text becomes a model's stream; %NULL: an event a line
 */
typedef struct
{
  const char *title;
  const char *event;
  gint64 every_us;
  const char *dialect;
} WeirImportOptions;

typedef enum
{
  WEIR_IMPORT_ARRAY,  /* JSON: an event for each element */
  WEIR_IMPORT_LINES,  /* JSON Lines: an event for each line */
  WEIR_IMPORT_VALUE,  /* one JSON object: one event */
  WEIR_IMPORT_STREAM, /* a plain event stream, or a script already */
  WEIR_IMPORT_TEXT,
} WeirImportKind;

/* What a pasted text is. @n_events: (out) (optional): of JSON, how many events it would make */
WeirImportKind weir_import_guess (WeirSpan text, guint *n_events);

/**
 * weir_import_to_script:
 * @text: any bytes
 *
 * A script that plays @text. An element that is an object of nothing but `event`, `data`, `id`, `retry` and `t` is an event with
 * these fields (`t`: seconds; they become the pauses); any other is the data of one, as it was written. Data that is a string is
 * sent as the string's text. A script or event stream comes back as it is.
 *
 * Returns: (transfer full) (nullable): %NULL with WEIR_CORE_ERROR_SYNTAX or _LIMIT, in words
 */
GString *weir_import_to_script (WeirSpan text, const WeirImportOptions *options, GError **error);

G_END_DECLS
