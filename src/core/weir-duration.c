/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-directive.h"
#include "weir-error.h"
#include "weir-limits.h"
#include "weir-utf8.h"

typedef struct
{
  const char *name;
  gint64 us;
} Unit;

/* From the smallest: of two forms of one length the larger unit wins. */
static const Unit units[] = {
  { "us", 1 }, { "ms", G_TIME_SPAN_MILLISECOND }, { "s", G_TIME_SPAN_SECOND }, { "m", G_TIME_SPAN_MINUTE }, { "h", G_TIME_SPAN_HOUR },
};

static gboolean
refuse (GError **error, const char *why, WeirSpan text)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  weir_utf8_append (shown, text.data, MIN (text.len, 64));
  /* Translators: a text that is no duration, then what is wrong with it. */
  g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, _ ("“%s”: %s"), shown->str, why);
  return FALSE;
}

static const Unit *
find_unit (WeirSpan name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (weir_span_equals_string (name, units[i].name))
      return &units[i];

  return NULL;
}

/* Reads digits into @value as long as it stays below the limit. Returns: how many digits there were */
static gsize
read_digits (WeirSpan text, gsize from, gint64 *value, gboolean *too_large)
{
  gsize at = from;

  for (; at < text.len && g_ascii_isdigit (text.data[at]); at++)
    {
      if (*value > WEIR_LIMIT_DURATION_US)
        *too_large = TRUE;
      else
        *value = *value * 10 + (text.data[at] - '0');
    }

  return at - from;
}

/* Adds the digits behind the point. Returns: FALSE when they say less than a microsecond */
static gboolean
add_fraction (WeirSpan digits, gint64 unit_us, gint64 *us)
{
  /* The units are 2^a·3^b·5^c µs: the remaining share of the unit, in tenths of what the digit before stood for. */
  gint64 numerator = 0;
  gint64 denominator = 1;
  gsize n = digits.len;

  while (n > 0 && digits.data[n - 1] == '0')
    n--;
  if (n > 12)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      numerator = numerator * 10 + (digits.data[i] - '0');
      denominator *= 10;
    }
  /* numerator / denominator × unit, without passing 64 bits: both by what they share with the unit first. */
  for (gint64 factor = 2; factor <= 5; factor += 3)
    while (denominator % factor == 0 && unit_us % factor == 0)
      {
        denominator /= factor;
        unit_us /= factor;
      }
  /* What is left can only be fives: every unit has at least as many twos. */
  while (denominator % 5 == 0 && numerator % 5 == 0)
    {
      denominator /= 5;
      numerator /= 5;
    }
  if (denominator != 1)
    return FALSE;

  *us += numerator * unit_us;
  return TRUE;
}

gboolean
weir_duration_parse (WeirSpan text, gint64 *duration_us, GError **error)
{
  gint64 whole = 0;
  gboolean too_large = FALSE;
  WeirSpan fraction = WEIR_SPAN_EMPTY;
  gsize at = read_digits (text, 0, &whole, &too_large);
  const Unit *unit;
  gint64 us;

  g_return_val_if_fail (duration_us != NULL, FALSE);

  if (at == 0)
    return refuse (error, _ ("no duration; write a number and a unit, like 500ms, 1.5s or 2m"), text);
  if (at < text.len && text.data[at] == '.')
    {
      gint64 ignored = 0;
      gboolean ignored_large = FALSE;
      gsize n = read_digits (text, at + 1, &ignored, &ignored_large);

      if (n == 0)
        return refuse (error, _ ("no digit after the point"), text);
      fraction = weir_span (text.data + at + 1, n);
      at += 1 + n;
    }
  if (at == text.len)
    return refuse (error, _ ("the unit is missing: us, ms, s, m or h"), text);
  unit = find_unit (weir_span (text.data + at, text.len - at));
  if (unit == NULL)
    return refuse (error, _ ("an unknown unit; use us, ms, s, m or h"), text);
  if (too_large || whole > WEIR_LIMIT_DURATION_US / unit->us)
    return refuse (error, _ ("too long; at most 87600h"), text);
  us = whole * unit->us;
  if (!add_fraction (fraction, unit->us, &us))
    return refuse (error, _ ("finer than a microsecond"), text);
  if (us > WEIR_LIMIT_DURATION_US)
    return refuse (error, _ ("too long; at most 87600h"), text);

  *duration_us = us;
  return TRUE;
}

/* @us in @unit, exactly, or NULL when it has no end. Returns: (transfer full) (nullable) */
static char *
format_in (guint64 us, const Unit *unit)
{
  guint64 unit_us = (guint64) unit->us;
  guint64 rest = us % unit_us;
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%" G_GUINT64_FORMAT, us / unit_us);
  if (rest > 0)
    g_string_append_c (text, '.');
  /* A number with an end has as many digits as the unit has factors of 10: ten are enough for an hour. */
  for (guint i = 0; rest > 0; i++)
    {
      if (i == 10)
        return NULL;
      rest *= 10;
      g_string_append_c (text, (char) ('0' + rest / unit_us));
      rest %= unit_us;
    }
  g_string_append (text, unit->name);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
weir_duration_format (gint64 duration_us)
{
  guint64 us = duration_us < 0 ? 0 - (guint64) duration_us : (guint64) duration_us;
  g_autofree char *best = NULL;

  if (duration_us == 0)
    return g_strdup ("0s");

  for (gsize i = 0; i < G_N_ELEMENTS (units) && (guint64) units[i].us <= us; i++)
    {
      g_autofree char *text = format_in (us, &units[i]);

      if (text != NULL && (best == NULL || strlen (text) <= strlen (best)))
        {
          g_free (best);
          best = g_steal_pointer (&text);
        }
    }

  return duration_us < 0 ? g_strconcat ("-", best, NULL) : g_steal_pointer (&best);
}
