/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-value.h"

/* Each @ costs a call. */
#define SIGNS_LOOKED_AT 100u

/* @value / @scale with the fraction's trailing zeros left out. */
static void
append_fixed (GString *out, gint64 value, gint64 scale, const char *unit)
{
  char digits[8];
  int n = 0;
  gint64 fraction = value % scale;

  g_string_append_printf (out, "%" G_GINT64_FORMAT, value / scale);
  for (gint64 place = scale / 10; fraction > 0; place /= 10)
    {
      digits[n++] = (char) ('0' + fraction / place);
      fraction %= place;
    }
  if (n > 0)
    {
      g_string_append_c (out, '.');
      g_string_append_len (out, digits, n);
    }
  g_string_append (out, unit);
}

void
weir_value_append_duration (GString *out, gint64 duration_us)
{
  if (duration_us < G_TIME_SPAN_MILLISECOND)
    append_fixed (out, duration_us, 1, "us");
  else if (duration_us < G_TIME_SPAN_SECOND)
    append_fixed (out, duration_us, G_TIME_SPAN_MILLISECOND, "ms");
  else
    append_fixed (out, duration_us, G_TIME_SPAN_SECOND, "s");
}

static gint64
scale_of_unit (WeirSpan unit)
{
  static const struct
  {
    const char *unit;
    gint64 scale;
  } units[] = {
    { "us", 1 }, { "ms", G_TIME_SPAN_MILLISECOND }, { "s", G_TIME_SPAN_SECOND }, { "m", G_TIME_SPAN_MINUTE }, { "h", G_TIME_SPAN_HOUR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (weir_span_equals_string (unit, units[i].unit))
      return units[i].scale;

  return 0;
}

gboolean
weir_value_parse_duration (WeirSpan text, gint64 *duration_us)
{
  gsize n_digits = 0, point, i;
  gint64 scale, sum = 0;

  while (n_digits < text.len && (g_ascii_isdigit (text.data[n_digits]) || text.data[n_digits] == '.'))
    n_digits++;
  scale = scale_of_unit (weir_span (text.data + n_digits, text.len - n_digits));
  if (scale == 0 || n_digits == 0 || !g_ascii_isdigit (text.data[0]))
    return FALSE;

  for (point = 0; point < n_digits && text.data[point] != '.'; point++)
    {
      gint64 digit = (text.data[point] - '0') * scale;

      if (sum > (G_MAXINT64 - digit) / 10)
        sum = (G_MAXINT64 - digit) / 10;
      sum = sum * 10 + digit;
    }
  for (i = point + 1; i < n_digits; i++)
    {
      if (text.data[i] == '.')
        return FALSE;
      scale /= 10;
      if (sum < G_MAXINT64 - 9 * scale)
        sum += (text.data[i] - '0') * scale;
    }
  *duration_us = sum;

  return TRUE;
}

void
weir_value_append_time (GString *out, gint64 wall_us)
{
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_utc (wall_us / G_TIME_SPAN_SECOND);
  g_autofree char *text = second != NULL ? g_date_time_format (second, "%Y-%m-%dT%H:%M:%S") : NULL;

  g_string_append_printf (out, "%s.%06dZ", text != NULL ? text : "1970-01-01T00:00:00", (int) (ABS (wall_us) % G_TIME_SPAN_SECOND));
}

gboolean
weir_value_parse_time (WeirSpan text, gint64 *wall_us)
{
  g_autofree char *copy = weir_span_dup (text);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (copy, NULL);

  if (time == NULL)
    return FALSE;
  *wall_us = g_date_time_to_unix (time) * G_TIME_SPAN_SECOND + g_date_time_get_microsecond (time);

  return TRUE;
}

void
weir_value_append_text (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    g_string_append_c (out, *text == '\n' || *text == '\r' ? ' ' : *text);
}

gsize
weir_value_quoted_size (char byte, gboolean escape_high)
{
  if (byte == '\n' || byte == '\r' || byte == '\t' || byte == '"' || byte == '\\')
    return 2;
  if ((guchar) byte < 0x20 || byte == 0x7f || (escape_high && (guchar) byte >= 0x80))
    return 4;

  return 1;
}

void
weir_value_append_quoted (GString *out, WeirSpan bytes, gboolean escape_high)
{
  static const char hex[] = "0123456789abcdef";

  g_string_append_c (out, '"');
  for (gsize i = 0; i < bytes.len; i++)
    {
      char byte = bytes.data[i];
      gsize size = weir_value_quoted_size (byte, escape_high);

      if (size == 1)
        {
          g_string_append_c (out, byte);
        }
      else if (size == 2)
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, byte == '\n' ? 'n' : byte == '\r' ? 'r' : byte == '\t' ? 't' : byte);
        }
      else
        {
          g_string_append_len (out, "\\x", 2);
          g_string_append_c (out, hex[(guchar) byte >> 4]);
          g_string_append_c (out, hex[(guchar) byte & 15]);
        }
    }
  g_string_append_c (out, '"');
}

