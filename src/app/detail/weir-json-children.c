/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-json-children.h"

#include "weir-detail.h"
#include "weir-json-index.h"
#include "weir-latest.h"

/* An index and the text that it points into. */
typedef struct
{
  GBytes *text;
  WeirJsonIndex *index;
} Level;

struct _WeirJsonChildren
{
  GObject parent_instance;

  WeirJsonNode *node;
  Level *level;  /* (nullable): not read yet */
  guint from, n; /* children of the level that this shows */
  guint step;    /* children an item stands for; 1: itself */
  guint n_items;
  gboolean is_asked;
  WeirLatest *reading;
};

static void weir_json_children_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirJsonChildren, weir_json_children, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, weir_json_children_model_init))

static void
level_clear (gpointer data)
{
  Level *self = data;

  weir_json_index_free (self->index);
  g_bytes_unref (self->text);
}

static void
level_unref (gpointer data)
{
  g_rc_box_release_full (data, level_clear);
}

static Level *
level_new (GBytes *text, WeirSpan container)
{
  Level *self = g_rc_box_new (Level);

  self->text = g_bytes_ref (text);
  self->index = weir_json_index_new (container);
  return self;
}

/* In a thread, or at once. */
static gpointer
read_level (gpointer data, GCancellable *cancellable)
{
  WeirJsonNode *node = data;

  return level_new (weir_json_node_get_text (node), weir_json_node_get_value (node));
}

/* @level: (transfer full) */
static void
take_level (WeirJsonChildren *self, Level *level)
{
  guint n_items;

  self->level = level;
  if (weir_json_node_get_kind (self->node) == WEIR_JSON_KIND_RANGE)
    weir_json_node_get_range (self->node, &self->from, &self->n);
  else
    self->n = weir_json_index_get_n_children (level->index);
  for (self->step = 1, n_items = self->n; n_items > WEIR_JSON_CHILDREN_MOST; n_items = (self->n + self->step - 1) / self->step)
    self->step *= WEIR_JSON_CHILDREN_MOST;
  self->n_items = n_items;
}

static void
on_read (gpointer result, gpointer user_data)
{
  WeirJsonChildren *self = user_data;

  take_level (self, result);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->n_items);
}

static guint
weir_json_children_get_n_items (GListModel *model)
{
  WeirJsonChildren *self = WEIR_JSON_CHILDREN (model);

  if (!self->is_asked)
    {
      self->is_asked = TRUE;
      if (self->level != NULL)
        take_level (self, self->level);
      else if (weir_json_node_get_value (self->node).len <= WEIR_DETAIL_AT_ONCE)
        take_level (self, read_level (self->node, NULL));
      else
        {
          self->reading = weir_latest_new (read_level, g_object_unref, level_unref, on_read, self);
          weir_latest_run (self->reading, g_object_ref (self->node));
        }
    }
  return self->n_items;
}

static GType
weir_json_children_get_item_type (GListModel *model)
{
  return WEIR_TYPE_JSON_NODE;
}

static gpointer
weir_json_children_get_item (GListModel *model, guint position)
{
  WeirJsonChildren *self = WEIR_JSON_CHILDREN (model);
  WeirJsonChild child;

  if (position >= weir_json_children_get_n_items (model))
    return NULL;
  if (self->step > 1)
    {
      const guint start = position * self->step;
      WeirJsonNode *range = weir_json_node_new_range (self->node, self->from + start, MIN (self->step, self->n - start));

      /* The model below takes the level from here, so that the text is read once. */
      g_object_set_data_full (G_OBJECT (range), "weir-level", g_rc_box_acquire (self->level), level_unref);
      return range;
    }
  weir_json_index_get (self->level->index, self->from + position, &child);
  return weir_json_node_new_child (self->node, child.name, self->from + position, child.value);
}

static void
weir_json_children_model_init (GListModelInterface *iface)
{
  iface->get_n_items = weir_json_children_get_n_items;
  iface->get_item_type = weir_json_children_get_item_type;
  iface->get_item = weir_json_children_get_item;
}

static void
weir_json_children_finalize (GObject *object)
{
  WeirJsonChildren *self = WEIR_JSON_CHILDREN (object);

  g_clear_pointer (&self->reading, weir_latest_free);
  g_clear_pointer (&self->level, level_unref);
  g_object_unref (self->node);
  G_OBJECT_CLASS (weir_json_children_parent_class)->finalize (object);
}

static void
weir_json_children_class_init (WeirJsonChildrenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_json_children_finalize;
}

static void
weir_json_children_init (WeirJsonChildren *self)
{
}

GListModel *
weir_json_children_new (WeirJsonNode *node)
{
  WeirJsonChildren *self = g_object_new (WEIR_TYPE_JSON_CHILDREN, NULL);
  Level *level = g_object_get_data (G_OBJECT (node), "weir-level");

  self->node = g_object_ref (node);
  if (level != NULL)
    self->level = g_rc_box_acquire (level);
  return G_LIST_MODEL (self);
}
