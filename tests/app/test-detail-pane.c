/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "scratch.h"
#include "weir-code-line.h"
#include "weir-detail-export.h"
#include "weir-detail-pane-private.h"
#include "weir-detail-text.h"
#include "weir-detail-tree.h"
#include "weir-detail.h"
#include "weir-excerpt.h"
#include "weir-recording-index.h"

#define MAGIC ":@ weir 1\n:@ template off\n:@ recorded 2026-11-21T08:00:00.000000Z\n"
#define OPEN                                                                                                                               \
  ":@ connect 1\n:@ request GET http://127.0.0.1:8123/prices\n:@ request-header Accept: text/event-stream\n:@ http 1.1\n"                  \
  ":@ status 200 OK\n:@ header Content-Type: text/event-stream\n:@ header X-A: <b>\n:@ timing connect=250us head=2ms\n:@ open\n"

static const char *const views[] = { "data", "bytes", "page", "http" };
static const char *const modes[] = { "tree", "pretty", "plain", "diff" };

typedef struct
{
  WeirApplication *application;
  Scratch *scratch;
  WeirRecording *recording;
  GtkWidget *window;
  WeirDetailPane *pane;
} Fixture;

static void
fixture_init (Fixture *self, const char *text, gsize length)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->application = app_start ();
  self->scratch = scratch_new ();
  path = scratch_path (self->scratch, "a.eventstream");
  g_file_set_contents (path, text, (gssize) length, &error);
  g_assert_no_error (error);
  self->recording = weir_recording_open (path, &error);
  g_assert_no_error (error);
  weir_recording_load (self->recording, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  self->pane = WEIR_DETAIL_PANE (weir_detail_pane_new ());
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 900, 400);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->pane));
  gtk_window_present (GTK_WINDOW (self->window));
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (self->pane)));
}

static void
fixture_clear (Fixture *self)
{
  app_destroy (GTK_WINDOW (self->window));
  weir_recording_unref (self->recording);
  scratch_free (self->scratch);
  g_object_unref (self->application);
}

static void
show_row (Fixture *self, guint64 number)
{
  g_autoptr (WeirEvent) event = weir_event_new (self->recording, number);

  weir_detail_pane_set_event (self->pane, NULL, event);
}

static void
show_view (Fixture *self, const char *view, const char *mode)
{
  g_object_set (self->pane, "view", view, "mode", mode, NULL);
}

/* Everything that can be read on the screen, in order. */
static void
collect_text (GtkWidget *widget, GString *out)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (out, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  if (WEIR_IS_CODE_LINE (widget))
    g_string_append_printf (out, "%s\n", weir_code_line_get_text (WEIR_CODE_LINE (widget)));
  if (GTK_IS_TEXT_VIEW (widget))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
      GtkTextIter start, end;
      g_autofree char *text = NULL;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
      g_string_append_printf (out, "%s\n", text);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_text (child, out);
}

static char *
dup_text (Fixture *self)
{
  GString *out = g_string_new (NULL);

  app_settle ();
  collect_text (GTK_WIDGET (self->pane), out);
  /* What keeps code from left to right is not to be read. */
  g_string_replace (out, WEIR_DETAIL_LTR, "", 0);
  return g_string_free (out, FALSE);
}

static gboolean
shows (Fixture *self, const char *text)
{
  g_autofree char *shown = dup_text (self);

  return strstr (shown, text) != NULL;
}

