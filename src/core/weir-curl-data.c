/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-curl-private.h"
#include "weir-utf8.h"

static WeirSpan
rest_of (WeirSpan text, gsize from)
{
  return weir_span (text.data + from, text.len - from);
}

/* As curl encodes data: what is unreserved stays, a space is `+`. */
static void
append_encoded (GString *out, WeirSpan text)
{
  for (gsize i = 0; i < text.len; i++)
    {
      const guchar c = (guchar) text.data[i];

      if (g_ascii_isalnum (c) || (c != '\0' && strchr ("-._~", c) != NULL))
        g_string_append_c (out, (char) c);
      else if (c == ' ')
        g_string_append_c (out, '+');
      else
        g_string_append_printf (out, "%%%02X", c);
    }
}

/* `content`, `=content`, `name=content`; with an `@` before the `=` a file. Returns: FALSE: a file */
static gboolean
append_named (GString *out, WeirSpan word)
{
  const char *equals = word.len > 0 ? memchr (word.data, '=', word.len) : NULL;
  const char *at = word.len > 0 ? memchr (word.data, '@', word.len) : NULL;
  gsize n_name = 0;

  if (equals != NULL)
    n_name = (gsize) (equals - word.data) + 1;
  else if (at != NULL)
    return FALSE;
  if (n_name > 1)
    g_string_append_len (out, word.data, (gssize) n_name);
  append_encoded (out, rest_of (word, n_name));

  return TRUE;
}

static void
take_query (WeirCurlState *self, WeirSpan shown, WeirSpan word)
{
  if (self->query->len > 0)
    g_string_append_c (self->query, '&');
  if (word.len > 0 && word.data[0] == '+')
    g_string_append_len (self->query, word.data + 1, (gssize) word.len - 1);
  else if (!append_named (self->query, word))
    weir_curl_note_option (self, WEIR_CURL_READS_FILE, shown, word);
}

void
weir_curl_take_data (WeirCurlState *self, WeirCurlAction action, WeirSpan shown, WeirSpan word)
{
  const gboolean from_file = word.len > 0 && word.data[0] == '@';
  gboolean taken = TRUE;

  if (action == WEIR_CURL_QUERY)
    {
      take_query (self, shown, word);
      return;
    }
  if (self->data == NULL)
    self->data = g_string_new (NULL);
  else if (action != WEIR_CURL_JSON)
    g_string_append_c (self->data, '&');

  self->is_json = self->is_json || action == WEIR_CURL_JSON;
  if (action == WEIR_CURL_DATA_ENCODED)
    taken = append_named (self->data, word);
  else if (from_file && action != WEIR_CURL_DATA_RAW)
    taken = FALSE;
  else
    g_string_append_len (self->data, word.data, (gssize) word.len);
  if (!taken)
    weir_curl_note_option (self, WEIR_CURL_READS_FILE, shown, word);
}
