/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-wrap.h"

#define SPACING 6
#define MOST_SPACING 100

struct _WeirWrap
{
  GtkWidget parent_instance;

  GtkWidget *start;
  GtkWidget *end;
  int spacing;
};

G_DEFINE_FINAL_TYPE (WeirWrap, weir_wrap, GTK_TYPE_WIDGET)

enum
{
  PROP_START = 1,
  PROP_END,
  PROP_SPACING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_shown (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_visible (widget);
}

static void
measure_child (GtkWidget *child, GtkOrientation orientation, int for_size, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  if (is_shown (child))
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

/* Whether both stand in one row, where the second may be as narrow as it can. @start: the first one's natural width */
static gboolean
fits (WeirWrap *self, int width, int *start)
{
  int minimum, end, natural;

  measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, start);
  measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &end, &natural);
  return !is_shown (self->start) || !is_shown (self->end) || width < 0 || *start + self->spacing + end <= width;
}

static GtkSizeRequestMode
weir_wrap_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
weir_wrap_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                   int *natural_baseline)
{
  WeirWrap *self = WEIR_WRAP (widget);
  int start_minimum, start_natural, end_minimum, end_natural, start;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_child (self->start, orientation, -1, &start_minimum, &start_natural);
      measure_child (self->end, orientation, -1, &end_minimum, &end_natural);
      *minimum = MAX (start_minimum, end_minimum);
      *natural = start_natural + self->spacing + end_natural;
      return;
    }

  if (fits (self, for_size, &start))
    {
      const int rest = for_size < 0 ? -1 : MAX (0, is_shown (self->start) ? for_size - start - self->spacing : for_size);

      measure_child (self->start, orientation, for_size < 0 ? -1 : MIN (start, for_size), &start_minimum, &start_natural);
      measure_child (self->end, orientation, rest, &end_minimum, &end_natural);
      *minimum = MAX (start_minimum, end_minimum);
      *natural = MAX (start_natural, end_natural);
    }
  else
    {
      measure_child (self->start, orientation, for_size, &start_minimum, &start_natural);
      measure_child (self->end, orientation, for_size, &end_minimum, &end_natural);
      *minimum = start_minimum + self->spacing + end_minimum;
      *natural = start_natural + self->spacing + end_natural;
    }
}

static void
allocate (WeirWrap *self, GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation allocation = { x, y, width, height };

  if (!is_shown (child))
    return;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    allocation.x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
weir_wrap_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WeirWrap *self = WEIR_WRAP (widget);
  int start, minimum, first;

  if (fits (self, width, &start))
    {
      const int taken = is_shown (self->start) ? MIN (start, width) : 0;
      const int offset = taken > 0 && is_shown (self->end) ? taken + self->spacing : taken;

      allocate (self, self->start, 0, 0, taken, height);
      allocate (self, self->end, offset, 0, width - offset, height);
      return;
    }
  measure_child (self->start, GTK_ORIENTATION_VERTICAL, width, &minimum, &first);
  allocate (self, self->start, 0, 0, width, first);
  allocate (self, self->end, 0, first + self->spacing, width, MAX (0, height - first - self->spacing));
}

static void
set_child (WeirWrap *self, GtkWidget **place, GtkWidget *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child != NULL)
    gtk_widget_insert_after (child, GTK_WIDGET (self), place == &self->end ? self->start : NULL);
}

static void
weir_wrap_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirWrap *self = WEIR_WRAP (object);

  switch (prop_id)
    {
    case PROP_START:
      set_child (self, &self->start, g_value_get_object (value));
      break;
    case PROP_END:
      set_child (self, &self->end, g_value_get_object (value));
      break;
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_wrap_dispose (GObject *object)
{
  WeirWrap *self = WEIR_WRAP (object);

  g_clear_pointer (&self->start, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_wrap_parent_class)->dispose (object);
}

static void
weir_wrap_class_init (WeirWrapClass *klass)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = weir_wrap_set_property;
  G_OBJECT_CLASS (klass)->dispose = weir_wrap_dispose;
  widget_class->get_request_mode = weir_wrap_get_request_mode;
  widget_class->measure = weir_wrap_measure;
  widget_class->size_allocate = weir_wrap_size_allocate;
  properties[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_END] = g_param_spec_object ("end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, MOST_SPACING, SPACING, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
weir_wrap_init (WeirWrap *self)
{
  self->spacing = SPACING;
}
