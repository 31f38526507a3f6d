/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-limits.h"
#include "weir-script-build.h"
#include "weir-utf8.h"

/* What a script says about itself and about requests: `title`, `seed`, `on`, `expect`. */

/* Returns: (transfer full): valid UTF-8 */
static char *
make_text (WeirSpan text)
{
  GString *valid = g_string_new (NULL);

  weir_utf8_append (valid, text.data, text.len);
  return g_string_free (valid, FALSE);
}

gboolean
weir_verb_title (WeirBuilder *self, WeirArgs *args)
{
  WeirSpan text;

  if (!weir_args_text (args, N_ ("a text"), &text))
    return FALSE;
  if (self->script->title == NULL)
    self->script->title = make_text (text);

  return TRUE;
}

gboolean
weir_verb_seed (WeirBuilder *self, WeirArgs *args)
{
  guint64 seed;

  if (!weir_args_number (args, 0, G_MAXINT64, &seed) || !weir_args_end (args))
    return FALSE;

  self->script->seed = (gint64) seed;
  return TRUE;
}

static gboolean
is_method (WeirSpan word)
{
  for (gsize i = 0; i < word.len; i++)
    if (!g_ascii_isupper (word.data[i]) && word.data[i] != '-')
      return FALSE;

  return word.len > 0;
}

static gboolean
is_reserved (WeirSpan path)
{
  const WeirSpan root = WEIR_SPAN_LITERAL ("/.weir");

  return path.len >= root.len && memcmp (path.data, root.data, root.len) == 0 && (path.len == root.len || path.data[root.len] == '/');
}

gboolean
weir_verb_on (WeirBuilder *self, WeirArgs *args)
{
  WeirSpan word;
  WeirSpan path;
  g_autofree char *method = NULL;
  WeirRoute *route;

  if (!weir_args_word (args, N_ ("a path"), &path))
    return FALSE;
  if (path.data[0] != '/')
    {
      word = path;
      if (!is_method (word))
        return weir_args_refuse (args, weir_args_offset_of (args, word),
                                 g_strdup (_ ("neither a method in capitals nor a path that begins with “/”")));
      method = weir_span_dup (word);
      if (!weir_args_word (args, N_ ("a path"), &path))
        return FALSE;
      if (path.data[0] != '/')
        return weir_args_refuse (args, weir_args_offset_of (args, path), g_strdup (_ ("a path begins with “/”")));
    }
  for (gsize i = 0; i < path.len; i++)
    if (path.data[i] == '?' || path.data[i] == '#' || path.data[i] == '\0' || (path.data[i] == '*' && i + 1 < path.len))
      return weir_args_refuse (args, weir_args_offset_of (args, path) + i,
                               g_strdup (_ ("only a path can stand here, with “*” at its end for all that begin with it")));
  if (is_reserved (path))
    return weir_args_refuse (args, weir_args_offset_of (args, path),
                             g_strdup (_ ("no script answers under /.weir/: the control interface is there")));
  if (!weir_args_end (args))
    return FALSE;

  route = g_new0 (WeirRoute, 1);
  route->method = g_steal_pointer (&method);
  route->is_prefix = path.data[path.len - 1] == '*';
  route->path = weir_span_dup (weir_span (path.data, path.len - (route->is_prefix ? 1 : 0)));
  g_ptr_array_add (self->script->routes, route);
  return TRUE;
}

void
weir_expect_free (WeirExpect *self)
{
  if (self->last_event_id != NULL)
    g_string_free (self->last_event_id, TRUE);
  g_free (self->text);
  g_free (self->method);
  g_free (self->header_name);
  g_free (self->header_value);
  g_free (self);
}

