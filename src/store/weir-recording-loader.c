/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-loader.h"

#include "weir-recording-writer.h"

/* A directive line without end: no recorder writes one as long as this. */
#define LONGEST_LINE (G_GUINT64_CONSTANT (192) * 1024 * 1024)

static const WeirSegment *
find_segment (const WeirLoader *self, guint64 position)
{
  const WeirSegment *segments = (const WeirSegment *) (gconstpointer) self->segments->data;
  guint low = 0, high = self->segments->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (segments[middle].position <= position)
        low = middle;
      else
        high = middle;
    }

  return &segments[low];
}

guint64
weir_loader_find_start (const WeirLoader *self, guint64 position)
{
  const WeirSegment *segment = find_segment (self, position);

  return segment->raw > 0 ? segment->offset : segment->offset + (position - segment->position);
}

guint64
weir_loader_find_end (const WeirLoader *self, guint64 position)
{
  const WeirSegment *segment = find_segment (self, position);

  return segment->raw > 0 ? segment->offset + segment->raw : segment->offset + (position - segment->position) + 1;
}

/* Whether the file holds anything but the bytes from @first to @last where they stand. */
static gboolean
is_encoded (const WeirLoader *self, guint64 first, guint64 last)
{
  const WeirSegment *segment = find_segment (self, first);

  return segment->raw > 0 || find_segment (self, last) != segment;
}

static void
take_frame (const WeirFrame *frame, gpointer user_data)
{
  WeirLoader *self = user_data;
  guint64 last = frame->offset + frame->bytes.len - 1;
  guint64 start;

  if (frame->kind != WEIR_FRAME_BLOCK && frame->kind != WEIR_FRAME_COMMENT)
    return;
  if (weir_row_builder_ends_in_crlf (frame) && find_segment (self, last)->raw == 0)
    last--;
  start = weir_loader_find_start (self, frame->offset);
  weir_row_builder_add_frame (self->builder, frame, start, weir_loader_find_end (self, last) - start,
                              is_encoded (self, frame->offset, last));
}

static void
add_line (WeirLoader *self, WeirRowKind kind, const WeirLine *line)
{
  guint64 last = line->offset + line->bytes.len;
  guint64 start = weir_loader_find_start (self, line->offset);

  weir_row_builder_add_line (self->builder, kind, last, start, (guint32) (weir_loader_find_end (self, last) - start),
                             is_encoded (self, line->offset, last));
}

static void
take_comment (const WeirLine *line, WeirSpan text, gpointer user_data)
{
  if (line->in_block)
    add_line (user_data, WEIR_ROW_COMMENT, line);
}

static void
take_retry (const WeirLine *line, guint64 ms, gpointer user_data)
{
  add_line (user_data, WEIR_ROW_RETRY, line);
}

void
weir_loader_init (WeirLoader *self, WeirRowBuilder *builder)
{
  const WeirParserHandlers handlers = { .frame = take_frame, .comment = take_comment, .retry = take_retry };

  *self = (WeirLoader){
    .builder = builder,
    .parser = weir_parser_new (&handlers, self),
    .segments = g_array_new (FALSE, FALSE, sizeof (WeirSegment)),
    .scratch = g_string_new (NULL),
    .at_line_start = TRUE,
    .whole_end = G_MAXUINT64,
  };
}

void
weir_loader_clear (WeirLoader *self)
{
  weir_parser_free (self->parser);
  g_array_unref (self->segments);
  g_string_free (self->scratch, TRUE);
}

void
weir_loader_close_unit (WeirLoader *self)
{
  /* One that never got to its `ended` is no failure. */
  if (self->in_unit && self->unit_kind != WEIR_ROW_FAILED)
    weir_row_builder_add_directive (self->builder, self->unit_kind, self->unit_start, self->unit_end - self->unit_start);
  self->in_unit = FALSE;
}

static gboolean
continues (const WeirSegment *segment, guint64 position, guint64 offset)
{
  return segment->raw == 0 && offset - segment->offset == position - segment->position;
}

