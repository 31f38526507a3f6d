/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-curl-private.h"
#include "weir-json.h"
#include "weir-limits.h"
#include "weir-utf8.h"

static WeirSpan
span_of (const GString *text)
{
  return weir_span (text->str, text->len);
}

/* `localhost/?next=http://there` has none. */
static gboolean
has_scheme (const char *url)
{
  const char *p = url;

  while (g_ascii_isalnum (*p) || (*p != '\0' && strchr ("+-.", *p) != NULL))
    p++;

  return p > url && g_str_has_prefix (p, "://");
}

/* curl reads `{a,b}` and `[1-9]` as many URLs, unless a backslash stands before them; browsers write those backslashes. */
static char *
unglob (WeirCurlState *self)
{
  static const char special[] = "{}[]";
  g_autoptr (GString) url = g_string_new (NULL);
  gboolean in_address = strstr (self->url->str, "://[") != NULL || self->url->str[0] == '[';
  gboolean has_open = FALSE;

  for (const char *p = self->url->str; *p != '\0'; p++)
    {
      const char *end = p[0] == '$' && p[1] == '{' ? strchr (p, '}') : NULL;

      if (end != NULL) /* the shell's, not curl's */
        {
          g_string_append_len (url, p, end - p);
          p = end;
        }
      else if (!self->globoff && p[0] == '\\' && p[1] != '\0' && strchr (special, p[1]) != NULL)
        p++;
      else if (strchr (special, *p) != NULL && !in_address)
        has_open = TRUE;
      else if (*p == ']')
        in_address = FALSE;
      g_string_append_c (url, *p);
    }
  if (has_open && !self->globoff)
    weir_curl_note (self, FALSE, _ ("“%s”: curl makes several URLs of the brackets. Here they are a part of one URL."),
                    span_of (self->url));

  return g_string_free (g_steal_pointer (&url), FALSE);
}

static void
finish_url (WeirCurlState *self)
{
  g_autofree char *bytes = unglob (self);
  g_autoptr (GString) url = g_string_new (has_scheme (bytes) ? NULL : "http://");

  weir_utf8_append (url, bytes, strlen (bytes));
  if (self->is_get && self->data != NULL)
    {
      if (self->query->len > 0)
        g_string_append_c (self->query, '&');
      g_string_append_len (self->query, self->data->str, (gssize) self->data->len);
    }
  if (self->query->len > WEIR_LIMIT_CURL_VALUE)
    weir_curl_note (self, FALSE, _ ("“%s”: what follows it is longer than 32 KiB and is left out."), WEIR_SPAN_LITERAL ("-G"));
  else if (self->query->len > 0)
    {
      g_string_truncate (url, strcspn (url->str, "#"));
      if (strchr (url->str, '?') == NULL)
        g_string_append_c (url, '?');
      else if (url->str[url->len - 1] != '?' && url->str[url->len - 1] != '&')
        g_string_append_c (url, '&');
      weir_utf8_append (url, self->query->str, strlen (self->query->str));
    }
  if (self->curl->http2 && g_ascii_strncasecmp (url->str, "https:", strlen ("https:")) != 0)
    weir_curl_note (self, TRUE, _ ("“%s”: without TLS, HTTP/1.1 is spoken."), WEIR_SPAN_LITERAL ("--http2"));
  self->curl->url = g_string_free (g_steal_pointer (&url), FALSE);
}

static void
finish_body (WeirCurlState *self)
{
  const gboolean has_body = self->data != NULL && !self->is_get;
  const char *method = "GET";

  if (self->is_head && has_body)
    weir_curl_note (self, FALSE, _ ("“%s”: curl refuses it together with data."), WEIR_SPAN_LITERAL ("-I"));
  if (has_body || self->is_form)
    method = "POST";
  else if (self->is_upload)
    method = "PUT";
  else if (self->is_head)
    method = "HEAD";
  self->curl->method = self->method != NULL ? g_steal_pointer (&self->method) : g_strdup (method);

  if (!has_body)
    return;
  if (self->no_type && weir_json_looks_like (span_of (self->data)))
    weir_curl_note (self, FALSE, _ ("“%s”: this header cannot be left out; it is sent with a value of its own."),
                    WEIR_SPAN_LITERAL ("Content-Type:"));
  self->curl->body = g_string_free_to_bytes (g_steal_pointer (&self->data));
}