/* A word or a string behind `=`. Returns: (transfer full) (nullable): NULL: reported */
static GString *
read_value (WeirArgs *args)
{
  WeirSpan text = args->line.text;
  GString *value = NULL;
  gsize start = args->at;

  if (start < text.len && text.data[start] == '"')
    return weir_args_string (args, &value) ? value : NULL;

  while (args->at < text.len && text.data[args->at] != ' ')
    args->at++;
  if (args->at == start)
    {
      weir_args_refuse (args, start, g_strdup (_ ("a value is missing here (\"\" means: none)")));
      return NULL;
    }

  return g_string_new_len (text.data + start, (gssize) (args->at - start));
}

static gboolean
read_after (WeirArgs *args, WeirExpect *expect)
{
  WeirSpan word;
  const char *dots;

  if (!weir_args_word (args, N_ ("a range of times, like 1s..2s"), &word))
    return FALSE;
  dots = g_strstr_len (word.data, (gssize) word.len, "..");
  if (dots == NULL)
    return weir_args_refuse (args, weir_args_offset_of (args, word), g_strdup (_ ("“after” needs a range of times, like 1s..2s")));
  if (!weir_args_parse_time (args, weir_span (word.data, (gsize) (dots - word.data)), &expect->after_min_us) ||
      !weir_args_parse_time (args, weir_span (dots + 2, (gsize) (word.data + word.len - dots - 2)), &expect->after_max_us))
    return FALSE;
  if (expect->after_max_us < expect->after_min_us)
    return weir_args_refuse (args, weir_args_offset_of (args, word), g_strdup (_ ("the range ends before it begins")));

  return TRUE;
}

/* One `NAME=VALUE` */
static gboolean
read_condition (WeirArgs *args, WeirExpect *expect)
{
  WeirSpan text = args->line.text;
  gsize start = args->at;
  WeirSpan name;

  while (args->at < text.len && text.data[args->at] != '=' && text.data[args->at] != ' ')
    args->at++;
  name = weir_span (text.data + start, args->at - start);
  if (args->at == text.len || text.data[args->at] != '=')
    return weir_args_refuse (args, start, g_strdup (_ ("a condition is last-event-id=, method= or after=, or “header NAME: TEXT” alone")));

  args->at++;
  if (weir_span_equals_string (name, "last-event-id") && expect->last_event_id == NULL)
    {
      expect->last_event_id = read_value (args);
      return expect->last_event_id != NULL;
    }
  if (weir_span_equals_string (name, "method") && expect->method == NULL)
    {
      GString *value = read_value (args);

      if (value == NULL)
        return FALSE;
      expect->method = g_string_free (value, FALSE);
      return TRUE;
    }
  if (weir_span_equals_string (name, "after") && expect->after_min_us < 0)
    return read_after (args, expect);

  return weir_args_refuse (args, start, g_strdup (_ ("an unknown condition, or one that is here twice")));
}

gboolean
weir_verb_expect (WeirBuilder *self, WeirArgs *args)
{
  WeirExpect *expect;
  WeirSpan text;
  WeirSpan first;
  WeirArgs ahead = *args;

  if (self->draft.expects->len >= WEIR_LIMIT_HEAD_LINES)
    return weir_args_refuse (args, args->verb_at, g_strdup_printf (_ ("more than %u expectations"), WEIR_LIMIT_HEAD_LINES));

  expect = g_new0 (WeirExpect, 1);
  g_ptr_array_add (self->script->expects, expect);
  g_ptr_array_add (self->draft.expects, expect);
  expect->line = args->line.number;
  expect->after_min_us = -1;
  text = weir_args_rest (&ahead);
  expect->text = make_text (text);

  if (weir_args_at_end (args))
    return weir_args_refuse (args, args->at, g_strdup (_ ("a condition is missing")));
  ahead = *args;
  if (weir_args_word (&ahead, "", &first) && weir_span_equals_string (first, "header"))
    {
      args->at = ahead.at;
      return weir_args_header (args, &expect->header_name, &expect->header_value);
    }
  while (!weir_args_at_end (args))
    if (!read_condition (args, expect))
      return FALSE;

  return TRUE;
}
