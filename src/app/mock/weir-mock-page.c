/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n.h>

#include "weir-mock-page-private.h"
#include "weir-text-scale.h"
#include "weir-toast.h"
#include "weir-toasts.h"

G_DEFINE_FINAL_TYPE (WeirMockPage, weir_mock_page, GTK_TYPE_WIDGET)

WeirMockItem *
weir_mock_page_get_item (WeirMockPage *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_PAGE (self), NULL);

  return self->item;
}

GActionGroup *
weir_mock_page_get_actions (WeirMockPage *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_PAGE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

void
weir_mock_page_tell (WeirMockPage *self, const char *text)
{
  weir_toasts_tell (self->toasts, weir_toast_new (text));
}

static void
on_notify (WeirMockPage *self, GParamSpec *pspec)
{
  static const char *const of_state[] = { "loading", "running", "url", "error", "host", "stale", NULL };
  static const char *const of_text[] = { "text", "read-only", "loading", NULL };
  gboolean modified;

  if (g_strv_contains (of_text, pspec->name) && !self->is_flushing)
    weir_mock_page_show_text (self);
  if (g_str_equal (pspec->name, "modified"))
    {
      g_object_get (self->item, "modified", &modified, NULL);
      weir_script_editor_set_modified (self->editor, modified);
    }
  if (g_str_equal (pspec->name, "url"))
    weir_mock_page_show_urls (self);
  if (g_str_equal (pspec->name, "held"))
    weir_mock_page_update_actions (self);
  if (g_strv_contains (of_state, pspec->name))
    {
      weir_mock_page_update_actions (self);
      weir_mock_page_show_state (self);
      weir_mock_page_show_peers (self);
    }
}

static void
on_peers (WeirMockPage *self)
{
  if (self->peers != NULL)
    weir_mock_page_show_peers (self);
}

void
weir_mock_page_look (WeirMockPage *self)
{
  WeirMockWatch *watch = self->peers != NULL ? weir_mock_peers_get_watch (self->peers) : NULL;

  if (watch != NULL)
    weir_mock_watch_set_looked_at (watch, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

/* By whomever. */
static void
on_server_state (WeirMockPage *self)
{
  const WeirServerState *state = weir_mock_watch_get_state (weir_mock_peers_get_watch (self->peers));

  if (state != NULL)
    weir_mock_item_take_state (self->item, state);
}

/* It may have been asked before the newest was put in line: the server itself knows. */
static void
on_server_asked (WeirMockPage *self)
{
  const WeirServerState *state = weir_mock_watch_get_state (weir_mock_peers_get_watch (self->peers));

  if (state != NULL && state->n_next != self->waiting->len)
    weir_mock_page_show_waiting (self);
}

static void
on_push_asked (WeirMockPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->send));
}

static void
set_item (WeirMockPage *self, WeirMockItem *item)
{
  GtkWidget *peers = weir_mock_peers_new (weir_mock_item_get_mock (item));
  WeirMockWatch *watch;

  self->item = g_object_ref (item);
  self->peers = WEIR_MOCK_PEERS (peers);
  adw_bin_set_child (self->peers_place, peers);
  weir_mock_page_add_hint (self);
  g_signal_connect_object (peers, "notify", G_CALLBACK (on_peers), self, G_CONNECT_SWAPPED);
  watch = weir_mock_peers_get_watch (self->peers);
  g_signal_connect_object (watch, "state-changed", G_CALLBACK (on_server_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "changed", G_CALLBACK (on_server_asked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (peers, "push-asked", G_CALLBACK (on_push_asked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (peers, "told", G_CALLBACK (weir_mock_page_tell), self, G_CONNECT_SWAPPED);
  weir_send_now_set_mock (self->send, weir_mock_item_get_mock (item));
  weir_mock_head_set_item (self->head, item);
  self->actions = weir_mock_page_create_actions (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "mock", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (item, "notify", G_CALLBACK (on_notify), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "problems-changed", G_CALLBACK (weir_mock_page_show_problems), self, G_CONNECT_SWAPPED);
  weir_mock_page_show_text (self);
  weir_mock_page_update_actions (self);
  weir_mock_page_show_urls (self);
  weir_mock_page_show_state (self);
  weir_mock_page_show_peers (self);
}

static void
weir_mock_page_map (GtkWidget *widget)
{
  WeirMockPage *self = WEIR_MOCK_PAGE (widget);

  GTK_WIDGET_CLASS (weir_mock_page_parent_class)->map (widget);
  /* Of several pages the one that is seen takes the keys. */
  gtk_widget_add_controller (widget, g_object_ref (self->shortcuts));
  weir_mock_page_look (self);
  weir_mock_page_show_waiting (self);
}

static void
weir_mock_page_unmap (GtkWidget *widget)
{
  WeirMockPage *self = WEIR_MOCK_PAGE (widget);

  weir_mock_page_flush (self);
  gtk_widget_remove_controller (widget, self->shortcuts);
  GTK_WIDGET_CLASS (weir_mock_page_parent_class)->unmap (widget);
  weir_mock_page_look (self);
}

static void
weir_mock_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  GtkWidget *content = GTK_WIDGET (WEIR_MOCK_PAGE (widget)->toasts);

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = weir_text_scale_widen (content, for_size);
  gtk_widget_measure (content, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = weir_mock_page_limit_width (WEIR_MOCK_PAGE (widget), *minimum);
}

/* Not by a layout manager: the width decides how things stand. */
static void
weir_mock_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WeirMockPage *self = WEIR_MOCK_PAGE (widget);

  gtk_widget_allocate (GTK_WIDGET (self->toasts), weir_text_scale_widen (GTK_WIDGET (self->toasts), width), height, baseline, NULL);
  weir_mock_page_set_width (self, width);
}

static gboolean
weir_mock_page_grab_focus (GtkWidget *widget)
{
  WeirMockPage *self = WEIR_MOCK_PAGE (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
weir_mock_page_dispose (GObject *object)
{
  WeirMockPage *self = WEIR_MOCK_PAGE (object);

  g_clear_handle_id (&self->typing, g_source_remove);
  g_clear_handle_id (&self->layout_idle, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  self->peers = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_MOCK_PAGE);
  g_clear_object (&self->actions);
  g_clear_object (&self->shortcuts);
  /* The mock is of no use after it, and what shows it is gone now. */
  g_clear_object (&self->item);
  G_OBJECT_CLASS (weir_mock_page_parent_class)->dispose (object);
}

static void
weir_mock_page_finalize (GObject *object)
{
  g_clear_pointer (&WEIR_MOCK_PAGE (object)->shown, g_bytes_unref);
  g_ptr_array_unref (WEIR_MOCK_PAGE (object)->waiting);
  G_OBJECT_CLASS (weir_mock_page_parent_class)->finalize (object);
}

static void
weir_mock_page_class_init (WeirMockPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_mock_page_dispose;
  object_class->finalize = weir_mock_page_finalize;
  widget_class->map = weir_mock_page_map;
  widget_class->unmap = weir_mock_page_unmap;
  widget_class->measure = weir_mock_page_measure;
  widget_class->size_allocate = weir_mock_page_size_allocate;
  widget_class->grab_focus = weir_mock_page_grab_focus;
  g_type_ensure (WEIR_TYPE_MOCK_HEAD);
  g_type_ensure (WEIR_TYPE_NOTICE_BAR);
  g_type_ensure (WEIR_TYPE_SCRIPT_EDITOR);
  g_type_ensure (WEIR_TYPE_SEND_NOW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/mock/weir-mock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirMockPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPage, head);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPage, notice);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPage, panes);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPage, editor);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPage, peers_place);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPage, send);
  gtk_widget_class_bind_template_callback (widget_class, weir_mock_page_on_typed);
  gtk_widget_class_bind_template_callback (widget_class, weir_mock_page_tell);
  gtk_widget_class_set_css_name (widget_class, "weir-mock-page");
}

static void
weir_mock_page_init (WeirMockPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->waiting = g_ptr_array_new ();
  self->shortcuts = weir_mock_page_create_shortcuts ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
weir_mock_page_new (WeirMockItem *item)
{
  WeirMockPage *self;

  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (item), NULL);

  self = g_object_new (WEIR_TYPE_MOCK_PAGE, NULL);
  set_item (self, item);

  return GTK_WIDGET (self);
}
