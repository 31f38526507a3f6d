/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-menu.h"
#include "weir-settings.h"
#include "weir-stream-page-private.h"
#include "weir-text-scale.h"

/* With letters of the usual size: up to here there is room for one thing beside the other in no row. */
#define NARROW 600
/* What the narrowest layout can do with. */
#define LEAST 290
/* From here on the details stand beside the rows. */
#define WIDE 1000
/* What the details get beside the rows at first, as a share of the page: sixteen bytes in a line on a usual screen. */
#define DETAIL_SHARE 0.46
/* What is left to the rows above them. */
#define LEAST_SHARE 0.3

static gboolean
is_beside (WeirStreamPage *self)
{
  return gtk_orientable_get_orientation (GTK_ORIENTABLE (self->paned)) == GTK_ORIENTATION_HORIZONTAL;
}

void
weir_page_load_layout (WeirStreamPage *self)
{
  gtk_menu_button_set_menu_model (self->menu_button, weir_menu_get ("stream"));
  self->settings = weir_settings_new ();
  self->detail_closed = !g_settings_get_boolean (self->settings, "detail-shown");
  if (g_settings_get_boolean (self->settings, "timeline-shown"))
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "timeline", g_variant_new_boolean (TRUE));
}

void
weir_page_keep_shown (WeirStreamPage *self, const char *key, gboolean shown)
{
  if (g_settings_get_boolean (self->settings, key) != shown)
    g_settings_set_boolean (self->settings, key, shown);
}

void
weir_page_keep_layout (WeirStreamPage *self)
{
  /* With the border; as the schema allows. */
  int height = CLAMP (gtk_widget_get_height (GTK_WIDGET (self->paned)) - gtk_paned_get_position (self->paned), 60, 16383);

  if (self->detail_placed && !self->placing && !is_beside (self) && gtk_widget_get_visible (GTK_WIDGET (self->detail)) &&
      g_settings_get_int (self->settings, "detail-height") != height)
    g_settings_set_int (self->settings, "detail-height", height);
}

/* What the rows get. */
static int
find_place (WeirStreamPage *self, int size)
{
  int height = g_settings_get_int (self->settings, "detail-height");

  return (int) (is_beside (self) ? (1 - DETAIL_SHARE) * size : MAX (size - height, LEAST_SHARE * size));
}

static int
get_room (WeirStreamPage *self)
{
  GtkWidget *paned = GTK_WIDGET (self->paned);

  return is_beside (self) ? gtk_widget_get_width (paned) : gtk_widget_get_height (paned);
}

static void
place (WeirStreamPage *self)
{
  self->placed_in = get_room (self);
  if (self->placed_in > 0)
    gtk_paned_set_position (self->paned, find_place (self, self->placed_in));
}

/* What else came or went in the same frame has taken its room by the second one. */
static gboolean
on_placed (GtkWidget *paned, GdkFrameClock *clock, gpointer user_data)
{
  WeirStreamPage *self = user_data;

  if (self->frames_to_place > 0)
    self->frames_to_place -= 1;
  if (self->frames_to_place > 0 || get_room (self) == 0)
    return G_SOURCE_CONTINUE;

  if (get_room (self) != self->placed_in)
    place (self);
  self->placing = FALSE;
  return G_SOURCE_REMOVE;
}

void
weir_page_place_detail (WeirStreamPage *self)
{
  /* From then on it is where the person put it. */
  if (self->detail_placed)
    return;

  place (self);
  self->detail_placed = TRUE;
  self->frames_to_place = 2;
  if (!self->placing)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->paned), on_placed, self, NULL);
  self->placing = TRUE;
}

static void
lay_out (WeirStreamPage *self)
{
  GtkOrientation orientation = self->wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;

  weir_url_row_set_narrow (self->url_row, self->narrow);
  weir_state_line_set_narrow (self->state_line, self->narrow);
  weir_filter_row_set_narrow (self->filter_row, self->narrow);
  if (gtk_orientable_get_orientation (GTK_ORIENTABLE (self->paned)) != orientation)
    {
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->paned), orientation);
      self->detail_placed = FALSE;
    }
  if (gtk_widget_get_visible (GTK_WIDGET (self->detail)))
    weir_page_place_detail (self);
}

static gboolean
on_idle (gpointer user_data)
{
  WeirStreamPage *self = user_data;

  self->layout_idle = 0;
  lay_out (self);

  return G_SOURCE_REMOVE;
}

void
weir_page_set_width (WeirStreamPage *self, int width)
{
  const double scale = weir_text_scale (GTK_WIDGET (self));
  gboolean narrow = width <= NARROW * scale;
  gboolean wide = width >= WIDE * scale;
  /* The details may have been shown before there was any room. */
  gboolean is_unplaced = !self->detail_placed && gtk_widget_get_visible (GTK_WIDGET (self->detail));
  gboolean changed = self->width == 0 || narrow != self->narrow || wide != self->wide || is_unplaced;

  self->width = width;
  self->narrow = narrow;
  self->wide = wide;
  /* What is being allocated must not be changed. */
  if (changed && self->layout_idle == 0)
    self->layout_idle = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, on_idle, self, NULL);
}

/* It is never as wide as its widest layout wants to be: then there would be no way to the others. */
int
weir_page_limit_width (WeirStreamPage *self, int minimum)
{
  return MIN (minimum, (int) (LEAST * weir_text_scale (GTK_WIDGET (self))));
}
