/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-error.h"
#include "weir-limits.h"
#include "weir-parser.h"

/* The calls as words: "comment frame:comment …", and what to do at the nth. */
typedef struct
{
  WeirParser *parser;
  GString *calls;
  guint n_calls;
  guint stop_at;
} Calls;

static const char *const kinds[] = { "block", "comment", "blank", "lf", "bom" };

static void
add_call (Calls *calls, const char *what, WeirSpan bytes)
{
  g_autofree char *copy = weir_span_dup (bytes);
  g_autofree char *escaped = g_strescape (copy, NULL);

  g_string_append_printf (calls->calls, "%s(%s) ", what, escaped);
  if (++calls->n_calls == calls->stop_at)
    weir_parser_stop (calls->parser);
}

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  add_call (user_data, kinds[frame->kind], frame->bytes);
}

static void
on_comment (const WeirLine *line, WeirSpan text, gpointer user_data)
{
  add_call (user_data, "on-comment", text);
}

static void
on_retry (const WeirLine *line, guint64 ms, gpointer user_data)
{
  add_call (user_data, "on-retry", line->bytes);
}

static void
on_bad_line (const WeirLine *line, WeirNotes note, gpointer user_data)
{
  add_call (user_data, weir_note_get_nick (note), line->bytes);
}

static const WeirParserHandlers handlers = { on_frame, on_comment, on_retry, on_bad_line };

static void
calls_init (Calls *calls)
{
  *calls = (Calls){ .calls = g_string_new (NULL) };
  calls->parser = weir_parser_new (&handlers, calls);
}

static void
calls_clear (Calls *calls)
{
  weir_parser_free (calls->parser);
  g_string_free (calls->calls, TRUE);
}

static void
calls_feed (Calls *calls, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_parser_feed (calls->parser, text, strlen (text), &error));
  g_assert_no_error (error);
}

static void
assert_calls (Calls *calls, const char *expected)
{
  g_assert_cmpstr (calls->calls->str, ==, expected);
  g_string_truncate (calls->calls, 0);
}

static void
test_frames (void)
{
  Calls calls;

  calls_init (&calls);
  calls_feed (&calls, "\xEF\xBB\xBF: c\r\n\r\n\ndata: x\r\n:in\n\r\nid: 1\n\n");
  assert_calls (&calls, "bom(\\357\\273\\277) on-comment( c) comment(: c\\r\\n) blank(\\r\\n) blank(\\n) "
                        "on-comment(in) block(data: x\\r\\n:in\\n\\r\\n) block(id: 1\\n\\n) ");
  calls_clear (&calls);
}

/* What ends in a CR is delivered with it; the LF is part of the frame when it is there, a frame when it comes later. */
static void
test_cr_then_lf (void)
{
  Calls calls;

  calls_init (&calls);
  calls_feed (&calls, "data: x\r\n\r\n:c\r\n\r\n");
  assert_calls (&calls, "block(data: x\\r\\n\\r\\n) on-comment(c) comment(:c\\r\\n) blank(\\r\\n) ");
  calls_feed (&calls, "data: x\r\n\r");
  assert_calls (&calls, "block(data: x\\r\\n\\r) ");
  calls_feed (&calls, "");
  calls_feed (&calls, "\n:c\r");
  assert_calls (&calls, "lf(\\n) on-comment(c) comment(:c\\r) ");
  calls_feed (&calls, "\n");
  calls_feed (&calls, "\r");
  assert_calls (&calls, "lf(\\n) blank(\\r) ");
  calls_feed (&calls, "\n\n");
  assert_calls (&calls, "lf(\\n) blank(\\n) ");
  calls_feed (&calls, "data: x\r");
  calls_feed (&calls, "\n\r");
  assert_calls (&calls, "block(data: x\\r\\n\\r) ");
  calls_clear (&calls);
}

static void
test_offsets (void)
{
  Calls calls;

  calls_init (&calls);
  calls_feed (&calls, "data: x\n\nda");
  g_assert_cmpuint (weir_parser_get_offset (calls.parser), ==, 11);
  g_assert_true (weir_span_equals_string (weir_parser_get_unfinished (calls.parser), "da"));
  calls_feed (&calls, "ta: y\n");
  g_assert_true (weir_span_equals_string (weir_parser_get_unfinished (calls.parser), "data: y\n"));
  calls_feed (&calls, "\n");
  g_assert_cmpuint (weir_parser_get_unfinished (calls.parser).len, ==, 0);
  g_assert_cmpuint (weir_parser_get_offset (calls.parser), ==, 18);
  weir_parser_reset (calls.parser);
  g_assert_cmpuint (weir_parser_get_offset (calls.parser), ==, 0);
  calls_clear (&calls);
}

static void
test_reset (void)
{
  Calls calls;

  calls_init (&calls);
  weir_parser_set_last_event_id (calls.parser, WEIR_SPAN_LITERAL ("preset"));
  calls_feed (&calls, "event: lost\nid: lost\ndata: lost\r");
  weir_parser_reset (calls.parser);
  g_assert_true (weir_span_equals_string (weir_parser_get_last_event_id (calls.parser), "preset"));
  calls_feed (&calls, "\nid: 9\n\nda");
  weir_parser_reset (calls.parser);
  calls_feed (&calls, "\xEF\xBB\xBFta: no\n\n");
  assert_calls (&calls, "blank(\\n) block(id: 9\\n\\n) bom(\\357\\273\\277) unknown-field(ta: no) block(ta: no\\n\\n) ");
  g_assert_true (weir_span_equals_string (weir_parser_get_last_event_id (calls.parser), "9"));
  calls_clear (&calls);
}

