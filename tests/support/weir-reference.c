/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-reference.h"

#include "weir-limits.h"
#include "weir-reference-utf8.h"
#include "weir-stream-log.h"

/* ---- HTML standard, "Interpreting an event stream". ---- */

typedef struct
{
  GString *log;
  GString *data_buffer;
  GString *event_type_buffer;
  GString *id_buffer;
  GString *last_event_id;
  gboolean in_block;
  gboolean has_id;
  gboolean ends_lf, ends_cr, ends_crlf; /* kinds of line ends seen in the block */
  WeirNotes notes;
} Interpreter;

static WeirSpan
string_span (const GString *string)
{
  return weir_span (string->str, string->len);
}

static void
dispatch (Interpreter *self, const char *eol)
{
  gboolean blank_by_lf = g_str_equal (eol, "\n");
  guint kinds = (self->ends_lf ? 1u : 0u) + (self->ends_cr ? 1u : 0u) + (self->ends_crlf ? 1u : 0u);

  /* The blank line's CR may be a CRLF whose LF is not there yet. */
  if (kinds > 1 || (blank_by_lf && !self->ends_lf) || (!blank_by_lf && self->ends_lf))
    self->notes |= WEIR_NOTE_MIXED_EOL;

  if (self->has_id)
    g_string_assign (self->last_event_id, self->id_buffer->str);

  if (self->data_buffer->len == 0)
    {
      if (self->event_type_buffer->len > 0)
        self->notes |= WEIR_NOTE_NO_DATA;
      weir_stream_log_none (self->log, string_span (self->event_type_buffer), string_span (self->last_event_id), self->notes);
    }
  else
    {
      WeirSpan type = self->event_type_buffer->len > 0 ? string_span (self->event_type_buffer) : WEIR_SPAN_LITERAL ("message");

      g_string_truncate (self->data_buffer, self->data_buffer->len - 1);
      weir_stream_log_event (self->log, type, string_span (self->data_buffer), string_span (self->last_event_id), self->notes);
    }

  g_string_truncate (self->data_buffer, 0);
  g_string_truncate (self->event_type_buffer, 0);
  g_string_truncate (self->id_buffer, 0);
  self->has_id = FALSE;
  self->in_block = FALSE;
  self->ends_lf = self->ends_cr = self->ends_crlf = FALSE;
  self->notes = WEIR_NOTE_NONE;
}

static void
process_retry (Interpreter *self, const GString *value, WeirNotes *notes)
{
  guint64 ms = 0;

  if (value->len == 0 || strspn (value->str, "0123456789") != value->len)
    {
      *notes |= WEIR_NOTE_BAD_RETRY;
      return;
    }

  for (const char *p = value->str; *p != '\0'; p++)
    {
      if (ms > (WEIR_LIMIT_RETRY_MS - (guint64) (*p - '0')) / 10)
        {
          ms = WEIR_LIMIT_RETRY_MS;
          *notes |= WEIR_NOTE_RETRY_SATURATED;
          break;
        }
      ms = ms * 10 + (guint64) (*p - '0');
    }
  weir_stream_log_retry (self->log, ms);
}

static void
judge_unknown (const GString *name, WeirNotes *notes)
{
  g_autofree char *trimmed = g_strndup (name->str, name->len);
  const char *known[] = { "data", "event", "id", "retry", NULL };
  char *start = trimmed;

  *notes |= WEIR_NOTE_UNKNOWN_FIELD;
  /* A name with a NUL is near nothing and may hold the colon behind it. */
  for (gsize i = 0; i + 3 <= name->len; i++)
    {
      if (memcmp (name->str + i, "\xEF\xBC\x9A", 3) == 0)
        *notes |= WEIR_NOTE_FULLWIDTH_COLON;
    }
  if (strlen (name->str) != name->len)
    return;

  while (*start == ' ' || *start == '\t')
    start++;
  while (*start != '\0' && strchr (" \t", start[strlen (start) - 1]) != NULL)
    start[strlen (start) - 1] = '\0';
  for (gsize i = 0; known[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (start, known[i]) == 0)
        *notes |= WEIR_NOTE_NAME_CASE;
    }
}

