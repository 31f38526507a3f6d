/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-detail-page.h"

#include "weir-fact-grid.h"
#include "weir-pane-layout.h"

#include <glib/gi18n.h>

struct _WeirDetailPage
{
  AdwBin parent_instance;

  GtkWidget *content;
  GtkBox *verdict_box;
  WeirFactGrid *facts;
  GtkBox *remarks;

  WeirPageView *view; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WeirDetailPage, weir_detail_page, ADW_TYPE_BIN)

typedef struct
{
  const char *icon_name;
  const char *css_class;
  const char *spoken; /* what the icon says */
} Look;

static Look
get_look (WeirRemarkKind kind)
{
  switch (kind)
    {
    case WEIR_REMARK_GOOD:
      return (Look){ "object-select-symbolic", "success", _ ("Good") };
    case WEIR_REMARK_LIMIT:
      return (Look){ "dialog-warning-symbolic", "warning", _ ("Limit") };
    case WEIR_REMARK_BAD:
      return (Look){ "process-stop-symbolic", "error", _ ("Problem") };
    case WEIR_REMARK_NOTE:
    default:
      return (Look){ "dialog-information-symbolic", "dim-label", _ ("Note") };
    }
}

static void
append_remark (GtkBox *box, WeirRemarkKind kind, const char *text, gboolean is_verdict)
{
  const Look look = get_look (kind);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (look.icon_name);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (icon, look.css_class);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, look.spoken, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  if (is_verdict)
    gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (box, row);
}

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

void
weir_detail_page_take_view (WeirDetailPage *self, WeirPageView *view)
{
  g_return_if_fail (WEIR_IS_DETAIL_PAGE (self));

  g_clear_pointer (&self->view, weir_page_view_free);
  self->view = view;
  clear (self->verdict_box);
  clear (self->remarks);
  weir_fact_grid_clear (self->facts);
  gtk_widget_set_visible (self->content, view != NULL);
  if (view == NULL)
    return;
  append_remark (self->verdict_box, view->verdict_kind, view->verdict, TRUE);
  for (guint i = 0; i < view->facts->len; i++)
    {
      const WeirPageFact *fact = g_ptr_array_index (view->facts, i);

      weir_fact_grid_add (self->facts, weir_span_from_string (fact->name), weir_span_from_string (fact->value), fact->is_code);
    }
  for (guint i = 0; i < view->remarks->len; i++)
    {
      const WeirPageRemark *remark = g_ptr_array_index (view->remarks, i);

      append_remark (self->remarks, remark->kind, remark->text, FALSE);
    }
}

GBytes *
weir_detail_page_dup_text (WeirDetailPage *self)
{
  GString *out;

  g_return_val_if_fail (WEIR_IS_DETAIL_PAGE (self), NULL);

  if (self->view == NULL)
    return NULL;
  out = g_string_new (self->view->verdict);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < self->view->facts->len; i++)
    {
      const WeirPageFact *fact = g_ptr_array_index (self->view->facts, i);

      g_string_append_printf (out, "%s: %s\n", fact->name, fact->value);
    }
  for (guint i = 0; i < self->view->remarks->len; i++)
    {
      const WeirPageRemark *remark = g_ptr_array_index (self->view->remarks, i);

      g_string_append_printf (out, "- %s\n", remark->text);
    }
  return g_string_free_to_bytes (out);
}

static void
weir_detail_page_dispose (GObject *object)
{
  WeirDetailPage *self = WEIR_DETAIL_PAGE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_DETAIL_PAGE);
  g_clear_pointer (&self->view, weir_page_view_free);
  G_OBJECT_CLASS (weir_detail_page_parent_class)->dispose (object);
}

static void
weir_detail_page_class_init (WeirDetailPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_detail_page_dispose;

  g_type_ensure (WEIR_TYPE_FACT_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/detail/weir-detail-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirDetailPage, content);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailPage, verdict_box);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailPage, facts);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailPage, remarks);
}

static void
weir_detail_page_init (WeirDetailPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), weir_pane_layout_new ());
}
