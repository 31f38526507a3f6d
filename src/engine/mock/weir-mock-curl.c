/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-mock-request.h"
#include "weir-request-head.h"
#include "weir-request-text.h"

/* What belongs to one connection or is set from the body. */
static gboolean
is_of_connection (const char *name)
{
  static const char *const names[] = { "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "TE", "Transfer-Encoding" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;

  return FALSE;
}

/* The target of the request line as it came. */
static char *
dup_url (GBytes *head, const char *url)
{
  gsize size;
  const char *bytes = g_bytes_get_data (head, &size);
  const char *target = memchr (bytes, ' ', size);
  const char *end = target != NULL ? memchr (target + 1, ' ', size - (gsize) (target + 1 - bytes)) : NULL;
  g_autofree char *text = end != NULL ? g_strndup (target + 1, (gsize) (end - target - 1)) : g_strdup ("");

  return text[0] == '/' ? g_strconcat (url, text, NULL) : g_steal_pointer (&text);
}

static char *
write_curl (const WeirRequestHead *asked, const WeirMockRequestFacts *facts, const char *url, GError **error)
{
  g_autoptr (GArray) headers = g_array_new (FALSE, FALSE, sizeof (WeirHeader));
  g_autofree char *target = dup_url (facts->head, url);
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) request = NULL;

  for (gsize i = 0; i < asked->n_headers; i++)
    if (!is_of_connection (asked->headers[i].name))
      g_array_append_val (headers, asked->headers[i]);
  options.url = target;
  options.method = asked->method;
  options.headers = (const WeirHeader *) headers->data;
  options.n_headers = headers->len;
  options.body = facts->body;
  request = weir_request_new (&options, error);

  return request != NULL ? weir_request_to_curl (request, NULL, WEIR_REQUEST_TEXT_SECRETS) : NULL;
}

char *
weir_mock_request_to_curl (WeirMockRequest *self, const char *url, GError **error)
{
  const WeirMockRequestFacts *facts = weir_mock_request_get_facts (self);
  g_autoptr (WeirRequestHead) asked = NULL;
  WeirFault fault;

  if (facts->head != NULL)
    asked = weir_request_head_new (weir_span (g_bytes_get_data (facts->head, NULL), g_bytes_get_size (facts->head)), &fault);
  if (asked != NULL && !facts->body_is_left_out)
    return write_curl (asked, facts, url, error);

  if (facts->head == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("The request’s head is not known: it came before it was shown here"));
  else if (asked == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("The request’s head is broken: no command sends such a one"));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _ ("The request’s body is too long to be kept"));

  return NULL;
}
