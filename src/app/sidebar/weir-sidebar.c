/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-sidebar.h"

#include "weir-sidebar-row.h"

struct _WeirSidebar
{
  AdwBin parent_instance;

  GtkListBox *list;
  GListStore *items;
};

G_DEFINE_FINAL_TYPE (WeirSidebar, weir_sidebar, ADW_TYPE_BIN)

enum
{
  PROP_SELECTED = 1,
  N_PROPS
};

enum
{
  ACTIVATED,
  CLOSE,
  COPY_ADDRESS,
  DUPLICATE,
  WATCH,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static guint
count (WeirSidebar *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

static void
on_row_close (WeirSidebar *self, WeirSidebarRow *row)
{
  g_signal_emit (self, signals[CLOSE], 0, weir_sidebar_row_get_item (row));
}

static void
on_row_duplicate (WeirSidebar *self, WeirSidebarRow *row)
{
  g_signal_emit (self, signals[DUPLICATE], 0, weir_sidebar_row_get_item (row));
}

static void
on_row_copy_address (WeirSidebar *self, WeirSidebarRow *row)
{
  g_signal_emit (self, signals[COPY_ADDRESS], 0, weir_sidebar_row_get_item (row));
}

static void
on_row_watch (WeirSidebar *self, WeirSidebarRow *row)
{
  g_signal_emit (self, signals[WATCH], 0, weir_sidebar_row_get_item (row));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = weir_sidebar_row_new (item);

  g_signal_connect_object (row, "close", G_CALLBACK (on_row_close), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "copy-address", G_CALLBACK (on_row_copy_address), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "duplicate", G_CALLBACK (on_row_duplicate), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "watch", G_CALLBACK (on_row_watch), user_data, G_CONNECT_SWAPPED);
  return row;
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  WeirSection section = weir_sidebar_item_get_section (weir_sidebar_row_get_item (WEIR_SIDEBAR_ROW (row)));
  GtkWidget *heading = NULL;

  if (before == NULL || weir_sidebar_item_get_section (weir_sidebar_row_get_item (WEIR_SIDEBAR_ROW (before))) != section)
    {
      heading = gtk_label_new (weir_section_to_text (section));
      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_widget_add_css_class (heading, "weir-section");
      gtk_widget_add_css_class (heading, "caption-heading");
      gtk_widget_add_css_class (heading, "dim-label");
    }
  gtk_list_box_row_set_header (row, heading);
}

static void
on_row_selected (WeirSidebar *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
on_row_activated (WeirSidebar *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
weir_sidebar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, weir_sidebar_get_selected (WEIR_SIDEBAR (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
weir_sidebar_dispose (GObject *object)
{
  WeirSidebar *self = WEIR_SIDEBAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_SIDEBAR);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (weir_sidebar_parent_class)->dispose (object);
}

static void
weir_sidebar_class_init (WeirSidebarClass *klass)
{
  static const struct
  {
    guint signal;
    const char *name;
  } asked[] = { { CLOSE, "close" }, { COPY_ADDRESS, "copy-address" }, { DUPLICATE, "duplicate" }, { WATCH, "watch" } };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = weir_sidebar_get_property;
  object_class->dispose = weir_sidebar_dispose;
  properties[PROP_SELECTED] =
      g_param_spec_object ("selected", NULL, NULL, WEIR_TYPE_SIDEBAR_ITEM, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ACTIVATED] = g_signal_new ("activated", WEIR_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    signals[asked[i].signal] =
        g_signal_new (asked[i].name, WEIR_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, WEIR_TYPE_SIDEBAR_ITEM);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/sidebar/weir-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
weir_sidebar_init (WeirSidebar *self)
{
  self->items = g_list_store_new (WEIR_TYPE_SIDEBAR_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->items), make_row, self, NULL);
}

static int
get_section_at (WeirSidebar *self, guint position)
{
  g_autoptr (WeirSidebarItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return (int) weir_sidebar_item_get_section (item);
}

void
weir_sidebar_insert (WeirSidebar *self, WeirSidebarItem *item, guint position)
{
  int section;

  g_return_if_fail (WEIR_IS_SIDEBAR (self));
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (item));

  section = (int) weir_sidebar_item_get_section (item);
  position = MIN (position, count (self));
  while (position > 0 && get_section_at (self, position - 1) > section)
    position--;
  while (position < count (self) && get_section_at (self, position) < section)
    position++;
  g_list_store_insert (self->items, position, item);
}

void
weir_sidebar_add (WeirSidebar *self, WeirSidebarItem *item)
{
  weir_sidebar_insert (self, item, G_MAXUINT);
}

guint
weir_sidebar_remove (WeirSidebar *self, WeirSidebarItem *item)
{
  gboolean was_selected;
  guint position;

  g_return_val_if_fail (WEIR_IS_SIDEBAR (self), G_MAXUINT);
  g_return_val_if_fail (WEIR_IS_SIDEBAR_ITEM (item), G_MAXUINT);

  if (!g_list_store_find (self->items, item, &position))
    return G_MAXUINT;

  was_selected = weir_sidebar_get_selected (self) == item;
  g_list_store_remove (self->items, position);
  if (was_selected && count (self) > 0)
    weir_sidebar_select_position (self, MIN (position, count (self) - 1));
  else if (was_selected)
    on_row_selected (self);

  return position;
}

void
weir_sidebar_select (WeirSidebar *self, WeirSidebarItem *item)
{
  guint position;

  g_return_if_fail (WEIR_IS_SIDEBAR (self));

  if (item == NULL)
    gtk_list_box_unselect_all (self->list);
  else if (g_list_store_find (self->items, item, &position))
    weir_sidebar_select_position (self, position);
}

WeirSidebarItem *
weir_sidebar_get_selected (WeirSidebar *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (WEIR_IS_SIDEBAR (self), NULL);

  /* While it is taken down the list goes first. */
  row = self->list != NULL ? gtk_list_box_get_selected_row (self->list) : NULL;
  return row != NULL ? weir_sidebar_row_get_item (WEIR_SIDEBAR_ROW (row)) : NULL;
}

void
weir_sidebar_step (WeirSidebar *self, int step)
{
  GtkListBoxRow *row;
  int n, position;

  g_return_if_fail (WEIR_IS_SIDEBAR (self));

  n = (int) count (self);
  row = gtk_list_box_get_selected_row (self->list);
  if (n == 0)
    return;

  if (row == NULL)
    position = step > 0 ? 0 : n - 1;
  else
    position = ((gtk_list_box_row_get_index (row) + step) % n + n) % n;
  weir_sidebar_select_position (self, (guint) position);
}

void
weir_sidebar_select_position (WeirSidebar *self, guint position)
{
  g_return_if_fail (WEIR_IS_SIDEBAR (self));

  if (position < count (self))
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) position));
}

GListModel *
weir_sidebar_get_items (WeirSidebar *self)
{
  g_return_val_if_fail (WEIR_IS_SIDEBAR (self), NULL);

  return G_LIST_MODEL (self->items);
}

void
weir_sidebar_rename_selected (WeirSidebar *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (WEIR_IS_SIDEBAR (self));

  row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (row), "row.rename", NULL);
}
