/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-split.h"

#include "weir-split-border.h"
#include "weir-text-scale.h"

/* Below this, with letters of the usual size, a sidebar beside the page leaves too little of the page. */
#define FOLD_WIDTH 700
#define BORDER_WIDTH 9
#define DURATION_MS 200
#define LEAST_WIDTH 160
#define MOST_WIDTH 600
/* What the page keeps at least when the border is dragged. */
#define CONTENT_WIDTH 380
/* What stays of the page beside the overlay, to click on. */
#define MARGIN 48

struct _WeirSplit
{
  GtkWidget parent_instance;

  GtkWidget *sidebar;
  GtkWidget *content;
  GtkWidget *shade;  /* over the content, below the overlay */
  GtkWidget *border; /* to drag */
  AdwAnimation *animation;

  double shown;      /* 0: the sidebar is out of sight; 1: it is all there */
  double drag_start; /* width of the sidebar when the border was taken */
  int side;          /* its width now */
  int sidebar_width;
  gboolean sidebar_shown;
  gboolean overlay_shown;
  gboolean folded;
};

G_DEFINE_FINAL_TYPE (WeirSplit, weir_split, GTK_TYPE_WIDGET)

enum
{
  PROP_SIDEBAR = 1,
  PROP_CONTENT,
  PROP_SIDEBAR_WIDTH,
  PROP_SIDEBAR_SHOWN,
  PROP_OVERLAY_SHOWN,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_wanted (WeirSplit *self)
{
  return self->folded ? self->overlay_shown : self->sidebar_shown;
}

static void
on_shown (double value, gpointer user_data)
{
  WeirSplit *self = user_data;

  self->shown = value;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Goes to where it is wanted; @at_once: without a movement. */
static void
update (WeirSplit *self, gboolean at_once)
{
  AdwTimedAnimation *animation = ADW_TIMED_ANIMATION (self->animation);
  double target = is_wanted (self) ? 1 : 0;

  if (at_once || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      adw_animation_reset (self->animation);
      self->shown = target;
      gtk_widget_queue_resize (GTK_WIDGET (self));
      return;
    }

  adw_timed_animation_set_value_from (animation, self->shown);
  adw_timed_animation_set_value_to (animation, target);
  adw_animation_play (self->animation);
}

static void
set_overlay_shown (WeirSplit *self, gboolean shown)
{
  if (shown == self->overlay_shown)
    return;

  self->overlay_shown = shown;
  if (self->folded)
    {
      /* Before it is out of sight, so that the focus is never nowhere. */
      gtk_widget_child_focus (shown ? self->sidebar : self->content, GTK_DIR_TAB_FORWARD);
      update (self, FALSE);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OVERLAY_SHOWN]);
}

static void
set_sidebar_shown (WeirSplit *self, gboolean shown)
{
  if (shown == self->sidebar_shown)
    return;

  self->sidebar_shown = shown;
  if (!self->folded)
    update (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDEBAR_SHOWN]);
}

static void
set_sidebar_width (WeirSplit *self, int width)
{
  width = CLAMP (width, LEAST_WIDTH, MOST_WIDTH);
  if (width == self->sidebar_width)
    return;

  self->sidebar_width = width;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDEBAR_WIDTH]);
}

static void
set_child (WeirSplit *self, GtkWidget **place, GtkWidget *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child == NULL)
    return;
  /* In the order of the focus, and of what covers what. */
  if (place == &self->content)
    gtk_widget_insert_before (child, GTK_WIDGET (self), self->shade);
  else
    gtk_widget_insert_before (child, GTK_WIDGET (self), self->border);
}

static int
get_width_beside (WeirSplit *self, int width)
{
  int least = 0;
  int most = MAX (LEAST_WIDTH, width - CONTENT_WIDTH);

  gtk_widget_measure (self->sidebar, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return MAX (least, MIN (self->sidebar_width, most));
}

static void
place (GtkWidget *child, int x, int width, int height, gboolean is_rtl, int whole_width)
{
  GtkAllocation area = { is_rtl ? whole_width - x - width : x, 0, width, height };

  gtk_widget_size_allocate (child, &area, -1);
}

static void
weir_split_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WeirSplit *self = WEIR_SPLIT (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean folded = width < FOLD_WIDTH * weir_text_scale (widget);
  int shown, content_x;

  if (folded != self->folded)
    {
      self->folded = folded;
      self->overlay_shown = FALSE;
      adw_animation_reset (self->animation);
      self->shown = is_wanted (self) ? 1 : 0;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
    }

  self->side = get_width_beside (self, folded ? width + CONTENT_WIDTH - MARGIN : width);
  shown = (int) (self->side * self->shown + 0.5);
  content_x = folded ? 0 : shown;
  gtk_widget_set_child_visible (self->sidebar, shown > 0);
  gtk_widget_set_child_visible (self->shade, folded && shown > 0);
  gtk_widget_set_child_visible (self->border, !folded && shown == self->side);
  gtk_widget_set_opacity (self->shade, self->shown);

  place (self->content, content_x, width - content_x, height, is_rtl, width);
  if (shown > 0)
    place (self->sidebar, shown - self->side, self->side, height, is_rtl, width);
  if (folded && shown > 0)
    place (self->shade, 0, width, height, is_rtl, width);
  if (!folded && shown == self->side)
    place (self->border, self->side - BORDER_WIDTH / 2, BORDER_WIDTH, height, is_rtl, width);
}

static void
weir_split_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                    int *natural_baseline)
{
  WeirSplit *self = WEIR_SPLIT (widget);
  int side_minimum, side_natural, content_minimum, content_natural;

  /* Which width each of them gets is known later only; neither grows taller when it is narrow. */
  gtk_widget_measure (self->sidebar, orientation, -1, &side_minimum, &side_natural, NULL, NULL);
  gtk_widget_measure (self->content, orientation, -1, &content_minimum, &content_natural, NULL, NULL);
  *minimum = MAX (side_minimum, content_minimum);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? side_natural + content_natural : MAX (side_natural, content_natural);
}

