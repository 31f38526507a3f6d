/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-builder.h"

#include "weir-limits.h"

void
weir_row_builder_init (WeirRowBuilder *self, WeirNames *names, WeirRowNotes *notes)
{
  *self = (WeirRowBuilder){
    .names = names,
    .notes = notes,
    .rows = g_array_new (FALSE, FALSE, sizeof (WeirRow)),
    .lines = g_array_new (FALSE, FALSE, sizeof (WeirPendingLine)),
    .pieces = g_array_new (FALSE, FALSE, sizeof (WeirPiece)),
    .known = g_array_new (FALSE, FALSE, sizeof (WeirKnownId)),
    .last_event_id = g_string_new (NULL),
    .id_row = G_MAXUINT64,
    .read = 1,
  };
  weir_row_numbers_init (&self->numbers);
}

void
weir_row_builder_clear (WeirRowBuilder *self)
{
  g_array_unref (self->rows);
  g_array_unref (self->lines);
  g_array_unref (self->pieces);
  for (guint i = 0; i < self->known->len; i++)
    g_clear_pointer (&g_array_index (self->known, WeirKnownId, i).id, g_bytes_unref);
  g_array_unref (self->known);
  weir_row_numbers_clear (&self->numbers);
  g_string_free (self->last_event_id, TRUE);
}

static gint64
later (gint64 time_us, gint64 duration_us)
{
  if (duration_us <= 0)
    return time_us;

  return time_us > G_MAXINT64 - duration_us ? G_MAXINT64 : time_us + duration_us;
}

void
weir_row_builder_wait (WeirRowBuilder *self, gint64 duration_us)
{
  self->now_us = later (self->now_us, duration_us);
  self->read++;
}

void
weir_row_builder_set_time (WeirRowBuilder *self, gint64 time_us)
{
  self->now_us = MAX (self->now_us, time_us);
}

void
weir_row_builder_add_piece (WeirRowBuilder *self, guint64 n_bytes, gint64 gap_us)
{
  guint64 before = self->pieces->len > 0 ? g_array_index (self->pieces, WeirPiece, self->pieces->len - 1).end : 0;
  WeirPiece piece = { before > G_MAXUINT64 - n_bytes ? G_MAXUINT64 : before + n_bytes, gap_us };

  g_array_append_val (self->pieces, piece);
}

void
weir_row_builder_add_line (WeirRowBuilder *self, WeirRowKind kind, guint64 position, guint64 offset, guint32 length, gboolean is_encoded)
{
  WeirPendingLine line = { kind, length, offset, position, self->now_us, self->read, is_encoded };

  g_array_append_val (self->lines, line);
}

static WeirRow *
add_row (WeirRowBuilder *self, WeirRowKind kind, guint64 offset, guint64 length)
{
  WeirRow row = { .kind = (guint8) kind, .offset = offset, .time_us = self->now_us, .id_distance = G_MAXUINT32 };

  row.length = (guint32) MIN (length, G_MAXUINT32);
  if (self->id_row != G_MAXUINT64 && self->next_number - self->id_row < G_MAXUINT32)
    row.id_distance = (guint32) (self->next_number - self->id_row);
  g_array_append_val (self->rows, row);
  self->next_number++;
  self->row_time_us = self->now_us;

  return &g_array_index (self->rows, WeirRow, self->rows->len - 1);
}

static void
note_read (WeirRowBuilder *self, WeirRow *row, guint64 read)
{
  if (read != self->row_read)
    row->flags |= WEIR_ROW_FIRST_OF_READ;
  self->row_read = read;
}

/* The rows of the lines of a block that starts at @start. */
static void
add_lines (WeirRowBuilder *self, guint64 start)
{
  guint piece = 0;
  gint64 time_us = self->now_us;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const WeirPendingLine *line = &g_array_index (self->lines, WeirPendingLine, i);
      gint64 before_us = self->row_time_us;
      WeirRow *row = add_row (self, line->kind, line->offset, line->length);

      row->flags |= WEIR_ROW_IN_BLOCK | (line->is_encoded ? WEIR_ROW_ENCODED : 0);
      row->time_us = MAX (line->time_us, before_us);
      if (self->pieces->len > 0)
        {
          while (piece + 1 < self->pieces->len && line->position >= start + g_array_index (self->pieces, WeirPiece, piece).end)
            time_us = later (time_us, g_array_index (self->pieces, WeirPiece, ++piece).gap_us);
          row->time_us = MAX (time_us, before_us);
        }
      self->row_time_us = row->time_us;
      note_read (self, row, self->pieces->len > 0 ? self->read + piece : line->read);
    }
  g_array_set_size (self->lines, 0);
}

