/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <string.h>

#include "page-fixture.h"
#include "weir-detail-note.h"
#include "weir-event-view-private.h"
#include "weir-note-popover.h"
#include "weir-row-draw.h"

/* A note on a row, with keys: written, changed, taken away, put back. */

#define SCRIPT ":@ connect *\nid: 1\ndata: one\n\ndata: two\n\n:@ hold\n"
#define HEAD ":@ weir 1\n:@ template off\n:@ recorded 2026-11-21T06:00:00.000000Z\n:@ connect 1\n:@ open\n"
/* The first event's. */
#define ROW 3

static WeirEventView *
get_view (PageFixture *self)
{
  return self->page->events;
}

static void
start (PageFixture *self)
{
  page_fixture_set_up (self, SCRIPT, -1);
  page_fixture_show (self, 900, 600);
  page_fixture_act (self, "start");
  app_wait (page_fixture_get_events (self) == 2);
  app_wait (weir_event_view_select_row (get_view (self), ROW));
  app_settle ();
  gtk_widget_grab_focus (GTK_WIDGET (get_view (self)));
}

static char *
dup_note (PageFixture *self, guint64 row)
{
  return weir_recording_dup_note (weir_stream_get_recording (self->stream), row);
}

static gboolean
has_note (PageFixture *self, const char *wanted)
{
  g_autofree char *text = dup_note (self, ROW);

  return g_strcmp0 (text, wanted) == 0;
}

/* Does what the list's shortcut does. */
static void
press (PageFixture *self, const char *keys)
{
  GtkWidget *list = GTK_WIDGET (get_view (self)->list_view);
  GtkShortcutTrigger *wanted = gtk_shortcut_trigger_parse_string (keys);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);
  gboolean found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), wanted))
            found = gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), GTK_SHORTCUT_ACTION_EXCLUSIVE, list, NULL) || found;
        }
    }
  g_object_unref (wanted);
  g_assert_true (found);
}

static GtkWidget *
get_entry (PageFixture *self)
{
  return app_find_by_type (get_view (self)->note, GTK_TYPE_ENTRY);
}

/* Ctrl+M: the entry has the focus and holds the note that there is. */
static void
ask (PageFixture *self, const char *there)
{
  GtkWidget *focus;

  press (self, "<Control>m");
  app_wait (gtk_widget_get_mapped (get_view (self)->note));
  focus = gtk_root_get_focus (GTK_ROOT (self->window));
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, get_entry (self)));
  g_assert_nonnull (stage_find_text (get_view (self)->note, "Note on row 4"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (self))), ==, there);
}

static void
enter (PageFixture *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_entry (self)), text);
  g_signal_emit_by_name (get_entry (self), "activate");
  app_wait (!gtk_widget_get_visible (get_view (self)->note));
}

/* What is read aloud of the row, and what is shown above its details. */
static void
assert_shown (PageFixture *self, const char *wanted)
{
  WeirEventView *view = get_view (self);
  g_autofree char *sentence = weir_row_text_dup_sentence (&view->look->clock, weir_event_view_get_selected (view));
  GtkWidget *above = app_find_by_type (self->root, WEIR_TYPE_DETAIL_NOTE);

  if (wanted != NULL)
    g_assert_true (g_str_has_suffix (sentence, wanted));
  else
    g_assert_null (strstr (sentence, "Note: "));
  g_assert_cmpint (gtk_widget_get_visible (above), ==, wanted != NULL);
  if (wanted != NULL)
    g_assert_nonnull (stage_find_text (above, strstr (wanted, ": ") + 2));
}

static WeirRowPart
find_part_at_end (PageFixture *self)
{
  WeirEventView *view = get_view (self);
  int width = gtk_widget_get_width (GTK_WIDGET (view->list_view));
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (view->list_view)) == GTK_TEXT_DIR_RTL;

  return weir_row_find_part (view->look, weir_event_view_get_selected (view), width, is_rtl ? 20 : width - 20);
}

static void
test_keys (void)
{
  PageFixture self;
  g_autofree char *contents = NULL;
  GtkWidget *save, *focus;

  start (&self);
  app_wait (find_part_at_end (&self) == WEIR_ROW_PART_NONE);
  ask (&self, "");
  save = gtk_widget_get_next_sibling (get_entry (&self));
  g_assert_false (gtk_widget_get_sensitive (save));
  gtk_editable_set_text (GTK_EDITABLE (get_entry (&self)), "  ");
  g_assert_false (gtk_widget_get_sensitive (save));
  enter (&self, " look <b>here</b> ");
  app_wait (has_note (&self, "look <b>here</b>"));
  app_wait (find_part_at_end (&self) == WEIR_ROW_PART_NOTE);
  app_settle ();
  assert_shown (&self, ". Note: look <b>here</b>");
  /* It is in the scratch file already. */
  g_assert_true (g_file_get_contents (weir_recording_get_path (weir_stream_get_recording (self.stream)), &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "\n:@ note for=4 look <b>here</b>\n"));
  /* The keys are where they were. */
  app_wait ((focus = gtk_root_get_focus (GTK_ROOT (self.window))) != NULL &&
            gtk_widget_is_ancestor (focus, GTK_WIDGET (get_view (&self)->list_view)));

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  app_wait (find_part_at_end (&self) == WEIR_ROW_PART_NOTE);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  page_fixture_tear_down (&self);
}