/* A header that an option makes; one that -H gave goes before. @value: (nullable) */
static void
add_made (WeirCurlState *self, const char *option, const char *name, const char *value)
{
  if (value == NULL)
    return;
  if (weir_curl_has_header (self, name))
    weir_curl_note (self, TRUE, _ ("“%s”: the header that -H gives goes before it."), weir_span_from_string (option));
  else if (value[0] == '\0')
    weir_curl_note (self, FALSE, _ ("“%s”: this header cannot be left out; it is sent with a value of its own."),
                    weir_span_from_string (option));
  else
    weir_curl_add_header (self, name, weir_span_from_string (value));
}

static void
finish_headers (WeirCurlState *self)
{
  const gboolean has_body = self->curl->body != NULL;
  g_autofree char *range = self->range != NULL ? g_strconcat ("bytes=", self->range, NULL) : NULL;

  if ((has_body || self->is_json) && !self->no_type && !weir_curl_has_header (self, "Content-Type"))
    weir_curl_add_header (self, "Content-Type",
                          weir_span_from_string (self->is_json ? "application/json" : "application/x-www-form-urlencoded"));
  if (self->is_json && !self->no_accept && !weir_curl_has_header (self, "Accept"))
    weir_curl_add_header (self, "Accept", WEIR_SPAN_LITERAL ("application/json"));
  add_made (self, "-b", "Cookie", self->cookies->len > 0 ? self->cookies->str : NULL);
  add_made (self, "-A", "User-Agent", self->agent);
  add_made (self, "-e", "Referer", self->referer);
  add_made (self, "-r", "Range", range);
}

static void
finish_authorization (WeirCurlState *self)
{
  WeirCurl *curl = self->curl;

  if (weir_curl_has_header (self, "Authorization") && (curl->user != NULL || curl->bearer != NULL))
    {
      weir_curl_note (self, TRUE, _ ("“%s”: the header that -H gives goes before it."),
                      curl->user != NULL ? WEIR_SPAN_LITERAL ("-u") : WEIR_SPAN_LITERAL ("--oauth2-bearer"));
      g_clear_pointer (&curl->user, g_free);
      g_clear_pointer (&curl->bearer, g_free);
    }
  else if (curl->user != NULL && curl->bearer != NULL)
    {
      weir_curl_note (self, TRUE, _ ("“%s”: the token goes before it."), WEIR_SPAN_LITERAL ("-u"));
      g_clear_pointer (&curl->user, g_free);
    }
}

/* The name and password of -U into the proxy's address. */
static void
finish_proxy (WeirCurlState *self)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *name = NULL;
  g_autofree char *password = NULL;
  g_autofree char *proxy = NULL;
  const char *address;

  if (self->proxy_user == NULL)
    return;
  if (self->curl->proxy == NULL || self->curl->proxy[0] == '\0')
    {
      weir_curl_note (self, FALSE, _ ("“%s”: there is no proxy that it could be for."), WEIR_SPAN_LITERAL ("-U"));
      return;
    }
  proxy = g_steal_pointer (&self->curl->proxy);
  parts = g_strsplit (self->proxy_user, ":", 2);
  name = g_uri_escape_string (parts[0] != NULL ? parts[0] : "", NULL, FALSE);
  password = g_uri_escape_string (parts[0] != NULL && parts[1] != NULL ? parts[1] : "", NULL, FALSE);
  address = strrchr (proxy, '@') != NULL ? strrchr (proxy, '@') + 1 : strstr (proxy, "://") + strlen ("://");
  self->curl->proxy = g_strdup_printf ("%.*s://%s:%s@%s", (int) strcspn (proxy, ":"), proxy, name, password, address);
}

void
weir_curl_finish (WeirCurlState *self)
{
  finish_url (self);
  finish_body (self);
  finish_headers (self);
  finish_authorization (self);
  finish_proxy (self);
  if (self->printing->len > 0)
    weir_curl_note (self, TRUE, _ ("Not needed here: %s"), span_of (self->printing));
}
