/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-failure-words.h"
#include "weir-mnemonic.h"
#include "weir-stream-page-private.h"
#include "weir-text-scale.h"
#include "weir-text.h"

/* Rows of the connection's life that leave room for a word in the middle, and how high one is (px), with letters of the usual size. */
#define FEW_ROWS 8
#define ROW_HEIGHT 28
#define PATH_COLUMNS 200

static gboolean
was_ever_open (WeirStreamPage *self)
{
  const WeirStreamFailure *failure = weir_stream_get_failure (self->stream);

  if (weir_stream_get_state (self->stream) == WEIR_SOURCE_OPEN || (failure != NULL && failure->was_open))
    self->was_open = TRUE;
  if (self->rows != NULL && weir_tally_get_kind_count (weir_page_rows_get_tally (self->rows), WEIR_ROW_OPEN) > 0)
    self->was_open = TRUE;

  return self->was_open;
}

/* What is shown already stays as it is: text may be selected in it. */
static void
show_once (WeirStreamPage *self, const WeirFailureShown *shown)
{
  g_autofree char *trouble =
      g_strdup_printf ("%d %u %d %s", (int) shown->reason, shown->status, shown->trying, shown->message != NULL ? shown->message : "");

  if (g_strcmp0 (trouble, self->trouble) == 0)
    return;

  g_free (self->trouble);
  self->trouble = g_steal_pointer (&trouble);
  weir_failure_page_show (self->failure, shown);
}

static void
show_failure (WeirStreamPage *self, const WeirStreamFailure *failure)
{
  WeirFailureShown shown = {
    .reason = failure->reason,
    .status = failure->status,
    .content_type = failure->content_type,
    .message = failure->message,
    .body_is_cut = failure->body_is_cut,
    .untrusted = failure->untrusted,
  };

  if (failure->body != NULL)
    shown.body.data = g_bytes_get_data (failure->body, &shown.body.len);
  show_once (self, &shown);
}

static void
show_trouble (WeirStreamPage *self, const char *message)
{
  WeirFailureShown shown = { .reason = weir_stream_get_reason (self->stream), .message = message, .trying = TRUE };

  g_object_get (self->stream, "status", &shown.status, NULL);
  show_once (self, &shown);
}

/* Returns: whether the page of a failure is to be seen */
static gboolean
update_failure (WeirStreamPage *self)
{
  const WeirStreamFailure *failure = weir_stream_get_failure (self->stream);
  WeirSourceState state = weir_stream_get_state (self->stream);
  g_autofree char *message = NULL;

  if (was_ever_open (self) || state == WEIR_SOURCE_STOPPED || state == WEIR_SOURCE_IDLE)
    {
      g_clear_pointer (&self->trouble, g_free);
      return FALSE;
    }
  if (failure != NULL)
    {
      show_failure (self, failure);
      return TRUE;
    }

  g_object_get (self->stream, "message", &message, NULL);
  if (message != NULL && state == WEIR_SOURCE_WAITING)
    show_trouble (self, message);

  /* Until an attempt succeeds the last one's trouble stays in view. */
  return self->trouble != NULL;
}

static void
update_notice (WeirStreamPage *self, gboolean failure_shown)
{
  const WeirStreamFailure *failure = weir_stream_get_failure (self->stream);
  g_autofree char *problem = NULL;

  g_object_get (self->stream, "problem", &problem, NULL);
  if (failure != NULL && !failure_shown)
    {
      g_auto (WeirFailureWords) words = { 0 };
      g_autofree char *text = NULL;

      weir_failure_words_init (&words, failure->reason, failure->status, failure->content_type, failure->untrusted);
      text = failure->message != NULL ? g_strdup_printf ("%s · %s", words.title, failure->message) : g_strdup (words.title);
      weir_notice_bar_show (self->notice, words.icon_name, text, words.first.label, words.first.action);
    }
  else if (problem != NULL)
    weir_notice_bar_show (self->notice, "dialog-warning-symbolic", problem, NULL, NULL);
  else
    weir_notice_bar_hide (self->notice);
}

