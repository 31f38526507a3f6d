/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-served-item.h"

#include "weir-mock-page.h"
#include "weir-text.h"

#include <glib/gi18n.h>

/* Titles are cut on screen; of hostile ones no more than this is laid out. */
#define TITLE_COLUMNS 120

struct _WeirServedItem
{
  WeirSidebarItem parent_instance;

  WeirMockItem *mock;
  gboolean was_started;
  gboolean was_running; /* when it was closed */
};

G_DEFINE_FINAL_TYPE (WeirServedItem, weir_served_item, WEIR_TYPE_SIDEBAR_ITEM)

static void
show_title (WeirServedItem *self)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  weir_text_append_row (shown, weir_span_from_string (weir_mock_item_get_title (self->mock)), TITLE_COLUMNS);
  g_object_set (self, "title", shown->str, NULL);
}

/* Its port, and how many are there. */
static char *
make_note (WeirServedItem *self)
{
  guint port, n_clients;

  if (!weir_mock_item_get_running (self->mock))
    return g_strdup ("");

  g_object_get (self->mock, "port", &port, "n-clients", &n_clients, NULL);
  if (n_clients == 0)
    return g_strdup_printf (":%u", port);
  /* Translators: a port, then how many clients are connected. Very short: it stands in the sidebar */
  return g_strdup_printf (_ (":%1$u · %2$u"), port, n_clients);
}

static void
show_note (WeirServedItem *self)
{
  g_autofree char *note = make_note (self);

  g_object_set (self, "note", note, NULL);
}

static WeirMark
get_mark (WeirServedItem *self)
{
  if (weir_mock_item_get_running (self->mock))
    return WEIR_MARK_SERVING;
  if (weir_mock_item_get_error (self->mock) != NULL)
    return WEIR_MARK_FAILED;
  return self->was_started ? WEIR_MARK_STOPPED : WEIR_MARK_IDLE;
}

static void
show_state (WeirServedItem *self)
{
  gboolean running = weir_mock_item_get_running (self->mock);
  const char *url = weir_mock_item_get_url (self->mock);

  self->was_started = self->was_started || running;
  g_object_set (self, "mark", get_mark (self), "subtitle", url, "address", url, "can-start", !running, "can-stop", running, NULL);
  show_note (self);
}

static void
weir_served_item_rename (WeirSidebarItem *item, const char *title)
{
  weir_mock_item_set_title (WEIR_SERVED_ITEM (item)->mock, title);
}

static void
weir_served_item_start (WeirSidebarItem *item)
{
  /* Why it does not run, its page says. */
  weir_mock_item_run (WEIR_SERVED_ITEM (item)->mock, NULL);
}

static void
weir_served_item_stop (WeirSidebarItem *item)
{
  weir_mock_item_stop (WEIR_SERVED_ITEM (item)->mock);
}

static void
weir_served_item_set_closed (WeirSidebarItem *item, gboolean is_closed)
{
  WeirServedItem *self = WEIR_SERVED_ITEM (item);

  if (is_closed)
    {
      self->was_running = weir_mock_item_get_running (self->mock);
      weir_mock_item_stop (self->mock);
    }
  else if (self->was_running)
    {
      weir_mock_item_run (self->mock, NULL);
    }
}

/* Whoever else still holds the mock, it does not run without its page. */
static void
weir_served_item_dispose (GObject *object)
{
  WeirServedItem *self = WEIR_SERVED_ITEM (object);

  if (self->mock != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->mock, self);
      weir_mock_item_stop (self->mock);
      g_clear_object (&self->mock);
    }
  G_OBJECT_CLASS (weir_served_item_parent_class)->dispose (object);
}

static void
weir_served_item_class_init (WeirServedItemClass *klass)
{
  WeirSidebarItemClass *item_class = WEIR_SIDEBAR_ITEM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_served_item_dispose;
  item_class->rename = weir_served_item_rename;
  item_class->start = weir_served_item_start;
  item_class->stop = weir_served_item_stop;
  item_class->set_closed = weir_served_item_set_closed;
}

static void
weir_served_item_init (WeirServedItem *self)
{
}

WeirSidebarItem *
weir_served_item_new (WeirMockItem *mock, GtkWidget *page)
{
  WeirServedItem *self;
  GActionGroup *actions;

  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (mock), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);

  actions = WEIR_IS_MOCK_PAGE (page) ? weir_mock_page_get_actions (WEIR_MOCK_PAGE (page)) : NULL;
  self = g_object_new (WEIR_TYPE_SERVED_ITEM, "page", page, "actions", actions, "section", WEIR_SECTION_MOCKS, NULL);
  self->mock = g_object_ref (mock);
  g_signal_connect_swapped (mock, "notify::title", G_CALLBACK (show_title), self);
  g_signal_connect_swapped (mock, "notify::running", G_CALLBACK (show_state), self);
  g_signal_connect_swapped (mock, "notify::url", G_CALLBACK (show_state), self);
  g_signal_connect_swapped (mock, "notify::error", G_CALLBACK (show_state), self);
  g_signal_connect_swapped (mock, "notify::port", G_CALLBACK (show_note), self);
  g_signal_connect_swapped (mock, "notify::n-clients", G_CALLBACK (show_note), self);
  g_object_set (self, "can-duplicate", TRUE, NULL);
  show_title (self);
  show_state (self);
  return WEIR_SIDEBAR_ITEM (self);
}

WeirMockItem *
weir_served_item_get_mock (WeirServedItem *self)
{
  g_return_val_if_fail (WEIR_IS_SERVED_ITEM (self), NULL);

  return self->mock;
}
