/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-json-write.h"
#include "weir-json.h"
#include "weir-utf8.h"

static void
begin (GString *out, const char *key)
{
  char last = out->len > 0 ? out->str[out->len - 1] : '{';

  if (last != '{' && last != '[' && last != '\n')
    g_string_append_c (out, ',');
  if (key == NULL)
    return;

  g_string_append_c (out, '"');
  g_string_append (out, key);
  g_string_append_len (out, "\":", 2);
}

void
weir_json_open (GString *out, const char *key, char bracket)
{
  begin (out, key);
  g_string_append_c (out, bracket);
}

void
weir_json_close (GString *out, char bracket)
{
  g_string_append_c (out, bracket);
}

void
weir_json_append_text (GString *out, WeirSpan text)
{
  if (weir_utf8_is_valid (text.data, text.len))
    {
      weir_json_append_string (out, text);
    }
  else
    {
      g_autoptr (GString) valid = g_string_sized_new (text.len + 16);

      weir_utf8_append (valid, text.data, text.len);
      weir_json_append_string (out, weir_span (valid->str, valid->len));
    }
}

void
weir_json_add_string (GString *out, const char *key, WeirSpan text)
{
  begin (out, key);
  weir_json_append_text (out, text);
}

/* Not by printf: this is written for every event. */
static void
append_number (GString *out, guint64 number)
{
  char digits[20];
  gsize n = 0;

  do
    {
      digits[sizeof digits - ++n] = (char) ('0' + number % 10);
      number /= 10;
    }
  while (number > 0);

  g_string_append_len (out, digits + sizeof digits - n, (gssize) n);
}

void
weir_json_add_number (GString *out, const char *key, guint64 number)
{
  begin (out, key);
  append_number (out, number);
}

void
weir_json_add_boolean (GString *out, const char *key, gboolean value)
{
  begin (out, key);
  g_string_append (out, value ? "true" : "false");
}

void
weir_json_add_seconds (GString *out, const char *key, gint64 time_us)
{
  guint64 us = (guint64) MAX (time_us, 0);
  guint fraction = (guint) (us % G_USEC_PER_SEC);
  char decimals[7] = ".000000";
  gsize length = sizeof decimals;

  begin (out, key);
  append_number (out, us / G_USEC_PER_SEC);
  if (fraction == 0)
    return;

  for (gsize i = sizeof decimals - 1; i > 0; i--)
    {
      decimals[i] = (char) ('0' + fraction % 10);
      fraction /= 10;
    }
  while (decimals[length - 1] == '0')
    length--;
  g_string_append_len (out, decimals, (gssize) length);
}
