/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-filter-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-limits.h"
#include "weir-menu.h"
#include "weir-name-chips.h"
#include "weir-query-edit.h"
#include "weir-text.h"

struct _WeirFilterRow
{
  GtkBox parent_instance;

  GtkSearchEntry *entry;
  WeirNameChips *chips;
  GtkMenuButton *kinds;
  GtkLabel *problem;

  GSimpleActionGroup *kind_actions;
  WeirFilter *filter; /* nullable */
};

enum
{
  FILTER_CHANGED,
  LEAVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirFilterRow, weir_filter_row, GTK_TYPE_BOX)

/* As `kind:` knows them. */
static const char *const kinds[] = { "event", "comment", "retry", "block", "life" };

static gboolean
is_kind_shown (WeirFilterRow *self, const char *kind)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->kind_actions), kind);

  return g_variant_get_boolean (state);
}

static const char *
get_query (WeirFilterRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* The part of the query that is wrong is underlined. @end: 0: nothing is */
static void
underline (WeirFilterRow *self, gsize start, gsize end)
{
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)));
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *line;

  if (end > 0)
    {
      line = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);
      line->start_index = (guint) start;
      line->end_index = (guint) end;
      pango_attr_list_insert (attributes, line);
    }
  gtk_text_set_attributes (text, attributes);
  pango_attr_list_unref (attributes);
}

static void
show_problem (WeirFilterRow *self, const char *problem)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  GtkAccessible *entry = GTK_ACCESSIBLE (self->entry);

  if (problem == NULL)
    {
      gtk_widget_hide (GTK_WIDGET (self->problem));
      gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
      gtk_accessible_reset_state (entry, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }

  weir_text_append_visible (shown, weir_span (problem, strlen (problem)), WEIR_TEXT_NONE);
  gtk_label_set_text (self->problem, shown->str);
  gtk_widget_show (GTK_WIDGET (self->problem));
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, shown->str, -1);
}

/* What was typed, and the kinds that are hidden; who asks for kinds by name gets them. */
static WeirFilter *
make_filter (WeirFilterRow *self, WeirFilter *typed)
{
  g_autoptr (GString) query = g_string_new (NULL);
  gboolean by_menu = !weir_filter_has_kinds (typed);

  if (!weir_filter_is_empty (typed))
    g_string_append_printf (query, "(%s)", get_query (self));
  for (gsize i = 0; by_menu && i < G_N_ELEMENTS (kinds); i++)
    if (!is_kind_shown (self, kinds[i]))
      g_string_append_printf (query, "%s-kind:%s", query->len > 0 ? " " : "", kinds[i]);

  return weir_filter_new (query->str, NULL, NULL, NULL);
}

static void
take_filter (WeirFilterRow *self, WeirFilter *filter)
{
  const char *before = self->filter != NULL ? weir_filter_get_query (self->filter) : "";
  gboolean changed = !g_str_equal (before, weir_filter_get_query (filter));

  g_clear_pointer (&self->filter, weir_filter_unref);
  if (!weir_filter_is_empty (filter))
    self->filter = weir_filter_ref (filter);
  if (changed)
    g_signal_emit (self, signals[FILTER_CHANGED], 0);
}

static void
on_search_changed (WeirFilterRow *self)
{
  g_autoptr (WeirFilter) typed = NULL;
  g_autoptr (WeirFilter) filter = NULL;
  g_autoptr (GError) error = NULL;
  gsize start = 0;
  gsize end = 0;

  typed = weir_filter_new (get_query (self), &start, &end, &error);
  underline (self, start, typed == NULL ? end : 0);
  show_problem (self, typed == NULL ? error->message : NULL);
  if (typed == NULL)
    return;

  weir_name_chips_set_query (self->chips, get_query (self));
  filter = make_filter (self, typed);
  if (filter != NULL)
    take_filter (self, filter);
}

static void
on_stop_search (WeirFilterRow *self)
{
  if (*get_query (self) == '\0')
    g_signal_emit (self, signals[LEAVE], 0);
  else
    weir_filter_row_set_query (self, "");
}

static void
on_query_wanted (WeirFilterRow *self, const char *query)
{
  weir_filter_row_set_query (self, query);
}

