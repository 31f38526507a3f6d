/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-parser-private.h"

/* WHATWG HTML, "dispatch the event", and the other frames. */

/* Whether the block has more than one kind of line end. A CR that ends it may be followed by its LF or not: it counts as either. */
static inline gboolean
has_mixed_eols (WeirSeen seen, gboolean ends_by_lf)
{
  guint eols = seen & WEIR_SEEN_EOLS;

  if ((eols & (eols - 1)) != 0)
    return TRUE;

  return ends_by_lf ? eols != WEIR_SEEN_LF : eols == WEIR_SEEN_LF;
}

void
weir_parser_emit_block (WeirParser *self, const WeirFrameLine *line)
{
  WeirBlock *block = &self->block;
  WeirSeen seen = block->seen;
  WeirSpan id = weir_parser_get_value (&block->id, line->base, self->id);
  WeirSpan last_event_id = (seen & WEIR_SEEN_ID) != 0 ? id : self->last_event_id;
  /* Every member stands here: cleared first, the whole costs more than the rest of this function. */
  WeirFrame frame = {
    .kind = WEIR_FRAME_BLOCK,
    .notes = block->notes,
    .bytes = weir_span (line->base, line->next),
    .offset = self->frame_offset,
    .n_lines = block->n_lines + 1,
    .dispatches = (seen & WEIR_SEEN_DATA) != 0,
    .has_id = (seen & WEIR_SEEN_ID) != 0,
    .event = weir_parser_get_value (&block->event, line->base, self->event),
    .data = weir_parser_get_value (&block->data, line->base, self->data),
    .id = id,
    .last_event_id = last_event_id,
    .comment = WEIR_SPAN_EMPTY,
  };

  if (has_mixed_eols (seen, line->base[line->end] == '\n'))
    frame.notes |= WEIR_NOTE_MIXED_EOL;
  if (!frame.dispatches && frame.event.len > 0)
    frame.notes |= WEIR_NOTE_NO_DATA;
  if (frame.dispatches && frame.event.len == 0)
    frame.event = WEIR_SPAN_LITERAL ("message");
  self->last_event_id = last_event_id;

  *block = (WeirBlock){ 0 };
  self->handlers.frame (&frame, self->user_data);

  if (G_UNLIKELY ((seen & WEIR_SEEN_DECODED) != 0))
    {
      if (id.data == self->id->str)
        weir_parser_own_id (self);
      weir_parser_empty_buffer (self->event);
      weir_parser_empty_buffer (self->data);
      weir_parser_empty_buffer (self->id);
    }
}

gboolean
weir_parser_emit_line (WeirParser *self, const WeirFrameLine *line, WeirFrameKind kind, WeirNotes notes, WeirSpan comment)
{
  WeirFrame frame = {
    .kind = kind,
    .notes = notes,
    .bytes = weir_span (line->base, line->next),
    .offset = self->frame_offset,
    .n_lines = 1,
    .last_event_id = self->last_event_id,
    .comment = comment,
  };

  if (self->state != WEIR_PARSER_RUNNING)
    return FALSE;
  self->handlers.frame (&frame, self->user_data);

  return TRUE;
}

gboolean
weir_parser_emit_comment (WeirParser *self, const WeirFrameLine *line)
{
  WeirSpan text;
  WeirNotes notes = weir_parser_take_comment (self, line, &text);
  gboolean is_delivered;

  weir_parser_report_notes (self, line, notes);
  is_delivered = weir_parser_emit_line (self, line, WEIR_FRAME_COMMENT, notes, text);
  weir_parser_empty_buffer (self->comment);

  return is_delivered;
}

void
weir_parser_emit_bare (WeirParser *self, WeirFrameKind kind, WeirSpan bytes)
{
  WeirFrame frame = {
    .kind = kind,
    .bytes = bytes,
    .offset = self->frame_offset,
    .last_event_id = self->last_event_id,
  };

  self->handlers.frame (&frame, self->user_data);
}
