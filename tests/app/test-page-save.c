/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>

#include "page-fixture.h"
#include "weir-redaction-dialog.h"

#define SCRIPT ":@ connect *\nid: 1\ndata: one\n\ndata: two\n\n:@ hold\n"

static void
start (PageFixture *self)
{
  page_fixture_set_up (self, SCRIPT, -1);
  page_fixture_show (self, 900, 600);
  page_fixture_act (self, "start");
  app_wait (page_fixture_get_events (self) == 2);
}

static gboolean
has_toast (PageFixture *self, const char *text)
{
  return stage_find_text (self->root, text) != NULL;
}

static void
test_saves (void)
{
  PageFixture self;
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *shown_path = NULL;

  start (&self);
  path = scratch_path (self.scratch, "friday.eventstream");
  weir_page_save_as (self.page, path);
  app_wait (has_toast (&self, "Saved; what comes is added to it"));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "data: two\n"));
  g_object_get (self.stream, "path", &shown_path, NULL);
  g_assert_cmpstr (shown_path, ==, path);
  page_fixture_tear_down (&self);
}

static void
test_does_not_save (void)
{
  PageFixture self;
  g_autofree char *path = NULL;

  start (&self);
  path = scratch_path (self.scratch, "no/such/folder.eventstream");
  weir_page_save_as (self.page, path);
  app_wait (app_find_by_type (self.root, g_type_from_name ("AdwToastWidget")) != NULL);
  g_assert_false (has_toast (&self, "Saved; what comes is added to it"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  page_fixture_tear_down (&self);
}

/* A stream that sends a header and a parameter that are secret, and the dialog that comes before it is saved. */
static GtkWindow *
save_with_secrets (PageFixture *self, gboolean keep_secrets)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  const WeirHeader headers[] = { { "Authorization", "Bearer s3cret" }, { "X-Plain", "y" } };
  g_autoptr (WeirRequest) request = NULL;
  g_autofree char *url = NULL;
  GtkWindow *dialog;

  page_fixture_set_up (self, SCRIPT, -1);
  weir_stream_set_keeping (self->stream, 0, keep_secrets);
  url = g_strdup_printf ("http://127.0.0.1:%u/stream?token=x&a=b", weir_mock_get_port (self->mock));
  options.url = url;
  options.headers = headers;
  options.n_headers = G_N_ELEMENTS (headers);
  options.proxy = "";
  request = weir_request_new (&options, NULL);
  weir_stream_set_request (self->stream, request);
  page_fixture_show (self, 900, 600);
  page_fixture_act (self, "start");
  app_wait (page_fixture_get_events (self) == 2);

  page_fixture_act (self, "save");
  app_wait ((dialog = app_find_toplevel (WEIR_TYPE_REDACTION_DIALOG)) != NULL && gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  g_assert_true (gtk_window_get_transient_for (dialog) == self->window);
  g_assert_nonnull (stage_find_text (GTK_WIDGET (dialog), "Authorization"));
  g_assert_nonnull (stage_find_text (GTK_WIDGET (dialog), "token"));
  g_assert_null (stage_find_text (GTK_WIDGET (dialog), "X-Plain"));
  g_assert_null (stage_find_text (GTK_WIDGET (dialog), "a"));

  return dialog;
}

/* What is left out is said first; without secrets nothing is asked. */
static void
test_redaction (void)
{
  PageFixture self;
  GtkWindow *dialog = save_with_secrets (&self, FALSE);

  g_assert_nonnull (stage_find_text (GTK_WIDGET (dialog), "Left out"));
  g_assert_null (stage_find_text (GTK_WIDGET (dialog), "Included"));
  gtk_window_close (dialog);
  app_wait (app_find_toplevel (WEIR_TYPE_REDACTION_DIALOG) == NULL);
  page_fixture_tear_down (&self);
}

/* A stream that was opened while secrets were not redacted: what goes into the file is said before. */
static void
test_kept (void)
{
  PageFixture self;
  GtkWindow *dialog = save_with_secrets (&self, TRUE);

  g_assert_nonnull (stage_find_text (GTK_WIDGET (dialog), "Included"));
  g_assert_null (stage_find_text (GTK_WIDGET (dialog), "Left out"));
  gtk_window_close (dialog);
  app_wait (app_find_toplevel (WEIR_TYPE_REDACTION_DIALOG) == NULL);
  page_fixture_tear_down (&self);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  weir_stream_open_finish (WEIR_STREAM (object), result, &error);
  g_assert_no_error (error);
}

/* A recording has no address and nothing to start; everything in it is shown. */
static void
test_opened (void)
{
  PageFixture self, other;
  g_autofree char *path = NULL;

  start (&self);
  path = scratch_path (self.scratch, "friday.eventstream");
  weir_page_save_as (self.page, path);
  app_wait (has_toast (&self, "Saved; what comes is added to it"));
  page_fixture_act (&self, "stop");
  app_wait (g_str_has_prefix (page_fixture_get_state (&self), "Stopped"));

  page_fixture_set_up_stream (&other, weir_stream_open_async (path, NULL, on_opened, NULL));
  page_fixture_show (&other, 900, 600);
  app_wait (g_str_has_prefix (page_fixture_get_counts (&other), "2 events received · "));
  app_wait (stage_find_text (other.root, "message") != NULL);
  app_wait (g_str_has_prefix (page_fixture_get_state (&other), "Recording\302\240· from "));
  g_assert_cmpstr (page_fixture_get_body (&other), ==, "rows");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (other.page->url_row)));
  g_assert_false (page_fixture_can (&other, "start"));
  g_assert_false (page_fixture_can (&other, "request"));
  g_assert_true (page_fixture_can (&other, "save"));
  g_assert_false (weir_event_view_get_following (other.page->events));
  g_assert_false (gtk_widget_get_visible (other.page->pill));
  page_fixture_tear_down (&other);
  page_fixture_tear_down (&self);
}

static void
on_refused (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (weir_stream_open_finish (WEIR_STREAM (object), result, &error));
  *(gboolean *) user_data = TRUE;
}

static void
test_unreadable (void)
{
  PageFixture self;
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_path (scratch, "there-is-none");
  gboolean refused = FALSE;

  page_fixture_set_up_stream (&self, weir_stream_open_async (path, NULL, on_refused, &refused));
  page_fixture_show (&self, 900, 600);
  app_wait (refused);
  app_wait (stage_find_text (self.root, "This recording could not be opened") != NULL);
  g_assert_nonnull (stage_find_text (self.root, path));
  g_assert_false (page_fixture_can (&self, "save"));
  page_fixture_tear_down (&self);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/page-save/saves", test_saves);
  g_test_add_func ("/page-save/does-not-save", test_does_not_save);
  g_test_add_func ("/page-save/redaction", test_redaction);
  g_test_add_func ("/page-save/kept", test_kept);
  g_test_add_func ("/page-save/opened", test_opened);
  g_test_add_func ("/page-save/unreadable", test_unreadable);
  return g_test_run ();
}
