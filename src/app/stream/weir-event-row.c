/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-row.h"

#include <glib/gi18n.h>

#include "weir-row-draw.h"

/* Narrower than any column layout needs: the list has no scrolling across. */
#define LEAST_WIDTH 160
#define USUAL_WIDTH 640

struct _WeirEventRow
{
  GtkWidget parent_instance;

  WeirRowLook *look;
  WeirEvent *event;
  gboolean is_asleep;  /* nothing was drawn, as nobody would have seen it */
  gboolean is_unnamed; /* what a screen reader says of it is not said yet */
};

G_DEFINE_FINAL_TYPE (WeirEventRow, weir_event_row, GTK_TYPE_WIDGET)

/* What has the focus is the list's own widget around the row: a screen reader reads its label. */
static void
name_item (WeirEventRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *sentence = NULL;

  self->is_unnamed = FALSE;
  if (item == NULL || self->event == NULL)
    return;
  sentence = weir_row_text_dup_sentence (&self->look->clock, self->event);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static gboolean
is_in_sight (WeirEventRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *list = item != NULL ? gtk_widget_get_parent (item) : NULL;
  graphene_rect_t bounds;

  /* In doubt it is drawn. */
  if (list == NULL || !gtk_widget_compute_bounds (item, list, &bounds))
    return TRUE;

  return bounds.origin.y + bounds.size.height > 0 && bounds.origin.y < (float) gtk_widget_get_height (list);
}

static void
weir_event_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WeirEventRow *self = WEIR_EVENT_ROW (widget);

  if (self->event == NULL)
    return;
  self->is_asleep = !is_in_sight (self);
  if (self->is_asleep)
    return;
  weir_row_draw (self->look, self->event, snapshot, gtk_widget_get_width (widget));
  if (self->is_unnamed)
    name_item (self);
}

static void
weir_event_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  WeirEventRow *self = WEIR_EVENT_ROW (widget);

  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? self->look->height : LEAST_WIDTH;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? self->look->height : USUAL_WIDTH;
}

static char *
dup_date (WeirEventRow *self)
{
  gint64 wall_us = self->look->clock.start_wall_us + weir_event_get_time_us (self->event);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, self->look->clock.zone) : NULL;

  return local != NULL && weir_event_has_time (self->event) ? g_date_time_format (local, "%c") : NULL;
}

static gboolean
weir_event_row_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard_tooltip, GtkTooltip *tooltip)
{
  WeirEventRow *self = WEIR_EVENT_ROW (widget);
  g_autofree char *date = NULL;
  g_autofree char *note = NULL;

  if (self->event == NULL || keyboard_tooltip)
    return FALSE;
  switch (weir_row_find_part (self->look, self->event, gtk_widget_get_width (widget), x))
    {
    case WEIR_ROW_PART_READ:
      gtk_tooltip_set_text (tooltip, _ ("Came in one network read with its neighbours"));
      return TRUE;
    case WEIR_ROW_PART_TIME:
      date = dup_date (self);
      gtk_tooltip_set_text (tooltip, date);
      return date != NULL;
    case WEIR_ROW_PART_ODD:
      gtk_tooltip_set_text (tooltip, _ ("Something about these bytes is odd: the details say what"));
      return TRUE;
    case WEIR_ROW_PART_NOTE:
      note = weir_event_dup_note (self->event);
      gtk_tooltip_set_text (tooltip, note);
      return note != NULL;
    case WEIR_ROW_PART_NONE:
    default:
      return FALSE;
    }
}

static void
weir_event_row_dispose (GObject *object)
{
  WeirEventRow *self = WEIR_EVENT_ROW (object);

  g_clear_object (&self->event);

  G_OBJECT_CLASS (weir_event_row_parent_class)->dispose (object);
}

static void
weir_event_row_finalize (GObject *object)
{
  WeirEventRow *self = WEIR_EVENT_ROW (object);

  g_clear_pointer (&self->look, weir_row_look_unref);

  G_OBJECT_CLASS (weir_event_row_parent_class)->finalize (object);
}

static void
weir_event_row_class_init (WeirEventRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_event_row_dispose;
  object_class->finalize = weir_event_row_finalize;
  widget_class->snapshot = weir_event_row_snapshot;
  widget_class->measure = weir_event_row_measure;
  widget_class->query_tooltip = weir_event_row_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "weir-event-row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
weir_event_row_init (WeirEventRow *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
weir_event_row_new (WeirRowLook *look)
{
  WeirEventRow *self = g_object_new (WEIR_TYPE_EVENT_ROW, NULL);

  self->look = weir_row_look_ref (look);

  return GTK_WIDGET (self);
}

void
weir_event_row_set_event (WeirEventRow *self, WeirEvent *event)
{
  g_return_if_fail (WEIR_IS_EVENT_ROW (self));

  if (!g_set_object (&self->event, event))
    return;
  self->is_unnamed = event != NULL;
  if (!self->look->is_hasty)
    name_item (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

WeirEvent *
weir_event_row_get_event (WeirEventRow *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT_ROW (self), NULL);

  return self->event;
}

void
weir_event_row_wake (WeirEventRow *self)
{
  g_return_if_fail (WEIR_IS_EVENT_ROW (self));

  if (self->is_asleep)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
weir_event_row_refresh (WeirEventRow *self)
{
  g_return_if_fail (WEIR_IS_EVENT_ROW (self));

  self->is_unnamed = self->event != NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