/* What is done in a thread may come later. */
static void
assert_shows (Fixture *self, const char *text)
{
  guint deadline = app_begin_wait (text);

  while (!shows (self, text))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

static void
test_views (void)
{
  static const char text[] = MAGIC OPEN "event: trade\nid: 7\ndata: {\"px\":1.10,\"n\":12345678901234567890,\"a\":{\"b\":[true]}}\n\n"
                                        "event: trade\ndata: {\"px\":1.20,\"n\":12345678901234567890,\"a\":{\"b\":[true]}}\n\n";
  Fixture self;

  fixture_init (&self, text, sizeof text - 1);
  g_assert_true (shows (&self, "Select a row"));
  show_row (&self, 4);
  g_assert_true (shows (&self, "5 · trade"));
  g_assert_true (shows (&self, "px\n1.20\nn\n12345678901234567890\na\n{\"b\":[true]}\nb\n[true]\n0\ntrue\n"));

  show_view (&self, "data", "pretty");
  g_assert_true (shows (&self, "{\n  \"px\": 1.20,\n  \"n\": 12345678901234567890,\n  \"a\": {\n"));
  show_view (&self, "data", "plain");
  g_assert_true (shows (&self, "{\"px\":1.20,\"n\":12345678901234567890,\"a\":{\"b\":[true]}}\n"));
  show_view (&self, "data", "diff");
  assert_shows (&self, "Compared with row 4");
  g_assert_true (shows (&self, "    2        −   \"px\": 1.10,\n"));
  g_assert_true (shows (&self, "          2  +   \"px\": 1.20,\n"));

  show_view (&self, "bytes", "diff");
  g_assert_true (shows (&self, "event\ndispatched\nThe event's type.\n"));
  g_assert_true (shows (&self, "00000000  65 76 65 6e 74 3a 20 74  72 61 64 65 0a           event: trade⏎\n"));
  show_view (&self, "page", "diff");
  assert_shows (&self, "addEventListener(\"trade\")");
  g_assert_true (shows (&self, "Only pages of http://127.0.0.1:8123 can watch this."));
  g_assert_true (shows (&self, "event.lastEventId\n\"7\"\n"));
  show_view (&self, "http", "diff");
  g_assert_true (shows (&self, "200 OK"));
  g_assert_true (shows (&self, "X-A\n<b>\n"));
  g_assert_true (shows (&self, "2 ms"));

  /* Another row of the same connection is known at once. */
  show_row (&self, 3);
  g_assert_true (shows (&self, "200 OK"));
  weir_detail_pane_set_event (self.pane, NULL, NULL);
  g_assert_true (shows (&self, "Select a row"));
  fixture_clear (&self);
}

/* The choice stays where a row does not allow it, and comes back. */
static void
test_kept (void)
{
  static const char text[] = MAGIC OPEN "data: {\"a\":1}\n\ndata: no JSON\n\n: comment\n\ndata: {\"a\":2}\n\n";
  g_autofree char *view = NULL, *mode = NULL;
  Fixture self;

  fixture_init (&self, text, sizeof text - 1);
  show_view (&self, "data", "pretty");
  show_row (&self, 3);
  g_assert_true (shows (&self, "{\n  \"a\": 1\n}\n"));
  show_row (&self, 4);
  g_assert_true (shows (&self, "\nno JSON\n"));
  show_row (&self, 5);
  g_assert_true (shows (&self, "\n comment\n"));
  g_assert_false (shows (&self, "Pretty"));
  show_row (&self, 6);
  g_assert_true (shows (&self, "{\n  \"a\": 2\n}\n"));
  g_object_get (self.pane, "view", &view, "mode", &mode, NULL);
  g_assert_cmpstr (view, ==, "data");
  g_assert_cmpstr (mode, ==, "pretty");
  fixture_clear (&self);
}

/* Nothing that was received acts as markup or control, in any row, view or mode, and nothing is said on the console. */
static void
check_harmless (Fixture *self, const char *where)
{
  g_autofree char *text = dup_text (self);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f || (c >= 0x80 && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
          (c >= 0x2066 && c <= 0x2069))
        g_error ("U+%04X in %s", c, where);
    }
}

