/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "weir-dialect.h"
#include "weir-directive.h"
#include "weir-error.h"
#include "weir-import.h"
#include "weir-json-index.h"
#include "weir-json.h"
#include "weir-serializer.h"
#include "weir-utf8.h"

/* Beyond it, times in a file are no seconds since its beginning. */
#define LONGEST_PAUSE_S 3600.0

typedef struct
{
  const WeirImportOptions *options;
  GString *out;
  guint n_events;
  double last_t; /* seconds; below 0: no event had a time */
} Importer;

static WeirSpan
trim (WeirSpan text)
{
  while (text.len > 0 && g_ascii_isspace (text.data[0]))
    text = weir_span (text.data + 1, text.len - 1);
  while (text.len > 0 && g_ascii_isspace (text.data[text.len - 1]))
    text.len--;

  return text;
}

/* Takes a line off @text, without its end. */
static WeirSpan
take_line (WeirSpan *text)
{
  gsize len = 0;
  gsize skip;
  WeirSpan line;

  while (len < text->len && text->data[len] != '\n' && text->data[len] != '\r')
    len++;
  skip = len < text->len ? 1 : 0;
  if (len + 1 < text->len && text->data[len] == '\r' && text->data[len + 1] == '\n')
    skip = 2;
  line = weir_span (text->data, len);
  *text = weir_span (text->data + len + skip, text->len - len - skip);

  return line;
}

static gboolean
are_json_lines (WeirSpan text, guint *n)
{
  *n = 0;
  while (text.len > 0)
    {
      WeirSpan line = trim (take_line (&text));

      if (line.len == 0)
        continue;
      if (!weir_json_check (line, NULL, NULL))
        return FALSE;
      (*n)++;
    }

  return *n > 1;
}

/* A script, or lines that begin with a field: a word that the standard knows, and a colon. */
static gboolean
is_stream (WeirSpan text)
{
  static const char *const fields[] = { "data:", "event:", "id:", "retry:", ":", "\xEF\xBB\xBF" };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (text.len >= strlen (fields[i]) && memcmp (text.data, fields[i], strlen (fields[i])) == 0)
      return TRUE;

  return FALSE;
}

WeirImportKind
weir_import_guess (WeirSpan text, guint *n_events)
{
  WeirSpan inner = trim (text);
  guint n = 1;
  WeirImportKind kind = WEIR_IMPORT_TEXT;

  if (is_stream (inner))
    kind = WEIR_IMPORT_STREAM;
  else if (inner.len > 0 && weir_json_check (inner, NULL, NULL))
    kind = inner.data[0] == '[' ? WEIR_IMPORT_ARRAY : inner.data[0] == '{' ? WEIR_IMPORT_VALUE : WEIR_IMPORT_TEXT;
  else if (are_json_lines (inner, &n))
    kind = WEIR_IMPORT_LINES;

  if (kind == WEIR_IMPORT_ARRAY)
    {
      g_autoptr (WeirJsonIndex) index = weir_json_index_new (inner);

      n = weir_json_index_get_n_children (index);
    }
  if (n_events != NULL)
    *n_events = n;

  return kind;
}

/* A string's text, anything else as it was written; valid UTF-8. */
static GString *
get_value (WeirSpan lexeme)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  GString *text = g_string_new (NULL);

  if (lexeme.len > 0 && lexeme.data[0] == '"')
    weir_json_append_unescaped (bytes, lexeme);
  else
    g_string_append_len (bytes, lexeme.data, (gssize) lexeme.len);
  weir_utf8_append (text, bytes->str, bytes->len);

  return text;
}

/* Whether the object is an event written out: fields and nothing else. */
static gboolean
is_event (WeirSpan object)
{
  static const char *const names[] = { "\"data\"", "\"event\"", "\"id\"", "\"retry\"", "\"t\"" };
  g_autoptr (WeirJsonIndex) index = weir_json_index_new (object);
  gboolean has_data = FALSE;

  for (guint i = 0; i < weir_json_index_get_n_children (index); i++)
    {
      WeirJsonChild child;
      gboolean known = FALSE;

      weir_json_index_get (index, i, &child);
      for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
        known = known || weir_span_equals_string (child.name, names[j]);
      if (!known)
        return FALSE;
      has_data = has_data || weir_span_equals_string (child.name, names[0]);
    }

  return has_data;
}

static char *
dup_member (WeirSpan object, const char *path)
{
  WeirSpan lexeme;
  g_autoptr (GString) text = NULL;

  if (!weir_json_get_path (object, path, &lexeme) || weir_span_equals_string (lexeme, "null"))
    return NULL;
  text = get_value (lexeme);
  if (memchr (text->str, '\0', text->len) != NULL)
    return NULL;

  return g_strndup (text->str, text->len);
}

/* `t` becomes a pause from the event before, where it goes on. */
static void
append_pause (Importer *self, WeirSpan object)
{
  g_autofree char *text = dup_member (object, "$.t");
  double t = text != NULL ? g_ascii_strtod (text, NULL) : -1;

  if (text == NULL || !isfinite (t))
    return;
  if (self->last_t >= 0 && t >= self->last_t && t - self->last_t <= LONGEST_PAUSE_S)
    {
      g_autofree char *pause = weir_duration_format ((gint64) ((t - self->last_t) * G_USEC_PER_SEC + 0.5));

      g_string_append_printf (self->out, ":@ wait %s\n", pause);
    }
  self->last_t = t;
}

