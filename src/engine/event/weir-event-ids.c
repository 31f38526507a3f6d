/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-ids-private.h"

#define PLACES 64u

typedef struct
{
  guint64 row; /* + 1; 0: nothing */
  char *id;
} Place;

struct _WeirEventIds
{
  grefcount ref_count;
  Place places[PLACES];
  guint next;
};

WeirEventIds *
weir_event_ids_new (void)
{
  WeirEventIds *self = g_new0 (WeirEventIds, 1);

  g_ref_count_init (&self->ref_count);

  return self;
}

WeirEventIds *
weir_event_ids_ref (WeirEventIds *self)
{
  g_ref_count_inc (&self->ref_count);

  return self;
}

void
weir_event_ids_unref (WeirEventIds *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < PLACES; i++)
    g_free (self->places[i].id);
  g_free (self);
}

gboolean
weir_event_ids_find (WeirEventIds *self, guint64 row, const char **id)
{
  for (guint i = 0; i < PLACES; i++)
    if (self->places[i].row == row + 1)
      {
        *id = self->places[i].id;
        return TRUE;
      }

  return FALSE;
}

void
weir_event_ids_add (WeirEventIds *self, guint64 row, const char *id)
{
  Place *place = &self->places[self->next++ % PLACES];

  g_free (place->id);
  *place = (Place){ row + 1, g_strdup (id) };
}