static void
test_hostile (void)
{
  static const char text[] = MAGIC
      ":@ connect 1\n:@ request G<b>T http://h/<b>\x1b[31m&amp;\xe2\x80\xae\n:@ request-header X<b>\xff: <i>\x07\xe2\x80\xae\n"
      ":@ hop 302 javascript:<b>\xe2\x80\xae\n:@ remote <b>\n:@ http <b>\n:@ tls <b> <i>\n:@ status 200 <b>\xe2\x80\xae\n"
      ":@ header Content-Type: <b>\x1b\n:@ header Access-Control-Allow-Origin: <b>\xe2\x80\xae\n:@ open any-type\n"
      "event: <b>\xe2\x80\xae\x1b\nid: <b>\xff\ndata: {\"<b>\xe2\x80\xae\": \"<i>&amp;\\u0000\\ud800 \x7f\"}\n\n"
      "event: <b>\xe2\x80\xae\x1b\nid: <b>\xff\ndata: {\"<b>\xe2\x80\xae\": \"<u>&lt;\xe2\x80\xab\"}\n\n"
      "data: <b>\x1b[31m\xff\xfe &amp; \xe2\x80\xae\xe2\x81\xa6 \xf0\x9f\n\n"
      "data\ndata: \xef\xbb\xbf\n<b>\xe2\x80\xae: x\nid: \x1b\nretry: <b>\n\n"
      ": <b>\x1b\xe2\x80\xae\n\nevent: <b>\n\n"
      ":@ raw \"data: \\x00<b>\\x1b\\xff\\xe2\\x80\\xae\"\n:@ ended cut <b>\xe2\x80\xae\x1b\n:@ waiting 1s retry\n"
      ":@ connect 2\n:@ request GET http://h/\n:@ status 500 <b>\n:@ body \"<b>\\x1b\\x00\\xff\\xe2\\x80\\xae\"\n:@ failed\n:@ ended status <b>\x1b\n";
  Fixture self;

  fixture_init (&self, text, sizeof text - 1);
  g_assert_cmpuint (weir_recording_get_count (self.recording), >, 12);
  for (guint64 row = 0; row < weir_recording_get_count (self.recording); row++)
    {
      show_row (&self, row);
      for (guint i = 0; i < G_N_ELEMENTS (views); i++)
        for (guint j = 0; j < (i == 0 ? G_N_ELEMENTS (modes) : 1); j++)
          {
            g_autofree char *where = g_strdup_printf ("row %u, %s, %s", (guint) row, views[i], modes[j]);

            show_view (&self, views[i], modes[j]);
            check_harmless (&self, where);
          }
    }
  show_row (&self, 4);
  show_view (&self, "data", "tree");
  g_assert_true (shows (&self, "<b><U+202E>"));
  g_assert_true (shows (&self, "\"<i>&amp;\\u0000"));
  fixture_clear (&self);
}

/* What somebody can do by hand. */

static void
press (GtkWidget *widget, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean is_handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &is_handled);
    }
}

static void
on_text_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static char *
read_clipboard (Fixture *self)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self->pane)), NULL, on_text_read, &text);
  app_wait (text != NULL);
  return text;
}

/* Where there is nothing to copy the clipboard is left alone. */
static void
assert_copies_nothing (Fixture *self, GtkWidget *widget, const char *action)
{
  g_autofree char *text = NULL;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), "before");
  gtk_widget_activate_action (widget, action, NULL);
  text = read_clipboard (self);
  g_assert_cmpstr (text, ==, "before");
}

static void
assert_copies (Fixture *self, GtkWidget *widget, const char *action, const char *wanted)
{
  g_autofree char *text = NULL;

  g_assert_true (gtk_widget_activate_action (widget, action, NULL));
  text = read_clipboard (self);
  g_assert_cmpstr (text, ==, wanted);
}

static void
on_text (GtkWidget *widget, const char *text, gpointer user_data)
{
  g_free (*(char **) user_data);
  *(char **) user_data = g_strdup (text);
}

