/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/**
 * WeirSpan:
 * @data: (nullable): the first byte; not NUL-terminated; %NULL only if @len is 0
 * @len: the number of bytes
 *
 * A borrowed stretch of bytes. Whoever hands one out says how long it lives.
 */
typedef struct
{
  const char *data;
  gsize len;
} WeirSpan;

#define WEIR_SPAN_EMPTY ((WeirSpan){ NULL, 0 })
#define WEIR_SPAN_LITERAL(text) ((WeirSpan){ (text), sizeof (text) - 1 })

static inline WeirSpan
weir_span (const char *data, gsize len)
{
  return (WeirSpan){ data, len };
}

/* @text: (nullable): NUL-terminated */
static inline WeirSpan
weir_span_from_string (const char *text)
{
  return (WeirSpan){ text, text != NULL ? strlen (text) : 0 };
}

static inline gboolean
weir_span_equal (WeirSpan a, WeirSpan b)
{
  return a.len == b.len && (a.len == 0 || memcmp (a.data, b.data, a.len) == 0);
}

static inline gboolean
weir_span_equals_string (WeirSpan a, const char *text)
{
  return weir_span_equal (a, weir_span_from_string (text));
}

/* Without the spaces and tabs around it; within @span. */
static inline WeirSpan
weir_span_trim_blanks (WeirSpan span)
{
  while (span.len > 0 && (span.data[0] == ' ' || span.data[0] == '\t'))
    span = weir_span (span.data + 1, span.len - 1);
  while (span.len > 0 && (span.data[span.len - 1] == ' ' || span.data[span.len - 1] == '\t'))
    span.len--;

  return span;
}

/* Returns: (transfer full): a NUL-terminated copy; NULs inside stay */
static inline char *
weir_span_dup (WeirSpan span)
{
  char *copy = g_malloc (span.len + 1);

  if (span.len > 0)
    memcpy (copy, span.data, span.len);
  copy[span.len] = '\0';

  return copy;
}

G_END_DECLS