/* Returns: bytes taken after the backslash, 0: no such escape */
static gsize
unescape (WeirSpan rest, char *byte)
{
  if (rest.len == 0)
    return 0;
  *byte = rest.data[0];
  if (*byte == '"' || *byte == '\\')
    return 1;
  if (*byte == 'n' || *byte == 'r' || *byte == 't')
    {
      *byte = *byte == 'n' ? '\n' : *byte == 'r' ? '\r' : '\t';
      return 1;
    }
  if (*byte != 'x' || rest.len < 3 || !g_ascii_isxdigit (rest.data[1]) || !g_ascii_isxdigit (rest.data[2]))
    return 0;
  *byte = (char) (g_ascii_xdigit_value (rest.data[1]) * 16 + g_ascii_xdigit_value (rest.data[2]));

  return 3;
}

gboolean
weir_value_unquote (WeirSpan text, GString *out)
{
  gsize before = out->len;

  if (text.len < 2 || text.data[0] != '"' || text.data[text.len - 1] != '"')
    return FALSE;

  for (gsize i = 1; i < text.len - 1; i++)
    {
      char byte = text.data[i];

      if (byte == '\\')
        {
          gsize taken = unescape (weir_span (text.data + i + 1, text.len - 2 - i), &byte);

          if (taken == 0)
            {
              g_string_truncate (out, before);
              return FALSE;
            }
          i += taken;
        }
      else if (byte == '"')
        {
          g_string_truncate (out, before);
          return FALSE;
        }
      g_string_append_c (out, byte);
    }

  return TRUE;
}

gboolean
weir_value_parse_number (WeirSpan text, guint64 *number)
{
  guint64 value = 0;

  if (text.len == 0)
    return FALSE;
  for (gsize i = 0; i < text.len; i++)
    {
      guint64 digit = (guint64) (text.data[i] - '0');

      if (!g_ascii_isdigit (text.data[i]) || value > (G_MAXUINT64 - digit) / 10)
        return FALSE;
      value = value * 10 + digit;
    }
  *number = value;

  return TRUE;
}

gboolean
weir_value_parse_piece (WeirSpan word, guint64 *n_bytes, gint64 *gap_us)
{
  const char *plus = memchr (word.data, '+', word.len);
  gsize n_digits = plus != NULL ? (gsize) (plus - word.data) : word.len;

  *n_bytes = G_MAXUINT64;
  *gap_us = 0;
  if (!(n_digits == 1 && word.data[0] == '*') && !weir_value_parse_number (weir_span (word.data, n_digits), n_bytes))
    return FALSE;

  return plus == NULL || weir_value_parse_duration (weir_span (plus + 1, word.len - n_digits - 1), gap_us);
}

WeirSpan
weir_value_take_word (WeirSpan *text)
{
  WeirSpan word = { text->data, 0 };

  while (word.len < text->len && text->data[word.len] != ' ')
    word.len++;
  text->data += word.len;
  text->len -= word.len;
  while (text->len > 0 && text->data[0] == ' ')
    {
      text->data++;
      text->len--;
    }

  return word;
}

gboolean
weir_value_may_have_directive (WeirSpan unit)
{
  const char *end = unit.data + unit.len;
  const char *rest = unit.data;

  for (guint i = 0; i < SIGNS_LOOKED_AT; i++)
    {
      const char *sign = unit.len > 0 ? memchr (rest, '@', (gsize) (end - rest)) : NULL;

      if (sign == NULL)
        return FALSE;
      if (sign > unit.data && sign[-1] == ':')
        return TRUE;
      rest = sign + 1;
    }

  return memmem (rest - 1, (gsize) (end - rest + 1), ":@", 2) != NULL;
}
