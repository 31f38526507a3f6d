/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-rows-script.h"

#include <glib/gi18n-lib.h>

#include "weir-error.h"
#include "weir-limits.h"
#include "weir-recording-index.h"
#include "weir-recording-value.h"
#include "weir-script-lines.h"
#include "weir-utf8.h"

#include <string.h>

typedef struct
{
  WeirRecording *recording;
  const WeirRowsScriptOptions *options;
  GString *out;
  gboolean is_plain;   /* nobody knows its times */
  gboolean is_cut;     /* the cut is written */
  gint64 last_us;      /* of the row before; -1: none in this connection */
  guint64 last_id_row; /* the last one sent that sets the id; %G_MAXUINT64: none */
  guint64 n_sent;
} Writing;

/* So many bytes of a string stay below the longest raw line however they are written. */
#define HEAD_BYTES ((gsize) 64 * 1024)
#define RAW_PIECE (WEIR_LIMIT_RAW_LINE / 5)

static void
append_raw (GString *out, WeirSpan wire)
{
  while (wire.len > 0)
    {
      gsize n = MIN (wire.len, RAW_PIECE);

      /* A CR alone would end its line at once. */
      if (n > 1 && n < wire.len && wire.data[n - 1] == '\r' && wire.data[n] == '\n')
        n--;
      g_string_append (out, ":@ raw ");
      weir_value_append_quoted (out, weir_span (wire.data, n), !weir_utf8_is_valid (wire.data, n));
      g_string_append_c (out, '\n');
      wire = weir_span (wire.data + n, wire.len - n);
    }
}

/* Whether its lines mean what they are: no line at the start that would be layout, none that looks mistyped, an end of line at the end. */
static gboolean
can_stand (WeirSpan wire)
{
  WeirScriptLines lines;
  WeirScriptLine line;
  gboolean is_first = TRUE;

  weir_script_lines_init (&lines, wire, FALSE);
  while (weir_script_lines_next (&lines, &line))
    {
      if ((is_first && line.text.len == 0) || line.kind == WEIR_LINE_FULLWIDTH || line.end_len == 0)
        return FALSE;
      is_first = FALSE;
    }

  return TRUE;
}

void
weir_script_append_wire (GString *out, WeirSpan wire)
{
  gsize done = 0;

  g_return_if_fail (out != NULL);

  if (!can_stand (wire))
    {
      append_raw (out, wire);
      return;
    }
  for (gsize i = 0; i + 1 < wire.len; i++)
    {
      if (wire.data[i] != ':' || wire.data[i + 1] != '@' || (i > 0 && wire.data[i - 1] != '\n' && wire.data[i - 1] != '\r'))
        continue;
      g_string_append_len (out, wire.data + done, (gssize) (i + 2 - done));
      g_string_append_c (out, '@');
      done = i + 2;
    }
  g_string_append_len (out, wire.data + done, (gssize) (wire.len - done));
}

/* Of what is asked for: `on /prices`, where that can be written so. */
static void
append_route (GString *out, const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL) : NULL;
  const char *path = uri != NULL ? g_uri_get_path (uri) : "";

  /* A session of another mock. */
  if (g_str_has_prefix (path, "/~"))
    path = strchrnul (path + 1, '/');
  if (path[0] != '/' || path[1] == '\0' || g_str_has_prefix (path, "/.weir"))
    return;
  for (const char *at = path; *at != '\0'; at++)
    if (!g_ascii_isgraph (*at) || *at == '*')
      return;

  g_string_append_printf (out, ":@ on %s\n", path);
}

GBytes *
weir_recording_add_route (GBytes *recording)
{
  const WeirSpan verb = WEIR_SPAN_LITERAL ("\n:@ request ");
  gsize length;
  const char *bytes = g_bytes_get_data (recording, &length);
  const char *second = length > 0 ? memchr (bytes, '\n', length) : NULL;
  /* It stands before the first block. */
  const char *line = second != NULL ? memmem (second, MIN ((gsize) (bytes + length - second), HEAD_BYTES), verb.data, verb.len) : NULL;
  const char *end = line != NULL ? memchr (line + verb.len, '\n', (gsize) (bytes + length - line) - verb.len) : NULL;
  const char *space = end != NULL ? memchr (line + verb.len, ' ', (gsize) (end - line) - verb.len) : NULL;
  g_autoptr (GString) script = NULL;
  g_autofree char *url = NULL;

  if (space == NULL)
    return g_bytes_ref (recording);

  url = g_strndup (space + 1, (gsize) (end - space) - 1);
  script = g_string_new_len (bytes, second + 1 - bytes);
  append_route (script, url);
  g_string_append_len (script, second + 1, bytes + length - second - 1);

  return g_string_free_to_bytes (g_steal_pointer (&script));
}

