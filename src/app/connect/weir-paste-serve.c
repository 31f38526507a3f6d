/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-paste-serve.h"

#include <glib/gi18n.h>

#include "weir-import.h"
#include "weir-json.h"
#include "weir-parser.h"
#include "weir-script-lines.h"
#include "weir-worker.h"

/* As `weir new` */
#define EVERY_US G_TIME_SPAN_SECOND
#define EVERY_TOKEN_US (40 * G_TIME_SPAN_MILLISECOND)

static gboolean
is_blank (WeirSpan line)
{
  for (gsize i = 0; i < line.len; i++)
    if (!g_ascii_isspace (line.data[i]))
      return FALSE;

  return TRUE;
}

/* @n: (out): lines that say something. Returns: line ends */
static guint
count_lines (WeirSpan text, guint *n)
{
  guint n_ends = 0;
  gsize from = 0;

  *n = 0;
  for (gsize i = 0; i <= text.len; i++)
    if (i == text.len || text.data[i] == '\n' || text.data[i] == '\r')
      {
        *n += !is_blank (weir_span (text.data + from, i - from));
        n_ends += i < text.len && (text.data[i] == '\n' || i + 1 == text.len || text.data[i + 1] != '\n');
        from = i + 1;
      }

  return n_ends;
}

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  *(guint *) user_data += frame->dispatches;
}

/* @is_whole: (out): no block is left open at its end; an open one counts */
static guint
count_events (WeirSpan text, gboolean *is_whole)
{
  const WeirParserHandlers handlers = { .frame = on_frame };
  guint n = 0;
  g_autoptr (WeirParser) parser = weir_parser_new (&handlers, &n);

  /* A limit is the end of what can be counted. */
  (void) weir_parser_feed (parser, text.data, text.len, NULL);
  *is_whole = weir_parser_get_unfinished (parser).len == 0;
  if (!*is_whole)
    (void) weir_parser_feed (parser, "\n\n", 2, NULL);

  return n;
}

static gboolean
is_mock_script (WeirSpan text)
{
  WeirSpan rest;

  return weir_script_lines_find_magic (text, &rest) == WEIR_MAGIC_SCRIPT && !weir_script_lines_is_recording (text);
}

static void
read_stream (WeirPasteReading *self, WeirSpan text)
{
  WeirSpan rest;
  gboolean is_whole;
  guint n;

  self->can_serve = TRUE;
  self->is_script = is_mock_script (text);
  if (self->is_script)
    self->hint = g_strdup (_ ("A script: it becomes a mock server"));
  else if (weir_script_lines_find_magic (text, &rest) != WEIR_MAGIC_NONE)
    self->hint = g_strdup (_ ("A recording: look at it, or let a mock server send it again"));
  else
    {
      n = count_events (text, &is_whole);
      self->hint = g_strdup_printf (ngettext ("An event stream of %u event: it becomes a mock server, or a recording to look at",
                                              "An event stream of %u events: it becomes a mock server, or a recording to look at", n),
                                    n);
    }
}

/* What it becomes, as it is written where it is made. */
static void
say_events (WeirPasteReading *self, WeirImportKind kind, guint n)
{
  self->can_serve = n > 0;
  if (kind == WEIR_IMPORT_ARRAY && n == 0)
    self->hint = g_strdup (_ ("A JSON array with nothing in it: each element would become an event"));
  else if (kind == WEIR_IMPORT_ARRAY)
    self->hint = g_strdup_printf (ngettext ("A JSON array: it becomes a mock server that sends %u event, its element",
                                            "A JSON array: it becomes a mock server that sends %u events, one for each element", n),
                                  n);
  else if (kind == WEIR_IMPORT_LINES)
    self->hint = g_strdup_printf (ngettext ("JSON Lines: they become a mock server that sends %u event",
                                            "JSON Lines: they become a mock server that sends %u events, one for each line", n),
                                  n);
  else if (kind == WEIR_IMPORT_VALUE)
    self->hint = g_strdup (_ ("A JSON object: it becomes a mock server that sends one event"));
  else
    self->hint = g_strdup_printf (ngettext ("A text: it becomes a mock server that sends %u event",
                                            "A text: it becomes a mock server that sends %u events, one for each line", n),
                                  n);
  self->is_wrong = !self->can_serve;
}

static WeirSpan
strip_start (WeirSpan text)
{
  while (text.len > 0 && g_ascii_isspace (text.data[0]))
    text = weir_span (text.data + 1, text.len - 1);

  return text;
}

static gboolean
has_blank_within (WeirSpan text)
{
  while (text.len > 0 && g_ascii_isspace (text.data[text.len - 1]))
    text.len--;
  for (gsize i = 0; i < text.len; i++)
    if (g_ascii_isspace (text.data[i]))
      return TRUE;

  return FALSE;
}

gboolean
weir_paste_serve_read (WeirPasteReading *self, WeirSpan text)
{
  WeirSpan inner = strip_start (text);
  gsize offset = 0;
  guint n;
  WeirImportKind kind = weir_import_guess (text, &n);

  if (kind == WEIR_IMPORT_STREAM || self->kind == WEIR_PASTE_STREAM)
    {
      read_stream (self, text);
      return TRUE;
    }
  if (kind != WEIR_IMPORT_TEXT)
    {
      say_events (self, kind, n);
      return TRUE;
    }
  if (inner.len > 0 && (inner.data[0] == '{' || inner.data[0] == '['))
    {
      (void) weir_json_check (inner, &offset, NULL);
      n = count_lines (weir_span (text.data, (gsize) (inner.data - text.data) + offset), &n) + 1;
      self->hint = g_strdup_printf (_ ("This begins as JSON, but is broken in line %u"), n);
      self->is_wrong = TRUE;
      return TRUE;
    }
  if (!has_blank_within (inner))
    return FALSE;

  (void) count_lines (text, &n);
  self->takes_dialect = TRUE;
  say_events (self, kind, n);
  return TRUE;
}

typedef struct
{
  GBytes *text;
  const char *dialect; /* nullable; of the table */
} Serving;

static void
serving_free (gpointer data)
{
  Serving *self = data;

  g_bytes_unref (self->text);
  g_free (self);
}

static void
make_script (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Serving *self = task_data;
  const WeirImportOptions options = {
    .every_us = self->dialect != NULL ? EVERY_TOKEN_US : EVERY_US,
    .dialect = self->dialect,
  };
  WeirSpan text;
  GError *error = NULL;
  GString *script;
  gboolean is_whole;

  text.data = g_bytes_get_data (self->text, &text.len);
  script = weir_import_to_script (text, &options, &error);
  if (script == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* A copy easily loses the empty line behind the last event, without which that is none. */
  if (self->dialect == NULL && weir_import_guess (text, NULL) == WEIR_IMPORT_STREAM)
    {
      (void) count_events (text, &is_whole);
      if (!is_whole && !is_mock_script (text))
        g_string_append (script, script->len > 0 && script->str[script->len - 1] == '\n' ? "\n" : "\n\n");
    }
  g_task_return_pointer (task, g_string_free_to_bytes (script), (GDestroyNotify) g_bytes_unref);
}

void
weir_paste_serve_async (WeirSpan text, const char *dialect, GAsyncReadyCallback done, gpointer user_data)
{
  Serving *self = g_new (Serving, 1);

  self->text = g_bytes_new (text.data, text.len);
  self->dialect = g_intern_string (dialect);
  weir_worker_run_blocking (make_script, self, serving_free, done, user_data);
}

GBytes *
weir_paste_serve_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
