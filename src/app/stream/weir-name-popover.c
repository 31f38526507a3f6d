/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-name-popover.h"

#include <glib/gi18n.h>

#include "weir-name-chip.h"

#define MAX_HEIGHT 420
/* Rows that are made in a turn: a little more than are seen. */
#define STEP 16u
/* Of the list: what is still to come. */
#define FILLING "weir-filling"

static GtkWidget *
create_button (const char *icon_name, const char *action, const char *name, gboolean active, const char *tooltip, const char *label)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), active);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return button;
}

static GtkWidget *
create_row (const char *name, guint64 count, WeirNameWish wish)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = weir_name_label_new (name);
  g_autofree char *number = g_strdup_printf ("%'" G_GUINT64_FORMAT, count);
  GtkWidget *count_label = gtk_label_new (number);
  const char *shown = gtk_label_get_text (GTK_LABEL (label));
  /* Translators: %s is the name of an event. */
  g_autofree char *only = g_strdup_printf (_ ("Show only %s"), shown);
  /* Translators: %s is the name of an event. */
  g_autofree char *hide = g_strdup_printf (_ ("Hide %s"), shown);

  weir_name_label_set_hidden (label, wish == WEIR_NAME_HIDDEN);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count_label, "numeric");
  gtk_widget_add_css_class (count_label, "dim-label");
  gtk_widget_set_margin_end (count_label, 6);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count_label);
  gtk_box_append (GTK_BOX (box),
                  create_button ("view-reveal-symbolic", "names.only", name, wish == WEIR_NAME_ONLY, _ ("Show only this"), only));
  gtk_box_append (GTK_BOX (box),
                  create_button ("view-conceal-symbolic", "names.hide", name, wish == WEIR_NAME_HIDDEN, _ ("Hide this"), hide));

  return box;
}

typedef struct
{
  GtkBox *list; /* not owned: holds it */
  WeirTally *tally;
  GArray *order;
  char *query;
  guint n_done;
  guint source;
} Filling;

static void
free_filling (gpointer data)
{
  Filling *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_object_unref (self->tally);
  g_array_unref (self->order);
  g_free (self->query);
  g_free (self);
}

static void
append_step (Filling *self)
{
  for (guint i = 0; i < STEP && self->n_done < self->order->len; i++)
    {
      guint name = g_array_index (self->order, guint, self->n_done++);
      const char *text = weir_tally_get_name (self->tally, name);

      gtk_box_append (self->list,
                      create_row (text, weir_tally_get_name_count (self->tally, name), weir_query_get_wish (self->query, text)));
    }
}

static gboolean
on_idle (gpointer user_data)
{
  Filling *self = user_data;

  append_step (self);
  if (self->n_done < self->order->len)
    return G_SOURCE_CONTINUE;

  self->source = 0;
  g_object_set_data (G_OBJECT (self->list), FILLING, NULL);

  return G_SOURCE_REMOVE;
}

static void
fill (GtkBox *list, WeirTally *tally, GArray *order, const char *query)
{
  Filling *self = g_new0 (Filling, 1);

  self->list = list;
  self->tally = g_object_ref (tally);
  self->order = g_array_copy (order);
  self->query = g_strdup (query);
  g_object_set_data_full (G_OBJECT (list), FILLING, self, free_filling);
  append_step (self);
  /* After drawing: it is opened with what is seen at once. */
  self->source = g_idle_add (on_idle, self);
}

void
weir_name_popover_fill (GtkPopover *popover, WeirTally *tally, GArray *order, const char *query)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fill (GTK_BOX (list), tally, order, query);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_popover_set_child (popover, scrolled);
}