static void
begin (Writing *self)
{
  g_string_append (self->out, ":@ weir 1\n");
  if (self->options->title != NULL && self->options->title[0] != '\0')
    {
      g_string_append (self->out, ":@ title ");
      weir_value_append_text (self->out, self->options->title);
      g_string_append_c (self->out, '\n');
    }
  append_route (self->out, self->options->url);
  g_string_append (self->out, ":@ template off\n");
  if (self->is_plain)
    g_string_append (self->out, ":@ every 1s\n");
  if (self->options->cut_after != WEIR_ROWS_SCRIPT_NO_CUT)
    g_string_append (self->out, ":@ connect 1\n");
}

static void
cut (Writing *self)
{
  g_autofree char *id = self->last_id_row != G_MAXUINT64 ? weir_recording_dup_last_event_id (self->recording, self->last_id_row) : NULL;

  self->is_cut = TRUE;
  self->last_us = -1;
  g_string_append (self->out, ":@ cut\n:@ connect 2..\n");
  if (id != NULL && strlen (id) > WEIR_LIMIT_SENT_EVENT_ID)
    return;
  g_string_append (self->out, ":@ expect last-event-id=");
  weir_value_append_quoted (self->out, weir_span_from_string (id != NULL ? id : ""), FALSE);
  g_string_append_c (self->out, '\n');
}

static gboolean
is_sent (const WeirRow *row, gboolean is_only_one)
{
  return row->kind <= WEIR_ROW_RETRY && (is_only_one || !(row->flags & WEIR_ROW_IN_BLOCK));
}

/* Of a frame that ends with CRLF the row has only the CR: its LF follows in the file. */
static gboolean
lacks_lf (Writing *self, const WeirRow *row, WeirSpan wire)
{
  char next;

  return wire.len > 0 && wire.data[wire.len - 1] == '\r' &&
         weir_recording_read_bytes (self->recording, row->offset + row->length, &next, 1, NULL) == 1 && next == '\n';
}

static gboolean
append_row (Writing *self, guint64 number, const WeirRow *row, GError **error)
{
  g_autoptr (GBytes) bytes = weir_recording_read_wire (self->recording, number, error);
  g_autoptr (GString) wire = NULL;

  if (bytes == NULL)
    return FALSE;

  wire = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  if (lacks_lf (self, row, weir_span (wire->str, wire->len)))
    g_string_append_c (wire, '\n');
  /* A line out of its block: what it sets, it sets at the end of one. */
  if (row->flags & WEIR_ROW_IN_BLOCK)
    g_string_append_c (wire, '\n');
  if (self->last_us >= 0 && row->time_us > self->last_us)
    {
      g_string_append (self->out, ":@ wait ");
      weir_value_append_duration (self->out, row->time_us - self->last_us);
      g_string_append_c (self->out, '\n');
    }
  self->last_us = row->time_us;
  weir_script_append_wire (self->out, weir_span (wire->str, wire->len));
  if (row->flags & WEIR_ROW_SETS_ID)
    self->last_id_row = number;
  self->n_sent++;
  if (self->out->len <= WEIR_LIMIT_IMPORT)
    return TRUE;

  g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_LIMIT, _ ("This would be a script of more than %u MiB: choose fewer rows"),
               WEIR_LIMIT_IMPORT / 1024 / 1024);
  return FALSE;
}

GString *
weir_rows_to_script (WeirRecording *recording, const guint64 *rows, gsize n_rows, const WeirRowsScriptOptions *options, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Writing self = { recording, options, out, weir_recording_is_plain (recording), FALSE, -1, G_MAXUINT64, 0 };
  WeirRow row;

  g_return_val_if_fail (recording != NULL, NULL);
  g_return_val_if_fail (rows != NULL || n_rows == 0, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  begin (&self);
  for (gsize i = 0; i < n_rows; i++)
    {
      if (options->cut_after != WEIR_ROWS_SCRIPT_NO_CUT && !self.is_cut && rows[i] > options->cut_after)
        cut (&self);
      /* What was given back meanwhile is not there. */
      if (weir_recording_get_row (recording, rows[i], &row) && is_sent (&row, n_rows == 1) && !append_row (&self, rows[i], &row, error))
        return NULL;
    }
  if (self.n_sent == 0)
    {
      g_set_error_literal (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, _ ("There is nothing in these rows that could be sent"));
      return NULL;
    }
  if (options->cut_after != WEIR_ROWS_SCRIPT_NO_CUT && !self.is_cut)
    cut (&self);
  g_string_append (out, ":@ hold\n");

  return g_steal_pointer (&out);
}
