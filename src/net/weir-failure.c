/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-failure-tls.h"
#include "weir-failure.h"
#include "weir-request.h"
#include "weir-utf8.h"

/* Bytes of a header that are quoted. */
#define MAX_QUOTED 200

void
weir_failure_clear (WeirFailure *self)
{
  g_clear_pointer (&self->message, g_free);
}

WeirFailure
weir_failure_new (WeirReason reason, const char *format, ...)
{
  WeirFailure failure = { .reason = reason };
  va_list arguments;

  va_start (arguments, format);
  failure.message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  return failure;
}

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  return port > 0 ? port : g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
}

/* libsoup reports a head that passes its cap like a close before the head, told apart only by its own words. */
static gboolean
is_head_too_big (const GError *error)
{
  return g_str_equal (error->message, g_dgettext ("libsoup-3.0", "Header too big"));
}

static WeirFailure
from_io_error (const GError *error, GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  int port = get_port (uri);

  switch (error->code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      return weir_failure_new (WEIR_REASON_REFUSED, _ ("Nothing listens on %s port %d. Is the server running, and is the port right?"),
                               host, port);

    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return weir_failure_new (WEIR_REASON_REFUSED, _ ("%s port %d cannot be reached from here: %s"), host, port, error->message);

    case G_IO_ERROR_TIMED_OUT:
      return weir_failure_new (WEIR_REASON_TIMEOUT, _ ("%s port %d did not answer in time. A firewall may drop what is sent to it."), host,
                               port);

    case G_IO_ERROR_HOST_NOT_FOUND:
      return weir_failure_new (WEIR_REASON_DNS, _ ("The host name %s was not found. Check its spelling and the network."), host);

    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return weir_failure_new (WEIR_REASON_REFUSED, _ ("The proxy did not connect to %s port %d: %s"), host, port, error->message);

    case G_IO_ERROR_PARTIAL_INPUT:
      if (is_head_too_big (error))
        return weir_failure_new (WEIR_REASON_LIMIT, _ ("%s port %d sent response headers without end"), host, port);
      return weir_failure_new (WEIR_REASON_CLOSED, _ ("%s port %d closed the connection before it answered"), host, port);

    case G_IO_ERROR_CONNECTION_CLOSED:
      return weir_failure_new (WEIR_REASON_RESET, _ ("%s port %d reset the connection before it answered"), host, port);

    default:
      return weir_failure_new (WEIR_REASON_REFUSED, _ ("The connection to %s port %d failed: %s"), host, port, error->message);
    }
}

/* With a proxy it is the proxy that cannot be found or reached: the server is its business. */
static gboolean
is_of_proxy (const GError *error)
{
  return error->domain == G_RESOLVER_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

WeirFailure
weir_failure_before_head (const GError *error, SoupMessage *message, const char *proxy)
{
  GUri *uri = soup_message_get_uri (message);
  WeirFailure failure;

  if (proxy != NULL && *proxy != '\0' && is_of_proxy (error))
    {
      g_autoptr (GUri) parsed = g_uri_parse (proxy, G_URI_FLAGS_NONE, NULL);

      failure = weir_failure_new (error->domain == G_RESOLVER_ERROR ? WEIR_REASON_DNS : WEIR_REASON_REFUSED,
                                  _ ("The proxy %s cannot be reached: %s"), parsed != NULL ? g_uri_get_host (parsed) : "", error->message);
    }
  else if (error->domain == G_RESOLVER_ERROR)
    failure =
        weir_failure_new (WEIR_REASON_DNS, _ ("The host name %s was not found. Check its spelling and the network."), g_uri_get_host (uri));
  else if (error->domain == G_TLS_ERROR)
    failure = weir_failure_of_tls (error, message);
  else if (error->domain == G_IO_ERROR)
    failure = from_io_error (error, uri);
  else
    failure = weir_failure_new (WEIR_REASON_PROTOCOL, _ ("%s port %d did not answer with HTTP. Is this the right port, and http or https?"),
                                g_uri_get_host (uri), get_port (uri));

  return failure;
}

WeirFailure
weir_failure_in_body (const GError *error)
{
  if (error->domain == WEIR_NET_ERROR && error->code == WEIR_NET_ERROR_LIMIT)
    return weir_failure_new (WEIR_REASON_LIMIT, "%s", error->message);
  if (error->domain == WEIR_NET_ERROR)
    return weir_failure_new (WEIR_REASON_CUT, "%s", error->message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return weir_failure_new (WEIR_REASON_RESET, _ ("The server reset the connection"));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return weir_failure_new (WEIR_REASON_TIMEOUT, _ ("The server can no longer be reached"));
  if (error->domain == G_TLS_ERROR)
    return weir_failure_new (WEIR_REASON_CUT, _ ("The encrypted connection broke: %s"), error->message);

  return weir_failure_new (WEIR_REASON_CUT, "%s", error->message);
}

/* What a server sent may be long; a sentence need not. */
static char *
shorten (const char *text)
{
  GString *start;

  if (strlen (text) <= MAX_QUOTED)
    return g_strdup (text);

  start = g_string_new (NULL);
  weir_utf8_append (start, text, MAX_QUOTED);
  g_string_append (start, "…");

  return g_string_free (start, FALSE);
}

WeirFailure
weir_failure_of_status (guint status, const char *phrase)
{
  g_autofree char *words = shorten (phrase != NULL && *phrase != '\0' ? phrase : soup_status_get_phrase (status));

  if (status == 204 || status == 205)
    return weir_failure_new (WEIR_REASON_NO_CONTENT, _ ("The server asked to stop (%u %s)"), status, words);
  if (status == 401)
    return weir_failure_new (WEIR_REASON_STATUS, _ ("The server answered %u %s: it wants credentials, in an Authorization header"), status,
                             words);

  return weir_failure_new (WEIR_REASON_STATUS, _ ("The server answered %u %s, not with a stream"), status, words);
}

WeirFailure
weir_failure_of_content_type (const char *content_type)
{
  g_autofree char *shown = shorten (content_type != NULL ? content_type : "");

  if (*shown == '\0')
    return weir_failure_new (WEIR_REASON_CONTENT_TYPE, _ ("The response has no Content-Type; an event stream is text/event-stream"));

  return weir_failure_new (WEIR_REASON_CONTENT_TYPE, _ ("The response is “%s”, not text/event-stream"), shown);
}

WeirFailure
weir_failure_of_content_encoding (const char *content_encoding)
{
  g_autofree char *shown = shorten (content_encoding);

  return weir_failure_new (WEIR_REASON_CONTENT_TYPE,
                           _ ("The response is compressed (%s), which was not asked for: the server or a proxy before it does not heed "
                              "“Accept-Encoding”"),
                           shown);
}
