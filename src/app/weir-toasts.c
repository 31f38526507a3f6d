/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-toasts.h"

#define KEY "weir-toasts"

/* In libadwaita 1.2 a toast is up to 500 ms on its way in, and 300 ms on its way out; the program ends when a frame is the last one of
 * both, or of the way out first, as when the program was busy for a while. So none is dismissed before a frame was drawn in which it had
 * come: the newest one, or the one that came up when another went. */
#define ENTRY_US (520 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  AdwToastOverlay *overlay; /* it owns this */
  AdwToast *told;           /* weak */
  AdwToast *offered;        /* weak */
  gboolean is_told_newer;
  GQueue leaving; /* AdwToast, owned: to be dismissed when none is on its way in */
  GQueue waiting; /* AdwToast, owned: to come when those go */
  guint tick;     /* while there are any */
  gint64 come_us; /* frame time from which on none is on its way in */
  gboolean has_come;
} Toasts;

static void
toasts_free (gpointer data)
{
  Toasts *self = data;

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->overlay), self->tick);
  g_clear_weak_pointer (&self->told);
  g_clear_weak_pointer (&self->offered);
  g_queue_clear_full (&self->leaving, g_object_unref);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_free (self);
}

static void
on_destroyed (AdwToastOverlay *overlay)
{
  g_object_set_data (G_OBJECT (overlay), KEY, NULL);
}

static Toasts *
get_toasts (AdwToastOverlay *overlay)
{
  Toasts *self = g_object_get_data (G_OBJECT (overlay), KEY);

  if (self != NULL)
    return self;
  self = g_new0 (Toasts, 1);
  self->overlay = overlay;
  g_object_set_data_full (G_OBJECT (overlay), KEY, self, toasts_free);
  g_signal_connect (overlay, "destroy", G_CALLBACK (on_destroyed), NULL);

  return self;
}

/* One may be on its way in from now on. */
static void
begin_entry (AdwToastOverlay *overlay)
{
  Toasts *self = g_object_get_data (G_OBJECT (overlay), KEY);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (overlay));

  if (self == NULL || clock == NULL)
    return;
  self->come_us = gdk_frame_clock_get_frame_time (clock) + ENTRY_US;
  self->has_come = FALSE;
}

static void
show (Toasts *self, AdwToast *toast)
{
  /* Those that wait in the overlay come up when another one goes. */
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (begin_entry), self->overlay, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->overlay, toast);
  begin_entry (self->overlay);
}

static gboolean
on_tick (GtkWidget *overlay, GdkFrameClock *clock, gpointer user_data)
{
  Toasts *self = user_data;
  AdwToast *toast;

  if (gdk_frame_clock_get_frame_time (clock) < self->come_us)
    return G_SOURCE_CONTINUE;
  /* In this frame the way in ends, maybe after this. */
  if (!self->has_come)
    {
      self->has_come = TRUE;
      return G_SOURCE_CONTINUE;
    }

  self->tick = 0;
  while ((toast = g_queue_pop_head (&self->leaving)) != NULL)
    {
      adw_toast_dismiss (toast);
      g_object_unref (toast);
    }
  while ((toast = g_queue_pop_head (&self->waiting)) != NULL)
    show (self, toast);

  return G_SOURCE_REMOVE;
}

/* @toast: weak; none any more after it */
static void
take_away (Toasts *self, AdwToast **toast)
{
  AdwToast *old = *toast;

  g_clear_weak_pointer (toast);
  if (old == NULL)
    return;
  if (g_queue_remove (&self->waiting, old))
    {
      g_object_unref (old);
      return;
    }
  g_queue_push_tail (&self->leaving, g_object_ref (old));
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->overlay), on_tick, self, NULL);
}

static void
put (Toasts *self, AdwToast *toast)
{
  if (self->tick != 0)
    g_queue_push_tail (&self->waiting, toast);
  else
    show (self, toast);
}

void
weir_toasts_tell (AdwToastOverlay *overlay, AdwToast *toast)
{
  Toasts *self;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (ADW_IS_TOAST (toast));

  self = get_toasts (overlay);
  take_away (self, &self->told);
  g_set_weak_pointer (&self->told, toast);
  self->is_told_newer = TRUE;
  put (self, toast);
}

void
weir_toasts_offer (AdwToastOverlay *overlay, AdwToast *toast)
{
  Toasts *self;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (ADW_IS_TOAST (toast));

  self = get_toasts (overlay);
  /* What waits in the overlay goes first, so that it does not come when the other goes. */
  if (self->is_told_newer)
    take_away (self, &self->told);
  take_away (self, &self->offered);
  take_away (self, &self->told);
  g_set_weak_pointer (&self->offered, toast);
  self->is_told_newer = FALSE;
  put (self, toast);
}

static void
put_near (GtkWidget *widget, AdwToast *toast, void (*add) (AdwToastOverlay *overlay, AdwToast *toast))
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    add (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

void
weir_toasts_tell_near (GtkWidget *widget, AdwToast *toast)
{
  put_near (widget, toast, weir_toasts_tell);
}

void
weir_toasts_offer_near (GtkWidget *widget, AdwToast *toast)
{
  put_near (widget, toast, weir_toasts_offer);
}
