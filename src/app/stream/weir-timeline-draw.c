/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-timeline-draw.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define BARS_HEIGHT 44
/* Where there is no room for more: large letters in a small window. */
#define LEAST_BARS_HEIGHT 16
#define LANE_HEIGHT 6
#define GAP 3
/* Room for a time and some air. */
#define TICK_WIDTH 110
/* As libadwaita's captions. */
#define CAPTION_SCALE 0.82

typedef struct
{
  GtkWidget *widget;
  GtkSnapshot *snapshot;
  const WeirTimelinePicture *picture;
  int width;
  int caption;
  int bars;
  GdkRGBA text;
} Canvas;

static PangoLayout *
create_caption (GtkWidget *widget, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (CAPTION_SCALE));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);

  return layout;
}

static int
get_caption_height (GtkWidget *widget)
{
  /* What is written, as some scripts are taller than digits. */
  g_autoptr (PangoLayout) layout = create_caption (widget, _ ("at most %s"));
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

static int
get_rest_height (GtkWidget *widget)
{
  return 2 * get_caption_height (widget) + LANE_HEIGHT + 2 * GAP;
}

void
weir_timeline_measure_height (GtkWidget *widget, int *minimum, int *natural)
{
  const int rest = get_rest_height (widget);

  *minimum = rest + LEAST_BARS_HEIGHT;
  *natural = rest + BARS_HEIGHT;
}

static void
fill (Canvas *self, const GdkRGBA *color, double x, double y, double width, double height)
{
  graphene_rect_t rectangle;

  /* Time runs the way people read. */
  if (gtk_widget_get_direction (self->widget) == GTK_TEXT_DIR_RTL)
    x = self->width - x - width;
  graphene_rect_init (&rectangle, (float) x, (float) y, (float) width, (float) height);
  gtk_snapshot_append_color (self->snapshot, color, &rectangle);
}

/* Returns: the width of the text */
static int
draw_text (Canvas *self, const char *text, int x, int y, int max_width)
{
  g_autoptr (PangoLayout) layout = create_caption (self->widget, text);
  int width;

  if (max_width > 0)
    {
      pango_layout_set_width (layout, max_width * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_get_pixel_size (layout, &width, NULL);
  /* A layout with a width of its own aligns by itself. */
  if (gtk_widget_get_direction (self->widget) == GTK_TEXT_DIR_RTL)
    x = self->width - x - (max_width > 0 ? max_width : width);
  gtk_snapshot_save (self->snapshot);
  gtk_snapshot_translate (self->snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (self->snapshot, layout, &self->text);
  gtk_snapshot_restore (self->snapshot);

  return width;
}

guint32
weir_timeline_get_peak (const WeirTimelinePicture *picture)
{
  guint32 peak = 0;

  for (guint bin = 0; bin < picture->scale.n_bins; bin++)
    {
      guint32 sum = 0;

      for (guint i = 0; i < WEIR_N_NAME_COLORS; i++)
        sum += picture->counts[bin * WEIR_N_NAME_COLORS + i];
      peak = MAX (peak, sum);
    }

  return peak;
}

char *
weir_timeline_dup_rate (guint64 events, gint64 duration_us)
{
  double rate = (double) events * G_TIME_SPAN_SECOND / (double) MAX (duration_us, 1);

  if (rate >= 10 || rate == (double) (int) rate)
    /* Translators: events a second. */
    return g_strdup_printf (_ ("%'.0f/s"), rate);

  return g_strdup_printf (_ ("%.1f/s"), rate);
}

static void
draw_bars (Canvas *self)
{
  const WeirTimelinePicture *picture = self->picture;
  guint32 peak = weir_timeline_get_peak (picture);
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (self->widget));
  GdkRGBA colors[WEIR_N_NAME_COLORS];

  if (peak == 0)
    return;

  for (guint i = 0; i < WEIR_N_NAME_COLORS; i++)
    weir_name_color_get (i, adw_style_manager_get_dark (style), adw_style_manager_get_high_contrast (style), &colors[i]);
  for (guint bin = 0; bin < picture->scale.n_bins; bin++)
    {
      guint64 below = 0;

      for (guint i = 0; i < WEIR_N_NAME_COLORS; i++)
        {
          guint32 count = picture->counts[bin * WEIR_N_NAME_COLORS + i];
          double from = (double) below * self->bars / peak;
          /* One event among thousands is still seen. */
          double height = MAX ((double) count * self->bars / peak, below == 0 ? 1 : 0);

          if (count == 0)
            continue;
          fill (self, &colors[i], bin * WEIR_TIMELINE_BIN_WIDTH, self->caption + self->bars - from - height, WEIR_TIMELINE_BIN_WIDTH - 1,
                height);
          below += count;
        }
    }
}

static void
get_lane_colors (Canvas *self, GdkRGBA colors[WEIR_LANE_STOPPED + 1])
{
  static const char *const names[] = {
    [WEIR_LANE_CONNECTING] = "accent_color",
    [WEIR_LANE_OPEN] = "success_color",
    [WEIR_LANE_WAITING] = "warning_color",
    [WEIR_LANE_FAILED] = "error_color",
  };
  GtkStyleContext *context = gtk_widget_get_style_context (self->widget);

  for (guint lane = 0; lane <= WEIR_LANE_STOPPED; lane++)
    {
      colors[lane] = self->text;
      if (lane < G_N_ELEMENTS (names))
        gtk_style_context_lookup_color (context, names[lane], &colors[lane]);
    }
}

/* Each has a height of its own, so that the lane can be read without its colours. */
static void
draw_lane (Canvas *self)
{
  static const int heights[] = {
    [WEIR_LANE_CONNECTING] = 4,       [WEIR_LANE_OPEN] = LANE_HEIGHT, [WEIR_LANE_WAITING] = 2,
    [WEIR_LANE_FAILED] = LANE_HEIGHT, [WEIR_LANE_STOPPED] = 1,
  };
  const WeirTimelinePicture *picture = self->picture;
  int bottom = self->caption + self->bars + GAP + LANE_HEIGHT;
  GdkRGBA colors[WEIR_LANE_STOPPED + 1];
  guint from = 0;

  get_lane_colors (self, colors);
  for (guint bin = 0; bin < picture->scale.n_bins; bin++)
    {
      WeirTimelineLane lane = picture->lanes[bin];
      gboolean last = bin + 1 == picture->scale.n_bins || picture->lanes[bin + 1].most != lane.most;

      if (last && lane.most <= WEIR_LANE_STOPPED)
        fill (self, &colors[lane.most], from * WEIR_TIMELINE_BIN_WIDTH, bottom - heights[lane.most],
              (bin + 1 - from) * WEIR_TIMELINE_BIN_WIDTH, heights[lane.most]);
      if (last)
        from = bin + 1;
    }

  /* What was short stands above its neighbours. */
  for (guint bin = 0; bin < picture->scale.n_bins; bin++)
    if (picture->lanes[bin].mark <= WEIR_LANE_STOPPED)
      fill (self, &colors[picture->lanes[bin].mark], bin * WEIR_TIMELINE_BIN_WIDTH, bottom - LANE_HEIGHT - GAP + 1, WEIR_TIMELINE_BIN_WIDTH,
            LANE_HEIGHT + GAP - 1);
}

static void
draw_axis (Canvas *self)
{
  const WeirTimelineScale *scale = &self->picture->scale;
  gint64 span = scale->bin_us * scale->n_bins;
  gint64 step = weir_timeline_choose_step (span, (guint) MAX (self->width / TICK_WIDTH, 1));
  gint64 from_wall = self->picture->start_wall_us + scale->from_us;
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (from_wall / G_TIME_SPAN_SECOND);
  gint64 offset = local != NULL ? g_date_time_get_utc_offset (local) : 0;
  /* The first round time of the local clock. */
  gint64 wall = (from_wall + offset + step - 1) / step * step - offset;
  int y = self->caption + self->bars + LANE_HEIGHT + 2 * GAP;
  GdkRGBA line = self->text;

  line.alpha *= 0.2f;
  for (; wall < from_wall + span; wall += step)
    {
      g_autofree char *text = weir_timeline_dup_time (wall, step);
      int x = (int) ((double) (wall - from_wall) * WEIR_TIMELINE_BIN_WIDTH / (double) scale->bin_us);

      fill (self, &line, x, self->caption, 1, self->bars + LANE_HEIGHT + GAP);
      if (x + TICK_WIDTH / 2 < self->width)
        draw_text (self, text, x, y, 0);
    }
}

static void
draw_peak (Canvas *self)
{
  guint32 peak = weir_timeline_get_peak (self->picture);
  g_autofree char *rate = weir_timeline_dup_rate (peak, self->picture->scale.bin_us);
  g_autofree char *text = NULL;
  GdkRGBA line = self->text;

  if (peak == 0)
    return;

  /* Translators: %s is a rate like 212/s: the height of the highest bar. */
  text = g_strdup_printf (_ ("at most %s"), rate);
  draw_text (self, text, 0, 0, 0);
  line.alpha *= 0.2f;
  fill (self, &line, 0, self->caption, self->width, 1);
}

void
weir_timeline_draw (GtkWidget *widget, GtkSnapshot *snapshot, const WeirTimelinePicture *picture)
{
  Canvas self = {
    .widget = widget,
    .snapshot = snapshot,
    .picture = picture,
    .width = gtk_widget_get_width (widget),
    .caption = get_caption_height (widget),
    .bars = MAX (gtk_widget_get_height (widget) - get_rest_height (widget), LEAST_BARS_HEIGHT),
  };
  GdkRGBA pointed;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &self.text);
  pointed = self.text;
  pointed.alpha *= 0.15f;
  if (picture->pointed >= 0)
    fill (&self, &pointed, picture->pointed * WEIR_TIMELINE_BIN_WIDTH - 1, self.caption, WEIR_TIMELINE_BIN_WIDTH + 1,
          self.bars + LANE_HEIGHT + GAP);

  self.text.alpha *= 0.8f;
  draw_peak (&self);
  draw_axis (&self);
  draw_bars (&self);
  draw_lane (&self);
}
