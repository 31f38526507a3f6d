/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-recording-value.h"
#include "weir-recording-writer.h"
#include "weir-utf8.h"

/* A line that would be taken for a directive, or for a literal comment that looks like one, gets one more `@`. */
static void
find_stuffing (GArray *places, WeirSpan bytes)
{
  const char *end = bytes.data + bytes.len;
  const char *at = bytes.data;

  g_array_set_size (places, 0);
  while (at < end && (at = memchr (at, '@', (gsize) (end - at))) != NULL)
    {
      gsize place = (gsize) (at - bytes.data);

      if (place >= 1 && at[-1] == ':' && (place == 1 || at[-2] == '\n' || at[-2] == '\r'))
        g_array_append_val (places, place);
      at++;
    }
}

static gboolean
has_hole (WeirSpan bytes)
{
  const char *end = bytes.data + bytes.len;
  const char *zero = bytes.data;

  while (zero < end && (zero = memchr (zero, '\0', (gsize) (end - zero))) != NULL)
    {
      const char *after = zero;

      while (after < end && *after == '\0')
        after++;
      if (after - zero >= (gssize) WEIR_HOLE_ZEROS)
        return TRUE;
      zero = after;
    }

  return FALSE;
}

static void
append_stuffed (WeirWriter *self, WeirSpan bytes)
{
  gsize done = 0;

  for (guint i = 0; i < self->stuffed->len; i++)
    {
      gsize place = g_array_index (self->stuffed, gsize, i);

      g_string_append_len (self->out, bytes.data + done, (gssize) (place - done));
      g_string_append_c (self->out, '@');
      done = place;
    }
  g_string_append_len (self->out, bytes.data + done, (gssize) (bytes.len - done));
}

/* Says where in the file the lines of the unit are that starts at @offset and is @position in the body. */
static void
place_lines (WeirWriter *self, guint64 offset, guint64 position)
{
  GArray *lines = self->builder->lines;
  guint n_stuffed = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      WeirPendingLine *line = &g_array_index (lines, WeirPendingLine, i);
      guint64 start = line->position + 1 - line->length - position;

      while (n_stuffed < self->stuffed->len && g_array_index (self->stuffed, gsize, n_stuffed) < start)
        n_stuffed++;
      line->offset = offset + start + n_stuffed;
      if (n_stuffed < self->stuffed->len && g_array_index (self->stuffed, gsize, n_stuffed) == start + 1)
        {
          line->length++;
          line->is_encoded = TRUE;
        }
      line->time_us = self->builder->now_us;
      line->read = self->builder->read;
    }
}

/* The `chunk` line, when the unit came in several reads; the builder hears of the parts. */
static void
append_chunks (WeirWriter *self, const WeirFrame *frame)
{
  guint64 end = frame->offset + frame->bytes.len;
  guint64 start = frame->offset;
  gint64 time_us = self->builder->now_us;

  g_string_append (self->out, ":@ chunk");
  for (guint i = self->first_read; start < end; i++)
    {
      const WeirPendingRead *read = i < self->reads->len ? &g_array_index (self->reads, WeirPendingRead, i) : NULL;
      guint64 stop = read != NULL ? MIN (read->end, end) : end;
      gint64 gap = i > self->first_read && read != NULL ? MAX (0, read->time_us - time_us) : 0;

      g_string_append_printf (self->out, " %" G_GUINT64_FORMAT, stop - start);
      if (gap > 0)
        {
          g_string_append_c (self->out, '+');
          weir_value_append_duration (self->out, gap);
        }
      weir_row_builder_add_piece (self->builder, stop - start, gap);
      time_us += gap;
      start = stop;
    }
  g_string_append_c (self->out, '\n');
  self->under_directive = TRUE;
}

/* The end of the unit is in the read that is now current: it is announced by the chunk line. */
static void
announce_last (WeirWriter *self, guint64 last)
{
  WeirPendingRead *read = weir_writer_find_read (self, last);

  if (read != NULL)
    read->announced = TRUE;
}

static void
write_raw_line (WeirWriter *self, WeirSpan bytes)
{
  g_string_append_len (self->out, ":@ raw ", 7);
  weir_value_append_quoted (self->out, bytes, !weir_utf8_is_valid (bytes.data, bytes.len));
  g_string_append_c (self->out, '\n');
  self->under_directive = TRUE;
}

