/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-curl-private.h"
#include "weir-limits.h"
#include "weir-utf8.h"

/* @slot: what stood there before is freed. */
static void
take_text (char **slot, WeirSpan word)
{
  GString *text = g_string_new (NULL);

  weir_utf8_append (text, word.data, word.len);
  g_free (*slot);
  *slot = g_string_free (text, FALSE);
}

/* -b: `name=value; …`, or the name of a file. */
static void
take_cookie (WeirCurlState *self, WeirSpan shown, WeirSpan word)
{
  if (word.len == 0 || memchr (word.data, '=', word.len) == NULL)
    {
      weir_curl_note_option (self, word.len == 0 ? WEIR_CURL_COOKIE_JAR : WEIR_CURL_READS_FILE, shown, word);
      return;
    }
  if (self->cookies->len + word.len > WEIR_LIMIT_CURL_VALUE)
    {
      weir_curl_note (self, FALSE, _ ("“%s”: what follows it is longer than 32 KiB and is left out."), shown);
      return;
    }
  if (self->cookies->len > 0)
    g_string_append (self->cookies, "; ");
  g_string_append_len (self->cookies, word.data, (gssize) word.len);
}

static void
take_referer (WeirCurlState *self, WeirSpan word)
{
  const char *automatic = g_strstr_len (word.data, (gssize) word.len, ";auto");

  if (automatic != NULL)
    {
      weir_curl_note (self, TRUE, _ ("“%s”: a redirect gets no other Referer."), WEIR_SPAN_LITERAL (";auto"));
      word.len = (gsize) (automatic - word.data);
    }
  if (word.len > 0)
    take_text (&self->referer, word);
}

static gboolean
has_port (const char *address)
{
  const char *host = strrchr (address, '@');
  const char *end;

  host = host != NULL ? host + 1 : address;
  end = host[0] == '[' ? strchr (host, ']') : host;

  return end != NULL && strchr (end, ':') != NULL;
}

/* curl's own defaults: http without a scheme, port 1080 without a port. */
static void
take_proxy (WeirCurlState *self, WeirCurlAction action, WeirSpan word)
{
  static const char *const schemes[] = { "http", "socks4", "socks4a", "socks5" };
  const char *scheme = schemes[action - WEIR_CURL_PROXY];
  g_autofree char *given = NULL;
  g_autofree char *address = NULL;
  const char *rest;

  take_text (&given, word);
  g_clear_pointer (&self->curl->proxy, g_free);
  if (given[0] == '\0')
    {
      self->curl->proxy = g_strdup ("");
      return;
    }
  rest = strstr (given, "://");
  if (rest != NULL && g_ascii_strncasecmp (given, "socks5h", strlen ("socks5h")) == 0)
    scheme = "socks5"; /* GLib lets the proxy look up the name as well */
  else if (rest != NULL)
    scheme = given;
  address = g_strdup (rest != NULL ? rest + strlen ("://") : given);
  address[strcspn (address, "/")] = '\0';
  self->curl->proxy = g_strdup_printf ("%.*s://%s%s", (int) strcspn (scheme, ":"), scheme, address,
                                       has_port (address)                               ? ""
                                       : g_ascii_strncasecmp (scheme, "https:", 6) == 0 ? ":443"
                                                                                        : ":1080");
}

static void
take_connect_timeout (WeirCurlState *self, WeirSpan shown, WeirSpan word)
{
  g_autofree char *text = weir_span_dup (word);
  char *end = text;
  const double seconds = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || strlen (text) != word.len || !(seconds >= 0 && seconds <= 365 * 24 * 3600))
    {
      g_autoptr (GString) whole = g_string_new_len (shown.data, (gssize) shown.len);

      g_string_append_c (whole, ' ');
      g_string_append_len (whole, word.data, (gssize) word.len);
      weir_curl_note (self, FALSE, _ ("“%s”: this is no time in seconds."), weir_span (whole->str, whole->len));
      return;
    }
  /* To curl 0 is its own default. */
  if (seconds > 0)
    self->curl->connect_timeout_us = (gint64) (seconds * G_TIME_SPAN_SECOND);
}

static void
take_user (WeirCurlState *self, WeirSpan shown, WeirSpan word)
{
  take_text (&self->curl->user, word);
  if (strchr (self->curl->user, ':') == NULL)
    {
      g_autofree char *name = g_steal_pointer (&self->curl->user);

      self->curl->user = g_strconcat (name, ":", NULL);
      weir_curl_note (self, FALSE, _ ("“%s”: curl would ask for the password here. Fill it in."), shown);
    }
}

/* `me.pem`, `me.pem:password`; `\\:` and `\\\\` belong to the name. */
static void
take_certificate (WeirCurlState *self, WeirSpan shown, WeirSpan word)
{
  GString *path = g_string_new (NULL);
  gsize n = 0;

  for (; n < word.len && word.data[n] != ':'; n++)
    {
      if (word.data[n] == '\\' && n + 1 < word.len && strchr (":\\", word.data[n + 1]) != NULL)
        n++;
      g_string_append_c (path, word.data[n]);
    }
  if (n < word.len)
    weir_curl_note_option (self, WEIR_CURL_CERTIFICATE, shown, weir_span (NULL, 0));
  take_text (&self->curl->cert_file, weir_span (path->str, path->len));
  g_string_free (path, TRUE);
}

