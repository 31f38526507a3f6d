/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-parser-private.h"

#include <glib/gi18n-lib.h>

#include "weir-error.h"
#include "weir-limits.h"

/* WHATWG HTML, "Parsing an event stream": bytes to lines and frames, over any split. Lines are taken in the caller's memory;
 * only the frame that a feed leaves open is copied, and grows there until it ends. */

static const char bom[] = { '\xEF', '\xBB', '\xBF' };

WeirParser *
weir_parser_new (const WeirParserHandlers *handlers, gpointer user_data)
{
  WeirParser *self = g_new0 (WeirParser, 1);

  self->handlers = *handlers;
  self->user_data = user_data;
  self->carry = g_string_new (NULL);
  self->event = g_string_new (NULL);
  self->data = g_string_new (NULL);
  self->id = g_string_new (NULL);
  self->comment = g_string_new (NULL);
  self->own_id = g_string_new (NULL);

  return self;
}

void
weir_parser_free (WeirParser *self)
{
  g_string_free (self->carry, TRUE);
  g_string_free (self->event, TRUE);
  g_string_free (self->data, TRUE);
  g_string_free (self->id, TRUE);
  g_string_free (self->comment, TRUE);
  g_string_free (self->own_id, TRUE);
  g_free (self);
}

void
weir_parser_reset (WeirParser *self)
{
  self->state = WEIR_PARSER_RUNNING;
  self->frame_offset = 0;
  self->n_bom = 0;
  self->after_cr = FALSE;
  self->line_start = 0;
  self->line_is_odd = FALSE;
  self->block = (WeirBlock){ 0 };
  weir_parser_empty_buffer (self->carry);
  weir_parser_empty_buffer (self->event);
  weir_parser_empty_buffer (self->data);
  weir_parser_empty_buffer (self->id);
  weir_parser_empty_buffer (self->comment);
}

void
weir_parser_stop (WeirParser *self)
{
  self->state = WEIR_PARSER_STOPPED;
}

WeirSpan
weir_parser_get_unfinished (const WeirParser *self)
{
  return weir_span (self->carry->str, self->carry->len);
}

guint64
weir_parser_get_offset (const WeirParser *self)
{
  return self->frame_offset + self->carry->len;
}

WeirSpan
weir_parser_get_last_event_id (const WeirParser *self)
{
  return self->last_event_id;
}

void
weir_parser_set_last_event_id (WeirParser *self, WeirSpan id)
{
  self->last_event_id = id;
  weir_parser_own_id (self);
}

void
weir_parser_own_id (WeirParser *self)
{
  if (self->last_event_id.data == self->own_id->str)
    return;

  weir_parser_empty_buffer (self->own_id);
  g_string_append_len (self->own_id, self->last_event_id.data, (gssize) self->last_event_id.len);
  self->last_event_id = weir_span (self->own_id->str, self->own_id->len);
}

void
weir_parser_shrink_buffer (GString *buffer)
{
  g_free (buffer->str);
  buffer->allocated_len = 64;
  buffer->str = g_malloc (buffer->allocated_len);
}

void
weir_parser_drop_carry (WeirParser *self)
{
  self->frame_offset += self->carry->len;
  weir_parser_empty_buffer (self->carry);
  self->line_start = 0;
  self->line_is_odd = FALSE;
}

/* Returns: what stands behind the (part of a) BOM */
static const char *
take_bom (WeirParser *self, const char *bytes, const char *end)
{
  while (bytes < end && self->n_bom < sizeof bom)
    {
      if (*bytes != bom[self->n_bom])
        {
          /* What matched so far was the start of an ordinary line. */
          self->n_bom = sizeof bom;
          self->line_is_odd = self->carry->len > 0;
          return bytes;
        }
      g_string_append_c (self->carry, *bytes++);
      if (++self->n_bom == sizeof bom)
        {
          weir_parser_emit_bare (self, WEIR_FRAME_BOM, weir_parser_get_unfinished (self));
          weir_parser_drop_carry (self);
        }
    }

  return bytes;
}

/* The first byte behind a CR that was the last of its feed. Returns: what stands behind the LF, if it is one */
static const char *
take_lf (WeirParser *self, const char *bytes)
{
  self->after_cr = FALSE;
  if (*bytes != '\n')
    {
      if ((self->block.seen & WEIR_SEEN_FIELD) != 0)
        self->block.seen |= WEIR_SEEN_CR;
      return bytes;
    }

  if ((self->block.seen & WEIR_SEEN_FIELD) != 0)
    {
      self->block.seen |= WEIR_SEEN_CRLF;
      g_string_append_c (self->carry, '\n');
      self->line_start = self->carry->len;
    }
  else
    {
      weir_parser_emit_bare (self, WEIR_FRAME_LF, weir_span (bytes, 1));
      self->frame_offset++;
    }

  return bytes + 1;
}

static gboolean
report_state (WeirParser *self, GError **error)
{
  switch (self->state)
    {
    case WEIR_PARSER_LINE_TOO_LONG:
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_LIMIT,
                   _ ("A line of the event stream is longer than %u MiB. Check that the server ends its lines."),
                   WEIR_LIMIT_LINE / (1024 * 1024));
      return FALSE;
    case WEIR_PARSER_BLOCK_TOO_LONG:
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_LIMIT,
                   _ ("A block of the event stream is longer than %u MiB. Check that the server writes a blank line after each event."),
                   WEIR_LIMIT_BLOCK / (1024 * 1024));
      return FALSE;
    case WEIR_PARSER_RUNNING:
    case WEIR_PARSER_STOPPED:
    default:
      return TRUE;
    }
}

gboolean
weir_parser_feed (WeirParser *self, const char *bytes, gsize n_bytes, GError **error)
{
  const char *end;

  if (n_bytes == 0 || self->state != WEIR_PARSER_RUNNING)
    return report_state (self, error);

  end = bytes + n_bytes;
  if (G_UNLIKELY (self->n_bom < sizeof bom))
    bytes = take_bom (self, bytes, end);
  if (self->after_cr)
    bytes = take_lf (self, bytes);
  if (self->carry->len > 0)
    bytes = weir_parser_take_carried (self, bytes, end);
  if (bytes < end && self->state == WEIR_PARSER_RUNNING)
    weir_parser_take_lines (self, bytes, end);

  return report_state (self, error);
}
