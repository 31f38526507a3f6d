/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-record-session.h"

GString *
weir_record_session_random_stream (GRand *random, gsize n_bytes)
{
  static const WeirSpan parts[] = {
    WEIR_SPAN_LITERAL ("\n"),
    WEIR_SPAN_LITERAL ("\n\n"),
    WEIR_SPAN_LITERAL ("\r"),
    WEIR_SPAN_LITERAL ("\r\n"),
    WEIR_SPAN_LITERAL ("\r\n\r\n"),
    WEIR_SPAN_LITERAL ("\r\r"),
    WEIR_SPAN_LITERAL ("data: hello"),
    WEIR_SPAN_LITERAL ("data:"),
    WEIR_SPAN_LITERAL ("data: {\"a@b\":\"@c\"}\n\n"),
    WEIR_SPAN_LITERAL ("id: 1"),
    WEIR_SPAN_LITERAL ("id: caf\xc3\xa9\n"),
    WEIR_SPAN_LITERAL ("id"),
    WEIR_SPAN_LITERAL ("event: tick\n"),
    WEIR_SPAN_LITERAL ("event: trade\r"),
    WEIR_SPAN_LITERAL ("retry: 3000\n"),
    WEIR_SPAN_LITERAL ("retry: x"),
    WEIR_SPAN_LITERAL (": comment\n"),
    WEIR_SPAN_LITERAL (":@ cut\n"),
    WEIR_SPAN_LITERAL (":@ raw \"x\"\r\n"),
    WEIR_SPAN_LITERAL (":@ ended eof\n"),
    WEIR_SPAN_LITERAL (":@"),
    WEIR_SPAN_LITERAL (":@@ x\n"),
    WEIR_SPAN_LITERAL (":"),
    WEIR_SPAN_LITERAL ("@"),
    WEIR_SPAN_LITERAL ("\xef\xbb\xbf"),
    WEIR_SPAN_LITERAL ("\xef\xbc\x9a@ cut\n"),
    WEIR_SPAN_LITERAL ("\0"),
    WEIR_SPAN_LITERAL ("\xff\xfe"),
    WEIR_SPAN_LITERAL ("unknown: field\n"),
    WEIR_SPAN_LITERAL ("{{now}}\n"),
  };
  GString *stream = g_string_new (NULL);

  if (g_rand_int_range (random, 0, 4) == 0)
    g_string_append (stream, "\xef\xbb\xbf");
  while (stream->len < n_bytes)
    {
      gint32 which = g_rand_int_range (random, 0, G_N_ELEMENTS (parts) + 1);

      if (which < (gint32) G_N_ELEMENTS (parts))
        g_string_append_len (stream, parts[which].data, (gssize) parts[which].len);
      else if (g_rand_int_range (random, 0, 8) == 0)
        for (gint32 i = g_rand_int_range (random, 0, 200); i > 0; i--)
          g_string_append_c (stream, '\0');
      else
        g_string_append_c (stream, (char) g_rand_int_range (random, 0, 256));
    }

  return stream;
}

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

/* The string of a `raw` line. */
static void
append_raw (GString *stream, const char *text, const char *end)
{
  g_assert_cmpint (*text, ==, '"');
  for (text++; *text != '"'; text++)
    {
      g_assert (text < end);
      if (*text != '\\')
        g_string_append_c (stream, *text);
      else if (*++text == 'x')
        {
          char hex[3] = { text[1], text[2], '\0' };

          g_string_append_c (stream, (char) g_ascii_strtoull (hex, NULL, 16));
          text += 2;
        }
      else
        {
          g_string_append_c (stream, *text == 'n' ? '\n' : *text == 'r' ? '\r' : *text == 't' ? '\t' : *text);
        }
    }
}