static void
on_kind_changed (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  WeirFilterRow *self = user_data;
  gboolean all = TRUE;

  g_simple_action_set_state (action, state);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    all = all && is_kind_shown (self, kinds[i]);
  gtk_menu_button_set_icon_name (self->kinds, all ? "view-reveal-symbolic" : "view-conceal-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->kinds),
                               all ? _ ("Kinds of rows that are shown") : _ ("Kinds of rows that are shown: some are hidden"));
  on_search_changed (self);
}

WeirFilter *
weir_filter_row_get_filter (WeirFilterRow *self)
{
  g_return_val_if_fail (WEIR_IS_FILTER_ROW (self), NULL);

  return self->filter;
}

void
weir_filter_row_set_tally (WeirFilterRow *self, WeirTally *tally)
{
  g_return_if_fail (WEIR_IS_FILTER_ROW (self));

  weir_name_chips_set_tally (self->chips, tally);
}

void
weir_filter_row_update (WeirFilterRow *self)
{
  g_return_if_fail (WEIR_IS_FILTER_ROW (self));

  weir_name_chips_update (self->chips);
}

void
weir_filter_row_set_query (WeirFilterRow *self, const char *query)
{
  g_return_if_fail (WEIR_IS_FILTER_ROW (self));
  g_return_if_fail (query != NULL);

  /* The entry is empty in between, and would say so at once. */
  g_signal_handlers_block_by_func (self->entry, on_search_changed, self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), query);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  g_signal_handlers_unblock_by_func (self->entry, on_search_changed, self);
  on_search_changed (self);
}

void
weir_filter_row_add_text (WeirFilterRow *self, const char *text)
{
  g_autofree char *query = NULL;

  g_return_if_fail (WEIR_IS_FILTER_ROW (self));
  g_return_if_fail (text != NULL);

  query = weir_query_add_text (get_query (self), text);
  weir_filter_row_set_query (self, query);
}

void
weir_filter_row_clear (WeirFilterRow *self)
{
  g_return_if_fail (WEIR_IS_FILTER_ROW (self));

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_action_group_change_action_state (G_ACTION_GROUP (self->kind_actions), kinds[i], g_variant_new_boolean (TRUE));
  weir_filter_row_set_query (self, "");
}

void
weir_filter_row_set_narrow (WeirFilterRow *self, gboolean narrow)
{
  g_return_if_fail (WEIR_IS_FILTER_ROW (self));

  weir_name_chips_set_folded (self->chips, narrow);
}

void
weir_filter_row_grab_focus (WeirFilterRow *self)
{
  g_return_if_fail (WEIR_IS_FILTER_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
weir_filter_row_dispose (GObject *object)
{
  WeirFilterRow *self = WEIR_FILTER_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_FILTER_ROW);
  g_clear_object (&self->kind_actions);
  g_clear_pointer (&self->filter, weir_filter_unref);
  G_OBJECT_CLASS (weir_filter_row_parent_class)->dispose (object);
}

static void
weir_filter_row_class_init (WeirFilterRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_filter_row_dispose;
  signals[FILTER_CHANGED] = g_signal_new ("filter-changed", WEIR_TYPE_FILTER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] = g_signal_new ("leave", WEIR_TYPE_FILTER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (WEIR_TYPE_NAME_CHIPS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/stream/weir-filter-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirFilterRow, entry);
  gtk_widget_class_bind_template_child (widget_class, WeirFilterRow, chips);
  gtk_widget_class_bind_template_child (widget_class, WeirFilterRow, kinds);
  gtk_widget_class_bind_template_child (widget_class, WeirFilterRow, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_query_wanted);
}

/* As of weir_menu_popup(). */
static void
create_kinds_menu (GtkMenuButton *button, gpointer user_data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, weir_menu_get ("kinds"));
}

static void
weir_filter_row_init (WeirFilterRow *self)
{
  self->kind_actions = g_simple_action_group_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (kinds[i], NULL, g_variant_new_boolean (TRUE));

      g_signal_connect (action, "change-state", G_CALLBACK (on_kind_changed), self);
      g_action_map_add_action (G_ACTION_MAP (self->kind_actions), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "kinds", G_ACTION_GROUP (self->kind_actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->kinds, create_kinds_menu, self, NULL);
  /* One more than can be, so that it is told; a field lays out all of what is pasted. */
  gtk_text_set_max_length (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))), (int) WEIR_LIMIT_FILTER + 1);
}

GtkWidget *
weir_filter_row_new (void)
{
  return g_object_new (WEIR_TYPE_FILTER_ROW, NULL);
}
