/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-toasts.h"

#define KEY "weir-toasts"

/* In libadwaita 1.2 a toast is up to 500 ms on its way in, and the program ends when it is out again before that: 300 ms after it was
 * dismissed. So none is dismissed at once, and none comes while another goes. */
#define DISMISS_MS 250
#define GONE_MS 350

typedef struct
{
  AdwToastOverlay *overlay; /* it owns this */
  AdwToast *told;           /* weak */
  AdwToast *offered;        /* weak */
  gboolean is_told_newer;
  GQueue leaving; /* AdwToast, owned: to be dismissed in a moment */
  GQueue waiting; /* AdwToast, owned: to come when those are gone */
  guint pause;
} Toasts;

static void
toasts_free (gpointer data)
{
  Toasts *self = data;

  g_clear_handle_id (&self->pause, g_source_remove);
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

static gboolean
go_on (gpointer user_data)
{
  Toasts *self = user_data;
  AdwToast *toast;

  if (!g_queue_is_empty (&self->leaving))
    {
      while ((toast = g_queue_pop_head (&self->leaving)) != NULL)
        {
          adw_toast_dismiss (toast);
          g_object_unref (toast);
        }
      self->pause = g_timeout_add (GONE_MS, go_on, self);
      return G_SOURCE_REMOVE;
    }
  self->pause = 0;
  while ((toast = g_queue_pop_head (&self->waiting)) != NULL)
    adw_toast_overlay_add_toast (self->overlay, toast);
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
  if (self->pause == 0)
    self->pause = g_timeout_add (DISMISS_MS, go_on, self);
}

static void
put (Toasts *self, AdwToast *toast)
{
  if (self->pause != 0)
    g_queue_push_tail (&self->waiting, toast);
  else
    adw_toast_overlay_add_toast (self->overlay, toast);
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
