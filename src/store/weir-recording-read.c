/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-parser.h"
#include "weir-recording-private.h"
#include "weir-recording-value.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

guint64
weir_recording_get_first (WeirRecording *self)
{
  return weir_rows_get_first (self->rows);
}

guint64
weir_recording_get_count (WeirRecording *self)
{
  return weir_rows_get_count (self->rows);
}

guint64
weir_recording_get_dropped (WeirRecording *self)
{
  return atomic_load_explicit (&self->dropped, memory_order_relaxed);
}

gboolean
weir_recording_get_row (WeirRecording *self, guint64 number, WeirRow *row)
{
  return weir_rows_get (self->rows, number, row);
}

gsize
weir_recording_get_rows (WeirRecording *self, guint64 *number, WeirRow *rows, gsize n_rows)
{
  return weir_rows_get_many (self->rows, number, rows, n_rows);
}

gssize
weir_recording_read_bytes (WeirRecording *self, guint64 offset, char *bytes, gsize n_bytes, GError **error)
{
  return weir_storage_read (&self->storage, offset, bytes, n_bytes, error);
}

char *
weir_recording_dup_name (WeirRecording *self, guint16 name)
{
  return weir_names_dup (self->names, name);
}

const char *
weir_recording_get_path (WeirRecording *self)
{
  return atomic_load_explicit (&self->path, memory_order_acquire);
}

gint64
weir_recording_get_start_wall (WeirRecording *self)
{
  return self->start_wall_us;
}

void
weir_recording_set_gone (guint64 number, GError **error)
{
  g_set_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_GONE, _ ("Row %" PRIu64 " is no longer kept: the recording has passed its budget"),
               number + 1);
}

static void
set_damaged (const WeirRow *row, GError **error)
{
  g_set_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_DAMAGED, _ ("%u bytes from byte %" PRIu64 " of the recording on cannot be read"),
               row->length, row->offset);
}

/* The LF of a CRLF at the unit's end may have come later than the unit: it is never counted in its length. */
static gboolean
has_late_lf (const WeirRow *row, const char *end, gsize n_behind)
{
  return row->kind <= WEIR_ROW_RETRY && n_behind > 0 && end[-1] == '\r' && end[0] == '\n';
}

static GBytes *
read_part (WeirRecording *self, guint64 number, guint32 from, guint32 most, WeirRow *row, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize n_wanted, n_asked;
  gssize n;

  if (!weir_rows_get (self->rows, number, row))
    {
      weir_recording_set_gone (number, error);
      return NULL;
    }
  if (row->kind == WEIR_ROW_DROPPED && row->spare == 0)
    {
      set_damaged (row, error);
      return NULL;
    }

  from = MIN (from, row->length);
  n_wanted = MIN (most, row->length - from);
  n_asked = n_wanted + (n_wanted > 0 && n_wanted == row->length - from ? 1 : 0);
  bytes = g_malloc (n_asked + 1);
  n = weir_storage_read (&self->storage, row->offset + from, bytes, n_asked, error);
  if (n < 0)
    return NULL;
  /* What was given back meanwhile reads as zeros. */
  if (number < weir_rows_get_first (self->rows))
    {
      weir_recording_set_gone (number, error);
      return NULL;
    }
  if ((gsize) n < n_wanted)
    {
      g_set_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_DAMAGED, _ ("The recording has become shorter: it ends at byte %" PRIu64),
                   row->offset + from + (guint64) n);
      return NULL;
    }
  if (n_wanted > 0 && has_late_lf (row, bytes + n_wanted, (gsize) n - n_wanted))
    n_wanted++;

  return g_bytes_new_take (g_steal_pointer (&bytes), n_wanted);
}

GBytes *
weir_recording_read (WeirRecording *self, guint64 number, GError **error)
{
  WeirRow row;

  return read_part (self, number, 0, G_MAXUINT32, &row, error);
}

GBytes *
weir_recording_read_part (WeirRecording *self, guint64 number, guint32 from, guint32 n_bytes, GError **error)
{
  WeirRow row;

  return read_part (self, number, from, n_bytes, &row, error);
}

