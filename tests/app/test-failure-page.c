/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-failure-page.h"

#include <string.h>

#include "app-fixture.h"
#include "stage.h"

typedef struct
{
  WeirFailurePage *page;
  GtkWidget *root;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *self, const WeirFailureShown *shown)
{
  self->root = weir_failure_page_new ();
  self->page = WEIR_FAILURE_PAGE (self->root);
  weir_failure_page_show (self->page, shown);
  self->window = stage_show (self->root, 800, 700);
}

static char *
dup_body (GtkWidget *root)
{
  GtkWidget *view = app_find_by_type (root, GTK_TYPE_TEXT_VIEW);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  g_assert_true (gtk_widget_get_mapped (view));
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
test_refused (void)
{
  const WeirFailureShown shown = { .reason = WEIR_REASON_REFUSED, .message = "Nothing listens on 127.0.0.1 port 1." };
  const WeirFailureShown trying = { .reason = WEIR_REASON_REFUSED, .message = "Nothing listens on 127.0.0.1 port 1.", .trying = TRUE };
  Fixture self;

  set_up (&self, &shown);
  g_assert_nonnull (stage_find_text (self.root, "Cannot connect"));
  g_assert_nonnull (stage_find_text (self.root, "Nothing listens on 127.0.0.1 port 1."));
  g_assert_nonnull (stage_find_action (self.root, "stream.start"));
  g_assert_nonnull (stage_find_action (self.root, "stream.address"));
  g_assert_false (gtk_widget_get_mapped (app_find_by_type (self.root, GTK_TYPE_TEXT_VIEW)));

  /* What is done anyway needs no button. */
  weir_failure_page_show (self.page, &trying);
  app_draw (self.root);
  g_assert_null (stage_find_action (self.root, "stream.start"));
  g_assert_nonnull (stage_find_action (self.root, "stream.address"));
  g_assert_nonnull (stage_find_text (self.root, "Weir tries again by itself."));
  app_destroy (self.window);
}

static void
test_body (void)
{
  const WeirFailureShown shown = { .reason = WEIR_REASON_CONTENT_TYPE,
                                   .status = 200,
                                   .content_type = "text/html; charset=\"<b>\"",
                                   .message = "The response is <i>html</i> & more",
                                   .body = WEIR_SPAN_LITERAL ("<p>\nhello \033[31m\342\200\256") };
  Fixture self;
  g_autofree char *body = NULL;

  set_up (&self, &shown);
  g_assert_nonnull (stage_find_text (self.root, "Not an event stream"));
  g_assert_nonnull (stage_find_text (self.root, "The response is <i>html</i> & more"));
  g_assert_nonnull (stage_find_text (self.root, "The response, text/html; charset=\"<b>\""));
  g_assert_nonnull (stage_find_action (self.root, "stream.any-type"));
  g_assert_null (stage_find_text (self.root, "The response goes on."));
  body = dup_body (self.root);
  g_assert_cmpstr (body, ==, "<p>\nhello ␛[31m<U+202E>");
  app_destroy (self.window);
}

/* An answer without end and without a line's end costs no more than what is shown of it. */
static void
test_long_body (void)
{
  const gsize length = 64 * 1024;
  g_autofree char *text = g_malloc (length);
  WeirFailureShown shown = { .reason = WEIR_REASON_STATUS, .status = 500, .message = "No", .body_is_cut = TRUE };
  Fixture self;
  g_autofree char *body = NULL;

  memset (text, 'x', length);
  shown.body = weir_span (text, length);
  set_up (&self, &shown);
  g_assert_nonnull (stage_find_text (self.root, "500: The server failed"));
  g_assert_nonnull (stage_find_text (self.root, "The response goes on."));
  body = dup_body (self.root);
  g_assert_cmpuint (strlen (body), ==, 16 * 1024);
  app_draw (self.root);
  app_destroy (self.window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/failure-page/refused", test_refused);
  g_test_add_func ("/failure-page/body", test_body);
  g_test_add_func ("/failure-page/long-body", test_long_body);
  return g_test_run ();
}