static gboolean
append_event (Importer *self, const char *event, const char *id, gint64 retry_ms, const GString *data, GError **error)
{
  g_autofree char *counted = g_strdup_printf ("%u", self->n_events + 1);
  WeirSpan span = data != NULL ? weir_span (data->str, data->len) : WEIR_SPAN_EMPTY;
  WeirFields fields = {
    .event = event != NULL ? event : self->options->event,
    .id = id != NULL ? id : counted,
    .data = data != NULL ? &span : NULL,
    .retry_ms = retry_ms,
  };

  self->n_events++;
  if (weir_serializer_append (self->out, &fields, WEIR_EOL_LF, error))
    return TRUE;

  g_prefix_error (error, _ ("event %u: "), self->n_events);
  return FALSE;
}

/* @value: JSON that passed the gate */
static gboolean
append_element (Importer *self, WeirSpan value, GError **error)
{
  g_autofree char *event = NULL;
  g_autofree char *id = NULL;
  g_autofree char *retry = NULL;
  g_autoptr (GString) data = NULL;
  WeirSpan lexeme;
  guint64 retry_ms = 0;
  gboolean has_retry;

  if (value.len == 0 || value.data[0] != '{' || !is_event (value))
    {
      data = get_value (value);
      return append_event (self, NULL, NULL, -1, data, error);
    }

  append_pause (self, value);
  event = dup_member (value, "$.event");
  id = dup_member (value, "$.id");
  retry = dup_member (value, "$.retry");
  has_retry = retry != NULL && g_ascii_string_to_unsigned (retry, 10, 0, G_GUINT64_CONSTANT (9007199254740991), &retry_ms, NULL);
  if (weir_json_get_path (value, "$.data", &lexeme))
    data = get_value (lexeme);
  return append_event (self, event, id, has_retry ? (gint64) retry_ms : -1, data, error);
}

static gboolean
append_array (Importer *self, WeirSpan text, GError **error)
{
  g_autoptr (WeirJsonIndex) index = weir_json_index_new (text);

  for (guint i = 0; i < weir_json_index_get_n_children (index); i++)
    {
      WeirJsonChild child;

      weir_json_index_get (index, i, &child);
      if (!append_element (self, child.value, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
append_lines (Importer *self, WeirSpan text, gboolean are_json, GError **error)
{
  while (text.len > 0)
    {
      WeirSpan line = take_line (&text);
      g_autoptr (GString) data = NULL;

      if (trim (line).len == 0)
        continue;
      if (are_json)
        {
          if (!append_element (self, trim (line), error))
            return FALSE;
          continue;
        }
      data = g_string_new (NULL);
      weir_utf8_append (data, line.data, line.len);
      if (!append_event (self, NULL, NULL, -1, data, error))
        return FALSE;
    }

  return TRUE;
}

static void
begin_script (Importer *self)
{
  g_autofree char *every = weir_duration_format (self->options->every_us);

  g_string_append (self->out, ":@ weir 1\n");
  if (self->options->title != NULL && *self->options->title != '\0')
    {
      g_autofree char *title = g_strdelimit (g_strdup (self->options->title), "\r\n", ' ');

      g_string_append_printf (self->out, ":@ title %s\n", title);
    }
  g_string_append_printf (self->out, ":@ template off\n:@ every %s\n", every);
}

static GString *
import_model_text (Importer *self, WeirSpan text, GError **error)
{
  const WeirDialect *dialect = weir_dialect_find (self->options->dialect);
  g_autoptr (GString) valid = g_string_new (NULL);

  if (dialect == NULL)
    {
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_UNSUPPORTED, _ ("there is no dialect “%s”"), self->options->dialect);
      return NULL;
    }
  weir_utf8_append (valid, text.data, text.len);
  begin_script (self);
  weir_dialect_append (dialect, weir_span (valid->str, valid->len), self->out);
  /* A model's stream is asked for once: its end is an end. */
  g_string_append (self->out, ":@ close\n");

  return g_string_new_len (self->out->str, (gssize) self->out->len);
}

GString *
weir_import_to_script (WeirSpan text, const WeirImportOptions *options, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Importer self = { options, out, 0, -1 };
  WeirImportKind kind = options->dialect != NULL ? WEIR_IMPORT_TEXT : weir_import_guess (text, NULL);
  gboolean ok = TRUE;

  if (options->dialect != NULL)
    return import_model_text (&self, text, error);
  if (kind == WEIR_IMPORT_STREAM)
    return g_string_new_len (text.data, (gssize) text.len);

  begin_script (&self);
  if (kind == WEIR_IMPORT_ARRAY)
    ok = append_array (&self, trim (text), error);
  else if (kind == WEIR_IMPORT_VALUE)
    ok = append_element (&self, trim (text), error);
  else
    ok = append_lines (&self, text, kind == WEIR_IMPORT_LINES, error);
  if (!ok)
    return NULL;
  if (self.n_events == 0)
    {
      g_set_error_literal (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, _ ("there is nothing in it to send"));
      return NULL;
    }
  /* Else an EventSource would ask for it all again and again. */
  g_string_append (out, ":@ keepalive 15s\n:@ hold\n");

  return g_steal_pointer (&out);
}
