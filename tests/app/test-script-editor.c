/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gtksourceview/gtksource.h>
#include <string.h>

#include "app-fixture.h"
#include "stage.h"
#include "weir-find-bar.h"
#include "weir-line-gutter.h"
#include "weir-script-editor.h"

#define SCRIPT ":@ weir 1\ndata: one\n\nevent: goal\ndata: one and one\n\n"

typedef struct
{
  WeirScriptEditor *editor;
  GtkTextView *view;
  GtkTextBuffer *text;
  GtkWindow *window;
  guint n_changed;
  char *refused;
} Fixture;

static void
on_changed (WeirScriptEditor *editor, Fixture *self)
{
  self->n_changed++;
}

static void
on_refused (WeirScriptEditor *editor, const char *why, Fixture *self)
{
  g_free (self->refused);
  self->refused = g_strdup (why);
}

static void
set (Fixture *self, const char *script, gsize len)
{
  g_autoptr (GBytes) bytes = g_bytes_new (script, len);

  weir_script_editor_set_script (self->editor, bytes);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->editor = WEIR_SCRIPT_EDITOR (weir_script_editor_new ());
  self->view = GTK_TEXT_VIEW (app_find_by_type (GTK_WIDGET (self->editor), GTK_SOURCE_TYPE_VIEW));
  self->text = gtk_text_view_get_buffer (self->view);
  g_signal_connect (self->editor, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->editor, "refused", G_CALLBACK (on_refused), self);
  set (self, SCRIPT, strlen (SCRIPT));
  self->window = stage_show (GTK_WIDGET (self->editor), 500, 400);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (data != NULL)
    g_object_add_weak_pointer (G_OBJECT (self->text), (gpointer *) &self->text);
  app_destroy (self->window);
  /* It goes part by part. */
  app_wait (data == NULL || self->text == NULL);
  g_free (self->refused);
}

static char *
dup_selected (Fixture *self)
{
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (self->text, &start, &end))
    return g_strdup ("");

  return gtk_text_iter_get_slice (&start, &end);
}

static int
get_cursor (Fixture *self)
{
  int cursor;

  g_object_get (self->text, "cursor-position", &cursor, NULL);

  return cursor;
}

static void
test_text (Fixture *self, gconstpointer data)
{
  g_autofree char *text = weir_script_editor_dup_text (self->editor);

  g_assert_cmpstr (text, ==, SCRIPT);
  /* What is put there is no change of the person's, and cannot be undone. */
  g_assert_cmpuint (self->n_changed, ==, 0);
  g_assert_false (gtk_text_buffer_get_can_undo (self->text));
  gtk_text_buffer_insert_at_cursor (self->text, ": new\n", -1);
  g_assert_cmpuint (self->n_changed, ==, 1);
  g_assert_true (gtk_text_buffer_get_can_undo (self->text));
  app_wait (stage_find_text (GTK_WIDGET (self->editor), "2:1") != NULL);
  weir_script_editor_set_modified (self->editor, TRUE);
  g_assert_nonnull (stage_find_text (GTK_WIDGET (self->editor), "not saved · 2:1"));
}

static void
test_find (Fixture *self, gconstpointer data)
{
  GtkWidget *bar = app_find_by_type (GTK_WIDGET (self->editor), WEIR_TYPE_FIND_BAR);
  GtkWidget *entry = app_find_by_type (bar, GTK_TYPE_SEARCH_ENTRY);
  g_autofree char *first = NULL;
  int at;

  g_assert_false (gtk_widget_get_mapped (bar));
  weir_script_editor_find (self->editor);
  app_wait (gtk_widget_get_mapped (bar));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (self->window), entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "one");
  app_wait (stage_find_text (bar, "1 of 3") != NULL);
  first = dup_selected (self);
  g_assert_cmpstr (first, ==, "one");
  at = get_cursor (self);
  g_signal_emit_by_name (entry, "activate");
  app_wait (stage_find_text (bar, "2 of 3") != NULL);
  g_assert_cmpint (get_cursor (self), >, at);
  g_signal_emit_by_name (entry, "previous-match");
  app_wait (stage_find_text (bar, "1 of 3") != NULL);
  g_assert_cmpint (get_cursor (self), ==, at);
  /* Round the beginning. */
  g_signal_emit_by_name (entry, "previous-match");
  app_wait (stage_find_text (bar, "3 of 3") != NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), "nowhere");
  app_wait (stage_find_text (bar, "Not found") != NULL);
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_signal_emit_by_name (entry, "stop-search");
  app_wait (!gtk_widget_get_mapped (bar));
  g_assert_true (gtk_window_get_focus (self->window) == GTK_WIDGET (self->view));
}

/* Lines that would hang the window: uncoloured, not taken, or only shown. */
static void
test_long_lines (Fixture *self, gconstpointer data)
{
  g_autofree char *longer = g_strnfill (3000, 'x');
  g_autofree char *longest = g_strnfill (21 * 1024, 'x');
  g_autofree char *text = NULL;

  app_wait (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (self->text)) != NULL);
  gtk_text_buffer_insert_at_cursor (self->text, longest, -1);
  g_assert_nonnull (self->refused);
  text = weir_script_editor_dup_text (self->editor);
  g_assert_cmpstr (text, ==, SCRIPT);
  g_assert_nonnull (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (self->text)));
  gtk_text_buffer_insert_at_cursor (self->text, longer, -1);
  g_assert_null (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (self->text)));

  set (self, SCRIPT, strlen (SCRIPT));
  app_wait (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (self->text)) != NULL);
  g_assert_true (weir_script_editor_get_editable (self->editor));
  set (self, longest, 21 * 1024);
  g_assert_false (weir_script_editor_get_editable (self->editor));
  set (self, "data: a\0b\n\n", 11);
  g_assert_false (weir_script_editor_get_editable (self->editor));
  set (self, SCRIPT, strlen (SCRIPT));
  g_assert_true (weir_script_editor_get_editable (self->editor));
}