/* How many of @bytes fit in one raw line. */
static gsize
fit_raw_line (WeirSpan bytes)
{
  gsize room = WEIR_LIMIT_RAW_LINE - sizeof ":@ raw \"\"\n";
  gsize n = 0;

  while (n < bytes.len)
    {
      gsize size = weir_value_quoted_size (bytes.data[n], TRUE);

      if (size > room)
        break;
      room -= size;
      n++;
    }
  /* Read again, a CR that ends a frame ends it at once: its LF must not come in another line. */
  if (n > 1 && n < bytes.len && bytes.data[n - 1] == '\r' && bytes.data[n] == '\n')
    n--;

  return n;
}

/* Where the stretch that starts at @position must end at the latest: a read or a line that has a row ends there. */
static guint64
next_cut (WeirWriter *self, guint64 position, guint64 end, guint *line)
{
  const GArray *lines = self->builder->lines;
  const WeirPendingRead *read = weir_writer_find_read (self, position);

  if (read != NULL)
    end = MIN (end, read->end);
  while (*line < lines->len && g_array_index (lines, WeirPendingLine, *line).position < position)
    (*line)++;
  if (*line < lines->len)
    {
      const WeirPendingLine *next = &g_array_index (lines, WeirPendingLine, *line);
      guint64 start = next->position + 1 - next->length;

      end = MIN (end, start > position ? start : next->position + 1);
    }

  return end;
}

void
weir_writer_raw (WeirWriter *self, WeirSpan bytes, guint64 position)
{
  guint64 end = position + bytes.len;
  GArray *lines = self->builder->lines;
  guint line = 0;

  while (bytes.len > 0)
    {
      guint64 cut = next_cut (self, position, end, &line);
      WeirPendingLine *inside = line < lines->len ? &g_array_index (lines, WeirPendingLine, line) : NULL;
      gsize n = fit_raw_line (weir_span (bytes.data, (gsize) (cut - position)));
      guint64 offset;

      weir_writer_announce (self, weir_writer_find_read (self, position));
      offset = weir_writer_tell (self);
      write_raw_line (self, weir_span (bytes.data, n));
      if (inside != NULL && position == inside->position + 1 - inside->length)
        {
          inside->offset = offset;
          inside->is_encoded = TRUE;
        }
      bytes = weir_span (bytes.data + n, bytes.len - n);
      position += n;
      if (inside != NULL && position == inside->position + 1)
        {
          inside->length = (guint32) (weir_writer_tell (self) - inside->offset);
          inside->time_us = self->builder->now_us;
          inside->read = self->builder->read;
          line++;
        }
    }
}

static void
write_unit (WeirWriter *self, const WeirFrame *frame)
{
  guint64 last = frame->offset + frame->bytes.len - 1;
  WeirPendingRead *read = weir_writer_find_read (self, frame->offset);
  gboolean raw = has_hole (frame->bytes);
  guint64 offset, length;

  weir_writer_announce (self, read);
  if (raw)
    {
      offset = weir_writer_tell (self);
      weir_writer_raw (self, frame->bytes, frame->offset);
    }
  else
    {
      if (read != NULL && read->end <= last)
        {
          append_chunks (self, frame);
          announce_last (self, last);
        }
      find_stuffing (self->stuffed, frame->bytes);
      offset = weir_writer_tell (self);
      append_stuffed (self, frame->bytes);
      place_lines (self, offset, frame->offset);
      self->under_directive = FALSE;
    }
  length = weir_writer_tell (self) - offset - (!raw && weir_row_builder_ends_in_crlf (frame) ? 1 : 0);
  weir_row_builder_add_frame (self->builder, frame, offset, length, raw || self->stuffed->len > 0);
}

void
weir_writer_frame (WeirWriter *self, const WeirFrame *frame)
{
  switch (frame->kind)
    {
    case WEIR_FRAME_BLOCK:
    case WEIR_FRAME_COMMENT:
      write_unit (self, frame);
      break;

    case WEIR_FRAME_BOM:
      weir_writer_announce (self, weir_writer_find_read (self, frame->offset + frame->bytes.len - 1));
      weir_writer_directive (self, "bom", NULL);
      break;

    case WEIR_FRAME_BLANK:
      weir_writer_announce (self, weir_writer_find_read (self, frame->offset));
      if (self->under_directive)
        write_raw_line (self, frame->bytes);
      else
        g_string_append_len (self->out, frame->bytes.data, (gssize) frame->bytes.len);
      break;

    case WEIR_FRAME_LF:
    default:
      /* Before any directive, its own read's too: a directive between CR and LF would change what is decoded. */
      if (self->under_directive)
        write_raw_line (self, frame->bytes);
      else
        g_string_append_len (self->out, frame->bytes.data, (gssize) frame->bytes.len);
      break;
    }
}
