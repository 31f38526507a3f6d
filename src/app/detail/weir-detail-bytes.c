/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-detail-bytes.h"

#include "weir-busy.h"
#include "weir-byte-line-row.h"
#include "weir-byte-rows.h"
#include "weir-code-line.h"
#include "weir-growing-list.h"
#include "weir-latest.h"
#include "weir-pane-layout.h"

struct _WeirDetailBytes
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkNoSelection *selection;

  WeirDetail *detail; /* (nullable) */
  WeirLatest *reading;
};

G_DEFINE_FINAL_TYPE (WeirDetailBytes, weir_detail_bytes, ADW_TYPE_BIN)

/* In a thread, or at once. */
static gpointer
read_dump (gpointer data, GCancellable *cancellable)
{
  WeirDetail *detail = data;

  return weir_byte_dump_new (detail->unit->wire, detail->unit->kind == WEIR_ROW_UNFINISHED);
}

static void
on_read (gpointer result, gpointer user_data)
{
  WeirDetailBytes *self = user_data;
  g_autoptr (WeirByteRows) rows = weir_byte_rows_new (result);

  weir_growing_list_show (self->scroller, self->selection, G_LIST_MODEL (rows));
  gtk_stack_set_visible_child_name (self->stack, "bytes");
}

gsize
weir_detail_bytes_set_detail (WeirDetailBytes *self, WeirDetail *detail)
{
  gsize n_bytes;

  g_return_val_if_fail (WEIR_IS_DETAIL_BYTES (self), 0);

  if (detail == self->detail)
    return 0;
  g_clear_pointer (&self->detail, weir_detail_unref);
  if (detail != NULL)
    self->detail = weir_detail_ref (detail);
  weir_latest_cancel (self->reading);
  n_bytes = detail != NULL && detail->unit != NULL ? g_bytes_get_size (detail->unit->wire) : 0;
  if (n_bytes == 0)
    {
      weir_growing_list_show (self->scroller, self->selection, NULL);
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return 0;
    }
  if (n_bytes <= WEIR_DETAIL_AT_ONCE)
    {
      on_read (read_dump (detail, NULL), self);
      return n_bytes;
    }
  weir_growing_list_show (self->scroller, self->selection, NULL);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  weir_latest_run (self->reading, weir_detail_ref (detail));
  return 0;
}

static void
on_setup (WeirDetailBytes *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, weir_byte_line_row_new ());
  gtk_list_item_set_activatable (item, FALSE);
}

static void
on_bind (WeirDetailBytes *self, GtkListItem *item)
{
  weir_byte_line_row_set_row (WEIR_BYTE_LINE_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

/* Words end where the list ends to be seen, which has come nearer or gone farther. */
static void
on_page_size (WeirDetailBytes *self)
{
  GtkWidget *list = gtk_scrolled_window_get_child (self->scroller);

  for (GtkWidget *item = gtk_widget_get_first_child (list); item != NULL; item = gtk_widget_get_next_sibling (item))
    if (gtk_widget_get_first_child (item) != NULL)
      gtk_widget_queue_allocate (gtk_widget_get_first_child (item));
}

static void
weir_detail_bytes_dispose (GObject *object)
{
  WeirDetailBytes *self = WEIR_DETAIL_BYTES (object);

  g_clear_pointer (&self->reading, weir_latest_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_DETAIL_BYTES);
  g_clear_pointer (&self->detail, weir_detail_unref);
  G_OBJECT_CLASS (weir_detail_bytes_parent_class)->dispose (object);
}

static void
weir_detail_bytes_class_init (WeirDetailBytesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_detail_bytes_dispose;

  g_type_ensure (WEIR_TYPE_BUSY);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/detail/weir-detail-bytes.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirDetailBytes, stack);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailBytes, scroller);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailBytes, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
}

static void
weir_detail_bytes_init (WeirDetailBytes *self)
{
  self->reading = weir_latest_new (read_dump, (GDestroyNotify) weir_detail_unref, (GDestroyNotify) weir_byte_dump_free, on_read, self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), weir_pane_layout_new ());
  weir_code_line_wake_in (self->scroller);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "notify::page-size", G_CALLBACK (on_page_size), self,
                           G_CONNECT_SWAPPED);
}
