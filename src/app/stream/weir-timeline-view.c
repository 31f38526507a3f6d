/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-timeline-view.h"

#include <glib/gi18n.h>

#include "weir-timeline-words.h"

#define MIN_WIDTH 120

struct _WeirTimelineView
{
  GtkWidget parent_instance;

  WeirTally *tally;
  WeirTimelinePicture picture;
  guint32 *counts;
  WeirTimelineLane *lanes;
  gint64 from_us;
  gint64 to_us;
};

enum
{
  TIME_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirTimelineView, weir_timeline_view, GTK_TYPE_WIDGET)

static void
count_events (WeirTimelineView *self)
{
  guint n_bins = self->picture.scale.n_bins;
  guint n_names = self->tally != NULL ? weir_tally_get_n_names (self->tally) : 0;
  g_autofree guint32 *by_name = NULL;

  if (n_names == 0)
    return;

  by_name = g_new0 (guint32, (gsize) n_bins * n_names);
  weir_tally_get_bins (self->tally, self->picture.scale.from_us, weir_timeline_scale_get_end (&self->picture.scale), n_bins, by_name);
  for (guint name = 0; name < n_names; name++)
    {
      const char *text = weir_tally_get_name (self->tally, name);
      guint color = text != NULL ? weir_name_color_get_index (text) : 0;

      for (guint bin = 0; bin < n_bins; bin++)
        self->counts[bin * WEIR_N_NAME_COLORS + color] += by_name[(gsize) bin * n_names + name];
    }
}

static void
fill_lanes (WeirTimelineView *self)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (WeirLaneSpan));
  guint n = 0;
  const WeirLaneSpan *lane = self->tally != NULL ? weir_tally_get_lane (self->tally, &n) : NULL;

  if (n > 0)
    {
      WeirLaneSpan *last;

      g_array_append_vals (spans, lane, n);
      last = &g_array_index (spans, WeirLaneSpan, n - 1);
      last->to_us = MAX (last->to_us, self->to_us);
    }
  weir_timeline_fill_lane (&self->picture.scale, (const WeirLaneSpan *) (gconstpointer) spans->data, n, self->lanes);
}

