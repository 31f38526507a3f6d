/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-template-dialog.h"

#include <glib/gi18n.h>

#include "weir-templates.h"

/* Of a row. */
#define NAME "weir-template"
/* A longer title goes on in the next line. */
#define TITLE_CHARS 38

struct _WeirTemplateDialog
{
  AdwWindow parent_instance;

  GtkEditable *search;
  GtkListBox *list;
  GtkTextView *preview;
  GtkWidget *serve;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirTemplateDialog, weir_template_dialog, ADW_TYPE_WINDOW)

static const char *
get_name (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), NAME);
}

static const char *
kind_to_text (WeirTemplateKind kind)
{
  switch (kind)
    {
    case WEIR_TEMPLATE_EXAMPLE:
      return _ ("Examples");
    case WEIR_TEMPLATE_MODEL:
      return _ ("Language models");
    case WEIR_TEMPLATE_SERVICE:
      return _ ("Services and frameworks");
    default:
      g_assert_not_reached ();
    }
}

static void
on_selected (WeirTemplateDialog *self)
{
  /* While it is taken down the list goes first. */
  GtkListBoxRow *row = self->list != NULL ? gtk_list_box_get_selected_row (self->list) : NULL;
  g_autoptr (GBytes) script = row != NULL ? weir_templates_load (get_name (row)) : NULL;
  const char *text = script != NULL ? g_bytes_get_data (script, NULL) : "";

  if (self->list == NULL)
    return;

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->preview), text, script != NULL ? (int) g_bytes_get_size (script) : 0);
  gtk_widget_set_sensitive (self->serve, row != NULL);
}

static void
on_serve (WeirTemplateDialog *self)
{
  g_autoptr (WeirTemplateDialog) kept = g_object_ref (self);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  g_autoptr (GBytes) script = row != NULL ? weir_templates_load (get_name (row)) : NULL;

  if (script == NULL)
    return;
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (kept, signals[CHOSEN], 0, script);
}

static GtkListBoxRow *
find_first (WeirTemplateDialog *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;

  return NULL;
}

static void
on_search (WeirTemplateDialog *self)
{
  GtkListBoxRow *row;

  gtk_list_box_invalidate_filter (self->list);
  row = gtk_list_box_get_selected_row (self->list);
  if (row == NULL || !gtk_widget_get_child_visible (GTK_WIDGET (row)))
    gtk_list_box_select_row (self->list, find_first (self));
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal, -1);
}

static gboolean
is_found (GtkListBoxRow *row, gpointer user_data)
{
  WeirTemplateDialog *self = user_data;
  g_autofree char *wanted = fold (gtk_editable_get_text (self->search));
  g_autofree char *title = weir_templates_dup_title (get_name (row));
  g_autofree char *folded = fold (title);

  return strstr (folded, wanted) != NULL || strstr (get_name (row), wanted) != NULL;
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  WeirTemplateKind kind = weir_templates_get_kind (get_name (row));
  GtkWidget *heading = NULL;

  if (before == NULL || weir_templates_get_kind (get_name (before)) != kind)
    {
      heading = gtk_label_new (kind_to_text (kind));
      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_widget_add_css_class (heading, "weir-section");
      gtk_widget_add_css_class (heading, "caption-heading");
      gtk_widget_add_css_class (heading, "dim-label");
    }
  gtk_list_box_row_set_header (row, heading);
}

static int
compare (GtkListBoxRow *one, GtkListBoxRow *other, gpointer user_data)
{
  int by_kind = (int) weir_templates_get_kind (get_name (one)) - (int) weir_templates_get_kind (get_name (other));

  return by_kind != 0 ? by_kind : strcmp (get_name (one), get_name (other));
}

static void
add_row (WeirTemplateDialog *self, const char *name)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *text = weir_templates_dup_title (name);
  GtkWidget *title = gtk_label_new (text);
  GtkWidget *below = gtk_label_new (name);

  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (title), TITLE_CHARS);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (below), 0);
  gtk_label_set_ellipsize (GTK_LABEL (below), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (below, "caption");
  gtk_widget_add_css_class (below, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), below);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (row), NAME, g_strdup (name), g_free);
  gtk_list_box_append (self->list, row);
}

static void
weir_template_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_TEMPLATE_DIALOG);
  G_OBJECT_CLASS (weir_template_dialog_parent_class)->dispose (object);
}

static void
weir_template_dialog_class_init (WeirTemplateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_template_dialog_dispose;
  signals[CHOSEN] =
      g_signal_new ("chosen", WEIR_TYPE_TEMPLATE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/mock/weir-template-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirTemplateDialog, search);
  gtk_widget_class_bind_template_child (widget_class, WeirTemplateDialog, list);
  gtk_widget_class_bind_template_child (widget_class, WeirTemplateDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, WeirTemplateDialog, serve);
  gtk_widget_class_bind_template_callback (widget_class, on_search);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_serve);
}

static void
weir_template_dialog_init (WeirTemplateDialog *self)
{
  g_auto (GStrv) names = weir_templates_list ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_direction (GTK_WIDGET (self->preview), GTK_TEXT_DIR_LTR);
  gtk_list_box_set_sort_func (self->list, compare, NULL, NULL);
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  gtk_list_box_set_filter_func (self->list, is_found, self, NULL);
  for (gsize i = 0; names[i] != NULL; i++)
    add_row (self, names[i]);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

GtkWidget *
weir_template_dialog_new (GtkWindow *parent)
{
  return g_object_new (WEIR_TYPE_TEMPLATE_DIALOG, "transient-for", parent, NULL);
}
