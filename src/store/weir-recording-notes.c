/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-notes.h"

#include "weir-limits.h"
#include "weir-recording-mutex.h"

#include <string.h>

struct _WeirRowNotes
{
  GMutex mutex;       /* of all */
  GHashTable *by_row; /* guint64 → char * */
  guint64 n_changes;
};

WeirRowNotes *
weir_row_notes_new (void)
{
  WeirRowNotes *self = g_new0 (WeirRowNotes, 1);

  g_mutex_init (&self->mutex);
  self->by_row = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  return self;
}

void
weir_row_notes_free (WeirRowNotes *self)
{
  g_hash_table_unref (self->by_row);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

char *
weir_row_notes_cut (WeirSpan text)
{
  gsize length;

  while (text.len > 0 && text.data[0] == ' ')
    text = weir_span (text.data + 1, text.len - 1);
  length = MIN (text.len, WEIR_LIMIT_NOTE);
  /* No character is parted. */
  while (length < text.len && length > 0 && ((guchar) text.data[length] & 0xc0) == 0x80)
    length--;
  while (length > 0 && text.data[length - 1] == ' ')
    length--;

  return weir_span_dup (weir_span (text.data, length));
}

char *
weir_row_notes_clean (const char *text)
{
  g_autofree char *line = g_strdup (text);

  for (char *p = line; *p != '\0'; p++)
    if ((guchar) *p < 0x20 || *p == 0x7f)
      *p = ' ';

  return weir_row_notes_cut (weir_span_from_string (line));
}

static gboolean
is_full (WeirRowNotes *self)
{
  return g_hash_table_size (self->by_row) >= WEIR_LIMIT_NOTES;
}

gboolean
weir_row_notes_set (WeirRowNotes *self, guint64 row, const char *text)
{
  gboolean fits;

  weir_mutex_lock (&self->mutex);
  fits = *text == '\0' || !is_full (self) || g_hash_table_contains (self->by_row, &row);
  if (fits && *text == '\0')
    g_hash_table_remove (self->by_row, &row);
  else if (fits)
    g_hash_table_insert (self->by_row, g_memdup2 (&row, sizeof row), g_strdup (text));
  self->n_changes++;
  weir_mutex_unlock (&self->mutex);

  return fits;
}

gboolean
weir_row_notes_is_full (WeirRowNotes *self)
{
  gboolean full;

  weir_mutex_lock (&self->mutex);
  full = is_full (self);
  weir_mutex_unlock (&self->mutex);

  return full;
}

static gboolean
is_before (gpointer key, gpointer value, gpointer user_data)
{
  return *(const guint64 *) key < *(const guint64 *) user_data;
}

void
weir_row_notes_trim (WeirRowNotes *self, guint64 first)
{
  weir_mutex_lock (&self->mutex);
  g_hash_table_foreach_remove (self->by_row, is_before, &first);
  weir_mutex_unlock (&self->mutex);
}

char *
weir_row_notes_dup (WeirRowNotes *self, guint64 row)
{
  char *text;

  weir_mutex_lock (&self->mutex);
  text = g_strdup (g_hash_table_lookup (self->by_row, &row));
  weir_mutex_unlock (&self->mutex);

  return text;
}

guint64
weir_row_notes_get_changes (WeirRowNotes *self)
{
  guint64 n_changes;

  weir_mutex_lock (&self->mutex);
  n_changes = self->n_changes;
  weir_mutex_unlock (&self->mutex);

  return n_changes;
}
