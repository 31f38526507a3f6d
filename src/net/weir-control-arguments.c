/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-control-arguments.h"
#include "weir-directive.h"
#include "weir-json-index.h"
#include "weir-json.h"
#include "weir-limits.h"

/* @text: (nullable): of the query, or what a JSON string stands for; @lexeme: JSON of another kind */
typedef struct
{
  GString *text;
  WeirSpan lexeme;
} Argument;

static void
argument_free (gpointer data)
{
  Argument *self = data;

  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self);
}

void
weir_control_arguments_fail (WeirControlArguments *self, const char *format, ...)
{
  va_list parts;

  if (self->error != NULL)
    return;

  va_start (parts, format);
  self->error = g_strdup_vprintf (format, parts);
  va_end (parts);
}

static gboolean
is_allowed (const char *name, const char *allowed)
{
  g_auto (GStrv) names = g_strsplit (allowed, " ", -1);

  return *name != '\0' && g_strv_contains ((const char *const *) names, name);
}

/* Takes @name and @argument. */
static void
add (WeirControlArguments *self, char *name, Argument *argument, const char *allowed)
{
  if (self->found == NULL)
    self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, argument_free);

  if (!is_allowed (name, allowed))
    {
      g_autofree char *shown = g_strndup (name, 40);

      if (*allowed != '\0')
        weir_control_arguments_fail (self, "There is no \"%s\" here; there are: %s.", shown, allowed);
      else
        weir_control_arguments_fail (self, "There is no \"%s\" here; nothing can be said.", shown);
    }
  else if (g_hash_table_contains (self->found, name))
    {
      weir_control_arguments_fail (self, "\"%s\" is said twice.", name);
    }
  if (self->error != NULL)
    {
      argument_free (argument);
      g_free (name);
      return;
    }

  g_hash_table_insert (self->found, name, argument);
}

