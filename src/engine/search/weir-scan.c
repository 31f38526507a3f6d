/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-scan.h"

#include "weir-row-reader.h"

/* Read at once: stays in the second-level cache between the kernel's copy and the search. */
#define WINDOW (256u * 1024)
/* Bytes between two rows that are read rather than skipped: what a call costs. */
#define GAP (16u * 1024)
/* No writer makes a longer unit: the longest block, every byte of it escaped, is half as long. Of one in a file that somebody else
 * made no more is read. */
#define MOST (256u * 1024 * 1024)
/* A buffer that one long unit needed is not kept. */
#define KEPT (4u * 1024 * 1024)

struct _WeirScan
{
  WeirRecording *recording;
  WeirFilter *filter;
  WeirRowReader *reader;
  WeirRow rows[WEIR_SCAN_ROWS];
  guint8 verdicts[WEIR_SCAN_ROWS];
  char *buffer;
  gsize buffer_size;
};

/* Bytes of the file, and what is known of where the needle stands in them. */
typedef struct
{
  const WeirNeedle *needle; /* nullable */
  guint64 offset;
  WeirSpan bytes;
  const char *searched_from;
  const char *hit; /* the first one at or after searched_from; NULL: none */
} Window;

WeirScan *
weir_scan_new (WeirRecording *recording, WeirFilter *filter)
{
  WeirScan *self = g_new0 (WeirScan, 1);

  self->recording = weir_recording_ref (recording);
  self->filter = weir_filter_ref (filter);
  self->reader = weir_row_reader_new (recording, filter);

  return self;
}

void
weir_scan_free (WeirScan *self)
{
  weir_row_reader_free (self->reader);
  g_free (self->buffer);
  weir_filter_unref (self->filter);
  weir_recording_unref (self->recording);
  g_free (self);
}

/* Lets the window know its first hit from @start on. */
static void
search_from (Window *window, const char *start)
{
  const char *end = window->bytes.data + window->bytes.len;
  WeirSpan found;

  window->searched_from = start;
  window->hit = weir_needle_find (window->needle, weir_span (start, (gsize) (end - start)), &found) ? found.data : NULL;
}

/* Whether the needle may stand in @unit, which is in the window. Units that come in order cost one search of the window. */
static gboolean
may_hold_needle (Window *window, WeirSpan unit)
{
  WeirSpan found;

  /* A line inside of a block has a row before its block's. */
  if (unit.data < window->searched_from)
    return weir_needle_find (window->needle, unit, &found);
  if (window->hit != NULL && window->hit < unit.data)
    search_from (window, unit.data);

  return window->hit != NULL && window->hit < unit.data + unit.len;
}

static gsize
get_length (const WeirRow *row)
{
  return MIN (row->length, MOST);
}

static WeirFilterVerdict
judge (WeirScan *self, Window *window, const WeirRow *row)
{
  WeirSpan unit;

  /* A file that has become shorter. */
  if (row->offset < window->offset || row->offset - window->offset > window->bytes.len ||
      get_length (row) > window->bytes.len - (row->offset - window->offset))
    return WEIR_FILTER_NO;

  unit = weir_span (window->bytes.data + (row->offset - window->offset), get_length (row));
  if (window->needle != NULL && weir_row_reader_is_plain (row) && !may_hold_needle (window, unit))
    return WEIR_FILTER_NO;

  return weir_row_reader_judge_unit (self->reader, row, unit);
}

/* The rows from @from on that one window holds. Returns: the index after the last one */
static gsize
plan_window (const WeirScan *self, gsize from, gsize n_rows, guint64 *start, guint64 *end)
{
  gsize stop = from;

  *start = self->rows[from].offset;
  *end = *start;
  for (gsize i = from; i < n_rows; i++)
    {
      const WeirRow *row = &self->rows[i];
      guint64 new_start = MIN (*start, row->offset);
      guint64 new_end = MAX (*end, row->offset + get_length (row));

      if (self->verdicts[i] != WEIR_FILTER_UNKNOWN)
        continue;
      if (i > from && (new_end - new_start > WINDOW || row->offset > *end + GAP))
        break;
      *start = new_start;
      *end = new_end;
      stop = i + 1;
    }

  return stop;
}

static void
ensure_buffer (WeirScan *self, gsize n_bytes)
{
  gsize wanted = MAX (n_bytes, WINDOW);

  if (self->buffer_size >= wanted && (self->buffer_size <= KEPT || wanted > KEPT))
    return;
  g_free (self->buffer);
  self->buffer = g_malloc (wanted);
  self->buffer_size = wanted;
}

/* Judges the rows from @from to @to by their bytes. */
static void
judge_window (WeirScan *self, gsize from, gsize to, guint64 start, guint64 end)
{
  Window window = { .needle = weir_filter_get_needle (self->filter), .offset = start };
  gssize n;

  ensure_buffer (self, (gsize) (end - start));
  /* An error is of all the rows here: none of them matches. The recording says what is wrong to who shows them. */
  n = weir_recording_read_bytes (self->recording, start, self->buffer, (gsize) (end - start), NULL);
  window.bytes = weir_span (self->buffer, (gsize) MAX (n, 0));
  if (window.needle != NULL)
    search_from (&window, window.bytes.data);
  for (gsize i = from; i < to; i++)
    if (self->verdicts[i] == WEIR_FILTER_UNKNOWN)
      self->verdicts[i] = (guint8) judge (self, &window, &self->rows[i]);
}

guint64
weir_scan_slice (WeirScan *self, guint64 from, GCancellable *cancellable, guint64 *matches, gsize *n_matches)
{
  guint64 number = from;
  gsize n_rows = weir_recording_get_rows (self->recording, &number, self->rows, WEIR_SCAN_ROWS);
  guint64 first;

  *n_matches = 0;
  weir_row_reader_judge_rows (self->reader, self->rows, n_rows, self->verdicts);

  for (gsize i = 0; i < n_rows;)
    {
      guint64 start, end;
      gsize stop = i + 1;

      if (self->verdicts[i] == WEIR_FILTER_UNKNOWN)
        {
          if (g_cancellable_is_cancelled (cancellable))
            return from;
          stop = plan_window (self, i, n_rows, &start, &end);
          judge_window (self, i, stop, start, end);
        }
      i = stop;
    }

  /* What was given back meanwhile has been read as zeros. */
  first = weir_recording_get_first (self->recording);
  for (gsize i = 0; i < n_rows; i++)
    if (self->verdicts[i] == WEIR_FILTER_YES && number + i >= first)
      matches[(*n_matches)++] = number + i;

  return number + n_rows;
}
