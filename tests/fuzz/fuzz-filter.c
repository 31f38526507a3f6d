/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>

#include "weir-error.h"
#include "weir-filter.h"
#include "weir-parser.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Whatever is told of a row, the verdict is that on all of it, or unknown. */
static void
check_row (const WeirFilter *filter, WeirFilterSubject all)
{
  static const guint hidden[] = { WEIR_FILTER_KNOWS_NAME, WEIR_FILTER_KNOWS_ID, WEIR_FILTER_KNOWS_TEXT,
                                  WEIR_FILTER_KNOWS_NAME | WEIR_FILTER_KNOWS_ID | WEIR_FILTER_KNOWS_TEXT };
  const WeirNeedle *needle = weir_filter_get_needle (filter);
  WeirSpan wire = all.wire, found;
  WeirFilterVerdict verdict;

  all.known &= ~(guint) WEIR_FILTER_KNOWS_WIRE;
  verdict = weir_filter_judge (filter, &all);
  g_assert (verdict != WEIR_FILTER_UNKNOWN);
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      WeirFilterSubject part = all;
      WeirFilterVerdict some;

      part.known &= ~hidden[i];
      part.known |= WEIR_FILTER_KNOWS_WIRE | WEIR_FILTER_KNOWS_HAS_ID;
      some = weir_filter_judge (filter, &part);
      g_assert (some == WEIR_FILTER_UNKNOWN || some == verdict);
    }
  g_assert (needle == NULL || verdict != WEIR_FILTER_YES || weir_needle_find (needle, wire, &found));
}

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  WeirFilterSubject subject = { .kind = WEIR_FILTER_EVENT, .wire = frame->bytes };

  subject.known = WEIR_FILTER_KNOWS_NAME | WEIR_FILTER_KNOWS_ID | WEIR_FILTER_KNOWS_TEXT | WEIR_FILTER_KNOWS_WIRE;
  subject.has_id = frame->has_id;
  subject.id = frame->id;
  if (frame->kind == WEIR_FRAME_COMMENT)
    {
      subject.kind = WEIR_FILTER_COMMENT;
      subject.text = frame->comment;
    }
  else if (frame->kind == WEIR_FRAME_BLOCK && frame->dispatches)
    {
      subject.name = frame->event;
      subject.text = frame->data;
    }
  else
    {
      return;
    }
  check_row (user_data, subject);
}

/* A query that is right can be a part of another. */
static void
check_group (const WeirFilter *filter, const char *query)
{
  g_autofree char *group = g_strdup_printf ("(%s)", query);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirFilter) same = weir_filter_new (group, NULL, NULL, &error);

  g_assert (same != NULL || weir_filter_is_empty (filter) || g_error_matches (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_LIMIT));
}

/* The first line is a query, the rest a stream. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = (const char *) data;
  const char *line_end = size > 0 ? memchr (text, '\n', size) : NULL;
  gsize length = line_end != NULL ? (gsize) (line_end - text) : size;
  g_autofree char *query = weir_span_dup (weir_span (text, length));
  gsize start = G_MAXSIZE, end = G_MAXSIZE;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirFilter) filter = weir_filter_new (query, &start, &end, &error);

  if (filter == NULL)
    {
      g_assert (error != NULL && g_utf8_validate (error->message, -1, NULL));
      g_assert (start <= end && end <= strlen (query));
    }
  else
    {
      check_group (filter, query);
    }
  if (filter != NULL && line_end != NULL)
    {
      const WeirParserHandlers handlers = { .frame = on_frame };
      g_autoptr (WeirParser) parser = weir_parser_new (&handlers, filter);

      g_assert (error == NULL);
      weir_parser_feed (parser, line_end + 1, size - length - 1, NULL);
    }

  return 0;
}
