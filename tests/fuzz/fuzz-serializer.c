/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>

#include "weir-parser.h"
#include "weir-reference.h"
#include "weir-serializer.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* What decoding the wire gave. */
typedef struct
{
  guint n_blocks;
  guint n_comments;
  gboolean dispatches;
  gboolean has_id;
  GString *event;
  GString *id;
  GString *data;
  GString *comment;
  gint64 retry_ms;
  WeirNotes notes;
} Decoded;

static void
set_string (GString *string, WeirSpan span)
{
  g_string_truncate (string, 0);
  g_string_append_len (string, span.data, (gssize) span.len);
}

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  Decoded *decoded = user_data;

  if (frame->kind != WEIR_FRAME_BLOCK)
    return;
  decoded->n_blocks++;
  decoded->dispatches = frame->dispatches;
  decoded->has_id = frame->has_id;
  decoded->notes |= frame->notes;
  set_string (decoded->event, frame->event);
  set_string (decoded->id, frame->id);
  set_string (decoded->data, frame->data);
}

static void
on_comment (const WeirLine *line, WeirSpan text, gpointer user_data)
{
  Decoded *decoded = user_data;

  if (decoded->n_comments++ > 0)
    g_string_append_c (decoded->comment, '\n');
  g_string_append_len (decoded->comment, text.data, (gssize) text.len);
}

static void
on_retry (const WeirLine *line, guint64 ms, gpointer user_data)
{
  Decoded *decoded = user_data;

  decoded->retry_ms = (gint64) ms;
}

/* The text with each line end as LF: what line ends become. */
static GString *
normalize (WeirSpan text)
{
  GString *lines = g_string_new (NULL);

  for (gsize i = 0; i < text.len; i++)
    {
      if (text.data[i] == '\n' && i > 0 && text.data[i - 1] == '\r')
        continue;
      g_string_append_c (lines, text.data[i] == '\r' ? '\n' : text.data[i]);
    }

  return lines;
}

static gboolean
can_be_written (const char *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  return value == NULL || (strpbrk (value, "\r\n") == NULL && weir_reference_utf8 (weir_span_from_string (value), text));
}

static void
check_block (const WeirFields *fields, const Decoded *decoded)
{
  gboolean is_block = fields->event != NULL || fields->id != NULL || fields->data != NULL || fields->retry_ms >= 0;

  g_assert_cmpuint (decoded->n_blocks, ==, is_block ? 1 : 0);
  g_assert_cmpint (decoded->retry_ms, ==, fields->retry_ms);
  g_assert_true (decoded->dispatches == (fields->data != NULL));
  g_assert_true (decoded->has_id == (fields->id != NULL));
  g_assert_cmphex (decoded->notes & ~(guint) (WEIR_NOTE_NO_DATA | WEIR_NOTE_NUL), ==, 0);
  g_assert_cmpstr (decoded->id->str, ==, fields->id != NULL ? fields->id : "");
  if (fields->event != NULL && fields->event[0] != '\0')
    g_assert_cmpstr (decoded->event->str, ==, fields->event);
  else
    g_assert_cmpstr (decoded->event->str, ==, fields->data != NULL ? "message" : "");
  if (fields->data != NULL)
    {
      g_autoptr (GString) expected = normalize (*fields->data);

      g_assert_true (g_string_equal (decoded->data, expected));
    }
}

static void
check_round_trip (const WeirFields *fields, WeirSpan comment, WeirEol eol)
{
  static const WeirParserHandlers handlers = { .frame = on_frame, .comment = on_comment, .retry = on_retry };
  g_autoptr (GString) wire = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) lines = normalize (comment);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirParser) parser = NULL;
  Decoded decoded = { .retry_ms = -1 };
  gboolean fine =
      can_be_written (fields->event) && can_be_written (fields->id) && (fields->data == NULL || weir_reference_utf8 (*fields->data, text));

  g_assert_true (weir_serializer_append (wire, fields, eol, &error) == fine);
  g_assert_true ((error == NULL) == fine);
  g_assert_true (fine || wire->len == 0);
  weir_serializer_append_comment (wire, comment, eol);

  decoded.event = g_string_new (NULL);
  decoded.id = g_string_new (NULL);
  decoded.data = g_string_new (NULL);
  decoded.comment = g_string_new (NULL);
  parser = weir_parser_new (&handlers, &decoded);
  g_assert_true (weir_parser_feed (parser, wire->str, wire->len, NULL));
  g_assert_cmpuint (weir_parser_get_unfinished (parser).len, ==, 0);
  if (fine)
    check_block (fields, &decoded);
  g_string_truncate (text, 0);
  weir_reference_utf8 (weir_span (lines->str, lines->len), text);
  g_assert_true (g_string_equal (decoded.comment, text));
  g_string_free (decoded.event, TRUE);
  g_string_free (decoded.id, TRUE);
  g_string_free (decoded.data, TRUE);
  g_string_free (decoded.comment, TRUE);
}

/* A byte of flags, then event, id and data with 0xFE between them. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const WeirEol eols[] = { WEIR_EOL_LF, WEIR_EOL_CRLF, WEIR_EOL_CR, WEIR_EOL_LF };
  static const gint64 retries[] = { -1, 0, 3000, G_GINT64_CONSTANT (9007199254740991) };
  g_autofree char *event = NULL;
  g_autofree char *id = NULL;
  const uint8_t *rest;
  const uint8_t *end = data + size;
  const uint8_t *cut;
  WeirSpan payload;
  WeirFields fields;

  if (size < 1)
    return 0;

  rest = data + 1;
  cut = memchr (rest, 0xFE, (gsize) (end - rest));
  if (cut != NULL)
    {
      event = g_strndup ((const char *) rest, (gsize) (cut - rest));
      rest = cut + 1;
    }
  cut = memchr (rest, 0xFE, (gsize) (end - rest));
  if (cut != NULL)
    {
      id = g_strndup ((const char *) rest, (gsize) (cut - rest));
      rest = cut + 1;
    }
  payload = weir_span ((const char *) rest, (gsize) (end - rest));
  fields = (WeirFields){
    .event = event,
    .id = id,
    .data = (data[0] & 16) == 0 ? &payload : NULL,
    .retry_ms = retries[(data[0] >> 2) & 3],
  };
  check_round_trip (&fields, payload, eols[data[0] & 3]);

  return 0;
}
