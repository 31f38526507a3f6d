/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-time-bar.h"

#define SPACING 8
#define LEAST_WIDTH 2
#define HEIGHT 6
/* What the bars share; the words stand behind, on one line below each other. */
#define MOST_TRACK 360

struct _WeirTimeBar
{
  GtkWidget parent_instance;

  double start, end;
  GtkWidget *track;
  GtkWidget *bar;
  GtkWidget *words;
};

G_DEFINE_FINAL_TYPE (WeirTimeBar, weir_time_bar, GTK_TYPE_WIDGET)

static void
weir_time_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                       int *natural_baseline)
{
  WeirTimeBar *self = WEIR_TIME_BAR (widget);

  gtk_widget_measure (self->words, orientation, -1, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum += SPACING + 40;
      *natural += SPACING + MOST_TRACK;
    }
}

static void
allocate (WeirTimeBar *self, GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation allocation = { x, y, width, height };

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    allocation.x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
weir_time_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WeirTimeBar *self = WEIR_TIME_BAR (widget);
  int words, track, start, length, bar_minimum;

  /* GTK wants each child measured before it is placed. */
  gtk_widget_measure (self->words, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &words, NULL, NULL);
  gtk_widget_measure (self->bar, GTK_ORIENTATION_HORIZONTAL, -1, &bar_minimum, NULL, NULL, NULL);
  gtk_widget_measure (self->track, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  track = CLAMP (width - words - SPACING, 0, MOST_TRACK);
  start = (int) (self->start * track);
  length = MAX (MAX (LEAST_WIDTH, bar_minimum), (int) (self->end * track) - start);
  start = MIN (start, MAX (0, track - length));
  allocate (self, self->track, 0, (height - HEIGHT) / 2, track, HEIGHT);
  allocate (self, self->bar, start, (height - HEIGHT) / 2, length, HEIGHT);
  allocate (self, self->words, track + SPACING, 0, MAX (words, width - track - SPACING), height);
}

static void
weir_time_bar_dispose (GObject *object)
{
  WeirTimeBar *self = WEIR_TIME_BAR (object);

  g_clear_pointer (&self->track, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_pointer (&self->words, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_time_bar_parent_class)->dispose (object);
}

static void
weir_time_bar_class_init (WeirTimeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_time_bar_dispose;
  widget_class->measure = weir_time_bar_measure;
  widget_class->size_allocate = weir_time_bar_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "weir-time-bar");
}

static GtkWidget *
add_part (WeirTimeBar *self, const char *css_class)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (part, css_class);
  gtk_widget_set_parent (part, GTK_WIDGET (self));
  return part;
}

static void
weir_time_bar_init (WeirTimeBar *self)
{
  self->track = add_part (self, "weir-time-track");
  self->bar = add_part (self, "weir-time-part");
  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_widget_add_css_class (self->words, "numeric");
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
}

GtkWidget *
weir_time_bar_new (double start, double end, const char *words)
{
  WeirTimeBar *self = g_object_new (WEIR_TYPE_TIME_BAR, NULL);

  self->start = start;
  self->end = end;
  gtk_label_set_text (GTK_LABEL (self->words), words);
  return GTK_WIDGET (self);
}
