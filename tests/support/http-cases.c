/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-cases.h"

#include <stdlib.h>
#include <string.h>

#include "case-text.h"

typedef struct
{
  const char *file;
  guint line;
  GPtrArray *cases;
  HttpCase *current;
  GPtrArray *script; /* of the connection that is being written */
} Reader;

static void
http_case_free (HttpCase *self)
{
  for (guint i = 0; i < self->headers->len; i++)
    {
      g_free ((char *) g_array_index (self->headers, WeirHeader, i).name);
      g_free ((char *) g_array_index (self->headers, WeirHeader, i).value);
    }
  for (guint i = 0; i < self->checks->len; i++)
    g_free (g_array_index (self->checks, HttpCheck, i).pattern);
  g_array_unref (self->headers);
  g_array_unref (self->checks);
  g_ptr_array_unref (self->scripts[0]);
  g_ptr_array_unref (self->scripts[1]);
  g_ptr_array_unref (self->expected);
  g_clear_pointer (&self->options.body, g_bytes_unref);
  g_free ((char *) self->options.method);
  g_free ((char *) self->options.last_event_id);
  g_free (self->path);
  g_free (self->user);
  g_free (self->name);
  g_free (self);
}

static void
begin_case (Reader *reader, const char *name)
{
  static const WeirRequestOptions defaults = WEIR_REQUEST_OPTIONS_INIT;
  HttpCase *self = g_new0 (HttpCase, 1);

  self->name = g_strdup_printf ("%s/%s", reader->file, name);
  self->path = g_strdup ("/stream");
  self->options = defaults;
  self->options.reconnection_time_us = 0; /* the floor of 100 ms: quick tests */
  self->headers = g_array_new (FALSE, FALSE, sizeof (WeirHeader));
  self->checks = g_array_new (FALSE, FALSE, sizeof (HttpCheck));
  for (guint i = 0; i < 2; i++)
    self->scripts[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->expected = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (reader->cases, self);
  reader->current = self;
  reader->script = NULL;
}

static void
begin_connection (Reader *reader, const char *server)
{
  GPtrArray *scripts = reader->current->scripts[*server == 'B' ? 1 : 0];

  reader->script = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (scripts, reader->script);
}

static gint64
to_us (const char *ms)
{
  return strtol (ms, NULL, 10) * G_TIME_SPAN_MILLISECOND;
}

/* `option NAME [VALUE]` */
static void
read_option (Reader *reader, const char *text)
{
  WeirRequestOptions *options = &reader->current->options;
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  const char *value = words[1] != NULL ? words[1] : "";
  WeirPolicy policy = WEIR_POLICY_BROWSER;

  if (g_str_equal (words[0], "policy") && weir_policy_from_nick (value, &policy))
    options->policy = (int) policy;
  else if (g_str_equal (words[0], "any-type"))
    options->any_type = TRUE;
  else if (g_str_equal (words[0], "decompress"))
    options->decompress = TRUE;
  else if (g_str_equal (words[0], "retries"))
    options->max_retries = atoi (value);
  else if (g_str_equal (words[0], "time"))
    options->reconnection_time_us = g_str_equal (value, "default") ? -1 : to_us (value);
  else if (g_str_equal (words[0], "head-timeout"))
    options->head_timeout_us = to_us (value);
  else if (g_str_equal (words[0], "silence-timeout"))
    options->silence_timeout_us = to_us (value);
  else if (g_str_equal (words[0], "path"))
    {
      g_free (reader->current->path);
      reader->current->path = g_strdup (value);
    }
  else if (g_str_equal (words[0], "method"))
    options->method = g_strdup (value);
  else if (g_str_equal (words[0], "body"))
    options->body = case_text_unquote (value);
  else if (g_str_equal (words[0], "user"))
    reader->current->user = g_strdup (value);
  else if (g_str_equal (words[0], "id"))
    options->last_event_id = case_text_unquote_string (value);
  else
    g_error ("%s:%u: unknown option", reader->file, reader->line);
}

static void
read_header (Reader *reader, const char *text)
{
  g_autofree char *line = case_text_unquote_string (text);
  g_auto (GStrv) parts = g_strsplit (line, ": ", 2);
  WeirHeader header = { g_strdup (parts[0]), g_strdup (parts[1]) };

  g_array_append_val (reader->current->headers, header);
}

/* `request [B] N has|lacks STRING` */
static void
read_check (Reader *reader, const char *text)
{
  HttpCheck check = { 0 };
  char *end;

  if (*text == 'B')
    {
      check.server = 1;
      text += 2;
    }
  check.connection = (guint) strtoul (text, &end, 10) - 1;
  check.lacks = g_str_has_prefix (end, " lacks ");
  if (!check.lacks && !g_str_has_prefix (end, " has "))
    g_error ("%s:%u: has or lacks?", reader->file, reader->line);
  check.pattern = case_text_unquote_string (strchr (end, '"'));
  g_array_append_val (reader->current->checks, check);
}

static void
read_line (Reader *reader, const char *line)
{
  static const char *const steps[] = {
    "send ", "stream ", "chunk ", "split ", "pause ", "close", "half-close", "reset", "hold", "at-once"
  };
  const char *rest = strchr (line, ' ');

  rest = rest != NULL ? rest + 1 : "";
  if (*line == '\0' || *line == '#')
    return;
  if (g_str_has_prefix (line, "case "))
    return begin_case (reader, rest);
  if (reader->current == NULL)
    g_error ("%s:%u: a line before the first case", reader->file, reader->line);
  if (g_str_has_prefix (line, "option "))
    return read_option (reader, rest);
  if (g_str_has_prefix (line, "header "))
    return read_header (reader, rest);
  if (g_str_has_prefix (line, "request "))
    return read_check (reader, rest);
  if (g_str_has_prefix (line, "connection"))
    return begin_connection (reader, rest);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (!g_str_has_prefix (line, steps[i]))
        continue;
      if (reader->script == NULL)
        begin_connection (reader, "A");
      g_ptr_array_add (reader->script, g_strdup (line));
      return;
    }
  g_ptr_array_add (reader->current->expected, g_strdup (line));
}

