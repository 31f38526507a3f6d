/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-growing-list.h"

/* Rows that a list view makes widgets for; more cost nothing. */
#define MOST_WIDGETS 250u
#define SOURCE "weir-growing"

static gboolean
grow (gpointer user_data)
{
  GtkSliceListModel *slice = user_data;
  const guint size = gtk_slice_list_model_get_size (slice);

  gtk_slice_list_model_set_size (slice, size < MOST_WIDGETS ? size + WEIR_GROWING_LIST_STEP : G_MAXUINT);
  if (size < MOST_WIDGETS)
    return G_SOURCE_CONTINUE;
  g_object_steal_data (G_OBJECT (slice), SOURCE);
  return G_SOURCE_REMOVE;
}

static void
stop (gpointer data)
{
  g_source_remove (GPOINTER_TO_UINT (data));
}

void
weir_growing_list_show (GtkScrolledWindow *scroller, GtkNoSelection *selection, GListModel *rows)
{
  g_autoptr (GtkSliceListModel) slice = NULL;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scroller));
  g_return_if_fail (GTK_IS_NO_SELECTION (selection));

  /* While there are rows to scroll to. */
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (scroller), 0);
  /* In two steps: the widgets of the old rows are not looked for among the new ones. */
  gtk_no_selection_set_model (selection, NULL);
  if (rows == NULL)
    return;

  slice = gtk_slice_list_model_new (g_object_ref (rows), 0, WEIR_GROWING_LIST_STEP);
  gtk_no_selection_set_model (selection, G_LIST_MODEL (slice));
  if (g_list_model_get_n_items (rows) > WEIR_GROWING_LIST_STEP)
    /* After drawing. The list view holds the slice, and with it the source. */
    g_object_set_data_full (G_OBJECT (slice), SOURCE, GUINT_TO_POINTER (g_idle_add (grow, slice)), stop);
}
