/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gtk/gtk.h>
#include <string.h>

#include "weir-directive.h"
#include "weir-script-language.h"
#include "weir-script-words.h"

/* Texts of what is offered, separated by "|", and the length of the part that is there. */
static char *
list (const char *line, gboolean is_first, gsize *part)
{
  static const char *const names[] = { "goal", "kickoff", NULL };
  g_autoptr (GPtrArray) words = weir_script_words_list (line, is_first, names, part);
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      const WeirScriptWord *word = g_ptr_array_index (words, i);

      g_string_append (texts, i > 0 ? "|" : "");
      g_string_append (texts, word->text);
    }

  return g_string_free (texts, FALSE);
}

static void
test_offers (void)
{
  static const struct
  {
    const char *line;
    const char *texts;
    gsize part;
  } cases[] = {
    { ":@ ke", "keepalive ", 2 },
    { ":@ KE", "keepalive ", 2 },
    { ":@ re", "redirect |resume |repeat |reset", 2 },
    { ":@ reset", "", 5 },
    { ":@ weir", "", 4 },
    { ":@ recor", "", 5 },
    { ":@ keepalive o", "off", 1 },
    { ":@ eol ", "lf|crlf|cr", 0 },
    { ":@ eol l", "lf", 1 },
    { ":@ count ", "by|script|query|header|cookie", 0 },
    { ":@ expect ", "last-event-id=|method=|after=|header", 0 },
    { ":@ expect last-event-id=2 af", "after=", 2 },
    { ":@ repeat f", "forever", 1 },
    { ":@ header Re", "Retry-After: ", 2 },
    { ":@ header Retry-After: o", "", 1 },
    { ":@ title o", "", 1 },
    { ":@ chance ", "", 0 },
    { ":@ chance 0.5 cu", "cut", 2 },
    { ":@ nonsense o", "", 1 },
    { ":@", ":@ title |:@ note |:@ seed ", 2 },
    { "ev", "event: ", 2 },
    { "", "data: |event: |id: |retry: ", 0 },
    { "event: go", "goal", 2 },
    { "event: ", "goal|kickoff", 0 },
    { "event:k", "kickoff", 1 },
    { "data: {{ne", "next-id}}", 2 },
    { "data: {{r", "random 1 6}}|random 10.00 20.00}}", 1 },
    { "data: {{n}}", "", 0 },
    { "data: {{{{", "", 0 },
    { "data: x", "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize part;
      g_autofree char *texts = list (cases[i].line, FALSE, &part);

      g_test_message ("%s", cases[i].line);
      if (g_str_equal (cases[i].line, ":@"))
        g_assert_true (g_str_has_prefix (texts, cases[i].texts));
      else
        g_assert_cmpstr (texts, ==, cases[i].texts);
      g_assert_cmpuint (part, ==, cases[i].part);
    }
}

static void
test_first_line (void)
{
  gsize part;
  g_autofree char *texts = list (":@", TRUE, &part);
  g_autofree char *fields = list ("d", TRUE, &part);

  g_assert_cmpstr (texts, ==, ":@ weir ");
  g_assert_cmpstr (fields, ==, "");
}

/* Every verb that people write is offered, with what follows it and what it does. */
static void
test_all_verbs (void)
{
  gsize n;
  const WeirDirective *verbs = weir_directive_get_all (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *line = g_strdup_printf (":@ %.1s", verbs[i].verb);
      gsize part;
      g_autoptr (GPtrArray) words = weir_script_words_list (line, g_str_equal (verbs[i].verb, "weir"), NULL, &part);
      gboolean found = FALSE;

      for (guint j = 0; j < words->len; j++)
        {
          const WeirScriptWord *word = g_ptr_array_index (words, j);
          g_autofree char *text = g_strchomp (g_strdup (word->text));

          found |= g_str_equal (text, verbs[i].verb) && g_str_equal (word->syntax, verbs[i].syntax) && *word->summary != '\0';
        }
      g_test_message ("%s", verbs[i].verb);
      g_assert_true (found == (verbs[i].available && !verbs[i].is_recording));
    }
}

/* Of its characters those from @from to before @to, and no others, are a verb to the colouring. */
static void
check_line (GtkSourceBuffer *buffer, int line, int from, int to)
{
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (buffer), &at, line);
  while (!gtk_text_iter_ends_line (&at))
    {
      int offset = gtk_text_iter_get_line_offset (&at);
      gboolean wanted = offset >= from && offset < to;

      if (gtk_source_buffer_iter_has_context_class (buffer, &at, "weir-verb") != wanted)
        g_error ("line %d, character %d: %s a verb", line, offset, wanted ? "not" : "is");
      gtk_text_iter_forward_char (&at);
    }
}

/* The colouring knows the verbs that there are, and no others. */
static void
test_language (void)
{
  static const char *const none[] = { "data: wait", ":@@ wait", " :@ wait", ":@wait", ":@ x-wait", ": wait", "" };
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new_with_language (weir_script_language_get ());
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n;
  const WeirDirective *verbs = weir_directive_get_all (&n);
  GtkTextIter start, end;

  g_assert_nonnull (weir_script_language_get ());
  g_assert_true (weir_script_language_get () == weir_script_language_get ());
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, ":@ %s\n:@ %s 1\n:@ %sx\n", verbs[i].verb, verbs[i].verb, verbs[i].verb);
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_string_append_printf (text, "%s\n", none[i]);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (buffer), text->str, -1);
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
  gtk_source_buffer_ensure_highlight (buffer, &start, &end);

  for (int i = 0; i < (int) n; i++)
    {
      int verb_end = 3 + (int) strlen (verbs[i].verb);

      check_line (buffer, 3 * i, 3, verb_end);
      check_line (buffer, 3 * i + 1, 3, verb_end);
      check_line (buffer, 3 * i + 2, 0, 0);
    }
  for (int i = 0; i < (int) G_N_ELEMENTS (none); i++)
    check_line (buffer, 3 * (int) n + i, 0, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  gtk_source_init ();
  g_test_add_func ("/script-words/offers", test_offers);
  g_test_add_func ("/script-words/first-line", test_first_line);
  g_test_add_func ("/script-words/all-verbs", test_all_verbs);
  g_test_add_func ("/script-words/language", test_language);
  return g_test_run ();
}
