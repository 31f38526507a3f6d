/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "weir-style.h"

#define ESCAPE_RESET "\x1b[0m"

static const char *const style_escapes[] = {
  [WEIR_STYLE_PLAIN] = "",          [WEIR_STYLE_DIM] = "\x1b[2m",  [WEIR_STYLE_GOOD] = "\x1b[32m",
  [WEIR_STYLE_NOTICE] = "\x1b[33m", [WEIR_STYLE_BAD] = "\x1b[31m",
};

/* Without red, which means failure here, and without the two that are invisible on a black or white ground. */
static const char *const name_escapes[] = {
  "\x1b[36m", "\x1b[35m", "\x1b[34m", "\x1b[32m", "\x1b[33m", "\x1b[96m", "\x1b[95m", "\x1b[94m", "\x1b[92m", "\x1b[93m",
};

gboolean
weir_style_wants_color (int fd)
{
  const char *no_color = g_getenv ("NO_COLOR");

  if (no_color != NULL && no_color[0] != '\0')
    return FALSE;

  return isatty (fd) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

void
weir_style_append (GString *out, gboolean color, WeirStyle style, const char *text)
{
  if (!color || style == WEIR_STYLE_PLAIN || text[0] == '\0')
    {
      g_string_append (out, text);
      return;
    }

  g_string_append (out, style_escapes[style]);
  g_string_append (out, text);
  g_string_append (out, ESCAPE_RESET);
}

void
weir_style_append_name (GString *out, gboolean color, WeirSpan name, const char *shown)
{
  guint32 hash = 2166136261u; /* FNV-1a */

  if (!color || weir_span_equals_string (name, "message"))
    {
      g_string_append (out, shown);
      return;
    }

  for (gsize i = 0; i < name.len; i++)
    hash = (hash ^ (guchar) name.data[i]) * 16777619u;

  g_string_append (out, name_escapes[(hash >> 8) % G_N_ELEMENTS (name_escapes)]);
  g_string_append (out, shown);
  g_string_append (out, ESCAPE_RESET);
}

void
weir_style_append_gap (GString *out, gint64 gap_us)
{
  gint64 tenths = (gap_us + 50) / 100;
  gint64 ms = (gap_us + 500) / 1000;

  if (tenths < 100)
    g_string_append_printf (out, _ ("%d.%d ms"), (int) (tenths / 10), (int) (tenths % 10));
  else if (ms < 1000)
    g_string_append_printf (out, _ ("%d ms"), (int) ms);
  else if (ms < 60 * 1000)
    g_string_append_printf (out, _ ("%d.%d s"), (int) (ms / 1000), (int) (ms % 1000 / 100));
  else if (ms < 60 * 60 * 1000)
    g_string_append_printf (out, _ ("%d m %02d s"), (int) (ms / 60000), (int) (ms / 1000 % 60));
  else
    g_string_append_printf (out, _ ("%d h %02d m"), (int) (ms / 3600000), (int) (ms / 60000 % 60));
}

void
weir_clock_append (WeirClock *self, GString *out, gint64 wall_us)
{
  gint64 second = wall_us / G_USEC_PER_SEC;

  if (self->text[0] == '\0' || second != self->second)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (second);

      self->second = second;
      g_snprintf (self->text, sizeof self->text, "%02d:%02d:%02d", g_date_time_get_hour (time), g_date_time_get_minute (time),
                  g_date_time_get_second (time));
    }

  g_string_append_printf (out, "%s.%03d", self->text, (int) (wall_us % G_USEC_PER_SEC / 1000));
}
