/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "case-text.h"
#include "weir-explain.h"
#include "weir-limits.h"
#include "weir-parser.h"
#include "weir-stream-cases.h"
#include "weir-stream-random.h"
#include "weir-utf8.h"

static char *
print (const GArray *lines)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const WeirExplainedLine *line = &g_array_index (lines, WeirExplainedLine, i);
      g_autofree char *text = weir_explained_line_dup_text (line);
      const char *name = weir_field_get_name ((WeirField) line->field);

      g_string_append_printf (out, "%u+%u/%u %s %s %s\n", line->offset, line->length, line->eol, name[0] != '\0' ? name : "-",
                              weir_fate_get_word ((WeirFate) line->fate), text);
    }

  return g_string_free (out, FALSE);
}

static void
check_case (char **lines, guint *i)
{
  const char *input = lines[*i + 1];
  gboolean is_unfinished = g_str_has_prefix (input, "cut ");
  g_autofree char *wanted = NULL;
  g_autoptr (GBytes) block = NULL;
  g_autoptr (GArray) explained = NULL;
  g_autofree char *got = NULL;
  gboolean is_cut;
  gsize n_bytes;
  const char *bytes;

  g_test_message ("%s", lines[*i]);
  g_assert_true (is_unfinished || g_str_has_prefix (input, "in "));
  block = case_text_unquote (strchr (input, '"'));
  *i += 2;
  wanted = case_text_take_lines (lines, i);
  bytes = g_bytes_get_data (block, &n_bytes);
  explained = weir_explain (weir_span (bytes, n_bytes), is_unfinished, &is_cut);
  got = print (explained);
  g_assert_cmpstr (got, ==, wanted);
  g_assert_false (is_cut);
}

static void
test_cases (void)
{
  case_text_for_each ("explain", "lines.case", "case ", 15, check_case);
}

/* What the explanation says was dispatched and stored is what the parser gives. */

static WeirSpan
value_of (const WeirFrame *frame, const WeirExplainedLine *line)
{
  WeirSpan text = weir_span (frame->bytes.data + line->offset, line->length);
  const char *colon = memchr (text.data, ':', text.len);
  gsize skip = colon != NULL ? (gsize) (colon - text.data) + 1 : text.len;

  if (skip < text.len && text.data[skip] == ' ')
    skip++;

  return weir_span (text.data + skip, text.len - skip);
}

static void
assert_is (const GString *got, WeirSpan wanted)
{
  g_assert_cmpmem (got->str, got->len, wanted.data, wanted.len);
}

static void
check_frame (const WeirFrame *frame, gpointer user_data)
{
  guint *n_checked = user_data;
  g_autoptr (GString) data = g_string_new (NULL);
  g_autoptr (GString) event = g_string_new (NULL);
  g_autoptr (GString) id = g_string_new (NULL);
  g_autoptr (GArray) lines = NULL;
  guint n_data = 0, n_ids = 0;
  gsize end = 0;
  WeirNotes notes = WEIR_NOTE_NONE;
  gboolean is_cut;

  if (frame->kind != WEIR_FRAME_BLOCK && frame->kind != WEIR_FRAME_COMMENT)
    return;
  lines = weir_explain (frame->bytes, FALSE, &is_cut);
  g_assert_cmpuint (lines->len, ==, frame->n_lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const WeirExplainedLine *line = &g_array_index (lines, WeirExplainedLine, i);
      const WeirSpan value = value_of (frame, line);

      g_assert_cmpuint (line->offset, ==, end);
      end += line->length + line->eol;
      notes |= line->notes;
      if (line->field == WEIR_FIELD_DATA)
        {
          g_assert_cmpint (line->why, ==, n_data == 0 ? WEIR_WHY_FIRST_DATA : WEIR_WHY_MORE_DATA);
          if (n_data++ > 0)
            g_string_append_c (data, '\n');
          weir_utf8_append (data, value.data, value.len);
        }
      else if (line->fate == WEIR_FATE_DISPATCHED && line->field == WEIR_FIELD_EVENT)
        weir_utf8_append (event, value.data, value.len);
      else if (line->fate == WEIR_FATE_STORED && line->field == WEIR_FIELD_ID && n_ids++ == 0)
        weir_utf8_append (id, value.data, value.len);
    }
  g_assert_cmpuint (end, ==, frame->bytes.len);
  g_assert_cmpuint (n_data > 0, ==, frame->dispatches);
  g_assert_cmpuint (n_ids, ==, frame->has_id ? 1 : 0);
  assert_is (data, frame->data);
  assert_is (id, frame->id);
  if (frame->dispatches)
    assert_is (event->len > 0 ? event : g_string_append (event, "message"), frame->event);
  g_assert_cmpuint (notes, ==, frame->notes & ~(guint) (WEIR_NOTE_NO_DATA | WEIR_NOTE_MIXED_EOL));
  (*n_checked)++;
}

static guint
check_stream (WeirSpan stream)
{
  guint n_checked = 0;
  const WeirParserHandlers handlers = { .frame = check_frame };
  g_autoptr (WeirParser) parser = weir_parser_new (&handlers, &n_checked);

  /* A case may pass the parser's limits. */
  (void) weir_parser_feed (parser, stream.data, stream.len, NULL);

  return n_checked;
}

static void
test_stream_cases (void)
{
  g_autoptr (GPtrArray) cases = weir_stream_cases_load ();
  guint n_checked = 0;

  for (guint i = 0; i < cases->len; i++)
    {
      const WeirStreamCase *one = g_ptr_array_index (cases, i);

      g_test_message ("%s", one->name);
      n_checked += check_stream (weir_span (one->input->str, one->input->len));
    }
  g_assert_cmpuint (n_checked, >, 100);
}

static void
test_random_streams (void)
{
  g_autoptr (GString) stream = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  guint n_checked = 0;

  for (guint n = 0; n < 300; n++)
    {
      weir_stream_random_fill (stream, rand, 100);
      n_checked += check_stream (weir_span (stream->str, stream->len));
    }
  g_assert_cmpuint (n_checked, >, 1000);
}

static void
test_limit (void)
{
  g_autoptr (GString) block = g_string_new (NULL);
  g_autoptr (GArray) lines = NULL;
  gboolean is_cut;

  for (guint i = 0; i < WEIR_LIMIT_EXPLAINED_LINES; i++)
    g_string_append (block, i % 2 == 0 ? "data\n" : "retry\n");
  g_string_append (block, "Data: a\nretry: 1\n\n");
  lines = weir_explain (weir_span (block->str, block->len), FALSE, &is_cut);
  g_assert_true (is_cut);
  g_assert_cmpuint (lines->len, ==, WEIR_LIMIT_EXPLAINED_LINES);
  g_assert_cmpint (g_array_index (lines, WeirExplainedLine, 0).fate, ==, WEIR_FATE_DISPATCHED);
  g_assert_cmpint (g_array_index (lines, WeirExplainedLine, lines->len - 1).why, ==, WEIR_WHY_BAD_RETRY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/cases", test_cases);
  g_test_add_func ("/explain/stream-cases", test_stream_cases);
  g_test_add_func ("/explain/random-streams", test_random_streams);
  g_test_add_func ("/explain/limit", test_limit);

  return g_test_run ();
}
