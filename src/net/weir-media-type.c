/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <string.h>

#include "weir-media-type.h"
#include "weir-span.h"

#define HTTP_BLANKS " \t\r\n"

static gboolean
is_token (WeirSpan text)
{
  for (gsize i = 0; i < text.len; i++)
    {
      if (!g_ascii_isalnum (text.data[i]) && (text.data[i] == '\0' || strchr ("!#$%&'*+-.^_`|~", text.data[i]) == NULL))
        return FALSE;
    }

  return text.len > 0;
}

static WeirSpan
strip (WeirSpan text)
{
  while (text.len > 0 && strchr (HTTP_BLANKS, text.data[0]) != NULL)
    text = weir_span (text.data + 1, text.len - 1);
  while (text.len > 0 && strchr (HTTP_BLANKS, text.data[text.len - 1]) != NULL)
    text.len--;

  return text;
}

/* Splits one type off @rest at a comma outside quotes (Fetch, "get, decode, and split"). */
static WeirSpan
next_value (WeirSpan *rest)
{
  gboolean quoted = FALSE;
  gsize n = 0;
  WeirSpan value;

  for (; n < rest->len && (quoted || rest->data[n] != ','); n++)
    {
      if (rest->data[n] == '"')
        quoted = !quoted;
      else if (rest->data[n] == '\\' && quoted && n + 1 < rest->len)
        n++;
    }

  value = weir_span (rest->data, n);
  n = MIN (n + 1, rest->len);
  *rest = weir_span (rest->data + n, rest->len - n);

  return value;
}

/* Sets @type and @subtype. Returns: FALSE when it is no media type; parameters are never a reason */
static gboolean
parse_type (WeirSpan value, WeirSpan *type, WeirSpan *subtype)
{
  const char *end;
  const char *slash;

  value = strip (value);
  if (value.len == 0)
    return FALSE;

  end = memchr (value.data, ';', value.len);
  if (end != NULL)
    value = strip (weir_span (value.data, (gsize) (end - value.data)));
  slash = value.len > 0 ? memchr (value.data, '/', value.len) : NULL;
  if (slash == NULL)
    return FALSE;

  *type = weir_span (value.data, (gsize) (slash - value.data));
  *subtype = weir_span (slash + 1, value.len - type->len - 1);

  return is_token (*type) && is_token (*subtype);
}

static gboolean
equals_caseless (WeirSpan text, const char *lower)
{
  return text.len == strlen (lower) && g_ascii_strncasecmp (text.data, lower, text.len) == 0;
}

gboolean
weir_media_type_is_event_stream (const char *value)
{
  WeirSpan rest = weir_span_from_string (value);
  gboolean is_stream = FALSE;

  while (rest.len > 0)
    {
      WeirSpan type;
      WeirSpan subtype;

      if (!parse_type (next_value (&rest), &type, &subtype))
        continue;
      if (equals_caseless (type, "*") && equals_caseless (subtype, "*"))
        continue;

      is_stream = equals_caseless (type, "text") && equals_caseless (subtype, "event-stream");
    }

  return is_stream;
}