GPtrArray *
weir_law_read (const char *bytes, gsize n_bytes)
{
  GPtrArray *streams = g_ptr_array_new_with_free_func (free_string);
  const char *end = bytes + n_bytes;
  GString *stream = NULL;
  gboolean layout = FALSE;

  while (bytes < end)
    {
      const char *eol = bytes;
      const char *next;

      while (eol < end && *eol != '\n' && *eol != '\r')
        eol++;
      next = MIN (eol + 1, end);
      if (eol < end && *eol == '\r' && next < end && *next == '\n')
        next++;

      if (eol - bytes >= 3 && strncmp (bytes, ":@ ", 3) == 0)
        {
          layout = TRUE;
          if (strncmp (bytes, ":@ connect ", 11) == 0)
            {
              stream = g_string_new (NULL);
              g_ptr_array_add (streams, stream);
            }
          else if (strncmp (bytes, ":@ raw ", 7) == 0)
            append_raw (stream, bytes + 7, eol);
          else if (strncmp (bytes, ":@ bom", 6) == 0)
            g_string_append (stream, "\xef\xbb\xbf");
        }
      else if (!(layout && eol == bytes))
        {
          g_assert (eol - bytes < 2 || strncmp (bytes, ":@", 2) != 0 || bytes[2] == '@');
          layout = FALSE;
          if (eol - bytes >= 3 && strncmp (bytes, ":@@", 3) == 0)
            {
              g_string_append_c (stream, ':');
              bytes += 2;
            }
          g_string_append_len (stream, bytes, next - bytes);
        }
      bytes = next;
    }

  return streams;
}

void
weir_assert_same_streams (GPtrArray *got, GPtrArray *wanted)
{
  g_assert_cmpuint (got->len, ==, wanted->len);
  for (guint i = 0; i < got->len; i++)
    {
      const GString *a = g_ptr_array_index (got, i);
      const GString *b = g_ptr_array_index (wanted, i);

      g_assert_cmpmem (a->str, a->len, b->str, b->len);
    }
}

void
weir_assert_same_rows (WeirRecording *got, WeirRecording *wanted)
{
  guint64 count = weir_recording_get_count (wanted);

  for (guint64 i = 0; i < MIN (count, weir_recording_get_count (got)); i++)
    {
      g_autofree char *name_a = NULL, *name_b = NULL, *id_a = NULL, *id_b = NULL;
      WeirRow a, b;

      g_assert_true (weir_recording_get_row (got, i, &a));
      g_assert_true (weir_recording_get_row (wanted, i, &b));
      if (memcmp (&a, &b, sizeof a) != 0)
        g_test_message ("row %u: kind %u/%u flags %u/%u name %u/%u length %u/%u offset %u/%u time %d/%d id %u/%u", (guint) i, a.kind,
                        b.kind, a.flags, b.flags, a.name, b.name, a.length, b.length, (guint) a.offset, (guint) b.offset, (int) a.time_us,
                        (int) b.time_us, a.id_distance, b.id_distance);
      g_assert_cmpmem (&a, sizeof a, &b, sizeof b);
      name_a = weir_recording_dup_name (got, a.name);
      name_b = weir_recording_dup_name (wanted, b.name);
      g_assert_cmpstr (name_a, ==, name_b);
      id_a = weir_recording_dup_last_event_id (got, i);
      id_b = weir_recording_dup_last_event_id (wanted, i);
      g_assert_cmpstr (id_a, ==, id_b);
    }
  g_assert_cmpuint (weir_recording_get_count (got), ==, count);
}

static void
assert_expected_row (WeirRecording *recording, guint64 number, const WeirRow *row, const WeirExpectedRow *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) wire = weir_recording_read_wire (recording, number, &error);
  g_autofree char *id = weir_recording_dup_last_event_id (recording, number);
  const char *bytes;
  gsize n_bytes;

  g_assert_no_error (error);
  bytes = g_bytes_get_data (wire, &n_bytes);
  while (n_bytes > 0 && (bytes[n_bytes - 1] == '\n' || bytes[n_bytes - 1] == '\r'))
    n_bytes--;
  g_assert_cmpuint (row->kind, ==, expected->kind);
  g_assert_cmpmem (bytes, n_bytes, g_bytes_get_data (expected->wire, NULL), g_bytes_get_size (expected->wire));
  g_assert_cmpint (row->time_us, ==, expected->time_us);
  g_assert_cmpstr (id != NULL ? id : "", ==, expected->id);
}

void
weir_assert_expected_rows (WeirRecording *recording, const WeirRecordSession *session)
{
  guint n = 0;
  WeirRow row;

  for (guint64 i = 0; i < weir_recording_get_count (recording); i++)
    {
      g_assert_true (weir_recording_get_row (recording, i, &row));
      if (row.kind > WEIR_ROW_RETRY)
        continue;
      g_assert_cmpuint (n, <, session->expected->len);
      assert_expected_row (recording, i, &row, &g_array_index (session->expected, WeirExpectedRow, n++));
    }
  g_assert_cmpuint (n, ==, session->expected->len);
}