static void
take_network (WeirCurlState *self, WeirCurlAction action, WeirSpan shown, WeirSpan word, gboolean on)
{
  switch ((int) action)
    {
    case WEIR_CURL_PROXY_USER:
      take_text (&self->proxy_user, word);
      break;
    case WEIR_CURL_CA_FILE:
      take_text (&self->curl->ca_file, word);
      break;
    case WEIR_CURL_CERT_FILE:
      take_certificate (self, shown, word);
      break;
    case WEIR_CURL_CERT_KIND:
      if (!(word.len == 3 && g_ascii_strncasecmp (word.data, "PEM", 3) == 0))
        weir_curl_note_option (self, WEIR_CURL_CERTIFICATE, shown, word);
      break;
    case WEIR_CURL_KEY_FILE:
      take_text (&self->curl->key_file, word);
      break;
    case WEIR_CURL_INSECURE:
      self->curl->insecure = on;
      break;
    case WEIR_CURL_COMPRESSED:
      self->curl->compressed = on;
      break;
    case WEIR_CURL_HTTP1:
    case WEIR_CURL_HTTP2:
      self->curl->http2 = action == WEIR_CURL_HTTP2 && on;
      break;
    case WEIR_CURL_CONNECT_TIMEOUT:
      take_connect_timeout (self, shown, word);
      break;
    default:
      take_proxy (self, action, word);
      break;
    }
}

/* Options that belong to the request itself. Returns: FALSE: not one of them */
static gboolean
take_request (WeirCurlState *self, WeirCurlAction action, WeirSpan shown, WeirSpan word, gboolean on)
{
  switch ((int) action)
    {
    case WEIR_CURL_METHOD:
      take_text (&self->method, word);
      return TRUE;
    case WEIR_CURL_HEAD:
      self->is_head = on;
      return TRUE;
    case WEIR_CURL_GET:
      self->is_get = on;
      return TRUE;
    case WEIR_CURL_COOKIE:
      take_cookie (self, shown, word);
      return TRUE;
    case WEIR_CURL_AGENT:
      take_text (&self->agent, word);
      return TRUE;
    case WEIR_CURL_REFERER:
      take_referer (self, word);
      return TRUE;
    case WEIR_CURL_RANGE:
      take_text (&self->range, word);
      return TRUE;
    case WEIR_CURL_USER:
      take_user (self, shown, word);
      return TRUE;
    case WEIR_CURL_BEARER:
      take_text (&self->curl->bearer, word);
      return TRUE;
    case WEIR_CURL_GLOBOFF:
      self->globoff = on;
      return TRUE;
    default:
      return FALSE;
    }
}

/* Of what is no data. Returns: FALSE: it is left out, and that is said */
static gboolean
can_take (WeirCurlState *self, WeirSpan shown, WeirSpan word)
{
  /* Of it curl would take what stands before the zero byte. */
  if (word.len > 0 && memchr (word.data, '\0', word.len) != NULL)
    weir_curl_note (self, FALSE, _ ("“%s”: what follows it holds a zero byte and is left out."), shown);
  else if (word.len > WEIR_LIMIT_CURL_VALUE)
    weir_curl_note (self, FALSE, _ ("“%s”: what follows it is longer than 32 KiB and is left out."), shown);
  else
    return TRUE;

  return FALSE;
}

void
weir_curl_take (WeirCurlState *self, WeirCurlAction action, WeirSpan shown, WeirSpan word, gboolean on)
{
  if ((action < WEIR_CURL_DATA || action > WEIR_CURL_JSON) && !can_take (self, shown, word))
    return;
  if (take_request (self, action, shown, word, on))
    return;
  switch ((int) action)
    {
    case WEIR_CURL_FULFILLED:
      break;
    case WEIR_CURL_LOCATION:
      if (!on)
        weir_curl_note_option (self, WEIR_CURL_REDIRECTS, shown, word);
      break;
    case WEIR_CURL_URL:
      if (self->url == NULL)
        self->url = g_string_new_len (word.data, (gssize) word.len);
      else
        weir_curl_note (self, FALSE, _ ("“%s”: only the first URL is watched."), word);
      break;
    case WEIR_CURL_HEADER:
      weir_curl_take_header (self, word);
      break;
    case WEIR_CURL_DATA:
    case WEIR_CURL_DATA_RAW:
    case WEIR_CURL_DATA_ENCODED:
    case WEIR_CURL_JSON:
    case WEIR_CURL_QUERY:
      weir_curl_take_data (self, action, shown, word);
      break;
    case WEIR_CURL_FORM:
      self->is_form = TRUE;
      weir_curl_note_option (self, action, shown, word);
      break;
    case WEIR_CURL_UPLOAD:
      self->is_upload = TRUE;
      weir_curl_note_option (self, WEIR_CURL_READS_FILE, shown, word);
      break;
    default:
      if (action >= WEIR_CURL_PRINTS)
        weir_curl_note_option (self, action, shown, word);
      else
        take_network (self, action, shown, word, on);
      break;
    }
}
