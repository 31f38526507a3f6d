/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-limits.h"
#include "weir-span.h"

G_BEGIN_DECLS

/* RFC 8259 one token at a time. Private to weir-json*.c. */

typedef enum
{
  WEIR_JSON_ERROR,
  WEIR_JSON_END, /* of the text, after one whole value */
  WEIR_JSON_BEGIN_OBJECT,
  WEIR_JSON_END_OBJECT,
  WEIR_JSON_BEGIN_ARRAY,
  WEIR_JSON_END_ARRAY,
  WEIR_JSON_NAME, /* of a member; its colon is taken off too */
  WEIR_JSON_STRING,
  WEIR_JSON_NUMBER,
  WEIR_JSON_LITERAL, /* true, false, null */
} WeirJsonToken;

/**
 * WeirJsonScanner:
 * @lexeme: the last token as it stands in the text, strings with their quotes
 * @problem: (nullable): after %WEIR_JSON_ERROR: what is wrong at @cursor, translated
 * @is_limit: whether @problem is the depth
 * @n_open: brackets that are open
 *
 * A value of its own: made by weir_json_scanner_init(), nothing to free. The text must stay.
 */
typedef struct
{
  const char *start, *cursor, *end;
  WeirSpan lexeme;
  const char *problem;
  gboolean is_limit;
  guint n_open;
  guint64 objects[WEIR_LIMIT_JSON_DEPTH / 64]; /* a bit for each open bracket: whether it is a brace */
  enum
  {
    WEIR_JSON_WANTS_VALUE,
    WEIR_JSON_WANTS_VALUE_OR_CLOSE,
    WEIR_JSON_WANTS_NAME,
    WEIR_JSON_WANTS_NAME_OR_CLOSE,
    WEIR_JSON_WANTS_MORE, /* a comma, the closing bracket, or the end */
  } wants;
} WeirJsonScanner;

void weir_json_scanner_init (WeirJsonScanner *self, WeirSpan text);
/* After %WEIR_JSON_END or %WEIR_JSON_ERROR: not again. */
WeirJsonToken weir_json_scanner_next (WeirJsonScanner *self);

G_END_DECLS
