/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-exchange.h"

#include "weir-directive-line.h"
#include "weir-recording-value.h"

/* Rows between two looks at the cancellable. */
#define TURN 4096u

static void
header_free (gpointer data)
{
  WeirExchangeHeader *self = data;

  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

static void
hop_free (gpointer data)
{
  WeirExchangeHop *self = data;

  g_free (self->url);
  g_free (self);
}

static void
free_contents (gpointer data)
{
  WeirExchange *self = data;

  g_free (self->method);
  g_free (self->url);
  g_free (self->phrase);
  g_free (self->http);
  g_free (self->remote);
  g_free (self->tls);
  g_free (self->cipher);
  g_ptr_array_unref (self->request_headers);
  g_ptr_array_unref (self->response_headers);
  g_ptr_array_unref (self->hops);
  g_clear_pointer (&self->request_body, g_bytes_unref);
}

WeirExchange *
weir_exchange_ref (WeirExchange *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
weir_exchange_unref (WeirExchange *self)
{
  g_atomic_rc_box_release_full (self, free_contents);
}

static void
replace_text (char **place, WeirSpan text)
{
  g_free (*place);
  *place = weir_span_dup (text);
}

static void
add_header (GPtrArray *headers, WeirSpan text)
{
  const char *colon = text.len > 0 ? memchr (text.data, ':', text.len) : NULL;
  WeirExchangeHeader *header;
  gsize length;

  if (colon == NULL)
    return;
  header = g_new0 (WeirExchangeHeader, 1);
  length = (gsize) (colon - text.data);
  header->name = weir_span_dup (weir_span (text.data, length));
  header->value = g_strstrip (weir_span_dup (weir_span (colon + 1, text.len - length - 1)));
  g_ptr_array_add (headers, header);
}

static void
take_timing (WeirTiming *timing, WeirSpan text)
{
  const struct
  {
    const char *name;
    gint64 *duration_us;
  } parts[] = {
    { "dns=", &timing->dns_us },
    { "connect=", &timing->connect_us },
    { "tls=", &timing->tls_us },
    { "head=", &timing->head_us },
  };

  while (text.len > 0)
    {
      WeirSpan word = weir_value_take_word (&text);

      for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          const gsize length = strlen (parts[i].name);

          if (word.len > length && memcmp (word.data, parts[i].name, length) == 0)
            (void) weir_value_parse_duration (weir_span (word.data + length, word.len - length), parts[i].duration_us);
        }
    }
}

static guint
take_status (WeirSpan *text)
{
  guint64 status = 0;

  /* `none` of a script is no status. */
  if (!weir_value_parse_number (weir_value_take_word (text), &status) || status > 999)
    return 0;

  return (guint) status;
}

static void
take_request_line (WeirExchange *self, const WeirDirectiveLine *line)
{
  WeirSpan text = line->text;

  if (weir_span_equals_string (line->verb, "connect"))
    {
      (void) weir_value_parse_number (text, &self->number);
    }
  else if (weir_span_equals_string (line->verb, "request"))
    {
      replace_text (&self->method, weir_value_take_word (&text));
      replace_text (&self->url, text);
    }
  else if (weir_span_equals_string (line->verb, "request-header"))
    {
      add_header (self->request_headers, text);
    }
  else if (weir_span_equals_string (line->verb, "request-body"))
    {
      g_autoptr (GString) body = g_string_new (NULL);

      g_clear_pointer (&self->request_body, g_bytes_unref);
      if (weir_value_unquote (text, body))
        self->request_body = g_string_free_to_bytes (g_steal_pointer (&body));
    }
}

static void
take_head_line (WeirExchange *self, const WeirDirectiveLine *line)
{
  WeirSpan text = line->text;

  if (weir_span_equals_string (line->verb, "status"))
    {
      self->status = take_status (&text);
      replace_text (&self->phrase, text);
    }
  else if (weir_span_equals_string (line->verb, "header"))
    add_header (self->response_headers, text);
  else if (weir_span_equals_string (line->verb, "remote"))
    replace_text (&self->remote, text);
  else if (weir_span_equals_string (line->verb, "http"))
    replace_text (&self->http, text);
  else if (weir_span_equals_string (line->verb, "timing"))
    take_timing (&self->timing, text);
  else if (weir_span_equals_string (line->verb, "tls"))
    {
      replace_text (&self->tls, weir_value_take_word (&text));
      /* Written so because the version is one word of the line. */
      g_strdelimit (self->tls, "-", ' ');
      if (text.len > 0 && !weir_span_equals_string (text, "?"))
        replace_text (&self->cipher, text);
    }
}

static void
take_hop_line (WeirExchange *self, const WeirDirectiveLine *line, gint64 time_us)
{
  WeirSpan text = line->text;
  WeirExchangeHop *hop;

  if (!weir_span_equals_string (line->verb, "hop"))
    return;
  hop = g_new0 (WeirExchangeHop, 1);
  hop->status = take_status (&text);
  hop->url = weir_span_dup (text);
  hop->time_us = time_us;
  g_ptr_array_add (self->hops, hop);
}

static void
take_open_line (WeirExchange *self, const WeirDirectiveLine *line)
{
  WeirSpan text = line->text;

  if (!weir_span_equals_string (line->verb, "open"))
    return;
  while (text.len > 0)
    {
      WeirSpan word = weir_value_take_word (&text);

      self->any_type |= weir_span_equals_string (word, "any-type");
      self->compressed |= weir_span_equals_string (word, "compressed");
    }
}

static void
take_row (WeirExchange *self, WeirRecording *recording, guint64 number, const WeirRow *row)
{
  /* A row that went meanwhile, or cannot be read: the rest is told without it. */
  g_autoptr (GBytes) bytes = weir_recording_read (recording, number, NULL);
  WeirDirectiveLine line;
  WeirSpan rest = WEIR_SPAN_EMPTY;

  if (bytes != NULL)
    rest.data = g_bytes_get_data (bytes, &rest.len);
  while (weir_directive_line_take (&rest, &line))
    {
      if (row->kind == WEIR_ROW_CONNECTING)
        take_request_line (self, &line);
      else if (row->kind == WEIR_ROW_HEAD)
        take_head_line (self, &line);
      else if (row->kind == WEIR_ROW_REDIRECT)
        take_hop_line (self, &line, row->time_us);
      else
        take_open_line (self, &line);
    }
}

/* Goes from the connection's first row to where nothing more is told of its head. */
static void
read_forward (WeirExchange *self, WeirRecording *recording, GCancellable *cancellable)
{
  WeirRow row;

  for (guint64 n = self->first_row; self->first_event_us < 0 && weir_recording_get_row (recording, n, &row); n++)
    {
      if ((n % TURN == 0 && g_cancellable_is_cancelled (cancellable)) || (row.kind == WEIR_ROW_CONNECTING && n > self->first_row))
        return;
      if (row.kind == WEIR_ROW_ENDED || row.kind == WEIR_ROW_FAILED)
        return;
      if (row.kind == WEIR_ROW_EVENT)
        self->first_event_us = row.time_us;
      else if (row.kind == WEIR_ROW_CONNECTING)
        self->connecting_us = row.time_us;
      else if (row.kind == WEIR_ROW_OPEN)
        self->open_us = row.time_us;
      else if (row.kind == WEIR_ROW_HEAD)
        self->head_us = row.time_us;
      else if (row.kind != WEIR_ROW_REDIRECT)
        continue;
      self->is_open |= row.kind == WEIR_ROW_OPEN;
      self->has_head |= row.kind == WEIR_ROW_HEAD;
      if (row.kind != WEIR_ROW_EVENT)
        take_row (self, recording, n, &row);
    }
}

/* Returns: %FALSE: cancelled */
static gboolean
find_first_row (WeirRecording *recording, guint64 number, GCancellable *cancellable, guint64 *first)
{
  WeirRow row;

  *first = number;
  while (weir_recording_get_row (recording, number, &row))
    {
      *first = number;
      if (row.kind == WEIR_ROW_CONNECTING || number == 0)
        return TRUE;
      if (number % TURN == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      number--;
    }

  return TRUE;
}

WeirExchange *
weir_exchange_read (WeirRecording *recording, guint64 row, GCancellable *cancellable, GError **error)
{
  g_autoptr (WeirExchange) self = NULL;

  g_return_val_if_fail (recording != NULL, NULL);

  self = g_atomic_rc_box_new0 (WeirExchange);
  self->request_headers = g_ptr_array_new_with_free_func (header_free);
  self->response_headers = g_ptr_array_new_with_free_func (header_free);
  self->hops = g_ptr_array_new_with_free_func (hop_free);
  self->timing = (WeirTiming){ -1, -1, -1, -1 };
  self->connecting_us = self->head_us = self->open_us = self->first_event_us = -1;
  self->last_row = row;
  if (find_first_row (recording, row, cancellable, &self->first_row))
    read_forward (self, recording, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return self->url != NULL || self->has_head ? g_steal_pointer (&self) : NULL;
}

const char *
weir_exchange_get_final_url (const WeirExchange *self)
{
  const WeirExchangeHop *hop;

  if (self->hops->len == 0)
    return self->url;
  hop = g_ptr_array_index (self->hops, self->hops->len - 1);

  return hop->url;
}

const char *
weir_exchange_get_header (const GPtrArray *headers, const char *name)
{
  for (guint i = 0; i < headers->len; i++)
    {
      const WeirExchangeHeader *header = g_ptr_array_index (headers, i);

      if (g_ascii_strcasecmp (header->name, name) == 0)
        return header->value;
    }

  return NULL;
}

char *
weir_exchange_dup_combined (const GPtrArray *headers, const char *name)
{
  g_autoptr (GString) combined = NULL;

  for (guint i = 0; i < headers->len; i++)
    {
      const WeirExchangeHeader *header = g_ptr_array_index (headers, i);

      if (g_ascii_strcasecmp (header->name, name) != 0)
        continue;
      if (combined == NULL)
        combined = g_string_new (header->value);
      else
        g_string_append_printf (combined, ", %s", header->value);
    }

  return combined != NULL ? g_string_free (g_steal_pointer (&combined), FALSE) : NULL;
}
