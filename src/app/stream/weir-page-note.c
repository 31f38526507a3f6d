/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n.h>

#include "weir-stream-page-private.h"
#include "weir-toasts.h"

#define UNDO_SECONDS 8

typedef struct
{
  guint64 row;
  char *text;
} Removed;

static void
removed_free (gpointer data)
{
  Removed *self = data;

  g_free (self->text);
  g_free (self);
}

static void
on_undo (AdwToast *toast, gpointer user_data)
{
  WeirStreamPage *self = user_data;
  const Removed *removed = g_object_get_data (G_OBJECT (toast), "removed");

  weir_event_view_set_note (self->events, removed->row, removed->text);
}

void
weir_page_tell_removed (WeirStreamPage *self, guint64 row, const char *note)
{
  AdwToast *toast = adw_toast_new (_ ("Note removed"));
  Removed *removed = g_new0 (Removed, 1);

  removed->row = row;
  removed->text = g_strdup (note);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  g_object_set_data_full (G_OBJECT (toast), "removed", removed, removed_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo), self, 0);
  weir_toasts_offer (self->toasts, toast);
}