static void
load_file (GPtrArray *cases, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  Reader reader = { .file = name, .cases = cases };

  if (!g_file_get_contents (path, &contents, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (contents, "\n", -1);
  for (reader.line = 1; lines[reader.line - 1] != NULL; reader.line++)
    read_line (&reader, lines[reader.line - 1]);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
http_cases_load (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "cases", "http", NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) http_case_free);
  const char *name;

  if (dir == NULL)
    g_error ("%s", error->message);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".case"))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    load_file (cases, folder, g_ptr_array_index (names, i));

  return cases;
}

char *
http_case_expand (const char *text, const char *const hosts[2])
{
  g_autoptr (GString) expanded = g_string_new (text);

  g_string_replace (expanded, "$A", hosts[0], 0);
  g_string_replace (expanded, "$B", hosts[1], 0);

  return g_strdup (expanded->str);
}

static void
add_bytes (RawScript *script, const char *line, const char *const hosts[2])
{
  g_autofree char *expanded = http_case_expand (strchr (line, '"'), hosts);
  g_autoptr (GBytes) bytes = case_text_unquote (expanded);
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_MODIFIER "x\r\n", n_bytes);

  if (*line == 's' && line[1] == 't')
    raw_script_send_text (script, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
  if (*line == 'c')
    raw_script_send_text (script, size);
  raw_script_send (script, data, n_bytes);
  if (*line == 'c')
    raw_script_send_text (script, "\r\n");
}

RawScript *
http_case_build_script (const GPtrArray *lines, const char *const hosts[2])
{
  RawScript *script = raw_script_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);

      if (g_str_has_prefix (line, "split "))
        raw_script_add (script, RAW_SPLIT, (guint) atoi (line + strlen ("split ")));
      else if (g_str_has_prefix (line, "pause "))
        raw_script_add (script, RAW_PAUSE, (guint) atoi (line + strlen ("pause ")));
      else if (g_str_equal (line, "close"))
        raw_script_add (script, RAW_CLOSE, 0);
      else if (g_str_equal (line, "half-close"))
        raw_script_add (script, RAW_HALF_CLOSE, 0);
      else if (g_str_equal (line, "reset"))
        raw_script_add (script, RAW_RESET, 0);
      else if (g_str_equal (line, "at-once"))
        script->at_once = TRUE;
      else if (!g_str_equal (line, "hold"))
        add_bytes (script, line, hosts);
    }
  raw_script_add (script, RAW_HOLD, 0);

  return script;
}
