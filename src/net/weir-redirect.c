/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-redact.h"
#include "weir-redirect.h"
#include "weir-request-private.h"

void
weir_target_clear (WeirTarget *self)
{
  g_clear_pointer (&self->uri, g_uri_unref);
}

void
weir_target_set (WeirTarget *self, const WeirTarget *other)
{
  GUri *uri = g_uri_ref (other->uri);

  weir_target_clear (self);
  *self = *other;
  self->uri = uri;
}

gboolean
weir_redirect_is_followed (guint status)
{
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

gboolean
weir_redirect_is_permanent (guint status)
{
  return status == 301 || status == 308;
}

/* Servers send blanks, quotes and raw UTF-8 in Location; browsers escape them, and nothing of it may reach a request line. */
static char *
escape_location (const char *location)
{
  GString *text = g_string_new (NULL);

  for (; *location != '\0'; location++)
    {
      guchar byte = (guchar) *location;

      if (byte <= 0x20 || byte >= 0x7f || strchr ("\"<>\\^`{|}", byte) != NULL)
        g_string_append_printf (text, "%%%02X", byte);
      else
        g_string_append_c (text, (char) byte);
    }

  return g_string_free (text, FALSE);
}

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  return port > 0 ? port : g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
}

static gboolean
has_same_origin (GUri *a, GUri *b)
{
  return g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b)) && g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         get_port (a) == get_port (b);
}

static gboolean
fail (GError **error, char *message)
{
  g_set_error_literal (error, WEIR_NET_ERROR, WEIR_NET_ERROR_URL, message);
  g_free (message);

  return FALSE;
}

static gboolean
check_scheme (GUri *from, GUri *to, GError **error)
{
  const char *scheme = g_uri_get_scheme (to);

  if (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https"))
    return fail (error, g_strdup_printf (_ ("The server redirects to the scheme “%s”; only http and https are followed"), scheme));
  if (g_uri_get_host (to) == NULL || *g_uri_get_host (to) == '\0')
    return fail (error, g_strdup (_ ("The server redirects to an address without a host")));
  if (g_str_equal (g_uri_get_scheme (from), "https") && g_str_equal (scheme, "http"))
    return fail (error, g_strdup (_ ("The server redirects from https to http, which would give the encryption up; watch the http "
                                     "address itself if that is wanted")));

  return TRUE;
}

static gboolean
becomes_get (guint status, const char *method)
{
  if (status == 303)
    return !g_str_equal (method, "GET") && !g_str_equal (method, "HEAD");

  return (status == 301 || status == 302) && g_str_equal (method, "POST");
}

gboolean
weir_redirect_follow (const WeirTarget *from, guint status, const char *location, const char *method, WeirTarget *to, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (location != NULL ? location : ""));
  g_autofree char *escaped = escape_location (stripped);
  g_autofree char *text = NULL;
  g_autofree char *checked = NULL;
  g_autofree char *authorization = NULL; /* what a redirect says about it is not followed */
  g_autoptr (GError) failure = NULL;
  g_autoptr (GUri) uri = NULL;

  if (*escaped == '\0')
    return fail (error, g_strdup_printf (_ ("The server redirects (%u) but does not say where to: its Location header is missing or empty"),
                                         status));

  uri = g_uri_parse_relative (from->uri, escaped, WEIR_TARGET_URI_FLAGS, NULL);
  /* GLib resolves some that no request line could hold: `https:x`. */
  if (uri == NULL || (g_uri_get_host (uri) != NULL && strchr ("/", *g_uri_get_path (uri)) == NULL))
    {
      g_autofree char *shown = weir_redact_url (escaped);

      return fail (error, g_strdup_printf (_ ("The server redirects to “%s”, which is not an address"), shown));
    }
  if (!check_scheme (from->uri, uri, error))
    return FALSE;

  text = g_uri_to_string (uri);
  checked = weir_request_check_url (text, &authorization, &failure);
  if (checked == NULL)
    return fail (error, g_strdup_printf (_ ("The server redirects to an address that cannot be used: %s"), failure->message));

  to->uri = g_uri_parse (checked, WEIR_TARGET_URI_FLAGS, NULL);
  to->as_get = from->as_get || becomes_get (status, method);
  to->is_foreign = from->is_foreign || !has_same_origin (from->uri, to->uri);

  return TRUE;
}
