/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-error.h"
#include "weir-limits.h"
#include "weir-parser-private.h"

/* Long lines and blocks: what passes, what does not, what stays in memory, what is copied. */

#define MIB (1024u * 1024)
#define BUFFERS (MIB + MIB / 2) /* what six buffers may keep together */

typedef struct
{
  WeirParser *parser;
  GString *stream;
  guint n_frames;
  guint n_events;
  gsize last_data;
  GError *error;
} Feeder;

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  Feeder *self = user_data;

  self->n_frames++;
  self->n_events += frame->dispatches ? 1 : 0;
  self->last_data = frame->data.len;
}

static Feeder *
feeder_new (void)
{
  static const WeirParserHandlers handlers = { .frame = on_frame };
  Feeder *self = g_new0 (Feeder, 1);

  self->parser = weir_parser_new (&handlers, self);
  self->stream = g_string_new (NULL);

  return self;
}

static void
feeder_free (Feeder *self)
{
  weir_parser_free (self->parser);
  g_string_free (self->stream, TRUE);
  g_clear_error (&self->error);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Feeder, feeder_free)

static void
add (Feeder *self, const char *text)
{
  g_string_append (self->stream, text);
}

static void
add_fill (Feeder *self, gsize n_bytes)
{
  gsize start = self->stream->len;

  g_string_set_size (self->stream, start + n_bytes);
  memset (self->stream->str + start, 'x', n_bytes);
}

/* Decodes the stream from the start, in pieces of @size, up to its end or an error. */
static gboolean
feed (Feeder *self, gsize size)
{
  weir_parser_reset (self->parser);
  g_clear_error (&self->error);
  self->n_frames = self->n_events = 0;
  for (gsize i = 0; i < self->stream->len; i += size)
    {
      if (!weir_parser_feed (self->parser, self->stream->str + i, MIN (size, self->stream->len - i), &self->error))
        return FALSE;
    }

  return TRUE;
}

static const gsize sizes[] = { G_MAXSIZE / 2, 4096, 65536, 1000003, WEIR_LIMIT_LINE, WEIR_LIMIT_LINE + 1 };

static void
assert_passes (Feeder *self, guint n_events)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gboolean fine = feed (self, sizes[i]);

      g_assert_no_error (self->error);
      g_assert_true (fine);
      g_assert_cmpuint (self->n_events, ==, n_events);
    }
}

/* Whatever the split: the same error behind the same frames, and the same bytes kept. */
static void
assert_fails (Feeder *self, const char *word, guint n_events, guint64 offset, gsize unfinished)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *message = NULL;

      g_assert_false (feed (self, sizes[i]));
      g_assert_error (self->error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_LIMIT);
      g_assert_nonnull (strstr (self->error->message, word));
      g_assert_cmpuint (self->n_events, ==, n_events);
      g_assert_cmpuint (weir_parser_get_offset (self->parser), ==, offset);
      g_assert_cmpuint (weir_parser_get_unfinished (self->parser).len, ==, unfinished);

      message = g_strdup (self->error->message);
      g_clear_error (&self->error);
      g_assert_false (weir_parser_feed (self->parser, "\n\n", 2, &self->error));
      g_assert_cmpstr (self->error->message, ==, message);
      g_assert_cmpuint (self->n_events, ==, n_events);
      g_assert_cmpuint (weir_parser_get_offset (self->parser), ==, offset);
    }
  weir_parser_reset (self->parser);
  g_clear_error (&self->error);
  g_assert_true (weir_parser_feed (self->parser, "data: x\n\n", 9, &self->error));
}

static void
test_line (void)
{
  g_autoptr (Feeder) fits = feeder_new ();
  g_autoptr (Feeder) ended = feeder_new ();
  g_autoptr (Feeder) endless = feeder_new ();

  add (fits, "data: ");
  add_fill (fits, WEIR_LIMIT_LINE - 6);
  add (fits, "\n\ndata: y\n\n");
  assert_passes (fits, 2);

  add (ended, "data: a\n\ndata: ");
  add_fill (ended, WEIR_LIMIT_LINE - 5);
  add (ended, "\n\n");
  assert_fails (ended, "line", 1, 9 + WEIR_LIMIT_LINE, WEIR_LIMIT_LINE);

  add (endless, "data: a\n\n: ");
  add_fill (endless, WEIR_LIMIT_LINE + 100);
  assert_fails (endless, "line", 1, 9 + WEIR_LIMIT_LINE, WEIR_LIMIT_LINE);
}