static void
test_tree_by_hand (void)
{
  static const char text[] = MAGIC OPEN "data: {\"a\":{\"b c\":[1,\"x\\ny\"]},\"n\":1.10}\n\n"
                                        "data: {\"a\":{\"b c\":[2,\"z\"]},\"n\":1.20}\n\n";
  g_autofree char *filter = NULL;
  GtkWidget *list, *tree;
  GtkSingleSelection *selection;
  Fixture self;

  fixture_init (&self, text, sizeof text - 1);
  g_signal_connect (self.pane, "filter", G_CALLBACK (on_text), &filter);
  show_row (&self, 3);
  g_assert_true (shows (&self, "a\n{\"b c\":[1,\"x\\ny\"]}\nb c\n[1,\"x\\ny\"]\n0\n1\n1\n\"x\\ny\"\nn\n1.10\n"));
  tree = app_find_by_type (GTK_WIDGET (self.pane), WEIR_TYPE_DETAIL_TREE);
  list = app_find_by_type (tree, GTK_TYPE_LIST_VIEW);
  selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (list)));

  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  assert_copies_nothing (&self, tree, "tree.copy-value");

  gtk_single_selection_set_selected (selection, 3);
  assert_copies (&self, tree, "tree.copy-value", "x\ny");
  assert_copies (&self, tree, "tree.copy-path", "$.a[\"b c\"][1]");
  gtk_widget_activate_action (tree, "tree.filter", NULL);
  g_assert_cmpstr (filter, ==, "\"x\\ny\"");

  /* Left goes to the parent, then closes it; right opens it, then goes in. */
  press (list, GDK_KEY_Left);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 1);
  press (list, GDK_KEY_Left);
  g_assert_true (shows (&self, "b c\n[1,\"x\\ny\"]\nn\n1.10\n"));
  press (list, GDK_KEY_Right);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 1);
  press (list, GDK_KEY_Right);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 2);
  press (list, GDK_KEY_Left);
  press (list, GDK_KEY_Left);

  /* What was closed stays so in the next event. */
  show_row (&self, 4);
  g_assert_true (shows (&self, "a\n{\"b c\":[2,\"z\"]}\nb c\n[2,\"z\"]\nn\n1.20\n"));
  gtk_widget_activate_action (tree, "tree.expand-all", NULL);
  g_assert_true (shows (&self, "0\n2\n1\n\"z\"\n"));
  gtk_widget_activate_action (tree, "tree.collapse-all", NULL);
  g_assert_true (shows (&self, "a\n{\"b c\":[2,\"z\"]}\nn\n1.20\n"));
  fixture_clear (&self);
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static void
on_number (GtkWidget *widget, guint64 number, gpointer user_data)
{
  *(guint64 *) user_data = number;
}

