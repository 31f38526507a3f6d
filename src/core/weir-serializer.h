/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_EOL_LF,
  WEIR_EOL_CRLF,
  WEIR_EOL_CR,
} WeirEol;

/**
 * WeirFields:
 * @event: (nullable): the event type; %NULL writes no line
 * @id: (nullable): the id; %NULL writes no line, "" writes `id:`
 * @data: (nullable): the data; %NULL writes no line, each LF, CR or CRLF inside starts another data line
 * @retry_ms: the reconnection time, or -1
 */
typedef struct
{
  const char *event;
  const char *id;
  const WeirSpan *data;
  gint64 retry_ms;
} WeirFields;

/**
 * weir_serializer_append:
 *
 * Appends one block, its blank line included, that decodes to the same fields.
 *
 * Returns: %FALSE, and @wire as it was, with %WEIR_CORE_ERROR_SYNTAX when a field cannot be written (a line end in event or
 *   id, invalid UTF-8, a @retry_ms beyond 2^53 - 1) or %WEIR_CORE_ERROR_LIMIT when no parser would take the block
 */
gboolean weir_serializer_append (GString *wire, const WeirFields *fields, WeirEol eol, GError **error);

/* Appends a comment: one `:` line for each line of @text, no blank line. */
void weir_serializer_append_comment (GString *wire, WeirSpan text, WeirEol eol);

G_END_DECLS
