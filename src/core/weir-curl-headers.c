/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-curl-private.h"
#include "weir-limits.h"

static gboolean
is_named (const char *name, const char *const *names, gsize n_names)
{
  for (gsize i = 0; i < n_names; i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;

  return FALSE;
}

gboolean
weir_curl_has_header (const WeirCurlState *self, const char *name)
{
  const GArray *headers = self->curl->headers;

  for (guint i = 0; i < headers->len; i++)
    if (g_ascii_strcasecmp (g_array_index (headers, WeirHeader, i).name, name) == 0)
      return TRUE;

  return FALSE;
}

void
weir_curl_add_header (WeirCurlState *self, const char *name, WeirSpan value)
{
  WeirHeader header = { g_strdup (name), g_strstrip (g_strndup (value.data, value.len)) };

  g_array_append_val (self->curl->headers, header);
}

/* curl would decode what it asked for; here that is gzip and deflate. */
static void
take_accept_encoding (WeirCurlState *self, const char *value, WeirSpan line)
{
  g_auto (GStrv) codings = g_strsplit (value, ",", -1);
  gboolean has_other = FALSE;

  for (guint i = 0; codings[i] != NULL; i++)
    {
      char *coding = g_strstrip (codings[i]);

      coding[strcspn (coding, "; ")] = '\0';
      if (g_ascii_strcasecmp (coding, "gzip") == 0 || g_ascii_strcasecmp (coding, "deflate") == 0 || g_str_equal (coding, "*"))
        self->curl->compressed = TRUE;
      else
        has_other = has_other || (coding[0] != '\0' && g_ascii_strcasecmp (coding, "identity") != 0);
    }
  if (has_other)
    weir_curl_note (self, TRUE, _ ("“%s”: of these, gzip and deflate can be read; only they are asked for."), line);
}

/* Headers that are another's business here. Returns: FALSE: it is an ordinary one */
static gboolean
take_special (WeirCurlState *self, const char *name, const char *value, WeirSpan line)
{
  static const char *const framing[] = { "Content-Length", "Transfer-Encoding" };
  static const char *const hop[] = { "Connection", "Keep-Alive", "Proxy-Connection", "Upgrade", "HTTP2-Settings", "TE", "Trailer" };

  if (is_named (name, framing, G_N_ELEMENTS (framing)))
    weir_curl_note (self, TRUE, _ ("“%s”: this header is set from the body."), line);
  else if (is_named (name, hop, G_N_ELEMENTS (hop)))
    weir_curl_note (self, TRUE, _ ("“%s”: this header is about the connection, which is made anew here."), line);
  else if (g_ascii_strcasecmp (name, "Accept-Encoding") == 0)
    take_accept_encoding (self, value, line);
  else if (g_ascii_strcasecmp (name, "Last-Event-ID") == 0)
    {
      g_free (self->curl->last_event_id);
      self->curl->last_event_id = g_strdup (value);
    }
  else
    return FALSE;

  return TRUE;
}

/* `Name:` takes away a header that curl would add by itself. */
static void
remove_header (WeirCurlState *self, const char *name, WeirSpan line)
{
  static const char *const always[] = { "Accept", "User-Agent", "Host" };

  self->no_type = self->no_type || g_ascii_strcasecmp (name, "Content-Type") == 0;
  self->no_accept = self->no_accept || g_ascii_strcasecmp (name, "Accept") == 0;
  if (is_named (name, always, G_N_ELEMENTS (always)))
    weir_curl_note (self, FALSE, _ ("“%s”: this header cannot be left out; it is sent with a value of its own."), line);
}

void
weir_curl_take_header (WeirCurlState *self, WeirSpan line)
{
  const char *mark = NULL;
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (line.len > 0 && line.data[0] == '@')
    {
      weir_curl_note_option (self, WEIR_CURL_READS_FILE, WEIR_SPAN_LITERAL ("-H"), line);
      return;
    }
  if (line.len > 0)
    mark = memchr (line.data, ':', line.len);
  if (mark == NULL && line.len > 0)
    mark = memchr (line.data, ';', line.len);
  if (mark == NULL || mark == line.data || memchr (line.data, '\0', line.len) != NULL)
    {
      weir_curl_note (self, FALSE, _ ("“%s”: this is no header; one is written “Name: value”."), line);
      return;
    }
  name = g_strstrip (g_strndup (line.data, (gsize) (mark - line.data)));
  value = g_strstrip (g_strndup (mark + 1, (gsize) (line.data + line.len - mark - 1)));
  if (*mark == ';' && value[0] != '\0')
    weir_curl_note (self, FALSE, _ ("“%s”: this is no header; one is written “Name: value”."), line);
  else if (*mark == ':' && value[0] == '\0')
    remove_header (self, name, line);
  else if (take_special (self, name, value, line))
    return;
  else if (self->curl->headers->len < WEIR_LIMIT_CURL_HEADERS)
    weir_curl_add_header (self, name, weir_span_from_string (value));
  else
    weir_curl_note (self, FALSE, _ ("“%s”: there are 200 headers already; this one is left out."), line);
}
