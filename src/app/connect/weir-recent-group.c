/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recent-group.h"

#include <glib/gi18n.h>

#include "weir-redact.h"
#include "weir-text.h"
#include "weir-toast.h"
#include "weir-toasts.h"

#define MOST_RECENTS 6u
/* More of a URL is not shown in any window. */
#define SHOWN_COLUMNS 400

struct _WeirRecentGroup
{
  AdwPreferencesGroup parent_instance;

  WeirWorkspace *workspace; /* (nullable) */
  gulong workspace_handler;
  GPtrArray *rows; /* borrowed */
};

G_DEFINE_FINAL_TYPE (WeirRecentGroup, weir_recent_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHOSEN,
  CLEARED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Returns: (transfer full): for a row, on one line */
static char *
shown (const char *text)
{
  GString *out = g_string_new (NULL);

  weir_text_append_row (out, weir_span_from_string (text), SHOWN_COLUMNS);

  return g_string_free (out, FALSE);
}

/* Where it is: a URL without secrets, or a folder and a file. Returns: (transfer full) */
static char *
describe_place (const WeirWorkspaceItem *item)
{
  const WeirRequestOptions *options;
  g_autofree char *name = NULL;
  g_autofree char *url = NULL;

  if (item->path != NULL)
    {
      name = g_filename_display_name (item->path);
      return shown (name);
    }
  options = weir_request_get_options (item->request);
  url = weir_redact_url (options->url);
  if (strcmp (options->method, "GET") == 0)
    return shown (url);
  name = g_strconcat (options->method, " ", url, NULL);

  return shown (name);
}

static GtkWidget *
make_recent (const WeirWorkspaceItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *place = describe_place (item);
  g_autofree char *title = NULL;

  if (item->title != NULL)
    title = shown (item->title);
  else if (item->path != NULL)
    title = g_filename_display_basename (item->path);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title != NULL ? title : place);
  if (title != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_set_tooltip_text (row, place);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}

static void
on_activated (WeirRecentGroup *self, AdwActionRow *row)
{
  g_autoptr (WeirWorkspaceItem) item = NULL;
  guint position;

  g_ptr_array_find (self->rows, row, &position);
  item = weir_workspace_item_ref (g_ptr_array_index (weir_workspace_get_recents (self->workspace), position));
  g_signal_emit (self, signals[CHOSEN], 0, item);
}

static void
show_recents (WeirRecentGroup *self)
{
  const GPtrArray *recents = self->workspace != NULL ? weir_workspace_get_recents (self->workspace) : NULL;
  const guint n_recents = recents != NULL ? MIN (recents->len, MOST_RECENTS) : 0;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < n_recents; i++)
    {
      GtkWidget *row = make_recent (g_ptr_array_index (recents, i));

      g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n_recents > 0);
}

/* Newest first; each that is added becomes the newest. */
static void
on_undo_clear (WeirRecentGroup *self, AdwToast *toast)
{
  const GPtrArray *cleared = g_object_get_data (G_OBJECT (toast), "recents");

  for (guint i = cleared->len; i > 0 && self->workspace != NULL; i--)
    weir_workspace_add_recent (self->workspace, g_ptr_array_index (cleared, i - 1));
}

static gpointer
copy_item (gconstpointer item, gpointer user_data)
{
  return weir_workspace_item_ref ((WeirWorkspaceItem *) item);
}

static void
on_clear (WeirRecentGroup *self)
{
  GPtrArray *recents = weir_workspace_get_recents (self->workspace);
  GPtrArray *cleared = g_ptr_array_copy (recents, copy_item, NULL);
  AdwToast *toast = weir_toast_new (_ ("The recent ones were cleared"));

  g_ptr_array_set_free_func (cleared, (GDestroyNotify) weir_workspace_item_unref);
  g_object_set_data_full (G_OBJECT (toast), "recents", cleared, (GDestroyNotify) g_ptr_array_unref);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo_clear), self, G_CONNECT_SWAPPED);
  weir_workspace_clear_recents (self->workspace);
  g_signal_emit (self, signals[CLEARED], 0);
  weir_toasts_offer_near (GTK_WIDGET (self), toast);
}

void
weir_recent_group_set_workspace (WeirRecentGroup *self, WeirWorkspace *workspace)
{
  g_return_if_fail (WEIR_IS_RECENT_GROUP (self));
  g_return_if_fail (workspace == NULL || WEIR_IS_WORKSPACE (workspace));

  g_clear_signal_handler (&self->workspace_handler, self->workspace);
  g_set_object (&self->workspace, workspace);
  if (workspace != NULL)
    self->workspace_handler = g_signal_connect_swapped (workspace, "recents-changed", G_CALLBACK (show_recents), self);
  show_recents (self);
}

static void
weir_recent_group_dispose (GObject *object)
{
  WeirRecentGroup *self = WEIR_RECENT_GROUP (object);

  g_clear_signal_handler (&self->workspace_handler, self->workspace);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (weir_recent_group_parent_class)->dispose (object);
}

static void
weir_recent_group_finalize (GObject *object)
{
  g_ptr_array_unref (WEIR_RECENT_GROUP (object)->rows);
  G_OBJECT_CLASS (weir_recent_group_parent_class)->finalize (object);
}

static void
weir_recent_group_class_init (WeirRecentGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_recent_group_dispose;
  object_class->finalize = weir_recent_group_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", WEIR_TYPE_RECENT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CLEARED] = g_signal_new ("cleared", WEIR_TYPE_RECENT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/connect/weir-recent-group.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
}

static void
weir_recent_group_init (WeirRecentGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
