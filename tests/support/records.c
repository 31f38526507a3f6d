/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "records.h"

#include <string.h>

static gunichar
take_hex (const char **at)
{
  gunichar value = 0;

  for (int i = 0; i < 4; i++, (*at)++)
    {
      g_assert_true (g_ascii_isxdigit (**at));
      value = value * 16 + (gunichar) g_ascii_xdigit_value (**at);
    }

  return value;
}

static void
take_escape (const char **at, GString *value)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char bytes[] = "\"\\/\b\f\n\r\t";
  const char *letter;
  gunichar unit;

  if (**at == 'u')
    {
      (*at)++;
      unit = take_hex (at);
      if (unit >= 0xD800 && unit < 0xDC00)
        {
          g_assert_true (g_str_has_prefix (*at, "\\u"));
          *at += 2;
          unit = 0x10000 + ((unit - 0xD800) << 10) + (take_hex (at) - 0xDC00);
        }
      if (unit == 0)
        g_string_append_c (value, '\0');
      else
        g_string_append_unichar (value, unit);
      return;
    }

  letter = strchr (letters, **at);
  g_assert_true (letter != NULL && **at != '\0');
  g_string_append_c (value, bytes[letter - letters]);
  (*at)++;
}

static GString *
take_string (const char **at)
{
  GString *value = g_string_new (NULL);

  g_assert_cmpint (**at, ==, '"');
  (*at)++;
  while (**at != '"')
    {
      g_assert_cmpint ((guchar) * *at, >=, 0x20);
      if (**at == '\\')
        {
          (*at)++;
          take_escape (at, value);
        }
      else
        g_string_append_c (value, *(*at)++);
    }
  (*at)++;
  g_assert_true (g_utf8_validate_len (value->str, value->len, NULL) || memchr (value->str, '\0', value->len) != NULL);

  return value;
}

static GString *
take_value (const char **at)
{
  const char *start = *at;

  if (*start == '"')
    return take_string (at);

  /* An inner object (`scripts` of `listening`) stays text. */
  *at += *start == '{' ? strcspn (start, "}") + 1 : strcspn (start, ",}");
  g_assert_cmpuint ((gsize) (*at - start), >, 0);

  return g_string_new_len (start, *at - start);
}

static void
free_gstring (gpointer data)
{
  g_string_free (data, TRUE);
}

Record *
record_new (const char *line)
{
  Record *self = g_new0 (Record, 1);
  const char *at = line;

  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (free_gstring);
  g_assert_cmpint (*at++, ==, '{');
  for (;;)
    {
      g_ptr_array_add (self->keys, g_string_free (take_string (&at), FALSE));
      g_assert_cmpint (*at++, ==, ':');
      g_ptr_array_add (self->values, take_value (&at));
      if (*at == '}')
        break;
      g_assert_cmpint (*at++, ==, ',');
    }
  g_assert_cmpstr (at, ==, "}");

  return self;
}

void
record_free (Record *self)
{
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->values);
  g_free (self);
}

char *
record_dup_keys (const Record *self)
{
  GString *keys = g_string_new (NULL);

  for (guint i = 0; i < self->keys->len; i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? "," : "", (const char *) g_ptr_array_index (self->keys, i));

  return g_string_free (keys, FALSE);
}

const GString *
record_get (const Record *self, const char *key)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (self->keys, i), key))
        return g_ptr_array_index (self->values, i);
    }

  return NULL;
}

gboolean
record_is (const Record *self, const char *key, const char *value)
{
  const GString *text = record_get (self, key);

  return text != NULL && text->len == strlen (value) && memcmp (text->str, value, text->len) == 0;
}

GPtrArray *
records_new (const char *text)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) record_free);

  /* By hand: under the address sanitizer, string functions look at all of a long text each time. */
  for (const char *end = text + strlen (text); text < end;)
    {
      const char *line_end = memchr (text, '\n', (gsize) (end - text));
      g_autofree char *line = NULL;

      g_assert_nonnull (line_end);
      line = g_malloc0 ((gsize) (line_end - text) + 1);
      memcpy (line, text, (gsize) (line_end - text));
      g_ptr_array_add (records, record_new (line));
      text = line_end + 1;
    }

  return records;
}

const Record *
records_find (GPtrArray *records, const char *type, guint n)
{
  for (guint i = 0; i < records->len; i++)
    {
      const Record *record = g_ptr_array_index (records, i);

      if (record_is (record, "type", type) && n-- == 0)
        return record;
    }

  return NULL;
}

guint
records_count (GPtrArray *records, const char *type)
{
  guint n = 0;

  while (records_find (records, type, n) != NULL)
    n++;

  return n;
}