static void
on_shade_pressed (WeirSplit *self)
{
  set_overlay_shown (self, FALSE);
}

static void
on_border_begin (WeirSplit *self)
{
  self->drag_start = self->side;
}

static void
on_border_move (WeirSplit *self, double offset)
{
  set_sidebar_width (self, (int) (self->drag_start + offset));
}

static void
on_border_leave (WeirSplit *self)
{
  gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD);
}

static gboolean
on_key (WeirSplit *self, guint key, guint code, GdkModifierType modifiers)
{
  if (key != GDK_KEY_Escape || !self->folded || !self->overlay_shown)
    return GDK_EVENT_PROPAGATE;
  set_overlay_shown (self, FALSE);

  return GDK_EVENT_STOP;
}

static void
weir_split_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirSplit *self = WEIR_SPLIT (object);

  switch (id)
    {
    case PROP_SIDEBAR_WIDTH:
      g_value_set_int (value, self->sidebar_width);
      break;
    case PROP_SIDEBAR_SHOWN:
      g_value_set_boolean (value, self->sidebar_shown);
      break;
    case PROP_OVERLAY_SHOWN:
      g_value_set_boolean (value, self->overlay_shown);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
weir_split_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WeirSplit *self = WEIR_SPLIT (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      set_child (self, &self->sidebar, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      set_child (self, &self->content, g_value_get_object (value));
      break;
    case PROP_SIDEBAR_WIDTH:
      set_sidebar_width (self, g_value_get_int (value));
      break;
    case PROP_SIDEBAR_SHOWN:
      set_sidebar_shown (self, g_value_get_boolean (value));
      break;
    case PROP_OVERLAY_SHOWN:
      set_overlay_shown (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
weir_split_dispose (GObject *object)
{
  WeirSplit *self = WEIR_SPLIT (object);

  g_clear_object (&self->animation);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->sidebar, gtk_widget_unparent);
  g_clear_pointer (&self->shade, gtk_widget_unparent);
  g_clear_pointer (&self->border, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_split_parent_class)->dispose (object);
}

static void
weir_split_class_init (WeirSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = weir_split_get_property;
  object_class->set_property = weir_split_set_property;
  object_class->dispose = weir_split_dispose;
  widget_class->measure = weir_split_measure;
  widget_class->size_allocate = weir_split_size_allocate;
  properties[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIDEBAR_WIDTH] = g_param_spec_int ("sidebar-width", NULL, NULL, LEAST_WIDTH, MOST_WIDTH, 240, flags);
  properties[PROP_SIDEBAR_SHOWN] = g_param_spec_boolean ("sidebar-shown", NULL, NULL, TRUE, flags);
  properties[PROP_OVERLAY_SHOWN] = g_param_spec_boolean ("overlay-shown", NULL, NULL, FALSE, flags);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_split_init (WeirSplit *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *press = gtk_gesture_click_new ();
  AdwAnimationTarget *target = adw_callback_animation_target_new (on_shown, self, NULL);

  self->sidebar_width = 240;
  self->sidebar_shown = TRUE;
  self->shown = 1;
  self->animation = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, DURATION_MS, target);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  self->shade = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->shade, "weir-shade");
  gtk_widget_set_parent (self->shade, GTK_WIDGET (self));
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (on_shade_pressed), self);
  gtk_widget_add_controller (self->shade, GTK_EVENT_CONTROLLER (press));

  self->border = weir_split_border_new ();
  gtk_widget_set_parent (self->border, GTK_WIDGET (self));
  g_signal_connect_swapped (self->border, "begin", G_CALLBACK (on_border_begin), self);
  g_signal_connect_swapped (self->border, "move", G_CALLBACK (on_border_move), self);
  g_signal_connect_swapped (self->border, "leave", G_CALLBACK (on_border_leave), self);

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
weir_split_new (void)
{
  return g_object_new (WEIR_TYPE_SPLIT, NULL);
}

gboolean
weir_split_get_folded (WeirSplit *self)
{
  g_return_val_if_fail (WEIR_IS_SPLIT (self), FALSE);

  return self->folded;
}

void
weir_split_toggle (WeirSplit *self)
{
  g_return_if_fail (WEIR_IS_SPLIT (self));

  if (self->folded)
    set_overlay_shown (self, !self->overlay_shown);
  else
    set_sidebar_shown (self, !self->sidebar_shown);
}

void
weir_split_fold (WeirSplit *self)
{
  g_return_if_fail (WEIR_IS_SPLIT (self));

  set_overlay_shown (self, FALSE);
}

void
weir_split_focus_border (WeirSplit *self)
{
  g_return_if_fail (WEIR_IS_SPLIT (self));

  if (gtk_widget_get_child_visible (self->border))
    gtk_widget_grab_focus (self->border);
}
