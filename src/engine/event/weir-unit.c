/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-unit.h"

#include "weir-directive-line.h"
#include "weir-limits.h"
#include "weir-parser.h"
#include "weir-recording-value.h"

/* Rows between two looks at the cancellable. */
#define TURN 4096u
/* Blocks that are read to learn their type, where the recording has no number for it. */
#define MOST_READS 256u

static void
free_contents (gpointer data)
{
  WeirUnit *self = data;

  g_clear_pointer (&self->wire, g_bytes_unref);
  g_clear_pointer (&self->event, g_bytes_unref);
  g_clear_pointer (&self->data, g_bytes_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->last_event_id);
  g_free (self->message);
}

WeirUnit *
weir_unit_ref (WeirUnit *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
weir_unit_unref (WeirUnit *self)
{
  g_atomic_rc_box_release_full (self, free_contents);
}

static void
replace_bytes (GBytes **place, WeirSpan bytes)
{
  g_clear_pointer (place, g_bytes_unref);
  *place = g_bytes_new (bytes.data, bytes.len);
}

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  WeirUnit *self = user_data;

  if (frame->kind != WEIR_FRAME_BLOCK)
    return;
  self->notes |= frame->notes;
  self->dispatches = frame->dispatches;
  self->has_id = frame->has_id;
  replace_bytes (&self->event, frame->event);
  if (frame->dispatches)
    replace_bytes (&self->data, frame->data);
}

static void
on_comment (const WeirLine *line, WeirSpan text, gpointer user_data)
{
  WeirUnit *self = user_data;

  if (self->kind == WEIR_ROW_COMMENT)
    replace_bytes (&self->data, text);
}

static void
on_retry (const WeirLine *line, guint64 ms, gpointer user_data)
{
  WeirUnit *self = user_data;

  self->has_retry = TRUE;
  self->retry_ms = ms;
}

static void
on_bad_line (const WeirLine *line, WeirNotes note, gpointer user_data)
{
  WeirUnit *self = user_data;

  self->notes |= note;
}

static void
decode (WeirUnit *self)
{
  const WeirParserHandlers handlers = { .frame = on_frame, .comment = on_comment, .retry = on_retry, .bad_line = on_bad_line };
  g_autoptr (WeirParser) parser = weir_parser_new (&handlers, self);
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (self->wire, &n_bytes);

  /* A block that starts with the bytes of a BOM must not lose them: nothing here is the start of a connection. What the parser
   * refuses it refused when it came. */
  if (!weir_parser_feed (parser, "\n", 1, NULL) || !weir_parser_feed (parser, bytes, n_bytes, NULL))
    return;
  /* A row of one line may be without its line end, which no row of a block is. */
  if (self->kind == WEIR_ROW_COMMENT || self->kind == WEIR_ROW_RETRY)
    (void) weir_parser_feed (parser, "\n", 1, NULL);
}

static void
take_life (WeirUnit *self, const WeirDirectiveLine *line)
{
  if (weir_span_equals_string (line->verb, "body"))
    {
      g_autoptr (GString) body = g_string_new (NULL);

      if (weir_value_unquote (line->text, body))
        replace_bytes (&self->body, weir_span (body->str, body->len));
    }
  else if (weir_span_equals_string (line->verb, "failed"))
    {
      self->body_is_cut = weir_span_equals_string (line->text, "body-cut");
    }
  else if (weir_span_equals_string (line->verb, "ended"))
    {
      WeirSpan text = line->text;

      if (weir_reason_from_nick (weir_value_take_word (&text), &self->reason))
        self->message = weir_span_dup (text);
    }
}

static gboolean
read_life (WeirUnit *self, WeirRecording *recording, GError **error)
{
  g_autoptr (GBytes) bytes = weir_recording_read (recording, self->number, error);
  WeirDirectiveLine line;
  WeirSpan rest;

  if (bytes == NULL)
    return FALSE;
  rest.data = g_bytes_get_data (bytes, &rest.len);
  while (weir_directive_line_take (&rest, &line))
    take_life (self, &line);

  return TRUE;
}

WeirUnit *
weir_unit_read (WeirRecording *recording, guint64 number, GError **error)
{
  g_autoptr (WeirUnit) self = g_atomic_rc_box_new0 (WeirUnit);
  WeirRow row = { 0 };

  g_return_val_if_fail (recording != NULL, NULL);

  self->number = number;
  self->reason = WEIR_REASON_CLOSED;
  self->wire = weir_recording_read_wire (recording, number, error);
  if (self->wire == NULL)
    return NULL;
  /* It was there when its bytes were read. */
  (void) weir_recording_get_row (recording, number, &row);
  self->kind = (WeirRowKind) row.kind;
  self->last_event_id = weir_recording_dup_last_event_id (recording, number);
  if (g_bytes_get_size (self->wire) > 0)
    decode (self);
  else if ((row.kind == WEIR_ROW_ENDED || row.kind == WEIR_ROW_FAILED) && !read_life (self, recording, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Whether the event at @number is of @type; for rows whose name has no number. */
static gboolean
is_of_type (WeirRecording *recording, guint64 number, GBytes *type)
{
  g_autoptr (WeirUnit) unit = weir_unit_read (recording, number, NULL);

  return unit != NULL && unit->event != NULL && g_bytes_equal (unit->event, type);
}

gboolean
weir_unit_find_previous (WeirRecording *recording, guint64 number, GCancellable *cancellable, guint64 *previous)
{
  g_autoptr (WeirUnit) unit = NULL;
  guint64 last = number > WEIR_LIMIT_LOOK_BACK ? number - WEIR_LIMIT_LOOK_BACK : 0;
  guint n_reads = 0;
  WeirRow row, other;

  if (!weir_recording_get_row (recording, number, &row) || row.kind != WEIR_ROW_EVENT)
    return FALSE;
  if (row.name == G_MAXUINT16)
    unit = weir_unit_read (recording, number, NULL);

  while (number-- > last && weir_recording_get_row (recording, number, &other))
    {
      if (number % TURN == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (other.kind != WEIR_ROW_EVENT || other.name != row.name)
        continue;
      if (row.name == G_MAXUINT16 && (unit == NULL || n_reads++ == MOST_READS))
        return FALSE;
      if (row.name == G_MAXUINT16 && !is_of_type (recording, number, unit->event))
        continue;
      *previous = number;
      return TRUE;
    }

  return FALSE;
}