static void
test_line_inside_block (void)
{
  g_autoptr (Feeder) self = feeder_new ();

  add (self, "data: a\n");
  add_fill (self, WEIR_LIMIT_LINE + 1);
  add (self, "\n\n");
  assert_fails (self, "line", 0, 8 + WEIR_LIMIT_LINE, 8 + WEIR_LIMIT_LINE);
}

static void
test_block (void)
{
  g_autoptr (Feeder) fits = feeder_new ();
  g_autoptr (Feeder) by_a_line = feeder_new ();
  g_autoptr (Feeder) by_its_end = feeder_new ();

  /* The block without the end of its last line is just the limit. */
  add (fits, "data: ");
  add_fill (fits, WEIR_LIMIT_LINE - 6);
  add (fits, "\ndata: ");
  add_fill (fits, WEIR_LIMIT_LINE - 8);
  add (fits, "\n\n");
  g_assert_cmpuint (fits->stream->len, ==, WEIR_LIMIT_BLOCK + 1);
  assert_passes (fits, 1);
  g_assert_cmpuint (fits->last_data, ==, 2 * WEIR_LIMIT_LINE - 13);

  add (by_a_line, "id: 1\ndata: ");
  add_fill (by_a_line, WEIR_LIMIT_LINE - 6);
  add (by_a_line, "\ndata: ");
  add_fill (by_a_line, WEIR_LIMIT_LINE - 6);
  add (by_a_line, "\n\n");
  assert_fails (by_a_line, "block", 0, WEIR_LIMIT_BLOCK, WEIR_LIMIT_BLOCK);

  /* Passed by a line end alone: the blank line is too much. */
  add (by_its_end, "data: ");
  add_fill (by_its_end, WEIR_LIMIT_LINE - 6);
  add (by_its_end, "\ndata: ");
  add_fill (by_its_end, WEIR_LIMIT_LINE - 7);
  add (by_its_end, "\n\n");
  assert_fails (by_its_end, "block", 0, WEIR_LIMIT_BLOCK, WEIR_LIMIT_BLOCK);
}

static void
test_many_lines (void)
{
  g_autoptr (Feeder) self = feeder_new ();

  add (self, "data: first\n");
  while (self->stream->len <= WEIR_LIMIT_BLOCK)
    add (self, "data: x\n: comment\n");
  assert_fails (self, "block", 0, WEIR_LIMIT_BLOCK, WEIR_LIMIT_BLOCK);
}

static gsize
buffers (const WeirParser *parser)
{
  return parser->carry->allocated_len + parser->event->allocated_len + parser->data->allocated_len + parser->id->allocated_len +
         parser->comment->allocated_len + parser->own_id->allocated_len;
}

/* A 10 MiB event passes, in reads too, and leaves no big buffer behind. */
static void
test_memory (void)
{
  g_autoptr (Feeder) self = feeder_new ();

  for (guint i = 0; i < 2; i++)
    {
      add (self, "id: ");
      add_fill (self, MIB);
      add (self, "\xFF\nevent: ");
      add_fill (self, MIB);
      add (self, "\xFF\n: ");
      add_fill (self, MIB);
      add (self, "\xFF\ndata: ");
      add_fill (self, 10 * MIB);
      add (self, "\xFF\ndata: more\n\nid: 1\n\n");
      g_assert_true (feed (self, 65536));
      g_assert_cmpuint (self->n_events, ==, i + 1);
      g_assert_cmpuint (buffers (self->parser), <=, BUFFERS);
      g_assert_cmpuint (weir_parser_get_last_event_id (self->parser).len, ==, 1);
    }
  g_string_truncate (self->stream, 0);
  add (self, "data: ");
  add_fill (self, 10 * MIB);
  g_assert_true (feed (self, 65536));
  weir_parser_reset (self->parser);
  g_assert_cmpuint (buffers (self->parser), <=, BUFFERS);
}

