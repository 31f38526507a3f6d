/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-problem-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-script.h"
#include "weir-text.h"

struct _WeirProblemList
{
  AdwBin parent_instance;

  GtkWidget *scrolled;
  GtkListBox *rows;
  GtkToggleButton *toggle;
  GtkImage *icon;
  GtkLabel *words;
  GtkLabel *place;

  guint n_errors;
  gboolean is_fresh; /* of a script that was not looked at before */
};

enum
{
  GO_TO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirProblemList, weir_problem_list, ADW_TYPE_BIN)

static void
on_clicked (WeirProblemList *self)
{
  gtk_widget_set_visible (self->scrolled, !gtk_widget_get_visible (self->scrolled));
}

static void
on_activated (WeirProblemList *self, GtkListBoxRow *row)
{
  guint line = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "line"));
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "column"));

  g_signal_emit (self, signals[GO_TO], 0, line, column);
}

static GtkWidget *
add_label (GtkBox *box, const char *text, const char *css_class)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  GtkWidget *label;

  /* It quotes the script. */
  weir_text_append_visible (shown, weir_span_from_string (text), WEIR_TEXT_NONE);
  label = gtk_label_new (shown->str);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);

  return label;
}

static GtkWidget *
create_row (const WeirDiagnostic *problem)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  GtkWidget *icon = gtk_image_new_from_icon_name (problem->is_error ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  g_autofree char *place = g_strdup_printf ("%u:%u", problem->line, problem->column);
  g_autofree char *text = problem->hint != NULL ? g_strdup_printf ("%s – %s", problem->text, problem->hint) : g_strdup (problem->text);
  g_autofree char *label = NULL;
  GtkWidget *words;

  gtk_widget_add_css_class (icon, problem->is_error ? "error" : "warning");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (box, icon);
  words = add_label (box, place, "numeric");
  gtk_widget_add_css_class (words, "dim-label");
  words = add_label (box, text, NULL);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (words), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (box));
  g_object_set_data (G_OBJECT (row), "line", GUINT_TO_POINTER (problem->line));
  g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (problem->column));
  label = g_strdup_printf (problem->is_error ? _ ("Error in line %u, column %u: %s") : _ ("Warning in line %u, column %u: %s"),
                           problem->line, problem->column, gtk_label_get_text (GTK_LABEL (words)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return row;
}

static char *
dup_words (guint n_errors, guint n_warnings)
{
  g_autofree char *errors = g_strdup_printf (ngettext ("%u error", "%u errors", n_errors), n_errors);
  g_autofree char *warnings = g_strdup_printf (ngettext ("%u warning", "%u warnings", n_warnings), n_warnings);

  if (n_errors > 0 && n_warnings > 0)
    return g_strdup_printf ("%s · %s", errors, warnings);
  if (n_errors > 0)
    return g_steal_pointer (&errors);
  if (n_warnings > 0)
    return g_steal_pointer (&warnings);

  return g_strdup (_ ("No problems"));
}

static void
show_words (WeirProblemList *self, GPtrArray *problems)
{
  guint n_errors = 0;
  guint n = problems != NULL ? problems->len : 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < n; i++)
    n_errors += ((const WeirDiagnostic *) g_ptr_array_index (problems, i))->is_error ? 1 : 0;
  words = problems != NULL ? dup_words (n_errors, n - n_errors) : g_strdup ("");
  gtk_label_set_text (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_image_set_from_icon_name (self->icon, n_errors > 0 ? "dialog-error-symbolic"
                                            : n > 0      ? "dialog-warning-symbolic"
                                                         : "object-select-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char *[]){ n_errors > 0 ? "error" : n > 0 ? "warning" : "dim-label", NULL });
  gtk_widget_set_visible (GTK_WIDGET (self->icon), problems != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->toggle), n > 0);
  self->n_errors = n_errors;
  if (n == 0)
    gtk_widget_set_visible (self->scrolled, FALSE);
}

void
weir_problem_list_open (WeirProblemList *self)
{
  g_return_if_fail (WEIR_IS_PROBLEM_LIST (self));

  gtk_widget_set_visible (self->scrolled, self->n_errors > 0);
}

void
weir_problem_list_set (WeirProblemList *self, GPtrArray *problems)
{
  GtkWidget *row;

  g_return_if_fail (WEIR_IS_PROBLEM_LIST (self));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    gtk_list_box_append (self->rows, create_row (g_ptr_array_index (problems, i)));
  show_words (self, problems);
  /* It does not open while somebody types: the line would be covered. */
  if (self->is_fresh && problems != NULL)
    weir_problem_list_open (self);
  self->is_fresh = problems == NULL;
}

void
weir_problem_list_set_place (WeirProblemList *self, const char *place)
{
  g_return_if_fail (WEIR_IS_PROBLEM_LIST (self));

  gtk_label_set_text (self->place, place);
}

static void
weir_problem_list_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_PROBLEM_LIST);
  G_OBJECT_CLASS (weir_problem_list_parent_class)->dispose (object);
}

static void
weir_problem_list_class_init (WeirProblemListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_problem_list_dispose;
  signals[GO_TO] =
      g_signal_new ("go-to", WEIR_TYPE_PROBLEM_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/mock/weir-problem-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirProblemList, scrolled);
  gtk_widget_class_bind_template_child (widget_class, WeirProblemList, rows);
  gtk_widget_class_bind_template_child (widget_class, WeirProblemList, toggle);
  gtk_widget_class_bind_template_child (widget_class, WeirProblemList, icon);
  gtk_widget_class_bind_template_child (widget_class, WeirProblemList, words);
  gtk_widget_class_bind_template_child (widget_class, WeirProblemList, place);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
weir_problem_list_init (WeirProblemList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  weir_problem_list_set (self, NULL);
}

GtkWidget *
weir_problem_list_new (void)
{
  return g_object_new (WEIR_TYPE_PROBLEM_LIST, NULL);
}
