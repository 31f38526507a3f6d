/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "curl-cases.h"

#include <string.h>

static void
case_free (gpointer data)
{
  CurlCase *self = data;

  g_free (self->name);
  g_free (self->command);
  g_free (self->expected);
  g_free (self);
}

static CurlCase *
read_case (const char *path, const char *text)
{
  CurlCase *self = g_new0 (CurlCase, 1);
  const char *command = strchr (text, '\n');
  const char *end = command != NULL ? strstr (command, "\n---\n") : NULL;

  if (end == NULL)
    g_error ("%s: a case without --- at: %.60s", path, text);
  self->name = g_strndup (text, (gsize) (command - text));
  self->command = end > command ? g_strndup (command + 1, (gsize) (end - command - 1)) : g_strdup ("");
  self->expected = g_strchomp (g_strdup (end + strlen ("\n---\n")));

  return self;
}

GPtrArray *
curl_cases_read (const char *path, char **preamble)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *cases = g_ptr_array_new_with_free_func (case_free);

  g_file_get_contents (path, &text, NULL, &error);
  if (error != NULL)
    g_error ("%s", error->message);
  parts = g_strsplit (text, "\n=== ", -1);
  if (preamble != NULL)
    *preamble = g_strdup (parts[0]);
  for (guint i = 1; parts[i] != NULL; i++)
    g_ptr_array_add (cases, read_case (path, parts[i]));

  return cases;
}

/* As case_text_unquote() reads it. */
static void
append_quoted (GString *out, const char *text, gsize n_bytes)
{
  static const char from[] = "\n\r\t\"\\";
  static const char to[] = "nrt\"\\";
  const gboolean is_text = g_utf8_validate_len (text, n_bytes, NULL);

  g_string_append_c (out, '"');
  for (gsize i = 0; i < n_bytes; i++)
    {
      const char *known = text[i] != '\0' ? strchr (from, text[i]) : NULL;

      if (known != NULL)
        g_string_append_printf (out, "\\%c", to[known - from]);
      else if ((guchar) text[i] < 0x20 || text[i] == 0x7f || ((guchar) text[i] >= 0x80 && !is_text))
        g_string_append_printf (out, "\\x%02x", (guchar) text[i]);
      else
        g_string_append_c (out, text[i]);
    }
  g_string_append_c (out, '"');
}

static void
append_line (GString *out, const char *name, const char *value)
{
  if (value != NULL)
    g_string_append_printf (out, "%s %s\n", name, value);
}

static void
append_flag (GString *out, const char *name, gboolean on)
{
  if (on)
    g_string_append_printf (out, "%s\n", name);
}

static void
append_all (GString *out, const char *name, const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    append_line (out, name, g_ptr_array_index (texts, i));
}

static void
append_header (GString *out, const WeirHeader *header)
{
  g_string_append_printf (out, "header %s: ", header->name);
  if (strpbrk (header->value, "\r\n") != NULL || !g_utf8_validate (header->value, -1, NULL))
    append_quoted (out, header->value, strlen (header->value));
  else
    g_string_append (out, header->value);
  g_string_append_c (out, '\n');
}

static void
append_curl (GString *out, const WeirCurl *curl)
{
  append_line (out, curl->method, curl->url);
  for (guint i = 0; i < curl->headers->len; i++)
    append_header (out, &g_array_index (curl->headers, WeirHeader, i));
  append_line (out, "user", curl->user);
  append_line (out, "bearer", curl->bearer);
  append_line (out, "last-event-id", curl->last_event_id);
  if (curl->body != NULL)
    {
      gsize n_bytes;
      const char *bytes = g_bytes_get_data (curl->body, &n_bytes);

      g_string_append (out, "body ");
      append_quoted (out, bytes, n_bytes);
      g_string_append_c (out, '\n');
    }
  if (curl->proxy != NULL)
    g_string_append_printf (out, "proxy \"%s\"\n", curl->proxy);
  append_line (out, "ca-file", curl->ca_file);
  append_line (out, "cert-file", curl->cert_file);
  append_line (out, "key-file", curl->key_file);
  append_flag (out, "insecure", curl->insecure);
  append_flag (out, "compressed", curl->compressed);
  append_flag (out, "http2", curl->http2);
  if (curl->connect_timeout_us != -1)
    g_string_append_printf (out, "connect-timeout %" G_GINT64_FORMAT "\n", curl->connect_timeout_us);
  append_all (out, "blank", curl->blanks);
  append_all (out, "ignored", curl->ignored);
  append_flag (out, "not-exact", !curl->is_exact);
}

char *
curl_case_print (const char *command)
{
  GString *out = g_string_new (NULL);
  gsize offset;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirCurl) curl = weir_curl_parse (command, &offset, &error);

  if (curl == NULL)
    g_string_append_printf (out, "error %zu %s\n", offset, error->message);
  else
    append_curl (out, curl);

  return g_strchomp (g_string_free (out, FALSE));
}