/* Feeds the stream in two pieces to a parser that stops at the nth call: nothing follows, in later feeds either. Returns: its offset */
static guint64
stop_at_call (const char *stream, gsize split, guint stop_at, const char *all_calls)
{
  g_autofree char *first = g_strndup (stream, split);
  guint64 offset;
  Calls calls;

  calls_init (&calls);
  calls.stop_at = stop_at;
  calls_feed (&calls, first);
  calls_feed (&calls, stream + split);
  g_assert_cmpuint (calls.n_calls, ==, stop_at);
  if (all_calls != NULL)
    g_assert_true (g_str_has_prefix (all_calls, calls.calls->str));

  offset = weir_parser_get_offset (calls.parser);
  g_assert_cmpuint (offset, <=, strlen (stream));
  calls_feed (&calls, "data: more\n\n");
  g_assert_cmpuint (calls.n_calls, ==, stop_at);
  g_assert_cmpuint (weir_parser_get_offset (calls.parser), ==, offset);

  weir_parser_reset (calls.parser);
  calls_feed (&calls, "data: again\n\n");
  g_assert_cmpuint (calls.n_calls, ==, stop_at + 1);
  calls_clear (&calls);

  return offset;
}

static void
test_stop (void)
{
  const char *stream = "\xEF\xBB\xBF: c\xFF\r\n\r\ndata: x\r\n:in\nretry: 99999999999999999999\nDATA\n\r\nid: 1\n\n";
  g_autofree char *all = NULL;
  guint n_calls;
  Calls calls;

  calls_init (&calls);
  calls_feed (&calls, stream);
  all = g_strdup (calls.calls->str);
  n_calls = calls.n_calls;
  g_assert_cmpuint (n_calls, >, 10);
  calls_clear (&calls);

  for (guint stop_at = 1; stop_at <= n_calls; stop_at++)
    {
      guint64 offset = stop_at_call (stream, 0, stop_at, all);

      /* A split between CR and LF makes a call of its own for the LF: other calls, but the same rules. */
      for (gsize split = 1; split < strlen (stream); split++)
        {
          if (stream[split] == '\n')
            stop_at_call (stream, split, stop_at, NULL);
          else
            g_assert_cmpuint (stop_at_call (stream, split, stop_at, all), ==, offset);
        }
    }
}

/* A comment that holds an id, as a recording's marks do. */
static void
on_mark (const WeirLine *line, WeirSpan text, gpointer user_data)
{
  weir_parser_set_last_event_id (*(WeirParser **) user_data, text);
}

static void
on_marked_frame (const WeirFrame *frame, gpointer user_data)
{
  WeirParser *parser = *(WeirParser **) user_data;

  g_assert_true (weir_span_equal (frame->last_event_id, weir_parser_get_last_event_id (parser)));
  if (frame->kind == WEIR_FRAME_BLOCK)
    g_assert_true (weir_span_equal (frame->last_event_id, frame->has_id ? frame->id : frame->data));
  if (frame->has_id)
    weir_parser_set_last_event_id (parser, WEIR_SPAN_LITERAL ("by the frame"));
}

static void
test_set_id_from_handlers (void)
{
  static const WeirParserHandlers marking = { .frame = on_marked_frame, .comment = on_mark };
  const char *stream = ":one\ndata:one\n\ndata:two\n:two\n\nid:3\n:four\ndata\n\ndata:by the frame\n\nid:\xFF\n\n";

  for (gsize split = 0; split <= strlen (stream); split++)
    {
      WeirParser *parser = NULL;
      g_autoptr (WeirParser) owned = weir_parser_new (&marking, &parser);

      parser = owned;
      g_assert_true (weir_parser_feed (parser, stream, split, NULL));
      g_assert_true (weir_parser_feed (parser, stream + split, strlen (stream) - split, NULL));
      g_assert_true (weir_span_equals_string (weir_parser_get_last_event_id (parser), "by the frame"));
    }
}

static void
test_autoptr (void)
{
  g_autoptr (WeirParser) none = NULL;
  g_autoptr (WeirParser) unused = weir_parser_new (&handlers, NULL);

  g_assert_null (none);
  g_assert_cmpuint (weir_parser_get_offset (unused), ==, 0);
  g_assert_cmpuint (weir_parser_get_last_event_id (unused).len, ==, 0);
  g_assert_cmpuint (weir_parser_get_unfinished (unused).len, ==, 0);
  g_assert_true (weir_parser_feed (unused, NULL, 0, NULL));
}

static void
test_handlers_optional (void)
{
  WeirParserHandlers few = { .frame = on_frame };
  Calls calls;

  calls_init (&calls);
  weir_parser_free (calls.parser);
  calls.parser = weir_parser_new (&few, &calls);
  calls_feed (&calls, ":c\nretry: 5\nData: x\n\n");
  assert_calls (&calls, "comment(:c\\n) block(retry: 5\\nData: x\\n\\n) ");
  calls_clear (&calls);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parser/frames", test_frames);
  g_test_add_func ("/parser/cr-then-lf", test_cr_then_lf);
  g_test_add_func ("/parser/offsets", test_offsets);
  g_test_add_func ("/parser/reset", test_reset);
  g_test_add_func ("/parser/stop", test_stop);
  g_test_add_func ("/parser/handlers-optional", test_handlers_optional);
  g_test_add_func ("/parser/set-id-from-handlers", test_set_id_from_handlers);
  g_test_add_func ("/parser/autoptr", test_autoptr);

  return g_test_run ();
}
