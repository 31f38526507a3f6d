/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-wire-private.h"

#include "weir-limits.h"
#include "weir-parser.h"
#include "weir-recording-names.h"
#include "weir-words.h"

#include <glib/gi18n-lib.h>

static GString *
dup_span (WeirSpan span)
{
  return g_string_new_len (span.data, (gssize) span.len);
}

static void
free_string (GString *string)
{
  g_string_free (string, TRUE);
}

/* Fields' lines as they came, without the end of the last. */
static void
append_lines (GString *out, WeirSpan lines)
{
  while (lines.len > 0 && (lines.data[lines.len - 1] == '\n' || lines.data[lines.len - 1] == '\r'))
    lines.len--;
  g_string_append_len (out, lines.data, (gssize) lines.len);
}

static void
take_frame (const WeirFrame *frame, gpointer user_data)
{
  WeirEventWire *self = user_data;

  if (self->summary->len > 0 || (frame->kind != WEIR_FRAME_BLOCK && frame->kind != WEIR_FRAME_COMMENT))
    return;

  if (frame->kind == WEIR_FRAME_COMMENT)
    {
      gboolean has_space = frame->comment.len > 0 && frame->comment.data[0] == ' ';

      g_string_append_len (self->summary, frame->comment.data + has_space, (gssize) frame->comment.len - has_space);
      return;
    }
  if (frame->event.len > 0)
    self->name = dup_span (frame->event);
  if (frame->has_id)
    self->id = dup_span (frame->id);
  if (frame->dispatches)
    g_string_append_len (self->summary, frame->data.data, (gssize) frame->data.len);
}

static void
take_retry (const WeirLine *line, guint64 ms, gpointer user_data)
{
  WeirEventWire *self = user_data;
  const guint64 most_ms = WEIR_LIMIT_RECONNECTION_CEILING_US / G_TIME_SPAN_MILLISECOND;
  g_autofree char *used = weir_words_duration ((gint64) MIN (ms, most_ms) * G_TIME_SPAN_MILLISECOND);

  if (ms > most_ms)
    g_string_printf (self->summary, _ ("Reconnection time %s, the most there is; the server asked for %llu ms"), used,
                     (unsigned long long) ms);
  else
    g_string_printf (self->summary, _ ("Reconnection time %s"), used);
}

static void
ignore_frame (const WeirFrame *frame, gpointer user_data)
{
}

static void
decode (const WeirParserHandlers *handlers, gpointer user_data, WeirSpan wire, gboolean is_cut)
{
  g_autoptr (WeirParser) parser = weir_parser_new (handlers, user_data);

  /* A block that starts with the bytes of a BOM must not lose them: nothing here is the start of a connection. What is in a recording
   * is within the parser's limits; of what is not, nothing comes. */
  weir_parser_feed (parser, "\n", 1, NULL);
  weir_parser_feed (parser, wire.data, wire.len, NULL);
  if (is_cut)
    weir_parser_feed (parser, "\n\n", 2, NULL);
}

/* Of a block that was not read to its end the row knows the name, unless it is one without a number, which only the block says. */
static void
set_name_of_row (WeirEventWire *self, WeirRecording *recording, const WeirRow *row)
{
  g_autofree char *name = NULL;

  /* "message" is what the start alone comes to: it has a number. */
  if (row->name == WEIR_NAME_OTHER && self->name != NULL && !g_str_equal (self->name->str, "message"))
    return;
  g_clear_pointer (&self->name, free_string);
  name = weir_recording_dup_name (recording, row->name);
  if (row->kind == WEIR_ROW_EVENT || row->name != 0)
    self->name = g_string_new (name != NULL ? name : "…");
}

gboolean
weir_event_wire_read (WeirEventWire *self, WeirRecording *recording, guint64 number, const WeirRow *row, GError **error)
{
  gboolean is_whole;
  g_autoptr (GBytes) bytes = weir_recording_read_wire_start (recording, number, WEIR_EVENT_WIRE_START, &is_whole, error);
  WeirSpan wire;

  if (bytes == NULL)
    return FALSE;
  wire.data = g_bytes_get_data (bytes, &wire.len);
  self->is_cut = !is_whole;
  self->size = is_whole ? wire.len : row->length;
  self->summary = g_string_new (NULL);

  if (row->kind == WEIR_ROW_UNFINISHED)
    {
      g_string_append (self->summary, _ ("Cut off, no event: "));
      append_lines (self->summary, wire);
      return TRUE;
    }
  if (row->kind == WEIR_ROW_RETRY)
    decode (&(const WeirParserHandlers){ .frame = ignore_frame, .retry = take_retry }, self, wire, self->is_cut);
  else
    decode (&(const WeirParserHandlers){ .frame = take_frame }, self, wire, self->is_cut);
  if (row->kind == WEIR_ROW_BLOCK)
    {
      g_string_assign (self->summary, _ ("No data, no event: "));
      append_lines (self->summary, wire);
    }
  if (self->is_cut)
    {
      if (row->kind == WEIR_ROW_EVENT || row->kind == WEIR_ROW_BLOCK)
        set_name_of_row (self, recording, row);
      /* One that stands behind the data is the one that holds. */
      g_clear_pointer (&self->id, free_string);
    }

  return TRUE;
}

void
weir_event_wire_clear (WeirEventWire *self)
{
  g_clear_pointer (&self->name, free_string);
  g_clear_pointer (&self->id, free_string);
  g_clear_pointer (&self->summary, free_string);
}
