/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-limits.h"
#include "weir-request-head.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* The end is where it is, however the bytes come. */
static gsize
find_end (WeirSpan bytes)
{
  gsize at_once = 0;
  gsize in_parts = 0;
  gsize end = weir_request_head_find_end (bytes, &at_once);
  gsize found = 0;

  for (gsize len = 0; found == 0 && len < bytes.len;)
    {
      len = MIN (len + 1 + len % 7, bytes.len);
      found = weir_request_head_find_end (weir_span (bytes.data, len), &in_parts);
    }
  g_assert (found == end && end <= bytes.len);

  return end;
}

static void
check_text (const char *text)
{
  g_assert (text != NULL && strpbrk (text, "\r\n") == NULL);
}

static void
check (const WeirRequestHead *head)
{
  check_text (head->method);
  check_text (head->path);
  check_text (head->session);
  g_assert (*head->path == '/' || strcmp (head->path, "*") == 0);
  g_assert (g_utf8_validate (head->path, -1, NULL));
  g_assert (g_utf8_validate (head->method, -1, NULL) && *head->method != '\0');
  g_assert (g_utf8_validate (head->session, -1, NULL));
  g_assert (head->minor <= 9);
  g_assert (head->content_length >= -1 && head->content_length <= (gint64) WEIR_LIMIT_REQUEST_BODY);
  g_assert (!head->chunked || (head->content_length == -1 && head->minor > 0));
  g_assert (head->n_headers <= WEIR_LIMIT_REQUEST_HEADERS);
  for (gsize i = 0; i < head->n_headers; i++)
    {
      check_text (head->headers[i].name);
      check_text (head->headers[i].value);
      g_assert (weir_request_head_get (head, head->headers[i].name) != NULL);
      (void) weir_origin_is_loopback (head->headers[i].value);
    }
  g_assert (head->authority != NULL || head->minor == 0);
  if (head->authority != NULL)
    (void) weir_authority_is_local (head->authority);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gsize end = find_end (weir_span ((const char *) data, size));
  WeirFault fault = { 0, NULL };
  g_autoptr (WeirRequestHead) head = NULL;

  if (end == 0)
    return 0;

  head = weir_request_head_new (weir_span ((const char *) data, end), &fault);
  if (head != NULL)
    check (head);
  else
    g_assert (fault.status >= 400 && fault.status < 600 && fault.text != NULL);

  return 0;
}
