/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-list-private.h"

#include "weir-event-ids-private.h"

/* An index is a row's number, or with matches a match's index: both only ever grow, and neither is used again. */
struct _WeirEventList
{
  GObject parent_instance;

  WeirRecording *recording;
  WeirMatches *matches; /* nullable */
  WeirEventIds *ids;
  guint64 start;
  guint most; /* items at a time */

  guint64 base; /* index of the first item */
  guint n_items;
};

static void weir_event_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirEventList, weir_event_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, weir_event_list_model_init))

static guint64
get_end_index (WeirEventList *self)
{
  return self->matches != NULL ? weir_matches_get_count (self->matches) : weir_recording_get_count (self->recording);
}

/* The first index at or after the row, at most @end. */
static guint64
find_index (WeirEventList *self, guint64 row, guint64 end)
{
  guint64 index;

  if (self->matches == NULL)
    return MIN (row, end);
  if (!weir_matches_find (self->matches, row, &index))
    return end;

  return MIN (MAX (index, weir_matches_get_first (self->matches)), end);
}

static guint64
get_row_of_index (WeirEventList *self, guint64 index)
{
  return self->matches != NULL ? weir_matches_get_row (self->matches, index) : index;
}

/* Where the items that end at @end begin, not before @lowest. Of more than can be shown a sixteenth more goes, so that it is not done
 * at every update. */
static guint64
find_base (WeirEventList *self, guint64 lowest, guint64 end)
{
  guint64 row = MAX (weir_recording_get_first (self->recording), self->start);
  guint64 base = MAX (find_index (self, row, end), lowest);

  return end - base > self->most ? end - (self->most - self->most / 16) : base;
}

static void
emit (WeirEventList *self, guint position, guint n_removed, guint n_added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* Returns: whether something was emitted */
static gboolean
remove_head (WeirEventList *self, guint64 base)
{
  guint n_removed = (guint) MIN (base - self->base, self->n_items);

  self->base = base;
  self->n_items -= n_removed;
  if (n_removed > 0)
    emit (self, 0, n_removed, 0);

  return n_removed > 0;
}

static gboolean
append (WeirEventList *self, guint64 end)
{
  guint n_before = self->n_items;
  guint64 n_items = end - self->base;

  if (n_items == n_before)
    return FALSE;
  self->n_items = (guint) n_items;
  emit (self, n_before, 0, self->n_items - n_before);

  return TRUE;
}

gboolean
weir_event_list_update (WeirEventList *self)
{
  guint64 end, base;

  g_return_val_if_fail (WEIR_IS_EVENT_LIST (self), FALSE);

  end = get_end_index (self);
  base = find_base (self, self->base, end);
  if (base > self->base && remove_head (self, base))
    return TRUE;

  return append (self, end);
}

/* Everything goes, then everything comes. */
static void
refill (WeirEventList *self)
{
  guint n_before = self->n_items;

  self->base = find_base (self, 0, get_end_index (self));
  self->n_items = 0;
  if (n_before > 0)
    emit (self, 0, n_before, 0);
  weir_event_list_update (self);
}

WeirEventList *
weir_event_list_new (WeirRecording *recording)
{
  WeirEventList *self = g_object_new (WEIR_TYPE_EVENT_LIST, NULL);

  self->recording = weir_recording_ref (recording);

  return self;
}

void
weir_event_list_set_most (WeirEventList *self, guint most)
{
  g_return_if_fail (WEIR_IS_EVENT_LIST (self));

  self->most = most;
}

WeirRecording *
weir_event_list_get_recording (WeirEventList *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT_LIST (self), NULL);

  return self->recording;
}

void
weir_event_list_set_matches (WeirEventList *self, WeirMatches *matches)
{
  WeirMatches *before;

  g_return_if_fail (WEIR_IS_EVENT_LIST (self));

  if (self->matches == matches)
    return;
  before = self->matches;
  self->matches = matches != NULL ? weir_matches_ref (matches) : NULL;
  if (before != NULL)
    weir_matches_unref (before);
  refill (self);
}

WeirMatches *
weir_event_list_get_matches (WeirEventList *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT_LIST (self), NULL);

  return self->matches;
}

void
weir_event_list_set_start (WeirEventList *self, guint64 row)
{
  guint64 base;

  g_return_if_fail (WEIR_IS_EVENT_LIST (self));

  if (self->start == row)
    return;
  self->start = row;
  base = find_base (self, 0, self->base + self->n_items);
  if (base >= self->base)
    {
      remove_head (self, base);
    }
  else
    {
      guint n_added = (guint) (self->base - base);

      self->base = base;
      self->n_items += n_added;
      emit (self, 0, 0, n_added);
    }
}

guint64
weir_event_list_get_start (WeirEventList *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT_LIST (self), 0);

  return self->start;
}

guint64
weir_event_list_get_row (WeirEventList *self, guint position)
{
  g_return_val_if_fail (WEIR_IS_EVENT_LIST (self), G_MAXUINT64);
  g_return_val_if_fail (position < self->n_items, G_MAXUINT64);

  return get_row_of_index (self, self->base + position);
}

gboolean
weir_event_list_find (WeirEventList *self, guint64 row, guint *position)
{
  guint64 end, index;

  g_return_val_if_fail (WEIR_IS_EVENT_LIST (self), FALSE);
  g_return_val_if_fail (position != NULL, FALSE);

  end = self->base + self->n_items;
  index = MAX (find_index (self, row, end), self->base);
  if (index >= end)
    return FALSE;
  *position = (guint) (index - self->base);

  return TRUE;
}

static GType
weir_event_list_get_item_type (GListModel *model)
{
  return WEIR_TYPE_EVENT;
}

static guint
weir_event_list_get_n_items (GListModel *model)
{
  return WEIR_EVENT_LIST (model)->n_items;
}

static gpointer
weir_event_list_get_item (GListModel *model, guint position)
{
  WeirEventList *self = WEIR_EVENT_LIST (model);

  if (position >= self->n_items)
    return NULL;

  return weir_event_new_with_ids (self->recording, get_row_of_index (self, self->base + position), self->ids);
}

static void
weir_event_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = weir_event_list_get_item_type;
  iface->get_n_items = weir_event_list_get_n_items;
  iface->get_item = weir_event_list_get_item;
}

static void
weir_event_list_finalize (GObject *object)
{
  WeirEventList *self = WEIR_EVENT_LIST (object);

  g_clear_pointer (&self->matches, weir_matches_unref);
  g_clear_pointer (&self->ids, weir_event_ids_unref);
  g_clear_pointer (&self->recording, weir_recording_unref);

  G_OBJECT_CLASS (weir_event_list_parent_class)->finalize (object);
}

static void
weir_event_list_class_init (WeirEventListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_event_list_finalize;
}

static void
weir_event_list_init (WeirEventList *self)
{
  self->ids = weir_event_ids_new ();
  self->most = WEIR_EVENT_LIST_MOST;
}
