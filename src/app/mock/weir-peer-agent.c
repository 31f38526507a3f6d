/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-peer-agent.h"

#include "weir-span.h"

/* Of a name that is longer the rest says little. */
#define MAX_BYTES 32u
#define FIELD "user-agent:"

/* Browsers name others, too: the one that names most comes first. */
static const struct
{
  const char *token;
  const char *name;
} browsers[] = {
  { "Edg/", "Edge" }, { "OPR/", "Opera" }, { "Firefox/", "Firefox" }, { "Chrome/", "Chrome" }, { "Version/", "Safari" },
};

static WeirSpan
find_agent (WeirSpan head)
{
  const char *end = head.data + head.len;
  const char *line = head.data;

  while (line != NULL && line < end)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));
      gsize length = (gsize) ((stop != NULL ? stop : end) - line);

      if (length > strlen (FIELD) && g_ascii_strncasecmp (line, FIELD, strlen (FIELD)) == 0)
        {
          WeirSpan value = weir_span (line + strlen (FIELD), length - strlen (FIELD));

          while (value.len > 0 && g_ascii_isspace (value.data[0]))
            value = weir_span (value.data + 1, value.len - 1);
          return value;
        }
      line = stop != NULL ? stop + 1 : NULL;
    }

  return WEIR_SPAN_LITERAL ("");
}

/* Returns: (transfer full) (nullable): %NULL: none that is known */
static char *
dup_browser (WeirSpan agent)
{
  for (gsize i = 0; i < G_N_ELEMENTS (browsers); i++)
    {
      const gsize length = strlen (browsers[i].token);
      const char *found = memmem (agent.data, agent.len, browsers[i].token, length);
      gsize n_digits = 0;

      if (found == NULL)
        continue;
      found += length;
      while (found + n_digits < agent.data + agent.len && n_digits < 4 && g_ascii_isdigit (found[n_digits]))
        n_digits++;
      return g_strdup_printf ("%s %.*s", browsers[i].name, (int) n_digits, found);
    }

  return NULL;
}

char *
weir_peer_agent_dup (GBytes *head)
{
  gsize length = 0;
  const char *bytes = head != NULL ? g_bytes_get_data (head, &length) : NULL;
  WeirSpan agent = find_agent (weir_span (bytes, length));
  char *browser = NULL;
  gsize end = 0;

  if (agent.len > strlen ("Mozilla/") && memcmp (agent.data, "Mozilla/", strlen ("Mozilla/")) == 0)
    browser = dup_browser (agent);
  if (browser != NULL)
    return browser;

  while (end < MIN (agent.len, MAX_BYTES) && !g_ascii_isspace (agent.data[end]) && agent.data[end] != '(' && agent.data[end] != '\0')
    end++;

  return g_strndup (agent.data, end);
}
