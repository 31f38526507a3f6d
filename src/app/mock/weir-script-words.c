/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-script-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-directive.h"
#include "weir-template.h"

#define MARK ":@ "
/* A longer name is data. */
#define NAME_BYTES 80

void
weir_script_word_free (WeirScriptWord *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->syntax);
  g_free (self->summary);
  g_free (self);
}

/* Takes @text. */
static void
add (GPtrArray *words, const char *part, char *text, const char *syntax, const char *summary)
{
  WeirScriptWord *word;

  for (guint i = 0; i < words->len && text != NULL; i++)
    if (g_str_equal (((WeirScriptWord *) g_ptr_array_index (words, i))->text, text))
      g_clear_pointer (&text, g_free);
  if (text == NULL)
    return;
  /* What is there already needs no word. */
  if (g_ascii_strncasecmp (text, part, strlen (part)) != 0 || strlen (text) == strlen (part))
    {
      g_free (text);
      return;
    }

  word = g_new0 (WeirScriptWord, 1);
  word->text = text;
  word->syntax = g_strdup (syntax);
  word->summary = g_strdup (summary);
  g_ptr_array_add (words, word);
}

/* @before: what each begins with. @places: those that may stand in one of them */
static void
add_verbs (GPtrArray *words, const char *part, const char *before, gboolean is_first)
{
  gsize n;
  const WeirDirective *verbs = weir_directive_get_all (&n);

  for (gsize i = 0; i < n; i++)
    if (verbs[i].available && !verbs[i].is_recording && is_first == g_str_equal (verbs[i].verb, "weir"))
      add (words, part, g_strconcat (before, verbs[i].verb, *verbs[i].syntax != '\0' ? " " : NULL, NULL), verbs[i].syntax,
           gettext (verbs[i].summary));
}

static void
add_chances (GPtrArray *words, const char *part)
{
  static const char *const verbs[] = {
    "wait", "stall", "raw", "close", "cut", "reset", "hold", "status", "redirect", "header", "body",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      const WeirDirective *verb = weir_directive_find (weir_span_from_string (verbs[i]));

      add (words, part, g_strconcat (verb->verb, *verb->syntax != '\0' ? " " : NULL, NULL), verb->syntax, gettext (verb->summary));
    }
}

/* Small letters in the syntax are written as they stand: `off`, `by query`, `after=`. */
static void
add_settings (GPtrArray *words, const char *part, const WeirDirective *verb)
{
  g_auto (GStrv) tokens = g_strsplit_set (verb->syntax, " |", -1);

  for (char **token = tokens; *token != NULL; token++)
    {
      gsize len = strspn (*token, "abcdefghijklmnopqrstuvwxyz-");

      if (len < 2)
        continue;
      if ((*token)[len] == '=')
        len++;
      add (words, part, g_strndup (*token, len), "", "");
    }
}

static void
add_headers (GPtrArray *words, const char *part)
{
  static const char *const names[] = {
    "Access-Control-Allow-Origin: ", "Cache-Control: ", "Content-Type: ", "Location: ", "Retry-After: ", "X-Accel-Buffering: no",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    add (words, part, g_strdup (names[i]), "", "");
}

/* @text: of a directive, behind its mark. Returns: the part that is there */
static const char *
add_of_directive (GPtrArray *words, const char *text, gboolean is_first)
{
  const char *space = strchr (text, ' ');
  const char *part = space != NULL ? strrchr (text, ' ') + 1 : text;
  const WeirDirective *verb;

  if (space == NULL)
    {
      add_verbs (words, part, "", is_first);
      return part;
    }

  verb = weir_directive_find (weir_span (text, (gsize) (space - text)));
  if (verb == NULL)
    return part;
  if (g_str_equal (verb->verb, "chance"))
    {
      if (part > space + 1)
        add_chances (words, part);
    }
  else if (g_str_equal (verb->verb, "header"))
    {
      if (part == space + 1)
        add_headers (words, part);
    }
  else if (!g_str_equal (verb->verb, "title") && !g_str_equal (verb->verb, "note"))
    add_settings (words, part, verb);

  return part;
}

static void
add_templates (GPtrArray *words, const char *part)
{
  const char *usage;
  const char *summary;

  for (gsize i = 0; weir_template_get_nth (i, &usage, &summary); i++)
    {
      g_auto (GStrv) examples = g_strsplit (usage, ", ", -1);

      for (char **example = examples; *example != NULL; example++)
        add (words, part, g_strdup (*example + strlen ("{{")), "", gettext (summary));
    }
}

static void
add_fields (GPtrArray *words, const char *part)
{
  add (words, part, g_strdup ("data: "), "", _ ("What the event says; several lines are one text."));
  add (words, part, g_strdup ("event: "), "", _ ("The event's name; without one it is a message."));
  add (words, part, g_strdup ("id: "), "", _ ("What the client sends as Last-Event-ID when it comes back."));
  add (words, part, g_strdup ("retry: "), "", _ ("The reconnection time in milliseconds."));
}

/* The template that the line ends in. (nullable) */
static const char *
find_template (const char *line)
{
  const char *open = g_strrstr (line, "{{");

  if (open == NULL || strstr (open, "}}") != NULL || (open > line && open[-1] == '{'))
    return NULL;

  return open + strlen ("{{");
}

GStrv
weir_script_list_names (const char *script, guint most)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (const char *line = script; line != NULL && *line != '\0' && names->len < most; line = strchr (line, '\n'))
    {
      g_autofree char *name = NULL;
      gsize len;

      line += *line == '\n';
      if (!g_str_has_prefix (line, "event:"))
        continue;
      line += strlen ("event:");
      line += *line == ' ';
      len = strcspn (line, "\r\n");
      name = g_strndup (line, MIN (len, NAME_BYTES));
      if (len == 0 || len > NAME_BYTES || strstr (name, "{{") != NULL || g_hash_table_contains (seen, name))
        continue;
      g_hash_table_add (seen, name);
      g_ptr_array_add (names, g_steal_pointer (&name));
    }
  g_ptr_array_add (names, NULL);

  return (GStrv) g_ptr_array_steal (names, NULL);
}

GPtrArray *
weir_script_words_list (const char *line, gboolean is_first, const char *const *names, gsize *part)
{
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_script_word_free);
  const char *from = find_template (line);

  g_return_val_if_fail (part != NULL, words);

  if (from != NULL)
    add_templates (words, from);
  else if (g_str_has_prefix (line, MARK))
    from = add_of_directive (words, line + strlen (MARK), is_first);
  else if (g_str_equal (line, ":") || g_str_equal (line, ":@"))
    add_verbs (words, from = line, MARK, is_first);
  else if (g_str_has_prefix (line, "event:"))
    {
      from = line + strlen ("event:") + (line[strlen ("event:")] == ' ');
      for (gsize i = 0; names != NULL && names[i] != NULL; i++)
        add (words, from, g_strdup (names[i]), "", "");
    }
  else if (strspn (line, "adeinrtvy") == strlen (line) && !is_first)
    add_fields (words, from = line);

  *part = from != NULL ? strlen (from) : 0;
  return words;
}