void
weir_loader_feed (WeirLoader *self, WeirSpan wire, guint64 offset, guint32 raw)
{
  WeirSegment segment = { weir_parser_get_offset (self->parser), offset, raw };

  if (wire.len == 0)
    return;
  weir_loader_close_unit (self);
  if (weir_parser_get_unfinished (self->parser).len == 0)
    g_array_set_size (self->segments, 0);
  if (raw > 0 || self->segments->len == 0 ||
      !continues (&g_array_index (self->segments, WeirSegment, self->segments->len - 1), segment.position, offset))
    g_array_append_val (self->segments, segment);

  /* No writer lets a unit grow beyond the limits: this is damage. */
  if (!weir_parser_feed (self->parser, wire.data, wire.len, NULL))
    weir_loader_lose (self, offset);
}

void
weir_loader_lose (WeirLoader *self, guint64 from)
{
  if (self->segments->len > 0 && weir_parser_get_unfinished (self->parser).len > 0)
    {
      guint64 position = weir_parser_get_offset (self->parser) - weir_parser_get_unfinished (self->parser).len;

      from = MIN (from, weir_loader_find_start (self, position));
    }
  weir_loader_close_unit (self);
  weir_row_builder_drop_lines (self->builder);
  weir_row_builder_forget_last_event_id (self->builder);
  weir_row_numbers_forget (&self->builder->numbers, self->builder->next_number);
  weir_parser_reset (self->parser);
  /* Not the start of a connection: a BOM here is no BOM. One byte is within all limits. */
  weir_parser_feed (self->parser, "\n", 1, NULL);
  g_array_set_size (self->segments, 0);
  self->zeros = 0;
  self->lost_from = from;
  self->is_lost = TRUE;
  self->is_guessing = TRUE;
}

/* The first directive-like line start in [@bytes, @end), or @end. */
static const char *
find_colon (const WeirLoader *self, const char *bytes, const char *end)
{
  const char *at = bytes;

  while ((at = memchr (at, '@', (gsize) (end - at))) != NULL)
    {
      const char *colon = at - 1;

      if (at > bytes && *colon == ':' && (colon > bytes ? colon[-1] == '\n' || colon[-1] == '\r' : self->at_line_start))
        return colon;
      at++;
    }

  return end;
}

/* How many of the bytes come before a hole; all of them when there is none. */
static gsize
find_hole (WeirLoader *self, WeirSpan wire)
{
  const char *end = wire.data + wire.len;
  const char *p = wire.data;

  while (p < end)
    {
      const char *start;

      if (self->zeros == 0 && (p = memchr (p, '\0', (gsize) (end - p))) == NULL)
        break;
      start = p;
      while (p < end && *p == '\0' && self->zeros < WEIR_HOLE_ZEROS)
        {
          self->zeros++;
          p++;
        }
      if (self->zeros >= WEIR_HOLE_ZEROS)
        return (gsize) (start - wire.data);
      if (p < end)
        self->zeros = 0;
    }

  return wire.len;
}

/* Returns: bytes taken */
static gsize
take_wire (WeirLoader *self, const char *bytes, const char *end, guint64 offset, gboolean is_last)
{
  const char *stop = find_colon (self, bytes, end);
  WeirSpan wire;
  gsize before_hole;

  /* The next byte may make it a directive. */
  if (stop == end && !is_last && end - bytes >= 2 && end[-1] == ':' && (end[-2] == '\n' || end[-2] == '\r'))
    stop--;

  wire = weir_span (bytes, (gsize) (stop - bytes));
  before_hole = find_hole (self, wire);
  weir_loader_feed (self, weir_span (bytes, before_hole), offset, 0);
  if (before_hole < wire.len && !self->is_lost)
    weir_loader_lose (self, offset + before_hole);
  self->under_directive = FALSE;
  self->at_line_start = wire.len > 0 && (stop[-1] == '\n' || stop[-1] == '\r');

  return wire.len;
}

/* The file ends in the middle of what begins at @offset. */
static void
cut_at (WeirLoader *self, guint64 offset)
{
  self->is_cut = TRUE;
  self->whole_end = MIN (self->whole_end, offset);
}

/* A line that is no directive and should be: only this line, if it is nothing but that. */
static void
take_bad_line (WeirLoader *self, WeirSpan line, guint64 offset, gboolean is_cut)
{
  weir_loader_close_unit (self);
  self->zeros = 0;
  if (find_hole (self, line) < line.len || line.len >= LONGEST_LINE)
    weir_loader_lose (self, offset);
  else if (is_cut)
    cut_at (self, offset);
  else
    weir_row_builder_add_dropped (self->builder, offset, line.len);
}

