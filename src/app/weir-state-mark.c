/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-state-mark.h"

#include <glib/gi18n.h>

/* As an icon: whole pixels at every scale. */
#define SIZE 16
#define RADIUS 5.0

struct _WeirStateMark
{
  GtkWidget parent_instance;

  WeirMark mark;
};

G_DEFINE_FINAL_TYPE (WeirStateMark, weir_state_mark, GTK_TYPE_WIDGET)

static const struct
{
  const char *style;
  const char *text;
} marks[] = {
  [WEIR_MARK_IDLE] = { "weir-idle", NC_ ("state", "Not started") },
  [WEIR_MARK_CONNECTING] = { "weir-connecting", NC_ ("state", "Connecting") },
  [WEIR_MARK_OPEN] = { "weir-open", NC_ ("state", "Open") },
  [WEIR_MARK_WAITING] = { "weir-waiting", NC_ ("state", "Waiting") },
  [WEIR_MARK_STOPPED] = { "weir-stopped", NC_ ("state", "Stopped") },
  [WEIR_MARK_FAILED] = { "weir-failed", NC_ ("state", "Failed") },
  [WEIR_MARK_RECORDING] = { "weir-recording", NC_ ("state", "Recording") },
  [WEIR_MARK_SERVING] = { "weir-serving", NC_ ("state", "Running") },
};

static gboolean
was_asked_to_stop (WeirStream *stream)
{
  const WeirStreamFailure *failure = weir_stream_get_failure (stream);

  return failure != NULL && failure->reason == WEIR_REASON_NO_CONTENT;
}

WeirMark
weir_mark_of_stream (WeirStream *stream)
{
  g_return_val_if_fail (WEIR_IS_STREAM (stream), WEIR_MARK_IDLE);

  if (weir_stream_get_request (stream) == NULL)
    return WEIR_MARK_RECORDING;

  switch (weir_stream_get_state (stream))
    {
    case WEIR_SOURCE_CONNECTING:
    case WEIR_SOURCE_SENT:
      return WEIR_MARK_CONNECTING;
    case WEIR_SOURCE_OPEN:
      return WEIR_MARK_OPEN;
    case WEIR_SOURCE_WAITING:
      return WEIR_MARK_WAITING;
    case WEIR_SOURCE_STOPPED:
      return WEIR_MARK_STOPPED;
    case WEIR_SOURCE_FAILED:
      return was_asked_to_stop (stream) ? WEIR_MARK_STOPPED : WEIR_MARK_FAILED;
    case WEIR_SOURCE_IDLE:
    default:
      return WEIR_MARK_IDLE;
    }
}

const char *
weir_mark_to_text (WeirMark mark)
{
  g_return_val_if_fail ((gsize) mark < G_N_ELEMENTS (marks), NULL);

  return g_dpgettext2 (NULL, "state", marks[mark].text);
}

static void
draw_ring (cairo_t *cr)
{
  cairo_arc (cr, 0, 0, RADIUS - 1, 0, 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_disc (cairo_t *cr, double radius)
{
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_broken_ring (cairo_t *cr)
{
  const double gap = 0.35;

  for (int i = 0; i < 4; i++)
    {
      double from = i * G_PI / 2 + gap / 2;

      cairo_new_sub_path (cr);
      cairo_arc (cr, 0, 0, RADIUS - 1, from, from + G_PI / 2 - gap);
    }
  cairo_stroke (cr);
}

/* As the arrow of *Start*, whichever way the text goes. */
static void
draw_triangle (cairo_t *cr)
{
  cairo_move_to (cr, 1 - RADIUS, -RADIUS);
  cairo_line_to (cr, RADIUS, 0);
  cairo_line_to (cr, 1 - RADIUS, RADIUS);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_half_disc (cairo_t *cr)
{
  draw_ring (cr);
  cairo_arc (cr, 0, 0, RADIUS - 1, G_PI / 2, 3 * G_PI / 2);
  cairo_fill (cr);
}

static void
draw_cross (cairo_t *cr)
{
  const double arm = RADIUS - 1;

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to (cr, -arm, -arm);
  cairo_line_to (cr, arm, arm);
  cairo_move_to (cr, -arm, arm);
  cairo_line_to (cr, arm, -arm);
  cairo_stroke (cr);
}

void
weir_mark_draw (cairo_t *cr, WeirMark mark)
{
  cairo_set_line_width (cr, 2);
  switch (mark)
    {
    case WEIR_MARK_IDLE:
      draw_ring (cr);
      break;
    case WEIR_MARK_CONNECTING:
      draw_half_disc (cr);
      break;
    case WEIR_MARK_OPEN:
      draw_disc (cr, RADIUS);
      break;
    case WEIR_MARK_WAITING:
      draw_broken_ring (cr);
      break;
    case WEIR_MARK_STOPPED:
      cairo_rectangle (cr, 1 - RADIUS, 1 - RADIUS, 2 * RADIUS - 2, 2 * RADIUS - 2);
      cairo_fill (cr);
      break;
    case WEIR_MARK_FAILED:
      draw_cross (cr);
      break;
    case WEIR_MARK_RECORDING:
      draw_ring (cr);
      draw_disc (cr, 2);
      break;
    case WEIR_MARK_SERVING:
      draw_triangle (cr);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
weir_state_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WeirStateMark *self = WEIR_STATE_MARK (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  cairo_t *cr;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_translate (cr, width / 2, height / 2);
  weir_mark_draw (cr, self->mark);
  cairo_destroy (cr);
}

static void
weir_state_mark_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
weir_state_mark_class_init (WeirStateMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = weir_state_mark_snapshot;
  widget_class->measure = weir_state_mark_measure;
  gtk_widget_class_set_css_name (widget_class, "weir-state-mark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
show_mark (WeirStateMark *self, WeirMark mark)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_remove_css_class (widget, marks[self->mark].style);
  self->mark = mark;
  gtk_widget_add_css_class (widget, marks[mark].style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, weir_mark_to_text (mark), -1);
  gtk_widget_queue_draw (widget);
}

static void
weir_state_mark_init (WeirStateMark *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  show_mark (self, WEIR_MARK_IDLE);
}

GtkWidget *
weir_state_mark_new (void)
{
  return g_object_new (WEIR_TYPE_STATE_MARK, NULL);
}

void
weir_state_mark_set_mark (WeirStateMark *self, WeirMark mark)
{
  g_return_if_fail (WEIR_IS_STATE_MARK (self));
  g_return_if_fail ((gsize) mark < G_N_ELEMENTS (marks));

  if (mark != self->mark)
    show_mark (self, mark);
}

WeirMark
weir_state_mark_get_mark (WeirStateMark *self)
{
  g_return_val_if_fail (WEIR_IS_STATE_MARK (self), WEIR_MARK_IDLE);

  return self->mark;
}