static void
add_problem (GPtrArray *problems, guint line, guint column, gboolean is_error, const char *text, const char *hint)
{
  WeirDiagnostic *problem = g_new0 (WeirDiagnostic, 1);

  *problem = (WeirDiagnostic){ line, column, is_error, g_strdup (text), g_strdup (hint) };
  g_ptr_array_add (problems, problem);
}

/* Beyond the text, too: it may have changed since. Control bytes of the script do nothing. */
static void
test_problems (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_diagnostic_free);
  WeirLineGutter *gutter = WEIR_LINE_GUTTER (app_find_by_type (GTK_WIDGET (self->editor), WEIR_TYPE_LINE_GUTTER));
  g_autofree char *words = NULL;
  g_autofree char *none = NULL;

  add_problem (problems, 2, 1, TRUE, "bad \033[2J", "try this");
  add_problem (problems, 2, 7, FALSE, "odd", NULL);
  add_problem (problems, 4, 500, FALSE, "late", NULL);
  add_problem (problems, 5000, 1, TRUE, "gone", NULL);
  weir_script_editor_set_problems (self->editor, problems);
  app_draw (GTK_WIDGET (self->editor));
  app_wait (stage_find_text (GTK_WIDGET (self->editor), "2 errors · 2 warnings") != NULL);
  words = weir_line_gutter_dup_words (gutter, 1);
  g_assert_null (strchr (words, '\033'));
  g_assert_true (g_str_has_prefix (words, "bad "));
  g_assert_true (g_str_has_suffix (words, "\ntry this\nodd"));
  none = weir_line_gutter_dup_words (gutter, 0);
  g_assert_cmpstr (none, ==, "");
  weir_script_editor_go_to (self->editor, 5000, 70);
  g_assert_cmpint (get_cursor (self), ==, (int) strlen (SCRIPT));
  weir_script_editor_go_to (self->editor, 4, 8);
  g_assert_cmpint (get_cursor (self), ==, (int) (strstr (SCRIPT, "goal") - SCRIPT));

  /* Who closed the list is left alone, until it is asked for. */
  g_assert_nonnull (stage_find_text (GTK_WIDGET (self->editor), "5000:1"));
  g_signal_emit_by_name (gtk_widget_get_ancestor (stage_find_text (GTK_WIDGET (self->editor), "2 errors · 2 warnings"), GTK_TYPE_BUTTON),
                         "clicked");
  g_assert_null (stage_find_text (GTK_WIDGET (self->editor), "5000:1"));
  weir_script_editor_set_problems (self->editor, problems);
  g_assert_null (stage_find_text (GTK_WIDGET (self->editor), "5000:1"));
  weir_script_editor_show_problems (self->editor);
  app_wait (stage_find_text (GTK_WIDGET (self->editor), "5000:1") != NULL);
  g_ptr_array_set_size (problems, 0);
  weir_script_editor_set_problems (self->editor, problems);
  app_wait (stage_find_text (GTK_WIDGET (self->editor), "No problems") != NULL);
}

/* A part a turn. Whoever asks meanwhile has all of it. */
static void
test_filling (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) script = g_string_new (SCRIPT);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_diagnostic_free);
  g_autofree char *asked = NULL, *filled = NULL, *replaced = NULL;
  GtkTextIter place;

  /* Also within a character. */
  while (script->len < 150 * 1024)
    g_string_append (script, script->len < 100 * 1024 ? "data: \303\251\303\251 two\n\n" : ":\303\251\303\251\303\251\n\n");
  add_problem (problems, 9001, 1, TRUE, "bad", NULL);
  set (self, script->str, script->len);
  weir_script_editor_set_problems (self->editor, problems);
  g_assert_cmpint (gtk_text_buffer_get_char_count (self->text), <, 100 * 1024);
  g_assert_false (gtk_text_view_get_editable (self->view));
  asked = weir_script_editor_dup_text (self->editor);
  g_assert_cmpstr (asked, ==, script->str);
  g_assert_true (gtk_text_view_get_editable (self->view));

  set (self, script->str, script->len);
  weir_script_editor_set_problems (self->editor, problems);
  app_wait (gtk_text_view_get_editable (self->view));
  filled = weir_script_editor_dup_text (self->editor);
  g_assert_cmpstr (filled, ==, script->str);
  g_assert_cmpint (get_cursor (self), ==, 0);
  g_assert_cmpuint (self->n_changed, ==, 0);
  g_assert_false (gtk_text_buffer_get_can_undo (self->text));
  app_wait (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (self->text)) != NULL);
  gtk_text_buffer_get_iter_at_line (self->text, &place, 9001 - 1);
  g_assert_true (gtk_text_iter_has_tag (&place, gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (self->text), "weir-error")));

  set (self, script->str, script->len);
  set (self, SCRIPT, strlen (SCRIPT));
  replaced = weir_script_editor_dup_text (self->editor);
  g_assert_cmpstr (replaced, ==, SCRIPT);
  set (self, script->str, script->len);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  g_test_add ("/script-editor/text", Fixture, NULL, set_up, test_text, tear_down);
  g_test_add ("/script-editor/find", Fixture, NULL, set_up, test_find, tear_down);
  g_test_add ("/script-editor/long-lines", Fixture, NULL, set_up, test_long_lines, tear_down);
  g_test_add ("/script-editor/filling", Fixture, "goes", set_up, test_filling, tear_down);
  g_test_add ("/script-editor/problems", Fixture, NULL, set_up, test_problems, tear_down);
  return g_test_run ();
}
