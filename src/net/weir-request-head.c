/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-request-head-private.h"
#include "weir-request-head.h"

#define METHOD_MAX 32

gboolean
weir_fault_set (WeirFault *fault, guint status, const char *text)
{
  *fault = (WeirFault){ status, text };
  return FALSE;
}

gsize
weir_request_head_find_end (WeirSpan bytes, gsize *scanned)
{
  gsize at = 0;
  const char *end;

  /* One empty line before the request line is no end (RFC 9112, 2.2). */
  if (bytes.len > 0 && bytes.data[0] == '\r')
    at++;
  if (bytes.len > at && bytes.data[at] == '\n')
    at++;
  at = MAX (at, *scanned);

  while (at < bytes.len && (end = memchr (bytes.data + at, '\n', bytes.len - at)) != NULL)
    {
      gsize next = (gsize) (end - bytes.data) + 1;

      if (next < bytes.len && bytes.data[next] == '\n')
        return next + 1;
      if (next + 1 < bytes.len && bytes.data[next] == '\r' && bytes.data[next + 1] == '\n')
        return next + 2;
      /* What follows this line end is not all there. */
      if (next == bytes.len || (next + 1 == bytes.len && bytes.data[next] == '\r'))
        {
          *scanned = next - 1;
          return 0;
        }
      at = next;
    }

  *scanned = bytes.len;
  return 0;
}

static gboolean
is_token (const char *text)
{
  static const char *const specials = "!#$%&'*+-.^_`|~";

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (specials, *p) == NULL)
      return FALSE;

  return *text != '\0';
}

/* Cuts the next line off @rest: NUL-terminated, without its end. Returns FALSE for a CR or LF that alone ends no line: what stands
 * between the server and its client may read such a head in another way. */
static gboolean
take_line (char **rest, char **line)
{
  char *end = strchr (*rest, '\n');

  *line = *rest;
  *rest = end != NULL ? end + 1 : *rest + strlen (*rest);
  if (end == NULL)
    return strchr (*line, '\r') == NULL;
  if (end == *line || end[-1] != '\r')
    return FALSE;

  end[-1] = '\0';
  return strchr (*line, '\r') == NULL;
}

static gboolean
parse_version (WeirRequestHead *self, const char *version, WeirFault *fault)
{
  if (!g_str_has_prefix (version, "HTTP/") || !g_ascii_isdigit (version[5]) || version[6] != '.' || !g_ascii_isdigit (version[7]) ||
      version[8] != '\0')
    return weir_fault_set (fault, 400, "The request line does not end with an HTTP version.");
  if (version[5] != '1')
    return weir_fault_set (fault, 505, "This server speaks HTTP/1.1 and HTTP/1.0.");

  self->minor = (guint) (version[7] - '0');
  return TRUE;
}

static gboolean
parse_request_line (WeirRequestHead *self, char *line, WeirFault *fault)
{
  char *target = strchr (line, ' ');
  char *version = target != NULL ? strchr (target + 1, ' ') : NULL;

  if (version == NULL)
    return weir_fault_set (fault, 400, "The request line is not METHOD TARGET HTTP/1.1.");

  *target++ = '\0';
  *version++ = '\0';
  self->method = line;
  if (!is_token (line) || strlen (line) > METHOD_MAX)
    return weir_fault_set (fault, 400, "The method is not one.");
  if (!parse_version (self, version, fault))
    return FALSE;

  return weir_request_head_parse_target (self, target, fault);
}

static gboolean
parse_header (GArray *headers, char *line, WeirFault *fault)
{
  char *colon = strchr (line, ':');
  WeirHeader header;

  if (*line == ' ' || *line == '\t')
    return weir_fault_set (fault, 400, "A header line is folded.");
  if (colon == NULL)
    return weir_fault_set (fault, 400, "A header line has no colon.");
  if (headers->len == WEIR_LIMIT_REQUEST_HEADERS)
    return weir_fault_set (fault, 431, "The request has too many headers.");

  *colon = '\0';
  header.name = line;
  /* Only the white space of HTTP: a Last-Event-ID may end with any other. */
  header.value = colon + 1 + strspn (colon + 1, " \t");
  for (char *end = colon + 1 + strlen (colon + 1); end > header.value && (end[-1] == ' ' || end[-1] == '\t'); end--)
    end[-1] = '\0';
  if (!is_token (header.name))
    return weir_fault_set (fault, 400, "A header's name is not one.");

  g_array_append_val (headers, header);
  return TRUE;
}

static gboolean
parse_headers (WeirRequestHead *self, char *rest, WeirFault *fault)
{
  g_autoptr (GArray) headers = g_array_new (FALSE, FALSE, sizeof (WeirHeader));
  gboolean fine = TRUE;

  while (fine && *rest != '\0')
    {
      char *line;

      fine = take_line (&rest, &line) || weir_fault_set (fault, 400, "A line does not end with CR and LF.");
      if (fine && *line == '\0')
        break;
      fine = fine && parse_header (headers, line, fault);
    }

  self->n_headers = headers->len;
  self->headers = (WeirHeader *) (gpointer) g_array_free (g_steal_pointer (&headers), FALSE);
  return fine;
}

static gboolean
parse (WeirRequestHead *self, gsize len, WeirFault *fault)
{
  char *rest = self->bytes;
  char *line;

  if (memchr (self->bytes, '\0', len) != NULL)
    return weir_fault_set (fault, 400, "The head holds a NUL.");

  while (g_str_has_prefix (rest, "\r\n"))
    rest += 2;
  if (!take_line (&rest, &line))
    return weir_fault_set (fault, 400, "A line does not end with CR and LF.");

  return parse_request_line (self, line, fault) && parse_headers (self, rest, fault) && weir_request_head_check (self, fault);
}

WeirRequestHead *
weir_request_head_new (WeirSpan bytes, WeirFault *fault)
{
  g_autoptr (WeirRequestHead) self = g_new0 (WeirRequestHead, 1);

  self->content_length = -1;
  self->session = "";
  self->bytes = weir_span_dup (bytes);

  return parse (self, bytes.len, fault) ? g_steal_pointer (&self) : NULL;
}

void
weir_request_head_free (WeirRequestHead *self)
{
  g_free (self->headers);
  g_free (self->bytes);
  g_free (self);
}

const char *
weir_request_head_get (const WeirRequestHead *self, const char *name)
{
  for (gsize i = 0; i < self->n_headers; i++)
    if (g_ascii_strcasecmp (self->headers[i].name, name) == 0)
      return self->headers[i].value;

  return NULL;
}
