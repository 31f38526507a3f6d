/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <gio/gio.h>

#include "weir-limits.h"
#include "weir-request-head-private.h"

#define SCHEME "http://"
#define SESSION_BYTES "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

/* In place. Returns FALSE for a broken escape or one that hides a control byte: no path has any, and logs are lines. */
static gboolean
decode_path (char *path)
{
  char *to = path;

  for (const char *from = path; *from != '\0'; from++)
    {
      char byte = *from;

      if (byte == '%')
        {
          int high = g_ascii_xdigit_value (from[1]);
          int low = high >= 0 ? g_ascii_xdigit_value (from[2]) : -1;

          if (low < 0)
            return FALSE;
          byte = (char) (high * 16 + low);
          if (g_ascii_iscntrl (byte))
            return FALSE;
          from += 2;
        }
      *to++ = byte;
    }

  *to = '\0';
  return TRUE;
}

/* "/~KEY/ticks" is "/ticks" of session KEY. Moves the KEY one to the left: its place in front of the path's "/" takes the NUL. */
static void
take_session (WeirRequestHead *self, char *path)
{
  gsize len;

  self->path = path;
  if (path[1] != '~')
    return;

  len = strspn (path + 2, SESSION_BYTES);
  if (len == 0 || (path[2 + len] != '/' && path[2 + len] != '\0'))
    return;
  memmove (path, path + 2, len);
  path[len] = '\0';
  self->session = path;
  self->path = path[len + 2] == '/' ? path + len + 2 : "/";
}

gboolean
weir_request_head_parse_target (WeirRequestHead *self, char *target, WeirFault *fault)
{
  char *query;

  for (const char *p = target; *p != '\0'; p++)
    if ((guchar) *p <= ' ' || *p == 0x7f || *p == '#')
      return weir_fault_set (fault, 400, "The request's target holds a byte that must be escaped.");

  self->path = target;
  if (strcmp (target, "*") == 0 && strcmp (self->method, "OPTIONS") == 0)
    return TRUE;

  if (g_ascii_strncasecmp (target, SCHEME, strlen (SCHEME)) == 0)
    {
      char *authority = target + strlen (SCHEME);
      gsize len = strcspn (authority, "/?");

      /* Moved over the scheme, so that there is room for its NUL before the path. */
      memmove (target, authority, len);
      target[len] = '\0';
      self->authority = target;
      target = authority + len;
      if (*target != '/')
        *--target = '/';
    }
  if (*target != '/')
    return weir_fault_set (fault, 400, "The request's target is not a path.");

  query = strchr (target, '?');
  if (query != NULL)
    {
      *query = '\0';
      self->query = query + 1;
    }
  if (!decode_path (target))
    return weir_fault_set (fault, 400, "The request's path has a broken escape.");
  if (!g_utf8_validate (target, -1, NULL))
    return weir_fault_set (fault, 400, "The request's path is not UTF-8.");

  take_session (self, target);
  return TRUE;
}

static gboolean
parse_length (const char *text, gint64 *length)
{
  guint64 value = 0;

  if (*text == '\0')
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isdigit (*p))
        return FALSE;
      value = MIN (value * 10 + (guint64) (*p - '0'), (guint64) G_MAXINT32);
    }

  *length = (gint64) value;
  return TRUE;
}

static gboolean
check_header (WeirRequestHead *self, const WeirHeader *header, guint *n_hosts, WeirFault *fault)
{
  if (g_ascii_strcasecmp (header->name, "Host") == 0)
    {
      if (++*n_hosts > 1)
        return weir_fault_set (fault, 400, "The request has two Host headers.");
      /* The absolute form overrules it (RFC 9112, 3.2.2). */
      if (self->authority == NULL)
        self->authority = header->value;
    }
  else if (g_ascii_strcasecmp (header->name, "Content-Length") == 0)
    {
      if (self->content_length >= 0)
        return weir_fault_set (fault, 400, "The request has two Content-Length headers.");
      if (!parse_length (header->value, &self->content_length))
        return weir_fault_set (fault, 400, "The Content-Length is not a number.");
    }
  else if (g_ascii_strcasecmp (header->name, "Transfer-Encoding") == 0)
    {
      if (self->chunked)
        return weir_fault_set (fault, 400, "The request has two Transfer-Encoding headers.");
      if (g_ascii_strcasecmp (header->value, "chunked") != 0)
        return weir_fault_set (fault, 501, "The only Transfer-Encoding taken here is chunked.");
      self->chunked = TRUE;
    }
  else if (g_ascii_strcasecmp (header->name, "Expect") == 0)
    {
      if (g_ascii_strcasecmp (header->value, "100-continue") != 0)
        return weir_fault_set (fault, 417, "The only Expect taken here is 100-continue.");
      self->expects_continue = self->minor > 0;
    }

  return TRUE;
}

gboolean
weir_request_head_check (WeirRequestHead *self, WeirFault *fault)
{
  guint n_hosts = 0;

  for (gsize i = 0; i < self->n_headers; i++)
    if (!check_header (self, &self->headers[i], &n_hosts, fault))
      return FALSE;

  if (n_hosts == 0 && self->minor > 0)
    return weir_fault_set (fault, 400, "The request has no Host header.");
  if (self->chunked && (self->content_length >= 0 || self->minor == 0))
    return weir_fault_set (fault, 400, "Transfer-Encoding stands beside Content-Length or in HTTP/1.0: the body's length is unclear.");
  if (self->content_length > (gint64) WEIR_LIMIT_REQUEST_BODY)
    return weir_fault_set (fault, 413, "The request's body is longer than 1 MiB.");

  return TRUE;
}

/* Cuts "host:port" or "[::1]:port" at the port. Returns: (nullable): the host without brackets */
static char *
dup_host (const char *authority)
{
  const char *end = *authority == '[' ? strchr (authority, ']') : authority + strcspn (authority, ":");
  const char *port;

  if (end == NULL)
    return NULL;

  port = *authority == '[' ? end + 1 : end;
  if (*port != '\0' && (*port != ':' || strspn (port + 1, "0123456789") != strlen (port + 1)))
    return NULL;

  return *authority == '[' ? g_strndup (authority + 1, (gsize) (end - authority) - 1) : g_strndup (authority, (gsize) (end - authority));
}

static gboolean
is_localhost (const char *host)
{
  g_autofree char *lower = g_ascii_strdown (host, -1);

  if (g_str_has_suffix (lower, "."))
    lower[strlen (lower) - 1] = '\0';

  return strcmp (lower, "localhost") == 0 || g_str_has_suffix (lower, ".localhost");
}

gboolean
weir_authority_is_local (const char *authority)
{
  g_autofree char *host = dup_host (authority);

  return host != NULL && (is_localhost (host) || g_hostname_is_ip_address (host));
}

gboolean
weir_authority_has_host (const char *authority, const char *host)
{
  g_autofree char *own = dup_host (authority);

  return own != NULL && g_ascii_strcasecmp (own, host) == 0;
}

gboolean
weir_origin_is_loopback (const char *origin)
{
  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *host = NULL;
  const char *authority = strstr (origin, "://");

  if (!g_str_has_prefix (origin, "http://") && !g_str_has_prefix (origin, "https://"))
    return FALSE;

  host = dup_host (authority + 3);
  if (host == NULL)
    return FALSE;
  address = g_inet_address_new_from_string (host);
  return address != NULL ? g_inet_address_get_is_loopback (address) : is_localhost (host);
}