/* Returns: bytes taken; 0: the line's end is not there yet */
static gsize
take_directive (WeirLoader *self, const char *bytes, const char *end, guint64 offset, gboolean is_last)
{
  const char *eol = bytes;
  gsize length;
  gboolean is_cut, is_directive;

  while (eol < end && *eol != '\n' && *eol != '\r')
    eol++;
  is_cut = eol == end;
  if (is_cut && !is_last && (guint64) (end - bytes) < LONGEST_LINE)
    return 0;

  length = (gsize) (eol - bytes) + (is_cut ? 0 : 1);
  is_directive =
      !is_cut && memchr (bytes, '\0', length) == NULL && weir_loader_directive (self, weir_span (bytes, length - 1), offset, length);
  if (!is_directive && !self->is_lost)
    take_bad_line (self, weir_span (bytes, length), offset, is_cut);
  self->zeros = 0;
  self->under_directive = TRUE;
  self->at_line_start = !is_cut;

  return length;
}

/* Returns: bytes taken; 0: more must come first */
static gsize
take_some (WeirLoader *self, const char *bytes, const char *end, guint64 offset, gboolean is_last)
{
  gsize n = (gsize) (end - bytes);

  if (self->at_line_start && bytes[0] == ':')
    {
      if (!is_last && (n == 1 || (n == 2 && bytes[1] == '@')))
        return 0;
      if (n >= 3 && bytes[1] == '@' && bytes[2] == '@' && !self->is_lost)
        {
          weir_loader_feed (self, weir_span (bytes, 1), offset, 0);
          self->at_line_start = FALSE;
          self->under_directive = FALSE;
          return 2;
        }
      if (n >= 2 && bytes[1] == '@' && !(n >= 3 && bytes[2] == '@'))
        return take_directive (self, bytes, end, offset, is_last);
    }
  if (self->at_line_start && self->under_directive && (bytes[0] == '\n' || bytes[0] == '\r'))
    return 1;

  return take_wire (self, bytes, end, offset, is_last);
}

/* Looks for the next directive. Returns: bytes passed */
static gsize
seek (WeirLoader *self, const char *bytes, const char *end, gboolean is_last)
{
  const char *p = bytes;

  while (p < end && !(self->at_line_start && *p == ':'))
    {
      self->at_line_start = *p == '\n' || *p == '\r';
      p++;
    }
  if (p < end)
    {
      gsize n = MIN (3, (gsize) (end - p));

      if (memcmp (p, ":@ ", n) != 0)
        {
          self->at_line_start = FALSE;
          p++;
        }
      else if (n < 3 && is_last)
        {
          p = end;
        }
    }

  return (gsize) (p - bytes);
}

gsize
weir_loader_take (WeirLoader *self, const char *bytes, gsize n_bytes, guint64 offset, gboolean is_last)
{
  const char *end = bytes + n_bytes;
  const char *p = bytes;

  if (self->is_plain && !self->is_lost)
    {
      weir_loader_feed (self, weir_span (bytes, n_bytes), offset, 0);
      return n_bytes;
    }

  /* In front of the magic line. */
  if (offset == 0 && n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    p += 3;
  while (p < end)
    {
      gsize n = self->is_lost ? seek (self, p, end, is_last) : 0;

      if (n == 0)
        n = take_some (self, p, end, offset + (guint64) (p - bytes), is_last);
      if (n == 0)
        break;
      p += n;
    }

  return (gsize) (p - bytes);
}

void
weir_loader_finish (WeirLoader *self, guint64 size)
{
  gsize n_unfinished;

  weir_loader_close_unit (self);
  if (self->is_lost)
    weir_row_builder_add_dropped (self->builder, self->lost_from, size - self->lost_from);
  n_unfinished = weir_parser_get_unfinished (self->parser).len;
  if (!self->is_lost && n_unfinished > 0)
    cut_at (self, weir_loader_find_start (self, weir_parser_get_offset (self->parser) - n_unfinished));
  /* A byte order mark is all there is of its line. */
  else if (!self->is_lost && !self->is_cut && !self->is_plain && !self->at_line_start && size >= 3)
    cut_at (self, size - 3);
  self->whole_end = MIN (self->whole_end, size);
}