static gsize
line_length (const char *line, const char *end)
{
  const char *p = line;

  while (p < end && *p != '\n' && *p != '\r')
    p++;
  if (p < end && *p == '\r' && p + 1 < end && p[1] == '\n')
    p++;

  return (gsize) (p - line) + (p < end ? 1 : 0);
}

static gboolean
is_blank_line (WeirSpan line)
{
  return line.len > 0 && (line.data[0] == '\n' || line.data[0] == '\r');
}

static void
append_directive_wire (GString *wire, WeirSpan line)
{
  WeirSpan text = weir_span (line.data + 3, line.len - 3);
  WeirSpan verb;

  while (text.len > 0 && (text.data[text.len - 1] == '\n' || text.data[text.len - 1] == '\r'))
    text.len--;
  verb = weir_value_take_word (&text);
  /* A broken string is nobody's bytes. */
  if (weir_span_equals_string (verb, "raw"))
    weir_value_unquote (text, wire);
  else if (weir_span_equals_string (verb, "bom"))
    g_string_append (wire, "\xef\xbb\xbf");
}

void
weir_recording_append_wire (GString *wire, WeirSpan unit)
{
  const char *end = unit.data + unit.len;
  gboolean under_directive = FALSE;
  gsize length;

  if (!weir_value_may_have_directive (unit))
    {
      g_string_append_len (wire, unit.data, (gssize) unit.len);
      return;
    }
  for (const char *p = unit.data; p < end; p += length)
    {
      WeirSpan line;

      length = line_length (p, end);
      line = weir_span (p, length);
      if (length >= 3 && memcmp (p, ":@ ", 3) == 0)
        {
          append_directive_wire (wire, line);
          under_directive = TRUE;
        }
      else if (length >= 3 && memcmp (p, ":@@", 3) == 0)
        {
          g_string_append_c (wire, ':');
          g_string_append_len (wire, p + 2, (gssize) length - 2);
          under_directive = FALSE;
        }
      else if (!under_directive || !is_blank_line (line))
        {
          g_string_append_len (wire, p, (gssize) length);
          under_directive = FALSE;
        }
    }
}

static gboolean
is_of_wire (const WeirRow *row)
{
  return row->kind == WEIR_ROW_EVENT || row->kind == WEIR_ROW_BLOCK || row->kind == WEIR_ROW_COMMENT || row->kind == WEIR_ROW_RETRY ||
         row->kind == WEIR_ROW_UNFINISHED;
}

/* @bytes: (transfer full): of the unit, as in the file */
static GBytes *
to_wire (WeirRecording *self, GBytes *bytes, const WeirRow *row)
{
  g_autoptr (GBytes) unit = bytes;
  g_autoptr (GString) wire = NULL;
  gsize n_bytes;
  const char *data = g_bytes_get_data (unit, &n_bytes);

  if (n_bytes == 0 || !is_of_wire (row))
    return g_bytes_new_static ("", 0);
  if (self->is_plain || !weir_value_may_have_directive (weir_span (data, n_bytes)))
    return g_steal_pointer (&unit);

  wire = g_string_new (NULL);
  weir_recording_append_wire (wire, weir_span (data, n_bytes));

  return g_string_free_to_bytes (g_steal_pointer (&wire));
}

GBytes *
weir_recording_read_wire (WeirRecording *self, guint64 number, GError **error)
{
  WeirRow row;
  GBytes *bytes = read_part (self, number, 0, G_MAXUINT32, &row, error);

  return bytes != NULL ? to_wire (self, bytes, &row) : NULL;
}

/* The end of a part that stands in the middle of a directive line: a `raw` line is ended there, or before the escape that is not
 * whole; what may become any other directive is left out. @bytes: (transfer full) */