static void
process_field (Interpreter *self, const GString *name, const GString *value, WeirNotes *notes)
{
  gboolean has_nul = memchr (value->str, '\0', value->len) != NULL;

  self->in_block = TRUE;
  if (name->len == 5 && memcmp (name->str, "event", 5) == 0)
    {
      g_string_truncate (self->event_type_buffer, 0);
      g_string_append_len (self->event_type_buffer, value->str, (gssize) value->len);
      *notes |= has_nul ? WEIR_NOTE_NUL : WEIR_NOTE_NONE;
    }
  else if (name->len == 4 && memcmp (name->str, "data", 4) == 0)
    {
      g_string_append_len (self->data_buffer, value->str, (gssize) value->len);
      g_string_append_c (self->data_buffer, '\n');
      *notes |= has_nul ? WEIR_NOTE_NUL : WEIR_NOTE_NONE;
    }
  else if (name->len == 2 && memcmp (name->str, "id", 2) == 0)
    {
      if (has_nul)
        {
          *notes |= WEIR_NOTE_NUL_IN_ID;
        }
      else
        {
          g_string_assign (self->id_buffer, value->str);
          self->has_id = TRUE;
        }
    }
  else if (name->len == 5 && memcmp (name->str, "retry", 5) == 0)
    {
      process_retry (self, value, notes);
    }
  else
    {
      judge_unknown (name, notes);
    }
}

static void
process_line (Interpreter *self, const WeirReferencePoint *points, gsize n_points, const char *eol)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);
  WeirNotes notes = WEIR_NOTE_NONE;
  gsize colon = 0;

  if (n_points == 0)
    {
      if (self->in_block)
        dispatch (self, eol);
      return;
    }

  while (colon < n_points && points[colon].c != ':')
    colon++;
  if (!weir_reference_append_points (name, points, colon))
    notes |= WEIR_NOTE_INVALID_UTF8;

  if (colon == 0)
    {
      if (!weir_reference_append_points (value, points + 1, n_points - 1))
        notes |= WEIR_NOTE_INVALID_UTF8;
      weir_stream_log_comment (self->log, string_span (value));
    }
  else
    {
      gsize start = colon + 1;

      if (start < n_points && points[start].c == ' ')
        start++;
      if (start < n_points && !weir_reference_append_points (value, points + start, n_points - start))
        notes |= WEIR_NOTE_INVALID_UTF8;
      process_field (self, name, value, &notes);
    }

  for (guint bits = (guint) notes; bits != 0; bits &= bits - 1)
    weir_stream_log_odd (self->log, (WeirNotes) (bits & -bits));
  if (self->in_block)
    {
      self->notes |= notes;
      self->ends_lf |= g_str_equal (eol, "\n");
      self->ends_cr |= g_str_equal (eol, "\r");
      self->ends_crlf |= g_str_equal (eol, "\r\n");
    }
}

/* ---- HTML standard, "Parsing an event stream": the grammar's lines. ---- */

void
weir_reference_decode (WeirSpan bytes, WeirSpan last_event_id, GString *log)
{
  g_autoptr (GArray) array = weir_reference_decode_points (bytes);
  const WeirReferencePoint *points = (const WeirReferencePoint *) (gpointer) array->data;
  gsize n_points = array->len;
  gsize i = 0;
  gsize line = 0;
  gsize finished = 0; /* bytes */
  Interpreter self = {
    .log = log,
    .data_buffer = g_string_new (NULL),
    .event_type_buffer = g_string_new (NULL),
    .id_buffer = g_string_new (NULL),
    .last_event_id = g_string_new_len (last_event_id.data, (gssize) last_event_id.len),
  };

  if (n_points > 0 && points[0].c == 0xFEFF)
    {
      i = line = 1;
      finished = 3;
    }

  while (i < n_points)
    {
      const char *eol = NULL;

      if (points[i].c == '\r' && i + 1 < n_points && points[i + 1].c == '\n')
        eol = "\r\n";
      else if (points[i].c == '\r')
        eol = "\r";
      else if (points[i].c == '\n')
        eol = "\n";
      if (eol == NULL)
        {
          i++;
          continue;
        }

      process_line (&self, points + line, i - line, eol);
      i += strlen (eol);
      line = i;
      if (!self.in_block)
        finished = i < n_points ? points[i].offset : bytes.len;
    }

  weir_stream_log_end (log, string_span (self.last_event_id), bytes.len - finished);

  g_string_free (self.data_buffer, TRUE);
  g_string_free (self.event_type_buffer, TRUE);
  g_string_free (self.id_buffer, TRUE);
  g_string_free (self.last_event_id, TRUE);
}
