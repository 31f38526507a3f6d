/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-directive.h"
#include "weir-recording-loader.h"
#include "weir-recording-value.h"
#include "weir-sink.h"

typedef gboolean (*LineFunc) (WeirLoader *self, WeirSpan text, const WeirLinePlace *place);

static void
open_unit (WeirLoader *self, WeirRowKind kind, const WeirLinePlace *place)
{
  self->in_unit = TRUE;
  self->unit_kind = kind;
  self->unit_start = place->offset;
  self->unit_end = place->offset + place->length;
  self->has_request = FALSE;
  self->has_request_id = FALSE;
}

/* A line that belongs to the unit of @kind: one that is open and directly above, or a new one. */
static void
add_to_unit (WeirLoader *self, WeirRowKind kind, const WeirLinePlace *place)
{
  if (self->in_unit && self->unit_kind == kind)
    self->unit_end = place->offset + place->length;
  else
    {
      weir_loader_close_unit (self);
      open_unit (self, kind, place);
    }
}

static gboolean
take_nothing (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  return TRUE;
}

static gboolean
take_recorded (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  gint64 wall_us;

  return weir_value_parse_time (text, &wall_us);
}

static gboolean
take_wait (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  const char *dots = text.len > 0 ? memmem (text.data, text.len, "..", 2) : NULL;
  gint64 duration_us;

  /* No recorder writes a range or a draw; who edited the file did. */
  if (dots != NULL)
    text.len = (gsize) (dots - text.data);
  else if (text.len > 0 && text.data[0] == '~')
    text = weir_span (text.data + 1, text.len - 1);
  if (!weir_value_parse_duration (text, &duration_us))
    return FALSE;
  weir_loader_close_unit (self);
  weir_row_builder_wait (self->builder, duration_us);

  return TRUE;
}

static gboolean
take_piece (WeirLoader *self, WeirSpan word)
{
  guint64 n_bytes;
  gint64 gap_us;

  if (!weir_value_parse_piece (word, &n_bytes, &gap_us))
    return FALSE;
  /* Before the first part only time passes. */
  if (self->builder->pieces->len == 0 && gap_us > 0)
    weir_row_builder_wait (self->builder, gap_us);
  weir_row_builder_add_piece (self->builder, n_bytes, gap_us);

  return TRUE;
}

static gboolean
take_chunk (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  g_array_set_size (self->builder->pieces, 0);
  while (text.len > 0)
    if (!take_piece (self, weir_value_take_word (&text)))
      {
        g_array_set_size (self->builder->pieces, 0);
        return FALSE;
      }

  return self->builder->pieces->len > 0;
}

static gboolean
take_raw (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  g_string_truncate (self->scratch, 0);
  if (!weir_value_unquote (text, self->scratch))
    return FALSE;
  weir_loader_feed (self, weir_span (self->scratch->str, self->scratch->len), place->offset, (guint32) place->length);

  return TRUE;
}

static gboolean
take_bom (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  weir_loader_feed (self, WEIR_SPAN_LITERAL ("\xef\xbb\xbf"), place->offset, (guint32) place->length);

  return TRUE;
}

static gboolean
take_at (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  WeirSpan wall = weir_value_take_word (&text);
  gint64 wall_us, time_us;

  if (!weir_value_parse_time (wall, &wall_us) || !weir_value_parse_duration (text, &time_us))
    return FALSE;
  if (self->in_unit && self->unit_kind == WEIR_ROW_CONNECTING)
    self->unit_end = place->offset + place->length;
  else
    weir_loader_close_unit (self);
  weir_row_builder_set_time (self->builder, time_us);

  return TRUE;
}

static gboolean
take_connect (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  const char *dots = text.len > 0 ? memmem (text.data, text.len, "..", 2) : NULL;
  guint64 number = self->builder->connection + 1;

  /* `N..` and `*` are of those who edit. */
  if (dots != NULL)
    text.len = (gsize) (dots - text.data);
  if (!weir_span_equals_string (text, "*") && !weir_value_parse_number (text, &number))
    return FALSE;
  weir_loader_close_unit (self);
  /* What an interrupted connection left open belongs to no row. */
  weir_row_builder_drop_lines (self->builder);
  weir_parser_reset (self->parser);
  g_array_set_size (self->segments, 0);
  self->builder->connection = number;
  self->is_open = TRUE;
  open_unit (self, WEIR_ROW_CONNECTING, place);

  return TRUE;
}

static gboolean
take_request (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  add_to_unit (self, WEIR_ROW_CONNECTING, place);
  self->has_request = TRUE;

  return TRUE;
}

static gboolean
take_request_header (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  static const char name[] = "Last-Event-ID: ";

  add_to_unit (self, WEIR_ROW_CONNECTING, place);
  if (text.len >= strlen (name) && g_ascii_strncasecmp (text.data, name, strlen (name)) == 0)
    {
      WeirSpan id = weir_span (text.data + strlen (name), text.len - strlen (name));

      self->has_request_id = TRUE;
      if (!weir_span_equal (id, weir_span (self->builder->last_event_id->str, self->builder->last_event_id->len)))
        weir_row_builder_set_last_event_id (self->builder, id);
    }

  return TRUE;
}

static gboolean
take_head (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  add_to_unit (self, WEIR_ROW_HEAD, place);

  return TRUE;
}

