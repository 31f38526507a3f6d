/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-detail-data.h"

#include "weir-busy.h"
#include "weir-detail-diff.h"
#include "weir-detail-text.h"
#include "weir-detail-tree.h"
#include "weir-excerpt.h"
#include "weir-json.h"
#include "weir-latest.h"
#include "weir-pane-layout.h"
#include "weir-words.h"

#include <glib/gi18n.h>

struct _WeirDetailData
{
  AdwBin parent_instance;

  GtkLabel *note;
  GtkStack *stack;
  WeirDetailText *text;
  WeirDetailTree *tree;
  WeirDetailDiff *diff;

  WeirDetailMode mode;
  WeirDetail *detail; /* (nullable) */
  GBytes *life;       /* (nullable) */
  GBytes *pretty;     /* (nullable): of the detail */
  WeirLatest *indenting;
};

G_DEFINE_FINAL_TYPE (WeirDetailData, weir_detail_data, ADW_TYPE_BIN)

enum
{
  CHANGED,
  FILTER,
  SHOW_ROW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* In a thread, or at once. */
static gpointer
indent (gpointer data, GCancellable *cancellable)
{
  GBytes *text = data;
  gsize n_bytes = 0;
  char *pretty = weir_json_pretty (weir_detail_span (text), &n_bytes);

  return pretty != NULL ? g_bytes_new_take (pretty, n_bytes) : g_bytes_ref (text);
}

static gboolean
is_event (WeirDetailData *self)
{
  return self->detail != NULL && self->detail->unit != NULL && self->detail->unit->kind == WEIR_ROW_EVENT;
}

gboolean
weir_detail_data_allows (WeirDetailData *self, WeirDetailMode mode)
{
  g_return_val_if_fail (WEIR_IS_DETAIL_DATA (self), FALSE);

  if (!is_event (self))
    return FALSE;
  return mode == WEIR_DETAIL_PLAIN_MODE || mode == WEIR_DETAIL_DIFF_MODE || self->detail->is_json;
}

WeirDetailMode
weir_detail_data_get_mode (WeirDetailData *self)
{
  g_return_val_if_fail (WEIR_IS_DETAIL_DATA (self), WEIR_DETAIL_PLAIN_MODE);

  return self->mode;
}

WeirDetailMode
weir_detail_data_get_shown_mode (WeirDetailData *self)
{
  return weir_detail_data_allows (self, self->mode) ? self->mode : WEIR_DETAIL_PLAIN_MODE;
}

static char *
dup_retry_note (const WeirUnit *unit)
{
  const guint64 most = (guint64) (G_MAXINT64 / G_TIME_SPAN_MILLISECOND);
  g_autofree char *duration = weir_words_duration ((gint64) MIN (unit->retry_ms, most) * G_TIME_SPAN_MILLISECOND);

  /* Translators: %s is a duration such as 3 s */
  return g_strdup_printf (_ ("The reconnection time is %s from here on."), duration);
}

/* What is to be known before reading. Returns: (transfer full) (nullable) */
static char *
dup_note (const WeirUnit *unit)
{
  switch (unit->kind)
    {
    case WEIR_ROW_BLOCK:
      return g_strdup (unit->has_id ? _ ("No event: the block has no data. Its ID holds from here on.")
                                    : _ ("No event: the block has no data. A page never sees it."));
    case WEIR_ROW_COMMENT:
      return g_strdup (_ ("A comment: a page never sees it."));
    case WEIR_ROW_RETRY:
      return unit->has_retry ? dup_retry_note (unit) : NULL;
    case WEIR_ROW_UNFINISHED:
      return g_strdup (_ ("The connection ended before this was complete: a page never sees it."));
    case WEIR_ROW_EVENT:
      return g_bytes_get_size (unit->data) == 0 ? g_strdup (_ ("The event's data are empty.")) : NULL;
    case WEIR_ROW_CONNECTING:
    case WEIR_ROW_REDIRECT:
    case WEIR_ROW_HEAD:
    case WEIR_ROW_OPEN:
    case WEIR_ROW_ENDED:
    case WEIR_ROW_WAITING:
    case WEIR_ROW_FAILED:
    case WEIR_ROW_DROPPED:
    default:
      return NULL;
    }
}

static void
update_note (WeirDetailData *self)
{
  g_autofree char *note = self->detail != NULL && self->detail->unit != NULL ? dup_note (self->detail->unit) : NULL;

  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}

static void
on_indented (gpointer result, gpointer user_data)
{
  WeirDetailData *self = user_data;

  g_clear_pointer (&self->pretty, g_bytes_unref);
  self->pretty = result;
  if (weir_detail_data_get_shown_mode (self) != WEIR_DETAIL_PRETTY_MODE)
    return;
  weir_detail_text_set_text (self->text, self->pretty, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "text");
}

static gsize
show_pretty (WeirDetailData *self)
{
  const gsize n_bytes = g_bytes_get_size (self->detail->text);

  if (self->pretty != NULL)
    {
      on_indented (g_bytes_ref (self->pretty), self);
      return 0;
    }
  if (n_bytes <= WEIR_DETAIL_AT_ONCE)
    {
      on_indented (indent (self->detail->text, NULL), self);
      return n_bytes;
    }
  gtk_stack_set_visible_child_name (self->stack, "busy");
  weir_latest_run (self->indenting, g_bytes_ref (self->detail->text));
  return 0;
}

static gsize
show_text (WeirDetailData *self, GBytes *text)
{
  weir_detail_text_set_text (self->text, text, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "text");
  return text != NULL ? MIN (g_bytes_get_size (text), WEIR_EXCERPT_PART) : 0;
}

/* Returns: bytes that were handled at once */
static gsize
update (WeirDetailData *self)
{
  const WeirDetailMode mode = weir_detail_data_get_shown_mode (self);
  gsize n_bytes = 0;

  update_note (self);
  /* What is not seen keeps nothing. */
  if (mode != WEIR_DETAIL_TREE_MODE)
    weir_detail_tree_set_text (self->tree, NULL);
  if (mode != WEIR_DETAIL_DIFF_MODE)
    weir_detail_diff_set_detail (self->diff, NULL);
  if (mode != WEIR_DETAIL_PRETTY_MODE)
    weir_latest_cancel (self->indenting);

  if (!is_event (self))
    n_bytes = show_text (self, self->detail != NULL && self->detail->text != NULL ? self->detail->text : self->life);
  else if (mode == WEIR_DETAIL_PRETTY_MODE)
    n_bytes = show_pretty (self);
  else if (mode == WEIR_DETAIL_TREE_MODE)
    {
      weir_detail_tree_set_text (self->tree, self->detail->text);
      gtk_stack_set_visible_child_name (self->stack, "tree");
    }
  else if (mode == WEIR_DETAIL_DIFF_MODE)
    {
      weir_detail_diff_set_detail (self->diff, self->detail);
      gtk_stack_set_visible_child_name (self->stack, "diff");
    }
  else
    n_bytes = show_text (self, self->detail->text);
  g_signal_emit (self, signals[CHANGED], 0);
  return n_bytes;
}

gsize
weir_detail_data_set_detail (WeirDetailData *self, WeirDetail *detail, const char *life)
{
  g_return_val_if_fail (WEIR_IS_DETAIL_DATA (self), 0);

  if (detail == self->detail && detail != NULL)
    return 0;
  weir_latest_cancel (self->indenting);
  g_clear_pointer (&self->pretty, g_bytes_unref);
  g_clear_pointer (&self->detail, weir_detail_unref);
  g_clear_pointer (&self->life, g_bytes_unref);
  if (detail != NULL)
    self->detail = weir_detail_ref (detail);
  if (life != NULL)
    self->life = g_bytes_new (life, strlen (life));
  return update (self);
}

void
weir_detail_data_set_mode (WeirDetailData *self, WeirDetailMode mode)
{
  g_return_if_fail (WEIR_IS_DETAIL_DATA (self));

  if (mode == self->mode)
    return;
  self->mode = mode;
  update (self);
}

GBytes *
weir_detail_data_dup_bytes (WeirDetailData *self)
{
  const WeirDetailMode mode = weir_detail_data_get_shown_mode (self);
  GBytes *bytes = NULL;

  if (mode == WEIR_DETAIL_DIFF_MODE)
    return weir_detail_diff_dup_text (self->diff);
  if (mode == WEIR_DETAIL_PRETTY_MODE)
    bytes = self->pretty;
  else if (self->detail != NULL && self->detail->text != NULL)
    bytes = self->detail->text;
  else
    bytes = self->life;
  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

static void
on_filter (WeirDetailData *self, const char *text)
{
  g_signal_emit (self, signals[FILTER], 0, text);
}

static void
on_show_row (WeirDetailData *self, guint64 number)
{
  g_signal_emit (self, signals[SHOW_ROW], 0, number);
}

static void
weir_detail_data_dispose (GObject *object)
{
  WeirDetailData *self = WEIR_DETAIL_DATA (object);

  g_clear_pointer (&self->indenting, weir_latest_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_DETAIL_DATA);
  g_clear_pointer (&self->pretty, g_bytes_unref);
  g_clear_pointer (&self->detail, weir_detail_unref);
  g_clear_pointer (&self->life, g_bytes_unref);
  G_OBJECT_CLASS (weir_detail_data_parent_class)->dispose (object);
}

static void
weir_detail_data_class_init (WeirDetailDataClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_detail_data_dispose;
  signals[CHANGED] = g_signal_new ("changed", WEIR_TYPE_DETAIL_DATA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FILTER] = g_signal_new ("filter", WEIR_TYPE_DETAIL_DATA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOW_ROW] =
      g_signal_new ("show-row", WEIR_TYPE_DETAIL_DATA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);

  g_type_ensure (WEIR_TYPE_DETAIL_DIFF);
  g_type_ensure (WEIR_TYPE_DETAIL_TEXT);
  g_type_ensure (WEIR_TYPE_DETAIL_TREE);
  g_type_ensure (WEIR_TYPE_BUSY);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/detail/weir-detail-data.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirDetailData, note);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailData, stack);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailData, text);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailData, tree);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailData, diff);
  gtk_widget_class_bind_template_callback (widget_class, on_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_show_row);
}

static void
weir_detail_data_init (WeirDetailData *self)
{
  self->indenting = weir_latest_new (indent, (GDestroyNotify) g_bytes_unref, (GDestroyNotify) g_bytes_unref, on_indented, self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), weir_pane_layout_new ());
}
