/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gtksourceview/gtksource.h>
#include <string.h>

#include "app-fixture.h"
#include "scratch.h"
#include "stage.h"
#include "weir-mock-page-private.h"

#define SCRIPT ":@ weir 1\ndata: one\n\n"
#define OTHER ":@ weir 1\ndata: other\n\n"

typedef struct
{
  Scratch *scratch;
  WeirMockItem *item;
  WeirMockPage *page;
  GtkWidget *root;
  GtkWindow *window;
  GFile *file;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;

  self->scratch = scratch_new ();
  path = g_build_filename (self->scratch->path, "a.eventstream", NULL);
  self->file = g_file_new_for_path (path);
  self->item = weir_mock_item_new (NULL, SCRIPT);
  self->root = weir_mock_page_new (self->item);
  self->page = WEIR_MOCK_PAGE (self->root);
  self->window = stage_show (self->root, 1000, 600);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_destroy (self->window);
  g_object_unref (self->item);
  g_object_unref (self->file);
  scratch_free (self->scratch);
}

static void
type (Fixture *self, const char *text)
{
  GtkWidget *view = app_find_by_type (GTK_WIDGET (self->page->editor), GTK_SOURCE_TYPE_VIEW);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static void
check_file (Fixture *self, const char *expected)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_load_contents (self->file, NULL, &contents, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contents, ==, expected);
}

static gboolean
is_modified (Fixture *self)
{
  gboolean modified;

  g_object_get (self->item, "modified", &modified, NULL);

  return modified;
}

static void
save (Fixture *self)
{
  g_action_group_activate_action (weir_mock_page_get_actions (self->page), "save", NULL);
}

/* What was typed a moment ago is in the file. */
static void
test_save (Fixture *self, gconstpointer data)
{
  type (self, OTHER);
  weir_mock_page_save_to (self->page, self->file);
  app_wait (stage_find_text (self->root, "Saved") != NULL);
  check_file (self, OTHER);
  g_assert_false (is_modified (self));
  g_assert_true (g_file_equal (weir_mock_item_get_file (self->item), self->file));

  type (self, SCRIPT);
  app_wait (is_modified (self));
  app_wait (stage_find_text (self->root, "not saved · 4:1") != NULL);
  save (self);
  app_wait (!is_modified (self));
  check_file (self, SCRIPT);
  app_wait (stage_find_text (self->root, "4:1") != NULL);
}

/* A file's clock ticks every few milliseconds: within a tick nobody can tell. */
static void
change_elsewhere (Fixture *self, const char *contents)
{
  g_autoptr (GFileInfo) info = g_file_query_info (self->file, G_FILE_ATTRIBUTE_ETAG_VALUE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autofree char *etag = NULL;

  do
    {
      g_autoptr (GError) error = NULL;

      g_clear_pointer (&etag, g_free);
      g_file_replace_contents (self->file, contents, strlen (contents), NULL, FALSE, G_FILE_CREATE_NONE, &etag, NULL, &error);
      g_assert_no_error (error);
    }
  while (g_strcmp0 (etag, g_file_info_get_etag (info)) == 0);
}

/* Nobody's work is lost without a question. */
static void
test_changed_elsewhere (Fixture *self, gconstpointer data)
{
  weir_mock_page_save_to (self->page, self->file);
  app_wait (!is_modified (self) && weir_mock_item_get_file (self->item) != NULL);
  app_wait (stage_find_text (self->root, "Saved") != NULL);
  change_elsewhere (self, "data: somebody else's work\n\n");
  type (self, OTHER);
  save (self);
  app_wait (is_modified (self));
  app_wait (stage_find_text (self->root, "Not saved: another program has changed the file") != NULL);
  check_file (self, "data: somebody else's work\n\n");
  stage_click_toast (self->root, "Replace it");
  app_wait (!is_modified (self));
  check_file (self, OTHER);
}

/* A label that can be seen. */
static gboolean
starts_a_text (GtkWidget *widget, const char *start)
{
  gboolean found = GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), start);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found; child = gtk_widget_get_next_sibling (child))
    found = starts_a_text (child, start);

  return found && gtk_widget_get_mapped (widget);
}

static void
test_no_place (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) nowhere = g_file_get_child (self->file, "below-a-file.eventstream");

  weir_mock_page_save_to (self->page, self->file);
  app_wait (stage_find_text (self->root, "Saved") != NULL);
  weir_mock_page_save_to (self->page, nowhere);
  app_wait (starts_a_text (self->root, "Not saved: "));
  g_assert_true (g_file_equal (weir_mock_item_get_file (self->item), self->file));
  check_file (self, SCRIPT);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  g_test_add ("/mock-page-save/save", Fixture, NULL, set_up, test_save, tear_down);
  g_test_add ("/mock-page-save/changed-elsewhere", Fixture, NULL, set_up, test_changed_elsewhere, tear_down);
  g_test_add ("/mock-page-save/no-place", Fixture, NULL, set_up, test_no_place, tear_down);
  return g_test_run ();
}