static gboolean
take_hop (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  weir_loader_close_unit (self);
  weir_row_builder_add_directive (self->builder, WEIR_ROW_REDIRECT, place->offset, place->length);

  return TRUE;
}

static gboolean
take_open (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  weir_loader_close_unit (self);
  weir_row_builder_add_directive (self->builder, WEIR_ROW_OPEN, place->offset, place->length);

  return TRUE;
}

/* `body`, which may be the script's own, then `failed`: a row only once the end that they announce is there. */
static gboolean
take_failed (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  add_to_unit (self, WEIR_ROW_FAILED, place);

  return TRUE;
}

/* An end, also one that an editor wrote. */
static gboolean
take_ending (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  gsize n_unfinished = weir_parser_get_unfinished (self->parser).len;

  if (n_unfinished > 0 && self->segments->len > 0)
    {
      guint64 position = weir_parser_get_offset (self->parser);
      guint64 start = weir_loader_find_start (self, position - n_unfinished);

      weir_row_builder_add_unfinished (self->builder, start, weir_loader_find_end (self, position - 1) - start);
    }
  weir_row_builder_drop_lines (self->builder);
  weir_parser_reset (self->parser);
  g_array_set_size (self->segments, 0);
  if (self->in_unit && self->unit_kind == WEIR_ROW_FAILED)
    {
      self->in_unit = FALSE;
      weir_row_builder_add_directive (self->builder, WEIR_ROW_FAILED, self->unit_start, place->offset + place->length - self->unit_start);
    }
  else
    {
      weir_loader_close_unit (self);
      weir_row_builder_add_directive (self->builder, WEIR_ROW_ENDED, place->offset, place->length);
    }
  self->is_open = FALSE;

  return TRUE;
}

static gboolean
take_ended (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  WeirReason reason;

  return weir_reason_from_nick (weir_value_take_word (&text), &reason) && take_ending (self, text, place);
}

static gboolean
take_waiting (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  gint64 duration_us;

  if (!weir_value_parse_duration (weir_value_take_word (&text), &duration_us))
    return FALSE;
  weir_loader_close_unit (self);
  weir_row_builder_add_directive (self->builder, WEIR_ROW_WAITING, place->offset, place->length);

  return TRUE;
}

static gboolean
take_dropped (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  WeirRow *row;

  weir_loader_close_unit (self);
  weir_row_builder_forget_last_event_id (self->builder);
  weir_row_builder_add_dropped (self->builder, place->offset, place->length);
  row = &g_array_index (self->builder->rows, WeirRow, self->builder->rows->len - 1);
  row->spare = 1;
  self->is_guessing = TRUE;

  return TRUE;
}

/* What means nothing to the rows: what people wrote, the script's own verbs, those of other tools. */
static gboolean
is_other_verb (WeirSpan verb)
{
  return (verb.len > 2 && memcmp (verb.data, "x-", 2) == 0) || weir_directive_find (verb) != NULL;
}

static LineFunc
find_func (WeirSpan verb)
{
  static const struct
  {
    const char *verb;
    LineFunc func;
  } verbs[] = {
    { "wait", take_wait },
    { "chunk", take_chunk },
    { "mark", weir_loader_mark },
    { "note", weir_loader_note },
    { "raw", take_raw },
    { "bom", take_bom },
    { "connect", take_connect },
    { "at", take_at },
    { "request", take_request },
    { "request-header", take_request_header },
    { "request-body", take_request },
    { "hop", take_hop },
    { "remote", take_head },
    { "http", take_head },
    { "tls", take_head },
    { "status", take_head },
    { "header", take_head },
    { "timing", take_head },
    { "open", take_open },
    { "body", take_failed },
    { "failed", take_failed },
    { "ended", take_ended },
    { "waiting", take_waiting },
    { "close", take_ending },
    { "cut", take_ending },
    { "reset", take_ending },
    { "recorded", take_recorded },
    { "dropped", take_dropped },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (weir_span_equals_string (verb, verbs[i].verb))
      return verbs[i].func;

  return is_other_verb (verb) ? take_nothing : NULL;
}

/* The lines of a request end with the id that was sent. Another line behind them, read whole, says that there was none; the end of the
 * file says nothing, nor does what a person wrote there. */
static void
settle_request (WeirLoader *self, LineFunc next)
{
  if (!self->in_unit || self->unit_kind != WEIR_ROW_CONNECTING || next == take_at || next == take_request || next == take_request_header ||
      next == weir_loader_note)
    return;

  if (self->has_request && !self->has_request_id)
    weir_row_builder_start_without_id (self->builder);
  self->has_request = FALSE;
}

gboolean
weir_loader_directive (WeirLoader *self, WeirSpan line, guint64 offset, gsize length)
{
  const WeirLinePlace place = { offset, length };
  WeirSpan text, verb;
  LineFunc func;

  if (line.len < 4 || memcmp (line.data, ":@ ", 3) != 0)
    return FALSE;
  text = weir_span (line.data + 3, line.len - 3);
  verb = weir_value_take_word (&text);
  if (!self->has_magic)
    {
      self->has_magic = weir_span_equals_string (verb, "weir");
      return self->has_magic;
    }
  func = find_func (verb);
  if (func == NULL)
    return FALSE;

  if (self->is_lost)
    {
      self->is_lost = FALSE;
      weir_row_builder_add_dropped (self->builder, self->lost_from, offset - self->lost_from);
    }

  settle_request (self, func);

  return func (self, text, &place);
}
