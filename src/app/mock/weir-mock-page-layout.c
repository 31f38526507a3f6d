/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-page-private.h"
#include "weir-text-scale.h"

/* Up to here buttons show their signs only. For letters of the usual size. */
#define NARROW 760
/* Up to here script and clients are shown by turns. */
#define BY_TURNS 700
/* Up to here the tools need two rows. */
#define TINY 600
/* What the narrowest layout can do with. */
#define LEAST 280
/* The script's share. */
#define SCRIPT_SHARE 0.55

void
weir_mock_page_show_view (WeirMockPage *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "view");
  g_autoptr (GVariant) view = g_action_get_state (action);
  gboolean script = g_str_equal (g_variant_get_string (view, NULL), "script");

  gtk_widget_set_visible (gtk_paned_get_start_child (self->panes), !self->by_turns || script);
  gtk_widget_set_visible (gtk_paned_get_end_child (self->panes), !self->by_turns || !script);
  gtk_widget_set_visible (GTK_WIDGET (self->send), !self->by_turns || !script);
  weir_mock_page_look (self);
}

static void
lay_out (WeirMockPage *self)
{
  weir_mock_head_set_narrow (self->head, self->narrow);
  weir_mock_head_set_by_turns (self->head, self->by_turns, self->tiny);
  weir_send_now_set_narrow (self->send, self->narrow);
  weir_mock_page_show_view (self);
  /* From then on it is where the person put it. */
  if (!self->by_turns && !self->panes_placed)
    {
      gtk_paned_set_position (self->panes, (int) (SCRIPT_SHARE * self->width));
      self->panes_placed = TRUE;
    }
}

static gboolean
on_idle (gpointer user_data)
{
  WeirMockPage *self = user_data;

  self->layout_idle = 0;
  lay_out (self);

  return G_SOURCE_REMOVE;
}

void
weir_mock_page_set_width (WeirMockPage *self, int width)
{
  const double scale = weir_text_scale (GTK_WIDGET (self));
  gboolean narrow = width <= NARROW * scale;
  gboolean by_turns = width <= BY_TURNS * scale;
  gboolean tiny = width <= TINY * scale;
  gboolean changed = self->width == 0 || narrow != self->narrow || by_turns != self->by_turns || tiny != self->tiny;

  self->width = width;
  self->narrow = narrow;
  self->by_turns = by_turns;
  self->tiny = tiny;
  /* What is being allocated must not be changed. */
  if (changed && self->layout_idle == 0)
    self->layout_idle = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, on_idle, self, NULL);
}

/* It is never as wide as its widest layout wants to be: then there would be no way to the others. */
int
weir_mock_page_limit_width (WeirMockPage *self, int minimum)
{
  return MIN (minimum, (int) (LEAST * weir_text_scale (GTK_WIDGET (self))));
}