static void
refresh (WeirTimelineView *self)
{
  guint n_bins = (guint) MAX (gtk_widget_get_width (GTK_WIDGET (self)) / WEIR_TIMELINE_BIN_WIDTH, 1);

  self->picture.scale = weir_timeline_scale_fit (self->from_us, self->to_us, n_bins);
  g_free (self->counts);
  self->picture.counts = self->counts = g_new0 (guint32, n_bins * WEIR_N_NAME_COLORS);
  g_free (self->lanes);
  self->picture.lanes = self->lanes = g_new (WeirTimelineLane, n_bins);
  self->picture.pointed = MIN (self->picture.pointed, (int) n_bins - 1);
  count_events (self);
  fill_lanes (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
describe (WeirTimelineView *self)
{
  g_autofree char *summary = self->tally != NULL ? weir_timeline_dup_summary (self->tally, &self->picture) : NULL;
  g_autofree char *pointed = NULL;

  if (self->tally != NULL && self->picture.pointed >= 0)
    pointed = weir_timeline_dup_bin_words (self->tally, &self->picture, (guint) self->picture.pointed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, summary != NULL ? summary : _ ("Timeline"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, pointed != NULL ? pointed : "", -1);
}

void
weir_timeline_view_set_tally (WeirTimelineView *self, WeirTally *tally, gint64 start_wall_us)
{
  g_return_if_fail (WEIR_IS_TIMELINE_VIEW (self));

  g_set_object (&self->tally, tally);
  self->picture.start_wall_us = start_wall_us;
  weir_timeline_view_update (self, 0, tally != NULL ? weir_tally_get_end_us (tally) : 0);
}

void
weir_timeline_view_update (WeirTimelineView *self, gint64 from_us, gint64 to_us)
{
  g_return_if_fail (WEIR_IS_TIMELINE_VIEW (self));

  self->from_us = from_us;
  self->to_us = MAX (to_us, from_us);
  refresh (self);
  describe (self);
}

static void
point (WeirTimelineView *self, int bin)
{
  int last = (int) self->picture.scale.n_bins - 1;

  bin = CLAMP (bin, -1, last);
  if (bin == self->picture.pointed)
    return;

  self->picture.pointed = bin;
  describe (self);
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static int
get_bin_at (WeirTimelineView *self, double x)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x;

  return (int) x / WEIR_TIMELINE_BIN_WIDTH;
}

static void
activate_pointed (WeirTimelineView *self)
{
  const WeirTimelineScale *scale = &self->picture.scale;

  if (self->picture.pointed >= 0)
    g_signal_emit (self, signals[TIME_ACTIVATED], 0, scale->from_us + self->picture.pointed * scale->bin_us);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, WeirTimelineView *self)
{
  point (self, get_bin_at (self, x));
}

static void
on_leave (GtkEventControllerMotion *controller, WeirTimelineView *self)
{
  point (self, -1);
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, WeirTimelineView *self)
{
  point (self, get_bin_at (self, x));
  activate_pointed (self);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, WeirTimelineView *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int last = (int) self->picture.scale.n_bins - 1;
  int pointed = self->picture.pointed;
  int step = (state & GDK_CONTROL_MASK) != 0 ? 10 : 1;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      point (self, rtl ? pointed + step : MAX (pointed - step, 0));
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      point (self, rtl ? MAX (pointed - step, 0) : pointed + step);
      return TRUE;
    case GDK_KEY_Home:
      point (self, 0);
      return TRUE;
    case GDK_KEY_End:
      point (self, last);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      activate_pointed (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_focus_left (GtkEventControllerFocus *controller, WeirTimelineView *self)
{
  point (self, -1);
}

static gboolean
weir_timeline_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  WeirTimelineView *self = WEIR_TIMELINE_VIEW (widget);
  int bin = keyboard ? self->picture.pointed : get_bin_at (self, x);
  g_autofree char *words = NULL;
  GdkRectangle area;

  if (self->tally == NULL || bin < 0 || bin >= (int) self->picture.scale.n_bins)
    return FALSE;

  words = weir_timeline_dup_bin_words (self->tally, &self->picture, (guint) bin);
  gtk_tooltip_set_text (tooltip, words);
  area = (GdkRectangle){ bin * WEIR_TIMELINE_BIN_WIDTH, 0, WEIR_TIMELINE_BIN_WIDTH, gtk_widget_get_height (widget) };
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    area.x = gtk_widget_get_width (widget) - area.x - area.width;
  gtk_tooltip_set_tip_area (tooltip, &area);

  return TRUE;
}

static void
weir_timeline_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WeirTimelineView *self = WEIR_TIMELINE_VIEW (widget);

  if (self->counts != NULL)
    weir_timeline_draw (widget, snapshot, &self->picture);
}

static void
weir_timeline_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MIN_WIDTH;
  else
    weir_timeline_measure_height (widget, minimum, natural);
}

static void
weir_timeline_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  refresh (WEIR_TIMELINE_VIEW (widget));
}

static void
weir_timeline_view_dispose (GObject *object)
{
  g_clear_object (&WEIR_TIMELINE_VIEW (object)->tally);
  G_OBJECT_CLASS (weir_timeline_view_parent_class)->dispose (object);
}

static void
weir_timeline_view_finalize (GObject *object)
{
  WeirTimelineView *self = WEIR_TIMELINE_VIEW (object);

  g_free (self->counts);
  g_free (self->lanes);
  G_OBJECT_CLASS (weir_timeline_view_parent_class)->finalize (object);
}

static void
weir_timeline_view_class_init (WeirTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_timeline_view_dispose;
  object_class->finalize = weir_timeline_view_finalize;
  widget_class->measure = weir_timeline_view_measure;
  widget_class->size_allocate = weir_timeline_view_size_allocate;
  widget_class->snapshot = weir_timeline_view_snapshot;
  widget_class->query_tooltip = weir_timeline_view_query_tooltip;
  signals[TIME_ACTIVATED] =
      g_signal_new ("time-activated", WEIR_TYPE_TIMELINE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_css_name (widget_class, "weir-timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
weir_timeline_view_init (WeirTimelineView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->picture.pointed = -1;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_left), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, keys);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
weir_timeline_view_new (void)
{
  return g_object_new (WEIR_TYPE_TIMELINE_VIEW, NULL);
}