static void
take_pieces (WeirRowBuilder *self)
{
  for (guint i = 1; i < self->pieces->len; i++)
    weir_row_builder_wait (self, g_array_index (self->pieces, WeirPiece, i).gap_us);
  g_array_set_size (self->pieces, 0);
}

gboolean
weir_row_builder_ends_in_crlf (const WeirFrame *frame)
{
  return frame->bytes.len >= 2 && memcmp (frame->bytes.data + frame->bytes.len - 2, "\r\n", 2) == 0;
}

void
weir_row_builder_add_frame (WeirRowBuilder *self, const WeirFrame *frame, guint64 offset, guint64 length, gboolean is_encoded)
{
  WeirRow *row;

  if (self->lines->len > 0)
    add_lines (self, frame->offset);
  if (self->pieces->len > 0)
    take_pieces (self);

  if (frame->has_id)
    {
      self->id_row = self->next_number;
      g_string_truncate (self->last_event_id, 0);
      g_string_append_len (self->last_event_id, frame->id.data, (gssize) frame->id.len);
    }
  row = add_row (self,
                 frame->kind == WEIR_FRAME_COMMENT ? WEIR_ROW_COMMENT
                 : frame->dispatches               ? WEIR_ROW_EVENT
                                                   : WEIR_ROW_BLOCK,
                 offset, length);
  note_read (self, row, self->read);
  if (frame->has_id)
    row->flags |= WEIR_ROW_SETS_ID;
  if (frame->notes != WEIR_NOTE_NONE)
    row->flags |= WEIR_ROW_ODD;
  if (is_encoded)
    row->flags |= WEIR_ROW_ENCODED;
  if (frame->kind == WEIR_FRAME_BLOCK)
    row->name = weir_names_intern (self->names, frame->event);
  if (frame->dispatches)
    self->n_events++;
}

void
weir_row_builder_add_unfinished (WeirRowBuilder *self, guint64 offset, guint64 length)
{
  g_array_set_size (self->pieces, 0);
  add_lines (self, 0);
  add_row (self, WEIR_ROW_UNFINISHED, offset, length);
}

void
weir_row_builder_drop_lines (WeirRowBuilder *self)
{
  g_array_set_size (self->lines, 0);
  g_array_set_size (self->pieces, 0);
}

void
weir_row_builder_add_directive (WeirRowBuilder *self, WeirRowKind kind, guint64 offset, guint64 length)
{
  add_row (self, kind, offset, length);
}

void
weir_row_builder_add_dropped (WeirRowBuilder *self, guint64 offset, guint64 length)
{
  /* It stands for any number of rows. */
  weir_row_numbers_forget (&self->numbers, self->next_number);
  add_row (self, WEIR_ROW_DROPPED, offset, length);
}

void
weir_row_builder_set_last_event_id (WeirRowBuilder *self, WeirSpan id)
{
  WeirKnownId known = { self->next_number, g_bytes_new (id.data, id.len) };

  g_array_append_val (self->known, known);
  self->id_row = G_MAXUINT64;
  g_string_truncate (self->last_event_id, 0);
  g_string_append_len (self->last_event_id, id.data, (gssize) id.len);
}

void
weir_row_builder_start_without_id (WeirRowBuilder *self)
{
  const GString *id = self->last_event_id;

  if (id->len == 0 || id->len > WEIR_LIMIT_SENT_EVENT_ID)
    return;
  for (gsize i = 0; i < id->len; i++)
    if ((guchar) id->str[i] < 0x20)
      return;

  weir_row_builder_set_last_event_id (self, WEIR_SPAN_EMPTY);
}

void
weir_row_builder_forget_last_event_id (WeirRowBuilder *self)
{
  WeirKnownId known = { self->next_number, NULL };

  g_array_append_val (self->known, known);
  self->id_row = G_MAXUINT64;
  g_string_truncate (self->last_event_id, 0);
}