static void
on_close (GtkWidget *widget, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static gboolean
holds (const char *path, const char *wanted, gsize length)
{
  g_autofree char *text = NULL;
  gsize n_bytes;

  return g_file_get_contents (path, &text, &n_bytes, NULL) && n_bytes == length && memcmp (text, wanted, length) == 0;
}

static void
test_by_hand (void)
{
  static const char text[] = MAGIC OPEN "data: a\xff\n\ndata: b\n\n";
  g_autofree char *view = NULL, *path = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a\0\xff", 3);
  g_autoptr (GFile) file = NULL;
  guint64 row = 0;
  gboolean is_closed = FALSE;
  Fixture self;

  fixture_init (&self, text, sizeof text - 1);
  g_signal_connect (self.pane, "show-row", G_CALLBACK (on_number), &row);
  g_signal_connect (self.pane, "close", G_CALLBACK (on_close), &is_closed);
  assert_copies_nothing (&self, GTK_WIDGET (self.pane), "detail.copy");
  show_row (&self, 4);
  assert_copies (&self, GTK_WIDGET (self.pane), "detail.copy", "b");
  show_view (&self, "data", "diff");
  assert_shows (&self, "Compared with row 4");
  assert_copies (&self, GTK_WIDGET (self.pane), "detail.copy", "-a\xef\xbf\xbd\n+b\n");
  gtk_widget_activate_action (GTK_WIDGET (self.pane), "detail.show", "s", "bytes");
  g_object_get (self.pane, "view", &view, NULL);
  g_assert_cmpstr (view, ==, "bytes");
  assert_copies (&self, GTK_WIDGET (self.pane), "detail.copy", "data: b\n\n");

  show_view (&self, "data", "diff");
  g_signal_emit_by_name (find_button (GTK_WIDGET (self.pane), "Show row"), "clicked");
  g_assert_cmpuint (row, ==, 3);
  gtk_widget_activate_action (GTK_WIDGET (self.pane), "detail.close", NULL);
  g_assert_true (is_closed);

  /* Byte for byte. */
  path = scratch_path (self.scratch, "saved");
  file = g_file_new_for_path (path);
  weir_detail_save_to (GTK_WIDGET (self.pane), bytes, file);
  app_wait (holds (path, "a\0\xff", 3));
  app_settle ();
  fixture_clear (&self);
}

/* 10 MiB: little is done on this thread, whatever is asked. */

static GString *
make_big (void)
{
  GString *text = g_string_new (MAGIC OPEN);

  for (guint n = 0; n < 2; n++)
    {
      g_string_append_printf (text, "event: big\ndata: {\"n\":%u,\"items\":[0", n);
      for (guint i = 1; i < 20000; i++)
        g_string_append_printf (text, ",%u", i);
      g_string_append (text, "],\"filling\":\"");
      while (text->len < (n + 1) * 10u * 1024 * 1024)
        g_string_append (text, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
      g_string_append (text, "\"}\n\n");
    }
  g_string_append (text, "data: small\n\n");

  return text;
}

static void
check_big (Fixture *self, const char *view, const char *mode, const char *wanted)
{
  g_test_message ("%s, %s", view, mode);
  show_view (self, view, mode);
  weir_detail_pane_set_event (self->pane, NULL, NULL);
  show_row (self, 4);
  assert_shows (self, wanted);
  g_assert_cmpuint (weir_detail_pane_get_n_inline (self->pane), <=, WEIR_EXCERPT_PART);
}

static void
test_big (void)
{
  g_autoptr (GString) text = make_big ();
  Fixture self;

  fixture_init (&self, text->str, text->len);
  check_big (&self, "data", "tree", "items\n[0,1,2,");
  check_big (&self, "data", "pretty", "\n  \"items\": [\n    0,\n");
  check_big (&self, "data", "plain", "of ");
  check_big (&self, "data", "diff", "Compared with row 4");
  check_big (&self, "bytes", "diff", "event\ndispatched");
  check_big (&self, "page", "diff", "event.data.length\n");
  check_big (&self, "http", "diff", "200 OK");
  fixture_clear (&self);
}

/* An arrow key held down over long rows: what is left is the last one, and nothing of the others. */
static void
test_fast (void)
{
  g_autoptr (GString) text = make_big ();
  Fixture self;

  fixture_init (&self, text->str, text->len);
  show_view (&self, "data", "pretty");
  for (guint i = 0; i < 200; i++)
    {
      show_row (&self, 3 + i % 2);
      g_main_context_iteration (NULL, FALSE);
    }
  show_row (&self, 3);
  assert_shows (&self, "\n  \"n\": 0,\n");
  show_row (&self, 4);
  show_row (&self, 5);
  g_assert_true (shows (&self, "\nsmall\n"));
  for (guint i = 0; i < 20; i++)
    app_settle ();
  g_assert_true (shows (&self, "\nsmall\n"));
  /* Going away in the middle of it. */
  show_row (&self, 4);
  fixture_clear (&self);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/detail-pane/views", test_views);
  g_test_add_func ("/detail-pane/kept", test_kept);
  g_test_add_func ("/detail-pane/hostile", test_hostile);
  g_test_add_func ("/detail-pane/tree-by-hand", test_tree_by_hand);
  g_test_add_func ("/detail-pane/by-hand", test_by_hand);
  g_test_add_func ("/detail-pane/big", test_big);
  g_test_add_func ("/detail-pane/fast", test_fast);
  return g_test_run ();
}
