/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-window-private.h"

/* In libadwaita 1.2 a toast is up to 500 ms on its way in, and the program ends when it is out again before that: 300 ms after it was
 * dismissed. So none is dismissed at once, and none comes while another goes. */
#define DISMISS_MS 250
#define GONE_MS 350

static gboolean
go_on (gpointer user_data)
{
  WeirWindow *self = user_data;
  AdwToast *toast;

  if (!g_queue_is_empty (&self->leaving_toasts))
    {
      while ((toast = g_queue_pop_head (&self->leaving_toasts)) != NULL)
        {
          adw_toast_dismiss (toast);
          g_object_unref (toast);
        }
      self->toast_pause = g_timeout_add (GONE_MS, go_on, self);
      return G_SOURCE_REMOVE;
    }
  self->toast_pause = 0;
  while ((toast = g_queue_pop_head (&self->waiting_toasts)) != NULL)
    adw_toast_overlay_add_toast (self->toasts, toast);
  return G_SOURCE_REMOVE;
}

void
weir_window_put_toast (WeirWindow *self, AdwToast *toast)
{
  if (self->toast_pause != 0)
    g_queue_push_tail (&self->waiting_toasts, toast);
  else
    adw_toast_overlay_add_toast (self->toasts, toast);
}

void
weir_window_take_away (WeirWindow *self, AdwToast *toast)
{
  if (toast == NULL)
    return;
  if (g_queue_remove (&self->waiting_toasts, toast))
    {
      g_object_unref (toast);
      return;
    }
  g_queue_push_tail (&self->leaving_toasts, g_object_ref (toast));
  if (self->toast_pause == 0)
    self->toast_pause = g_timeout_add (DISMISS_MS, go_on, self);
}

void
weir_window_forget_toasts (WeirWindow *self)
{
  g_clear_handle_id (&self->toast_pause, g_source_remove);
  g_queue_clear_full (&self->leaving_toasts, g_object_unref);
  g_queue_clear_full (&self->waiting_toasts, g_object_unref);
}
