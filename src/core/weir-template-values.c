/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <string.h>

#include "weir-query.h"
#include "weir-template-private.h"

/* What each template stands for. */

/* 18 digits fit into 63 bits, sums of two of them as well. */
#define MOST_DIGITS 18

static gboolean
parse_decimal (WeirSpan word, gint64 *number, guint *decimals)
{
  gsize at = word.len > 0 && word.data[0] == '-' ? 1 : 0;
  gboolean is_negative = at == 1;
  gboolean has_point = FALSE;
  guint n_digits = 0;

  *number = 0;
  *decimals = 0;
  for (; at < word.len; at++)
    {
      if (word.data[at] == '.' && !has_point && n_digits > 0)
        {
          has_point = TRUE;
          continue;
        }
      if (!g_ascii_isdigit (word.data[at]) || ++n_digits > MOST_DIGITS)
        return FALSE;
      *number = *number * 10 + (word.data[at] - '0');
      *decimals += has_point ? 1 : 0;
    }
  if (is_negative)
    *number = -*number;

  return n_digits > 0 && word.data[word.len - 1] != '.';
}

static gboolean
scale (gint64 *number, guint by)
{
  for (; by > 0; by--)
    if (__builtin_mul_overflow (*number, 10, number))
      return FALSE;

  return TRUE;
}

gboolean
weir_template_parse_range (const WeirTemplateCall *call, WeirTemplateRange *range)
{
  gint64 span;
  guint from_decimals;
  guint to_decimals;

  if (call->n_words != 2 || !parse_decimal (call->words[0], &range->from, &from_decimals) ||
      !parse_decimal (call->words[1], &range->to, &to_decimals))
    return FALSE;

  range->decimals = MAX (from_decimals, to_decimals);
  return scale (&range->from, range->decimals - from_decimals) && scale (&range->to, range->decimals - to_decimals) &&
         range->from <= range->to && !__builtin_sub_overflow (range->to, range->from, &span);
}

static void
append_decimal (GString *out, gint64 number, guint decimals)
{
  guint64 size = number < 0 ? -(guint64) number : (guint64) number;
  guint64 unit = 1;

  for (guint i = 0; i < decimals; i++)
    unit *= 10;
  g_string_append_printf (out, "%s%" G_GUINT64_FORMAT, number < 0 ? "-" : "", size / unit);
  if (decimals > 0)
    g_string_append_printf (out, ".%0*" G_GUINT64_FORMAT, (int) decimals, size % unit);
}

/* RFC 9562, section 5.4 */
static void
append_uuid (GString *out, WeirRandom *random)
{
  guint64 a = (weir_random_next (random) & ~G_GUINT64_CONSTANT (0xF000)) | 0x4000;
  guint64 b = (weir_random_next (random) >> 2) | (G_GUINT64_CONSTANT (1) << 63);

  g_string_append_printf (out, "%08x-%04x-%04x-%04x-%012" G_GINT64_MODIFIER "x", (guint) (a >> 32), (guint) (a >> 16 & 0xFFFF),
                          (guint) (a & 0xFFFF), (guint) (b >> 48), b & G_GUINT64_CONSTANT (0xFFFFFFFFFFFF));
}

/* @text: of a request, or of a date: one line. */
static void
append_line (GString *out, const char *text, gsize len)
{
  for (gsize i = 0; i < len; i++)
    g_string_append_c (out, text[i] == '\r' || text[i] == '\n' || text[i] == '\0' ? ' ' : text[i]);
}

static gboolean
append_time (GString *out, gint64 wall_us, WeirSpan format)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) time = seconds != NULL ? g_date_time_add (seconds, wall_us % G_USEC_PER_SEC) : NULL;
  g_autofree char *format_text = weir_span_dup (format);
  g_autofree char *text = NULL;

  if (time == NULL)
    return FALSE;
  if (format.len == 0)
    {
      g_autofree char *date = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

      g_string_append_printf (out, "%s.%03dZ", date, g_date_time_get_microsecond (time) / 1000);
      return TRUE;
    }

  text = g_utf8_validate_len (format.data, format.len, NULL) ? g_date_time_format (time, format_text) : NULL;
  if (text == NULL)
    return FALSE;
  append_line (out, text, strlen (text));
  return TRUE;
}

static void
append_named (GString *out, const WeirTemplateValues *values, const WeirTemplateCall *call)
{
  g_autoptr (GString) value = g_string_new (NULL);

  if (g_str_equal (call->name, "query"))
    weir_query_get (values->query, call->words[0], value);
  else
    weir_query_get_header (values->headers, values->n_headers, call->words[0], value);
  append_line (out, value->str, value->len);
}

static void
append_random (GString *out, const WeirTemplateCall *call, WeirRandom *random)
{
  WeirTemplateRange range;

  if (weir_template_parse_range (call, &range))
    append_decimal (out, weir_random_range (random, range.from, range.to), range.decimals);
}

static void
append_pick (GString *out, const WeirTemplateCall *call, WeirRandom *random)
{
  WeirSpan word = call->words[weir_random_range (random, 0, (gint64) call->n_words - 1)];

  append_line (out, word.data, word.len);
}

gboolean
weir_template_evaluate (const WeirTemplateCall *call, const WeirTemplateValues *values, GString *out)
{
  const char *name = call->name;

  if (g_str_equal (name, "n"))
    g_string_append_printf (out, "%" G_GUINT64_FORMAT, values->round);
  else if (g_str_equal (name, "i"))
    g_string_append_printf (out, "%" G_GUINT64_FORMAT, values->event);
  else if (g_str_equal (name, "next-id"))
    g_string_append_printf (out, "%" G_GUINT64_FORMAT, values->next_id);
  else if (g_str_equal (name, "unix-ms"))
    g_string_append_printf (out, "%" G_GINT64_FORMAT, values->wall_us / 1000);
  else if (g_str_equal (name, "now"))
    return append_time (out, values->wall_us, call->rest);
  else if (g_str_equal (name, "uuid"))
    append_uuid (out, values->random);
  else if (g_str_equal (name, "random"))
    append_random (out, call, values->random);
  else if (g_str_equal (name, "pick"))
    append_pick (out, call, values->random);
  else if (g_str_equal (name, "last-event-id"))
    append_line (out, values->last_event_id.data, values->last_event_id.len);
  else
    append_named (out, values, call);

  return TRUE;
}
