/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-detail-diff.h"

#include "weir-busy.h"
#include "weir-diff-line.h"
#include "weir-diff-rows.h"
#include "weir-growing-list.h"
#include "weir-json.h"
#include "weir-latest.h"
#include "weir-pane-layout.h"
#include "weir-text.h"
#include "weir-words.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Work that takes no longer leaves what was there before on the screen. */
#define PATIENCE_MS 150
#define NAME_COLUMNS 60u

/* What a thread has found. */
typedef struct
{
  gboolean is_found;
  guint64 previous;
  gint64 gap_us;
  WeirDiffResult *diff; /* (nullable): the event before cannot be read */
} Found;

struct _WeirDetailDiff
{
  AdwBin parent_instance;

  GtkLabel *summary;
  GtkWidget *show_button;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkNoSelection *selection;

  WeirDetail *detail; /* (nullable) */
  WeirLatest *comparing;
  WeirDiffRows *rows; /* (nullable) */
  guint64 previous;
  guint patience;
};

G_DEFINE_FINAL_TYPE (WeirDetailDiff, weir_detail_diff, ADW_TYPE_BIN)

enum
{
  SHOW_ROW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
found_free (gpointer data)
{
  Found *self = data;

  g_clear_pointer (&self->diff, weir_diff_result_free);
  g_free (self);
}

static GBytes *
dup_pretty (GBytes *text)
{
  gsize n_bytes = 0;
  char *pretty = weir_json_pretty (weir_detail_span (text), &n_bytes);

  return pretty != NULL ? g_bytes_new_take (pretty, n_bytes) : g_bytes_ref (text);
}

static WeirDiffResult *
compare (WeirDetail *before, WeirDetail *after, GCancellable *cancellable)
{
  const gboolean both_json = before->is_json && after->is_json;
  g_autoptr (GBytes) old = both_json ? dup_pretty (before->text) : g_bytes_ref (before->text);
  g_autoptr (GBytes) new = both_json ? dup_pretty (after->text) : g_bytes_ref (after->text);

  return g_cancellable_is_cancelled (cancellable) ? NULL : weir_diff_result_new (old, new);
}

/* In a thread. */
static gpointer
find_and_compare (gpointer data, GCancellable *cancellable)
{
  WeirDetail *detail = data;
  Found *found = g_new0 (Found, 1);
  g_autoptr (WeirDetail) before = NULL;
  WeirRow row, other;

  found->is_found = weir_unit_find_previous (detail->recording, detail->unit->number, cancellable, &found->previous);
  if (!found->is_found || g_cancellable_is_cancelled (cancellable))
    return found;
  if (weir_recording_get_row (detail->recording, detail->unit->number, &row) &&
      weir_recording_get_row (detail->recording, found->previous, &other))
    found->gap_us = row.time_us - other.time_us;
  before = weir_detail_new (detail->recording, found->previous);
  if (before->text != NULL && !g_cancellable_is_cancelled (cancellable))
    found->diff = compare (before, detail, cancellable);
  return found;
}

static char *
dup_no_other (WeirDetail *detail)
{
  g_autoptr (GString) name = g_string_new (NULL);

  weir_text_append_row (name, weir_detail_span (detail->unit->event), NAME_COLUMNS);
  /* Translators: %s is an event's name */
  return g_strdup_printf (_ ("No event “%s” came shortly before this one."), name->str);
}

static char *
dup_counts (const WeirDiffResult *diff)
{
  g_autofree char *removed = NULL, *added = NULL;

  if (diff->n_removed == 0 && diff->n_added == 0)
    return g_strdup (_ ("no difference"));
  removed = g_strdup_printf (ngettext ("%u line removed", "%u lines removed", diff->n_removed), diff->n_removed);
  added = g_strdup_printf (ngettext ("%u line added", "%u lines added", diff->n_added), diff->n_added);
  /* Translators: “2 lines removed, 3 lines added” */
  return g_strdup_printf (_ ("%s, %s"), removed, added);
}

/* What came with it in one read, or at a time that nobody knows, is not so long before it. */
static char *
dup_compared (const Found *found)
{
  g_autofree char *gap = weir_words_duration (found->gap_us);

  if (found->gap_us <= 0)
    return g_strdup_printf (_ ("Compared with row %" PRIu64), found->previous + 1);

  /* Translators: a row's number, and a duration such as 3 s */
  return g_strdup_printf (_ ("Compared with row %" PRIu64 ", %s before"), found->previous + 1, gap);
}

static char *
dup_summary (const Found *found)
{
  g_autofree char *compared = NULL, *counts = NULL;

  if (found->diff == NULL)
    return g_strdup_printf (_ ("Row %" PRIu64 ", the event of this name before, is no longer kept."), found->previous + 1);
  compared = dup_compared (found);
  counts = dup_counts (found->diff);
  if (found->diff->is_cut)
    /* Translators: “Compared with row 4”, then “2 lines removed, 3 lines added” */
    return g_strdup_printf (_ ("%s: %s; only the first lines were compared"), compared, counts);
  /* Translators: “Compared with row 4”, then “2 lines removed, 3 lines added” or “no difference” */
  return g_strdup_printf (_ ("%s: %s"), compared, counts);
}

static void
show_text (WeirDetailDiff *self, const char *summary)
{
  gtk_label_set_text (self->summary, summary);
}

static void
on_found (gpointer result, gpointer user_data)
{
  WeirDetailDiff *self = user_data;
  Found *found = result;
  g_autofree char *summary = found->is_found ? dup_summary (found) : dup_no_other (self->detail);
  const gboolean has_lines = found->diff != NULL && (found->diff->n_removed > 0 || found->diff->n_added > 0);

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_object (&self->rows);
  if (found->diff != NULL)
    self->rows = weir_diff_rows_new (g_steal_pointer (&found->diff));
  self->previous = found->previous;
  show_text (self, summary);
  gtk_widget_set_visible (self->show_button, self->rows != NULL);
  weir_growing_list_show (self->scroller, self->selection, has_lines ? G_LIST_MODEL (self->rows) : NULL);
  gtk_stack_set_visible_child_name (self->stack, has_lines ? "lines" : "nothing");
  found_free (found);
}

static gboolean
on_patience_ended (gpointer user_data)
{
  WeirDetailDiff *self = user_data;

  self->patience = 0;
  show_text (self, _ ("Comparing…"));
  gtk_widget_set_visible (self->show_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  return G_SOURCE_REMOVE;
}

void
weir_detail_diff_set_detail (WeirDetailDiff *self, WeirDetail *detail)
{
  g_return_if_fail (WEIR_IS_DETAIL_DIFF (self));

  if (detail == self->detail)
    return;
  g_clear_pointer (&self->detail, weir_detail_unref);
  g_clear_object (&self->rows);
  weir_latest_cancel (self->comparing);
  if (detail == NULL)
    {
      g_clear_handle_id (&self->patience, g_source_remove);
      weir_growing_list_show (self->scroller, self->selection, NULL);
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      show_text (self, "");
      return;
    }
  self->detail = weir_detail_ref (detail);
  if (self->patience == 0)
    self->patience = g_timeout_add (PATIENCE_MS, on_patience_ended, self);
  weir_latest_run (self->comparing, weir_detail_ref (detail));
}

GBytes *
weir_detail_diff_dup_text (WeirDetailDiff *self)
{
  g_return_val_if_fail (WEIR_IS_DETAIL_DIFF (self), NULL);

  return self->rows != NULL ? weir_diff_result_to_text (weir_diff_rows_get_result (self->rows)) : NULL;
}

static void
on_show_clicked (WeirDetailDiff *self)
{
  g_signal_emit (self, signals[SHOW_ROW], 0, self->previous);
}

static void
on_setup (WeirDetailDiff *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, weir_diff_line_new ());
  gtk_list_item_set_activatable (item, FALSE);
}

static void
on_bind (WeirDetailDiff *self, GtkListItem *item)
{
  weir_diff_line_show (WEIR_CODE_LINE (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
weir_detail_diff_dispose (GObject *object)
{
  WeirDetailDiff *self = WEIR_DETAIL_DIFF (object);

  g_clear_pointer (&self->comparing, weir_latest_free);
  g_clear_handle_id (&self->patience, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_DETAIL_DIFF);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->detail, weir_detail_unref);
  G_OBJECT_CLASS (weir_detail_diff_parent_class)->dispose (object);
}

static void
weir_detail_diff_class_init (WeirDetailDiffClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_detail_diff_dispose;
  signals[SHOW_ROW] =
      g_signal_new ("show-row", WEIR_TYPE_DETAIL_DIFF, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);

  g_type_ensure (WEIR_TYPE_BUSY);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/detail/weir-detail-diff.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirDetailDiff, summary);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailDiff, show_button);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailDiff, stack);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailDiff, scroller);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailDiff, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_show_clicked);
}

static void
weir_detail_diff_init (WeirDetailDiff *self)
{
  self->comparing = weir_latest_new (find_and_compare, (GDestroyNotify) weir_detail_unref, found_free, on_found, self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), weir_pane_layout_new ());
  weir_code_line_wake_in (self->scroller);
}
