/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-fact-grid.h"

#include "weir-text.h"

#define NAME_COLUMNS 100u
#define VALUE_COLUMNS 1000u
/* Of all values together: a label that wraps is laid out over and over, 1,000 columns take half a frame. Beyond, each has the least. */
#define ALL_COLUMNS 2000u
#define LEAST_COLUMNS 100u

struct _WeirFactGrid
{
  AdwBin parent_instance;

  GtkGrid *grid;
  int n_rows;
  guint n_columns; /* of all values */
};

G_DEFINE_FINAL_TYPE (WeirFactGrid, weir_fact_grid, ADW_TYPE_BIN)

/* @filled: (out) (optional): columns */
static char *
dup_visible (WeirSpan text, guint columns, gsize *filled)
{
  GString *out = g_string_new (NULL);
  const gsize n = weir_text_append_row (out, text, columns);

  if (filled != NULL)
    *filled = n;
  return g_string_free (out, FALSE);
}

void
weir_fact_grid_clear (WeirFactGrid *self)
{
  GtkWidget *child;

  g_return_if_fail (WEIR_IS_FACT_GRID (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  self->n_rows = 0;
  self->n_columns = 0;
}

void
weir_fact_grid_add_heading (WeirFactGrid *self, const char *heading)
{
  GtkWidget *label;

  g_return_if_fail (WEIR_IS_FACT_GRID (self));

  label = gtk_label_new (heading);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  if (self->n_rows > 0)
    gtk_widget_set_margin_top (label, 12);
  gtk_grid_attach (self->grid, label, 0, self->n_rows++, 2, 1);
}

/* What breaks within a word gets no hyphen: it would look like received. */
static void
set_wrap (GtkLabel *label)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
}

static void
attach_name (WeirFactGrid *self, const char *name, GtkWidget *value)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  set_wrap (GTK_LABEL (label));
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_grid_attach (self->grid, label, 0, self->n_rows, 1, 1);
  gtk_grid_attach (self->grid, value, 1, self->n_rows++, 1, 1);
}

void
weir_fact_grid_add (WeirFactGrid *self, WeirSpan name, WeirSpan value, gboolean is_code)
{
  g_autofree char *shown_name = NULL, *shown_value = NULL;
  const guint left = ALL_COLUMNS - MIN (self->n_columns, ALL_COLUMNS);
  gsize filled;
  GtkWidget *label;

  g_return_if_fail (WEIR_IS_FACT_GRID (self));

  shown_name = dup_visible (name, NAME_COLUMNS, NULL);
  shown_value = dup_visible (value, CLAMP (left, LEAST_COLUMNS, VALUE_COLUMNS), &filled);
  self->n_columns += (guint) filled;
  label = gtk_label_new (shown_value);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  set_wrap (GTK_LABEL (label));
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 20);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  if (is_code)
    gtk_widget_add_css_class (label, "monospace");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, shown_name, -1);
  attach_name (self, shown_name, label);
}

void
weir_fact_grid_add_widget (WeirFactGrid *self, const char *name, GtkWidget *widget)
{
  g_return_if_fail (WEIR_IS_FACT_GRID (self));

  attach_name (self, name, widget);
}

static void
weir_fact_grid_class_init (WeirFactGridClass *klass)
{
}

static void
weir_fact_grid_init (WeirFactGrid *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 4);
  gtk_grid_set_column_spacing (self->grid, 18);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
}

GtkWidget *
weir_fact_grid_new (void)
{
  return g_object_new (WEIR_TYPE_FACT_GRID, NULL);
}
