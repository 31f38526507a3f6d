/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-names.h"

#include "weir-limits.h"
#include "weir-recording-mutex.h"

/* Streams use a handful of names, mostly the one of the event before: a small memory spares the hash. */
#define RECENT 4u

struct _WeirNames
{
  GMutex mutex;        /* of names, which readers look at */
  GPtrArray *names;    /* GBytes by number */
  GHashTable *by_name; /* GBytes → number; writer only */
  guint16 recent[RECENT];
  guint next_recent;
};

static void
add (WeirNames *self, GBytes *name)
{
  g_hash_table_insert (self->by_name, name, GUINT_TO_POINTER (self->names->len));
  weir_mutex_lock (&self->mutex);
  g_ptr_array_add (self->names, g_bytes_ref (name));
  weir_mutex_unlock (&self->mutex);
}

WeirNames *
weir_names_new (void)
{
  WeirNames *self = g_new0 (WeirNames, 1);

  g_mutex_init (&self->mutex);
  self->names = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->by_name = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  add (self, g_bytes_new_static ("message", strlen ("message")));

  return self;
}

void
weir_names_free (WeirNames *self)
{
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->names);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static guint16
look_up (WeirNames *self, WeirSpan name)
{
  g_autoptr (GBytes) key = NULL;
  gpointer value;
  guint16 number;

  if (name.len > WEIR_NAME_LENGTH)
    return WEIR_NAME_OTHER;

  key = g_bytes_new (name.data, name.len);
  if (g_hash_table_lookup_extended (self->by_name, key, NULL, &value))
    {
      number = (guint16) GPOINTER_TO_UINT (value);
    }
  else
    {
      if (self->names->len > WEIR_LIMIT_NAMES)
        return WEIR_NAME_OTHER;
      number = (guint16) self->names->len;
      add (self, g_steal_pointer (&key));
    }
  self->recent[self->next_recent++ % RECENT] = number;

  return number;
}

guint16
weir_names_intern (WeirNames *self, WeirSpan name)
{
  if (name.len == 0)
    return 0;

  for (guint i = 0; i < RECENT; i++)
    {
      gsize length;
      const char *known = g_bytes_get_data (g_ptr_array_index (self->names, self->recent[i]), &length);

      if (length == name.len && memcmp (known, name.data, length) == 0)
        return self->recent[i];
    }

  return look_up (self, name);
}

char *
weir_names_dup (WeirNames *self, guint16 number)
{
  char *copy = NULL;

  weir_mutex_lock (&self->mutex);
  if (number < self->names->len)
    {
      gsize length;
      const char *name = g_bytes_get_data (g_ptr_array_index (self->names, number), &length);

      copy = weir_span_dup (weir_span (name, length));
    }
  weir_mutex_unlock (&self->mutex);

  return copy;
}