/* A value that is not UTF-8 and the only one of its kind in the block. */
static void
test_memory_of_one_value (void)
{
  static const char *const names[] = { "event: ", "id: ", "data: ", ": " };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (Feeder) self = feeder_new ();

      add (self, names[i]);
      add_fill (self, 4 * MIB);
      add (self, "\xFF\n\nid: 1\n\n");
      g_assert_true (feed (self, 65536));
      g_assert_true (weir_span_equals_string (weir_parser_get_last_event_id (self->parser), "1"));
      g_assert_cmpuint (buffers (self->parser), <=, BUFFERS);
    }
}

/* The buffer that held the block is given back, but not the id that stood in it. */
static void
test_id_of_big_block (void)
{
  g_autoptr (Feeder) self = feeder_new ();

  add (self, "id: kept\ndata: ");
  add_fill (self, MIB);
  add (self, "\n\n");
  g_assert_true (feed (self, 4096));
  g_assert_true (weir_span_equals_string (weir_parser_get_last_event_id (self->parser), "kept"));
}

/* Would take hours if each feed looked at the line again. */
static void
test_byte_by_byte (void)
{
  g_autoptr (Feeder) self = feeder_new ();

  add (self, "data: ");
  add_fill (self, 2 * MIB);
  add (self, "\ndata: ");
  add_fill (self, MIB);
  add (self, "\n\n");
  g_assert_true (feed (self, 1));
  g_assert_cmpuint (self->last_data, ==, 3 * MIB + 1);
}

/* Spans of a frame that lies in one feed point into that feed. */

typedef struct
{
  WeirSpan feed;
  guint n_frames;
} Place;

static gboolean
lies_in (WeirSpan outer, WeirSpan inner)
{
  return inner.data >= outer.data && inner.data + inner.len <= outer.data + outer.len;
}

static void
on_place_frame (const WeirFrame *frame, gpointer user_data)
{
  Place *place = user_data;

  place->n_frames++;
  g_assert_true (lies_in (place->feed, frame->bytes));
  if (frame->kind == WEIR_FRAME_COMMENT)
    {
      g_assert_true (lies_in (place->feed, frame->comment));
      return;
    }
  g_assert_true (lies_in (place->feed, frame->event));
  g_assert_true (lies_in (place->feed, frame->id));
  g_assert_true (lies_in (place->feed, frame->last_event_id));
  g_assert_true (lies_in (place->feed, frame->data) == (memchr (frame->data.data, '\n', frame->data.len) == NULL));
}

static void
test_zero_copy (void)
{
  static const WeirParserHandlers handlers = { .frame = on_place_frame };
  const char *text = "event: a\nid: é\ndata: 東京\n\n: c\nevent: b\nid: 2\ndata: x\n\nevent: b\nid: 2\ndata: x\ndata: y\n\n";
  g_autofree char *copy = g_strdup (text);
  Place place = { weir_span (copy, strlen (text)), 0 };
  g_autoptr (WeirParser) parser = weir_parser_new (&handlers, &place);

  g_assert_true (weir_parser_feed (parser, place.feed.data, place.feed.len, NULL));
  g_assert_cmpuint (place.n_frames, ==, 4);
  /* What must outlive the feed does. */
  memset (copy, '-', place.feed.len);
  g_assert_true (weir_span_equals_string (weir_parser_get_last_event_id (parser), "2"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parser-limits/line", test_line);
  g_test_add_func ("/parser-limits/line-inside-block", test_line_inside_block);
  g_test_add_func ("/parser-limits/block", test_block);
  g_test_add_func ("/parser-limits/many-lines", test_many_lines);
  g_test_add_func ("/parser-limits/memory", test_memory);
  g_test_add_func ("/parser-limits/memory-of-one-value", test_memory_of_one_value);
  g_test_add_func ("/parser-limits/id-of-big-block", test_id_of_big_block);
  g_test_add_func ("/parser-limits/byte-by-byte", test_byte_by_byte);
  g_test_add_func ("/parser-limits/zero-copy", test_zero_copy);

  return g_test_run ();
}