static void
show_empty (WeirStreamPage *self, const char *title, const char *text, const char *label, const char *action)
{
  gtk_widget_set_visible (self->empty, title != NULL);
  if (title == NULL)
    return;

  gtk_label_set_text (self->empty_title, title);
  gtk_label_set_text (self->empty_text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->empty_text), text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_button), label != NULL);
  gtk_widget_set_can_target (self->empty, label != NULL);
  if (label == NULL)
    return;

  weir_mnemonic_set_label (self->empty_button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), action);
}

/* Without rows: not started yet, which has a page of its own, or a file that could not be opened. */
static void
update_unread (WeirStreamPage *self)
{
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GString) shown = g_string_new (NULL);

  if (weir_stream_get_request (self->stream) != NULL)
    {
      show_empty (self, NULL, NULL, NULL, NULL);
      return;
    }

  g_object_get (self->stream, "path", &path, NULL);
  name = path != NULL ? g_filename_display_name (path) : g_strdup ("");
  weir_text_append_row (shown, weir_span_from_string (name), PATH_COLUMNS);
  show_empty (self, _ ("This recording could not be opened"), shown->str, NULL, NULL);
}

/* For a word in the middle, below so many rows and the columns' titles. */
static gboolean
has_room (WeirStreamPage *self, guint64 n_rows)
{
  const int height = gtk_widget_get_height (gtk_widget_get_parent (self->empty));
  const double used = (double) (n_rows + 1) * ROW_HEIGHT * weir_text_scale (GTK_WIDGET (self));

  return n_rows > 0 && n_rows < FEW_ROWS && (height == 0 || height / 2.0 > used + ROW_HEIGHT);
}

static void
update_empty (WeirStreamPage *self)
{
  guint64 shown = self->rows != NULL ? weir_page_rows_get_n_shown (self->rows) : 0;
  gboolean nothing_yet = weir_stream_get_state (self->stream) == WEIR_SOURCE_OPEN && has_room (self, shown);
  guint64 events = 0;

  if (self->rows == NULL)
    {
      update_unread (self);
      return;
    }

  g_object_get (self->stream, "events", &events, NULL);
  if (shown == 0 && weir_page_rows_has_filter (self->rows) && weir_page_rows_get_progress (self->rows) >= 1 &&
      weir_page_rows_get_n_kept (self->rows) > 0)
    show_empty (self, _ ("No row matches"), _ ("What comes is still received."), _ ("Show _all rows"), "stream.show-all");
  else if (shown == 0 && weir_page_rows_get_start (self->rows) > 0)
    show_empty (self, _ ("Cleared"), _ ("What comes next is shown here."), NULL, NULL);
  else if (nothing_yet && events == 0 && !weir_page_rows_has_filter (self->rows))
    show_empty (self, _ ("Nothing has come yet"), NULL, NULL, NULL);
  else
    show_empty (self, NULL, NULL, NULL, NULL);
}

/* Where the focus was is gone with what was shown; elsewhere it stays, in an entry above all. */
static void
show_child (WeirStreamPage *self, const char *name)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean moves = root != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->body)) ||
                                    gtk_widget_is_ancestor (focus, GTK_WIDGET (self->state_line)));

  gtk_stack_set_visible_child_name (self->body, name);
  if (moves)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
weir_page_update_body (WeirStreamPage *self)
{
  gboolean failed = update_failure (self);
  gboolean idle = self->rows == NULL && weir_stream_get_request (self->stream) != NULL;
  const char *name = failed ? "failure" : idle ? "idle" : "rows";

  if (!g_str_equal (gtk_stack_get_visible_child_name (self->body), name))
    show_child (self, name);
  gtk_widget_set_visible (self->tools, g_str_equal (name, "rows"));
  gtk_widget_set_visible (self->footer, g_str_equal (name, "rows"));
  update_notice (self, failed);
  update_empty (self);
}