/* A NUL in it belongs to no name. */
static char *
dup_name (WeirSpan lexeme)
{
  g_autoptr (GString) text = g_string_new (NULL);

  weir_json_append_unescaped (text, lexeme);
  if (strlen (text->str) < text->len)
    g_string_assign (text, "\357\277\275");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static WeirSpan
trim (WeirSpan text)
{
  while (text.len > 0 && g_ascii_isspace (text.data[0]))
    text = weir_span (text.data + 1, text.len - 1);
  while (text.len > 0 && g_ascii_isspace (text.data[text.len - 1]))
    text.len--;

  return text;
}

void
weir_control_arguments_read_json (WeirControlArguments *self, WeirSpan body, const char *allowed)
{
  g_autoptr (WeirJsonIndex) index = NULL;
  gsize offset = 0;

  if (body.len == 0)
    return;
  if (!weir_json_check (body, &offset, NULL))
    {
      weir_control_arguments_fail (self, "The body is no JSON, or nested deeper than %u levels: byte %" G_GSIZE_FORMAT " is wrong.",
                                   WEIR_LIMIT_JSON_DEPTH, offset + 1);
      return;
    }
  body = trim (body);
  if (weir_json_looks_like (body))
    index = weir_json_index_new (body);
  if (index == NULL || !weir_json_index_is_object (index))
    {
      weir_control_arguments_fail (self, "The body is no JSON object.");
      return;
    }

  for (guint i = 0; i < weir_json_index_get_n_children (index) && self->error == NULL; i++)
    {
      Argument *argument = g_new0 (Argument, 1);
      WeirJsonChild child;

      weir_json_index_get (index, i, &child);
      argument->lexeme = child.value;
      if (child.value.data[0] == '"')
        {
          argument->text = g_string_sized_new (child.value.len);
          weir_json_append_unescaped (argument->text, child.value);
        }
      add (self, dup_name (child.name), argument, allowed);
    }
}

/* As forms write it: "+" is a space. Returns: (nullable): %NULL for a broken escape or a NUL */
static char *
dup_decoded (const char *start, gsize len)
{
  g_autofree char *text = g_strndup (start, len);

  g_strdelimit (text, "+", ' ');
  return g_uri_unescape_string (text, NULL);
}

void
weir_control_arguments_read_query (WeirControlArguments *self, const char *query, const char *allowed)
{
  g_auto (GStrv) pairs = g_strsplit (query != NULL ? query : "", "&", -1);

  for (guint i = 0; pairs[i] != NULL && self->error == NULL; i++)
    {
      const char *equals = strchr (pairs[i], '=');
      gsize n_name = equals != NULL ? (gsize) (equals - pairs[i]) : strlen (pairs[i]);
      g_autofree char *name = dup_decoded (pairs[i], n_name);
      g_autofree char *value = dup_decoded (equals != NULL ? equals + 1 : "", equals != NULL ? strlen (equals + 1) : 0);
      Argument *argument;

      if (*pairs[i] == '\0')
        continue;
      if (name == NULL || value == NULL)
        {
          weir_control_arguments_fail (self, "The query has an escape that is none.");
          return;
        }
      argument = g_new0 (Argument, 1);
      argument->text = g_string_new (value);
      add (self, g_steal_pointer (&name), argument, allowed);
    }
}

void
weir_control_arguments_clear (WeirControlArguments *self)
{
  g_clear_pointer (&self->found, g_hash_table_unref);
  g_clear_pointer (&self->error, g_free);
}

/* Returns: (nullable) */
static const Argument *
find (const WeirControlArguments *self, const char *name)
{
  return self->found != NULL && self->error == NULL ? g_hash_table_lookup (self->found, name) : NULL;
}

gboolean
weir_control_arguments_has (const WeirControlArguments *self, const char *name)
{
  return find (self, name) != NULL;
}

char *
weir_control_arguments_dup_string (WeirControlArguments *self, const char *name)
{
  const Argument *argument = find (self, name);

  if (argument == NULL)
    return NULL;
  if (argument->text == NULL || strlen (argument->text->str) < argument->text->len)
    {
      weir_control_arguments_fail (self, "\"%s\" is a string without U+0000.", name);
      return NULL;
    }

  return g_strdup (argument->text->str);
}

GString *
weir_control_arguments_dup_text (WeirControlArguments *self, const char *name)
{
  const Argument *argument = find (self, name);

  if (argument == NULL)
    return NULL;
  if (argument->text != NULL)
    return g_string_new_len (argument->text->str, (gssize) argument->text->len);

  return g_string_new_len (argument->lexeme.data, (gssize) argument->lexeme.len);
}

/* Of a number the lexeme, of the query the text. Returns: (nullable) (transfer full) */
static char *
dup_plain (const Argument *argument)
{
  if (argument->lexeme.len == 0 && argument->text != NULL)
    return g_strdup (argument->text->str);

  return argument->text == NULL ? weir_span_dup (argument->lexeme) : NULL;
}

gint64
weir_control_arguments_get_number (WeirControlArguments *self, const char *name, gint64 min, gint64 max, gint64 otherwise)
{
  const Argument *argument = find (self, name);
  g_autofree char *text = NULL;
  gint64 number;

  if (argument == NULL)
    return otherwise;

  text = dup_plain (argument);
  if (text != NULL && g_ascii_string_to_signed (text, 10, min, max, &number, NULL))
    return number;

  weir_control_arguments_fail (self, "\"%s\" is a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT ".", name, min, max);
  return otherwise;
}

double
weir_control_arguments_get_speed (WeirControlArguments *self, const char *name)
{
  const Argument *argument = find (self, name);
  g_autofree char *text = argument != NULL ? dup_plain (argument) : NULL;
  char *end = NULL;
  double speed = text != NULL ? g_ascii_strtod (text, &end) : -1;

  if (text != NULL && end != text && *end == '\0' && (speed == 0 || (speed >= 0.1 && speed <= 100)))
    return speed;

  weir_control_arguments_fail (self, "\"%s\" is 0, for all at once, or a number from 0.1 to 100.", name);
  return 1;
}

gboolean
weir_control_arguments_get_boolean (WeirControlArguments *self, const char *name, gboolean otherwise)
{
  const Argument *argument = find (self, name);
  g_autofree char *text = NULL;

  if (argument == NULL)
    return otherwise;

  text = dup_plain (argument);
  if (g_strcmp0 (text, "true") == 0 || g_strcmp0 (text, "false") == 0)
    return g_str_equal (text, "true");

  weir_control_arguments_fail (self, "\"%s\" is true or false.", name);
  return otherwise;
}

gint64
weir_control_arguments_get_duration (WeirControlArguments *self, const char *name)
{
  const Argument *argument = find (self, name);
  gint64 us = 0;

  if (argument == NULL)
    return 0;
  if (argument->text != NULL && weir_duration_parse (weir_span (argument->text->str, argument->text->len), &us, NULL))
    return us;

  weir_control_arguments_fail (self, "\"%s\" is a time such as \"500ms\" or \"2s\".", name);
  return 0;
}
