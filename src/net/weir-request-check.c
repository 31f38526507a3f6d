/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-limits.h"
#include "weir-redact.h"
#include "weir-request-private.h"
#include "weir-session.h"

/* Relaxed: what browsers take, such as a stray `%`, is taken; spaces and other bytes outside ASCII are encoded. */
#define URL_FLAGS                                                                                                                          \
  (G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_ENCODED_QUERY |                           \
   G_URI_FLAGS_ENCODED_FRAGMENT | G_URI_FLAGS_SCHEME_NORMALIZE)
/* Of what timers are asked to hold; beyond a year it is a typing error. */
#define LONGEST_TIME_US (365 * G_TIME_SPAN_DAY)
/* A bundle with every public authority has a quarter of a megabyte. */
#define LARGEST_CA_FILE (16 * 1024 * 1024)

static gboolean
is_token (const char *text)
{
  /* RFC 9110, section 5.6.2 */
  for (const char *c = text; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c) && strchr ("!#$%&'*+-.^_`|~", *c) == NULL)
        return FALSE;
    }

  return text[0] != '\0';
}

static gboolean
is_http (const char *scheme)
{
  return g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0;
}

/* `localhost:8123/x` is what people type: a parser reads it as the scheme "localhost". */
static gboolean
lacks_scheme (const char *shown)
{
  return strstr (shown, "://") == NULL && shown[0] != '/' && !g_str_has_prefix (shown, "http:") && !g_str_has_prefix (shown, "https:");
}

static gboolean
check_uri_parts (GUri *uri, const char *shown, GError **error)
{
  const char *host = g_uri_get_host (uri);

  if (!is_http (g_uri_get_scheme (uri)))
    {
      g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_URL, _ ("“%s” is not an http or https URL; no other scheme is spoken here"),
                   shown);
      return FALSE;
    }
  if (host == NULL || host[0] == '\0')
    {
      g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_URL, _ ("“%s” names no host"), shown);
      return FALSE;
    }
  for (const char *c = host; *c != '\0'; c++)
    {
      /* GLib has written an international name in ASCII by now; what is left beyond it stood in an IPv6 address's zone. */
      if ((guchar) *c >= 0x7f || g_ascii_iscntrl (*c) || strchr (" \"#/<>?@\\^`{|}", *c) != NULL)
        {
          g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_URL, _ ("“%s” has a host name with a character that none can have"), shown);
          return FALSE;
        }
    }
  /* GLib reads `h;1/x` relaxed as the host `h` with a path that no request line could hold. */
  if (strchr ("/", *g_uri_get_path (uri)) == NULL)
    {
      g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_URL, _ ("“%s” is not a URL"), shown);
      return FALSE;
    }
  if (g_uri_get_port (uri) == 0)
    {
      g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_URL, _ ("“%s” has port 0, which cannot be connected to"), shown);
      return FALSE;
    }

  return TRUE;
}

static char *
basic_authorization (GUri *uri)
{
  const char *user = g_uri_get_user (uri);
  const char *password = g_uri_get_password (uri);
  g_autofree char *pair = NULL;
  g_autofree char *encoded = NULL;

  if (user == NULL || (user[0] == '\0' && (password == NULL || password[0] == '\0')))
    return NULL;
  pair = g_strconcat (user, ":", password != NULL ? password : "", NULL);
  encoded = g_base64_encode ((const guchar *) pair, strlen (pair));

  return g_strconcat ("Basic ", encoded, NULL);
}

char *
weir_request_check_url (const char *url, char **authorization, GError **error)
{
  g_autofree char *shown = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) bare = NULL;

  *authorization = NULL;
  if (url == NULL || url[0] == '\0')
    {
      g_set_error_literal (error, WEIR_NET_ERROR, WEIR_NET_ERROR_URL, _ ("There is no URL"));
      return NULL;
    }
  if (strlen (url) > WEIR_LIMIT_URL)
    {
      g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_URL, _ ("The URL is longer than %u KiB"), WEIR_LIMIT_URL / 1024);
      return NULL;
    }
  shown = weir_redact_url (url);
  if (lacks_scheme (shown))
    {
      g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_URL, _ ("“%s” has no scheme; try http://%s"), shown, shown);
      return NULL;
    }
  uri = g_uri_parse (url, URL_FLAGS, &local_error);
  if (uri == NULL)
    {
      /* GLib's words may quote a part of a password. */
      if (strchr (url, '@') != NULL)
        g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_URL, _ ("“%s” is not a URL"), shown);
      else
        g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_URL, _ ("“%s” is not a URL: %s"), shown, local_error->message);
      return NULL;
    }
  if (!check_uri_parts (uri, shown, error))
    return NULL;

  *authorization = basic_authorization (uri);
  bare = g_uri_build (URL_FLAGS, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri), g_uri_get_path (uri),
                      g_uri_get_query (uri), NULL);

  return g_uri_to_string (bare);
}

