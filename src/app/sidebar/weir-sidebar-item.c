/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-sidebar-item.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *page;
  GActionGroup *actions;
  char *title;
  char *subtitle;
  char *note;
  char *address;
  WeirSection section;
  WeirMark mark;
  gboolean can_start;
  gboolean can_stop;
  gboolean can_duplicate;
} WeirSidebarItemPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (WeirSidebarItem, weir_sidebar_item, G_TYPE_OBJECT)

enum
{
  PROP_PAGE = 1,
  PROP_ACTIONS,
  PROP_SECTION,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_MARK,
  PROP_NOTE,
  PROP_ADDRESS,
  PROP_CAN_START,
  PROP_CAN_STOP,
  PROP_CAN_DUPLICATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static WeirSidebarItemPrivate *
get (WeirSidebarItem *self)
{
  return weir_sidebar_item_get_instance_private (self);
}

const char *
weir_section_to_text (WeirSection section)
{
  switch (section)
    {
    case WEIR_SECTION_STREAMS:
      return _ ("Streams");
    case WEIR_SECTION_MOCKS:
      return _ ("Mock servers");
    case WEIR_SECTION_RECORDINGS:
      return _ ("Recordings");
    default:
      g_assert_not_reached ();
    }
}

static void
set_text (WeirSidebarItem *self, char **place, const char *text, guint id)
{
  if (text == NULL)
    text = "";
  if (g_strcmp0 (*place, text) == 0)
    return;

  g_free (*place);
  *place = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
set_flag (WeirSidebarItem *self, gboolean *place, gboolean flag, guint id)
{
  if (flag == *place)
    return;

  *place = flag;
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
weir_sidebar_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirSidebarItemPrivate *own = get (WEIR_SIDEBAR_ITEM (object));

  switch (id)
    {
    case PROP_PAGE:
      g_value_set_object (value, own->page);
      break;
    case PROP_ACTIONS:
      g_value_set_object (value, own->actions);
      break;
    case PROP_SECTION:
      g_value_set_int (value, (int) own->section);
      break;
    case PROP_TITLE:
      g_value_set_string (value, own->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, own->subtitle);
      break;
    case PROP_MARK:
      g_value_set_int (value, (int) own->mark);
      break;
    case PROP_NOTE:
      g_value_set_string (value, own->note);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, own->address);
      break;
    case PROP_CAN_START:
      g_value_set_boolean (value, own->can_start);
      break;
    case PROP_CAN_STOP:
      g_value_set_boolean (value, own->can_stop);
      break;
    case PROP_CAN_DUPLICATE:
      g_value_set_boolean (value, own->can_duplicate);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
weir_sidebar_item_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WeirSidebarItem *self = WEIR_SIDEBAR_ITEM (object);
  WeirSidebarItemPrivate *own = get (self);

  switch (id)
    {
    case PROP_PAGE:
      own->page = g_object_ref_sink (g_value_get_object (value));
      break;
    case PROP_ACTIONS:
      own->actions = g_value_dup_object (value);
      break;
    case PROP_SECTION:
      own->section = (WeirSection) g_value_get_int (value);
      break;
    case PROP_TITLE:
      set_text (self, &own->title, g_value_get_string (value), id);
      break;
    case PROP_SUBTITLE:
      set_text (self, &own->subtitle, g_value_get_string (value), id);
      break;
    case PROP_MARK:
      weir_sidebar_item_set_mark (self, (WeirMark) g_value_get_int (value));
      break;
    case PROP_NOTE:
      set_text (self, &own->note, g_value_get_string (value), id);
      break;
    case PROP_ADDRESS:
      set_text (self, &own->address, g_value_get_string (value), id);
      break;
    case PROP_CAN_START:
      set_flag (self, &own->can_start, g_value_get_boolean (value), id);
      break;
    case PROP_CAN_STOP:
      set_flag (self, &own->can_stop, g_value_get_boolean (value), id);
      break;
    case PROP_CAN_DUPLICATE:
      set_flag (self, &own->can_duplicate, g_value_get_boolean (value), id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
weir_sidebar_item_finalize (GObject *object)
{
  WeirSidebarItemPrivate *own = get (WEIR_SIDEBAR_ITEM (object));

  g_clear_object (&own->actions);
  g_clear_object (&own->page);
  g_free (own->title);
  g_free (own->subtitle);
  g_free (own->note);
  g_free (own->address);
  G_OBJECT_CLASS (weir_sidebar_item_parent_class)->finalize (object);
}

static void
weir_sidebar_item_class_init (WeirSidebarItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = weir_sidebar_item_get_property;
  object_class->set_property = weir_sidebar_item_set_property;
  object_class->finalize = weir_sidebar_item_finalize;
  properties[PROP_PAGE] = g_param_spec_object ("page", NULL, NULL, GTK_TYPE_WIDGET, once);
  properties[PROP_ACTIONS] = g_param_spec_object ("actions", NULL, NULL, G_TYPE_ACTION_GROUP, once);
  properties[PROP_SECTION] = g_param_spec_int ("section", NULL, NULL, 0, WEIR_SECTION_RECORDINGS, WEIR_SECTION_STREAMS, once);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, "", flags);
  properties[PROP_MARK] = g_param_spec_int ("mark", NULL, NULL, 0, WEIR_MARK_SERVING, WEIR_MARK_IDLE, flags);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, "", flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, "", flags);
  properties[PROP_CAN_START] = g_param_spec_boolean ("can-start", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_STOP] = g_param_spec_boolean ("can-stop", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_DUPLICATE] = g_param_spec_boolean ("can-duplicate", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_sidebar_item_init (WeirSidebarItem *self)
{
  WeirSidebarItemPrivate *own = get (self);

  own->title = g_strdup ("");
  own->subtitle = g_strdup ("");
  own->note = g_strdup ("");
  own->address = g_strdup ("");
}

WeirSidebarItem *
weir_sidebar_item_new (GtkWidget *page, const char *title)
{
  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);

  return g_object_new (WEIR_TYPE_SIDEBAR_ITEM, "page", page, "title", title, NULL);
}

GtkWidget *
weir_sidebar_item_get_page (WeirSidebarItem *self)
{
  g_return_val_if_fail (WEIR_IS_SIDEBAR_ITEM (self), NULL);

  return get (self)->page;
}

GActionGroup *
weir_sidebar_item_get_actions (WeirSidebarItem *self)
{
  g_return_val_if_fail (WEIR_IS_SIDEBAR_ITEM (self), NULL);

  return get (self)->actions;
}

WeirSection
weir_sidebar_item_get_section (WeirSidebarItem *self)
{
  g_return_val_if_fail (WEIR_IS_SIDEBAR_ITEM (self), WEIR_SECTION_STREAMS);

  return get (self)->section;
}

const char *
weir_sidebar_item_get_title (WeirSidebarItem *self)
{
  g_return_val_if_fail (WEIR_IS_SIDEBAR_ITEM (self), NULL);

  return get (self)->title;
}

void
weir_sidebar_item_set_mark (WeirSidebarItem *self, WeirMark mark)
{
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (self));

  if (mark == get (self)->mark)
    return;

  get (self)->mark = mark;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARK]);
}

const char *
weir_sidebar_item_get_address (WeirSidebarItem *self)
{
  g_return_val_if_fail (WEIR_IS_SIDEBAR_ITEM (self), NULL);

  return get (self)->address;
}

gboolean
weir_sidebar_item_can_start (WeirSidebarItem *self)
{
  g_return_val_if_fail (WEIR_IS_SIDEBAR_ITEM (self), FALSE);

  return get (self)->can_start;
}

gboolean
weir_sidebar_item_can_stop (WeirSidebarItem *self)
{
  g_return_val_if_fail (WEIR_IS_SIDEBAR_ITEM (self), FALSE);

  return get (self)->can_stop;
}

void
weir_sidebar_item_rename (WeirSidebarItem *self, const char *title)
{
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (self));
  g_return_if_fail (title != NULL);

  if (WEIR_SIDEBAR_ITEM_GET_CLASS (self)->rename != NULL)
    WEIR_SIDEBAR_ITEM_GET_CLASS (self)->rename (self, title);
  else
    g_object_set (self, "title", title, NULL);
}

void
weir_sidebar_item_start (WeirSidebarItem *self)
{
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (self));

  if (get (self)->can_start)
    WEIR_SIDEBAR_ITEM_GET_CLASS (self)->start (self);
}

void
weir_sidebar_item_stop (WeirSidebarItem *self)
{
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (self));

  if (get (self)->can_stop)
    WEIR_SIDEBAR_ITEM_GET_CLASS (self)->stop (self);
}

void
weir_sidebar_item_set_closed (WeirSidebarItem *self, gboolean is_closed)
{
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (self));

  if (WEIR_SIDEBAR_ITEM_GET_CLASS (self)->set_closed != NULL)
    WEIR_SIDEBAR_ITEM_GET_CLASS (self)->set_closed (self, is_closed);
}