static GBytes *
end_last_line (GBytes *bytes)
{
  static const char verb[] = ":@ raw \"";
  g_autoptr (GBytes) part = bytes;
  g_autoptr (GString) ended = NULL;
  g_autoptr (GString) ignored = NULL;
  gsize n_bytes, start, length;
  const char *data = g_bytes_get_data (part, &n_bytes);

  for (start = n_bytes; start > 0 && data[start - 1] != '\n' && data[start - 1] != '\r'; start--)
    continue;
  length = n_bytes - start;
  if (length == 0 || memcmp (data + start, verb, MIN (length, 3)) != 0)
    return g_steal_pointer (&part);
  if (length < strlen (verb) || memcmp (data + start, verb, strlen (verb)) != 0)
    return g_bytes_new_from_bytes (part, 0, start);

  ended = g_string_new_len (data, (gssize) n_bytes);
  ignored = g_string_new (NULL);
  start += strlen (verb) - 1;
  g_string_append_c (ended, '"');
  /* An escape is four bytes. What is broken elsewhere stays so. */
  for (guint i = 0; i < 3 && !weir_value_unquote (weir_span (ended->str + start, ended->len - start), ignored); i++)
    {
      g_string_truncate (ended, ended->len - 2);
      g_string_append_c (ended, '"');
    }
  g_string_append_c (ended, '\n');

  return g_string_free_to_bytes (g_steal_pointer (&ended));
}

GBytes *
weir_recording_read_wire_start (WeirRecording *self, guint64 number, guint32 n_bytes, gboolean *is_whole, GError **error)
{
  WeirRow row;
  GBytes *bytes = read_part (self, number, 0, n_bytes, &row, error);

  if (bytes == NULL)
    return NULL;
  *is_whole = row.length <= n_bytes;
  if (!*is_whole)
    bytes = self->is_plain ? bytes : end_last_line (bytes);

  return to_wire (self, bytes, &row);
}

static void
keep_id (const WeirFrame *frame, gpointer user_data)
{
  char **id = user_data;

  if (frame->has_id)
    {
      g_free (*id);
      *id = weir_span_dup (frame->id);
    }
}

char *
weir_recording_read_id (WeirRecording *self, guint64 number)
{
  const WeirParserHandlers handlers = { .frame = keep_id };
  g_autofree char *id = NULL;
  g_autoptr (WeirParser) parser = weir_parser_new (&handlers, &id);
  g_autoptr (GBytes) wire = weir_recording_read_wire (self, number, NULL);
  gsize n_bytes;
  const char *bytes;

  if (wire == NULL)
    return NULL;
  bytes = g_bytes_get_data (wire, &n_bytes);
  /* A block that starts with the bytes of a BOM must not lose them: nothing here is the start of a connection. */
  if (!weir_parser_feed (parser, "\n", 1, NULL) || !weir_parser_feed (parser, bytes, n_bytes, NULL))
    return NULL;

  return g_steal_pointer (&id);
}

static char *
find_known_id (WeirRecording *self, guint64 number)
{
  char *id = NULL;

  weir_mutex_lock (&self->mutex);
  for (guint i = self->known_ids->len; i > 0; i--)
    {
      const WeirKnownId *known = &g_array_index (self->known_ids, WeirKnownId, i - 1);

      if (known->number > number)
        continue;
      if (known->id != NULL)
        {
          gsize length;
          const char *text = g_bytes_get_data (known->id, &length);

          id = weir_span_dup (weir_span (text, length));
        }
      break;
    }
  weir_mutex_unlock (&self->mutex);

  return id;
}

char *
weir_recording_dup_last_event_id (WeirRecording *self, guint64 number)
{
  g_autofree char *id = NULL;
  WeirRow row;

  if (!weir_rows_get (self->rows, number, &row))
    return NULL;
  if (row.id_distance != G_MAXUINT32)
    id = weir_recording_read_id (self, number - row.id_distance);
  if (id == NULL)
    id = find_known_id (self, number);
  /* The known ones are of the first rows that are kept: not of this one, if it went meanwhile. */
  if (number < weir_rows_get_first (self->rows))
    return NULL;

  return g_steal_pointer (&id);
}