static void
escape (PageFixture *self)
{
  gtk_popover_popdown (GTK_POPOVER (get_view (self)->note));
  app_wait (get_view (self)->note_event == NULL);
}

/* Escape leaves all as it was. */
static void
test_escape (void)
{
  PageFixture self;

  start (&self);
  ask (&self, "");
  gtk_editable_set_text (GTK_EDITABLE (get_entry (&self)), "not this");
  escape (&self);
  g_assert_true (has_note (&self, NULL));
  ask (&self, "");
  enter (&self, "this");
  app_wait (has_note (&self, "this"));
  ask (&self, "this");
  escape (&self);
  page_fixture_tear_down (&self);
}

/* A file may have longer ones than are typed here: to look at one is not to cut it. */
static void
test_long (void)
{
  PageFixture self;
  g_autofree char *text = g_strnfill (700, 'x');

  start (&self);
  weir_event_view_set_note (get_view (&self), ROW, text);
  app_wait (has_note (&self, text));
  ask (&self, text);
  g_signal_emit_by_name (get_entry (&self), "activate");
  app_wait (get_view (&self)->note_event == NULL);
  app_settle ();
  g_assert_true (has_note (&self, text));
  page_fixture_tear_down (&self);
}

static void
test_undo (void)
{
  PageFixture self;
  GtkWidget *save;

  start (&self);
  ask (&self, "");
  enter (&self, "mine");
  app_wait (has_note (&self, "mine"));
  ask (&self, "mine");
  save = gtk_widget_get_next_sibling (get_entry (&self));
  gtk_editable_set_text (GTK_EDITABLE (get_entry (&self)), "");
  g_assert_nonnull (stage_find_text (save, "Remove"));
  g_signal_emit_by_name (save, "clicked");
  app_wait (has_note (&self, NULL));
  app_wait (stage_find_text (self.root, "Note removed") != NULL);
  assert_shown (&self, NULL);
  app_wait (find_part_at_end (&self) == WEIR_ROW_PART_NONE);

  stage_click_toast (self.root, "Undo");
  app_wait (has_note (&self, "mine"));
  app_settle ();
  assert_shown (&self, ". Note: mine");
  page_fixture_tear_down (&self);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_stream_open_finish (WEIR_STREAM (object), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
open_file (PageFixture *self, Scratch *scratch, const char *contents)
{
  g_autofree char *path = scratch_path (scratch, "a.eventstream");
  gboolean is_open = FALSE;

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  page_fixture_set_up_stream (self, weir_stream_open_async (path, NULL, on_opened, &is_open));
  page_fixture_show (self, 900, 600);
  app_wait (is_open);
  app_wait (weir_event_view_select_row (get_view (self), 0));
}

/* On a recording's page: in the file; where that cannot be, a bar says so; in a plain event stream none. */
static void
test_files (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_path (scratch, "a.eventstream");
  g_autofree char *contents = NULL;
  PageFixture self;

  open_file (&self, scratch, HEAD "data: one\n\ndata: two\n\n:@ ended eof\n:@ note for=4 there\n");
  app_wait (weir_event_view_select_row (get_view (&self), ROW));
  ask (&self, "there");
  enter (&self, "changed");
  app_wait (has_note (&self, "changed"));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_suffix (contents, ":@ note for=4 changed\n"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self.page->notice)));
  page_fixture_tear_down (&self);

  open_file (&self, scratch, HEAD "data: one\n\ndata: two\n\ndata: thr");
  app_wait (weir_event_view_select_row (get_view (&self), ROW));
  ask (&self, "");
  enter (&self, "loose");
  app_wait (has_note (&self, "loose"));
  app_wait (stage_find_text (self.root,
                             "Notes cannot be added to the file “a.eventstream”. They are kept until it is closed: save a copy to "
                             "keep them.") != NULL);
  page_fixture_tear_down (&self);

  open_file (&self, scratch, "data: one\n\n");
  g_assert_false (g_action_get_enabled (g_action_map_lookup_action (get_view (&self)->row_actions, "note")));
  page_fixture_tear_down (&self);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/page-note/keys", test_keys);
  g_test_add_func ("/page-note/escape", test_escape);
  g_test_add_func ("/page-note/long", test_long);
  g_test_add_func ("/page-note/undo", test_undo);
  g_test_add_func ("/page-note/files", test_files);

  return g_test_run ();
}
