/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <libsoup/soup.h>

#include "weir-limits.h"
#include "weir-retry-after.h"

static gint64
clamp (gint64 time_us)
{
  return CLAMP (time_us, 0, WEIR_LIMIT_RECONNECTION_CEILING_US);
}

gint64
weir_retry_after_parse (const char *value, gint64 wall_us)
{
  const gint64 ceiling_s = WEIR_LIMIT_RECONNECTION_CEILING_US / G_TIME_SPAN_SECOND;
  g_autofree char *text = g_strstrip (g_strdup (value != NULL ? value : ""));
  g_autoptr (GDateTime) date = NULL;
  gint64 seconds = 0;
  gsize n = 0;

  for (; g_ascii_isdigit (text[n]); n++)
    seconds = MIN (seconds * 10 + (text[n] - '0'), ceiling_s);
  if (n > 0 && text[n] == '\0')
    return clamp (seconds * G_TIME_SPAN_SECOND);

  date = g_ascii_isalpha (*text) ? soup_date_time_new_from_http_string (text) : NULL;
  if (date == NULL)
    return -1;

  return clamp (g_date_time_to_unix (date) * G_TIME_SPAN_SECOND - wall_us);
}
