/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gtksourceview/gtksource.h>
#include <string.h>

#include "app-fixture.h"
#include "weir-snippet-dialog.h"

#define URL "http://127.0.0.1:8123/it's?a=\"b\""

static void
test_text (void)
{
  static const char *const names[] = { "goal", "message", "a\"b", NULL };
  static const struct
  {
    WeirSnippet kind;
    const char *part;
  } cases[] = {
    { WEIR_SNIPPET_EVENT_SOURCE, "new EventSource(\"http://127.0.0.1:8123/it's?a=\\\"b\\\"\");\n" },
    { WEIR_SNIPPET_EVENT_SOURCE, "source.addEventListener(\"goal\", " },
    { WEIR_SNIPPET_EVENT_SOURCE, "source.addEventListener(\"a\\\"b\", " },
    { WEIR_SNIPPET_FETCH, "await fetch(\"http://127.0.0.1:8123/it's?a=\\\"b\\\"\", {\n" },
    { WEIR_SNIPPET_NODE, "import { EventSource } from \"eventsource\";\n\nconst source = new EventSource(" },
    { WEIR_SNIPPET_PYTHON, "\"http://127.0.0.1:8123/it's?a=" },
    { WEIR_SNIPPET_CURL, "curl " },
    { WEIR_SNIPPET_WATCH, "weir watch 'http://127.0.0.1:8123/it'\\''s?a=\"b\"'\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = weir_snippet_to_text (cases[i].kind, URL, names, NULL);

      if (strstr (text, cases[i].part) == NULL)
        g_error ("%s is not in:\n%s", cases[i].part, text);
      g_assert_true (g_str_has_suffix (text, "\n"));
      /* It has a handler of its own. */
      g_assert_null (strstr (text, "\"message\""));
    }
}

static void
on_text (GObject *object, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static GtkTextBuffer *
get_code (GtkWindow *dialog)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (app_find_by_type (GTK_WIDGET (dialog), GTK_SOURCE_TYPE_VIEW)));
}

static char *
dup_code (GtkWindow *dialog)
{
  char *code;

  g_object_get (get_code (dialog), "text", &code, NULL);

  return code;
}

static void
test_dialog (void)
{
  static const char *const urls[] = { "http://127.0.0.1:1/a", "http://127.0.0.1:1/b", NULL };
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());
  GtkWindow *dialog = weir_snippet_dialog_new (parent, WEIR_SNIPPET_WATCH, urls, NULL, "/c.pem");
  g_autofree char *code = NULL;
  g_autofree char *copied = NULL;

  gtk_window_present (parent);
  gtk_window_present (dialog);
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  code = dup_code (dialog);
  g_assert_cmpstr (code, ==, "weir watch --cacert '/c.pem' 'http://127.0.0.1:1/a'\n");
  g_signal_emit_by_name (gtk_window_get_default_widget (dialog), "clicked");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (dialog)), NULL, on_text, &copied);
  app_wait (copied != NULL);
  g_assert_cmpstr (copied, ==, code);
  app_destroy (dialog);
  app_destroy (parent);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  g_test_add_func ("/snippet/text", test_text);
  g_test_add_func ("/snippet/dialog", test_dialog);
  return g_test_run ();
}