char *
weir_request_check_method (const char *method, GError **error)
{
  /* As fetch() does: these in capitals, others as they are. */
  static const char *const normalized[] = { "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT" };
  static const char *const refused[] = { "CONNECT", "TRACE", "TRACK" };

  if (!is_token (method))
    {
      g_autofree char *shown = g_strescape (method, NULL);

      g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_METHOD, _ ("“%s” is not a method: it is one word such as POST"), shown);
      return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      if (g_ascii_strcasecmp (method, refused[i]) == 0)
        {
          g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_METHOD, _ ("The method %s never answers with an event stream"), refused[i]);
          return NULL;
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (normalized); i++)
    {
      if (g_ascii_strcasecmp (method, normalized[i]) == 0)
        return g_strdup (normalized[i]);
    }

  return g_strdup (method);
}

gboolean
weir_request_check_header (const WeirHeader *header, GError **error)
{
  /* They frame the request on the wire; a wrong one would garble it. */
  static const char *const ours[] = { "Content-Length", "Transfer-Encoding" };

  if (header->name == NULL || !is_token (header->name))
    {
      g_autofree char *shown = g_strescape (header->name != NULL ? header->name : "", NULL);

      g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_HEADER, _ ("“%s” is not a header name; a header is written “Name: value”"), shown);
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (ours); i++)
    {
      if (g_ascii_strcasecmp (header->name, ours[i]) == 0)
        {
          g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_HEADER, _ ("The header %s is set from the body and cannot be given"), ours[i]);
          return FALSE;
        }
    }
  if (header->value == NULL || strpbrk (header->value, "\r\n") != NULL)
    {
      g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_HEADER, _ ("The value of the header %s holds a line break"), header->name);
      return FALSE;
    }

  return TRUE;
}

gboolean
weir_request_check_event_id (const char *last_event_id, GError **error)
{
  if (strpbrk (last_event_id, "\r\n") == NULL)
    return TRUE;
  g_set_error_literal (error, WEIR_NET_ERROR, WEIR_NET_ERROR_HEADER, _ ("The last event id holds a line break, which no id can"));

  return FALSE;
}

gboolean
weir_request_check_time (gint64 time_us, const char *name, GError **error)
{
  if (time_us >= 0 && time_us <= LONGEST_TIME_US)
    return TRUE;
  /* Translators: %s is what the time is for, such as “silence time-out” */
  g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_LIMIT, _ ("The %s must be from 0 to 365 days"), name);

  return FALSE;
}

static void
free_certificates (GList *certificates)
{
  g_list_free_full (certificates, g_object_unref);
}

/* Whether it is there, and of a kind and size that can be read at once. */
static gboolean
can_be_read (GFile *file, GError **error)
{
  g_autoptr (GFileInfo) info = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, error);
  if (info != NULL && (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_size (info) > LARGEST_CA_FILE))
    {
      g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_FILE, _ ("“%s” is not a file with certificates"), g_file_peek_path (file));
      return FALSE;
    }

  return info != NULL;
}

char *
weir_request_check_ca_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) local_error = NULL;
  GList *certificates = NULL;

  if (can_be_read (file, &local_error))
    certificates = g_tls_certificate_list_new_from_file (path, &local_error);
  if (g_error_matches (local_error, WEIR_NET_ERROR, WEIR_NET_ERROR_FILE))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (certificates == NULL)
    {
      if (local_error != NULL)
        g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_FILE, _ ("The certificates in “%s” cannot be read: %s"), path,
                     local_error->message);
      else
        g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_FILE, _ ("“%s” has no certificate in PEM form (“-----BEGIN CERTIFICATE-----”)"),
                     path);
      return NULL;
    }
  free_certificates (certificates);

  return g_file_get_path (file);
}

gboolean
weir_request_check_identity (const char *certificate, const char *key, GError **error)
{
  const char *const paths[] = { certificate, key != NULL ? key : certificate };
  g_autoptr (GTlsCertificate) identity = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      g_autoptr (GError) local_error = NULL;

      if (can_be_read (file, &local_error))
        continue;
      if (g_error_matches (local_error, WEIR_NET_ERROR, WEIR_NET_ERROR_FILE))
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_FILE, _ ("“%s” cannot be read: %s"), paths[i], local_error->message);
      return FALSE;
    }
  identity = weir_session_load_identity (certificate, key, error);

  return identity != NULL;
}

gboolean
weir_request_check_proxy (const char *proxy, GError **error)
{
  static const char *const schemes[] = { "http", "https", "socks", "socks4", "socks4a", "socks5" };
  g_autofree char *shown = weir_redact_url (proxy);
  /* By the rules of GIO's resolver, which would otherwise refuse it and go without a proxy. */
  g_autoptr (GUri) uri = g_uri_parse (proxy, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (schemes) && host != NULL && host[0] != '\0'; i++)
    {
      if (g_ascii_strcasecmp (g_uri_get_scheme (uri), schemes[i]) == 0)
        return TRUE;
    }

  if (strstr (proxy, "://") == NULL)
    g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_URL, _ ("The proxy “%s” has no scheme; try http://%s or socks5://%s"), shown, shown,
                 shown);
  else
    g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_URL,
                 _ ("The proxy “%s” is not a URL with a host and one of the schemes http, https, socks4, socks4a, socks5"), shown);

  return FALSE;
}
