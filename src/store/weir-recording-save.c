/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-private.h"
#include "weir-recording-value.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#define WINDOW ((gsize) 1024 * 1024)
/* How often a copy is begun anew because its beginning was given back meanwhile. */
#define TRIES 4

typedef struct
{
  WeirRecording *recording;
  GCancellable *cancellable;
  WeirStorage *to;
  char *buffer;
} Copy;

static guint64
get_trim_from (WeirRecording *self)
{
  return atomic_load_explicit (&self->trim_from, memory_order_acquire);
}

static gboolean
append (Copy *copy, const char *bytes, gsize n_bytes, GError **error)
{
  gsize n_written;

  return weir_storage_append (copy->to, bytes, n_bytes, &n_written, error);
}

/* The first `mark` line from @from on. @line: (out): its text. Returns: its offset, or @end when there is none */
static guint64
find_mark (Copy *copy, guint64 from, guint64 end, char **line, GError **error)
{
  static const char word[] = ":@ mark ";

  while (from < end)
    {
      gssize n = weir_storage_read (&copy->recording->storage, from, copy->buffer, MIN (WINDOW, (gsize) (end - from)), error);
      const char *p = copy->buffer;
      const char *stop = p + n;

      if (n <= (gssize) sizeof word)
        return end;
      while ((p = memmem (p, (gsize) (stop - p), word, strlen (word))) != NULL)
        {
          const char *eol = memchr (p, '\n', (gsize) (stop - p));

          if (eol != NULL && p > copy->buffer && (p[-1] == '\n' || p[-1] == '\r'))
            {
              *line = g_strndup (p, (gsize) (eol - p));
              return from + (guint64) (p - copy->buffer);
            }
          p++;
        }
      /* A line that begins at the end of this window is found whole in the next one. Marks are shorter than half a window. */
      from += (guint64) n < WINDOW ? (guint64) n : WINDOW / 2;
    }

  return end;
}

static gboolean
copy_stretch (Copy *copy, guint64 from, guint64 end, gboolean *is_gone, GError **error)
{
  guint64 head = copy->recording->storage.keep_head;

  while (from < end)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (copy->cancellable, error))
        return FALSE;
      n = weir_storage_read (&copy->recording->storage, from, copy->buffer, MIN (WINDOW, (gsize) (end - from)), error);
      if (n < 0)
        return FALSE;
      *is_gone = from >= head && from < get_trim_from (copy->recording);
      /* Shorter than it was: somebody cut the file, and what is left is copied. */
      if (*is_gone || n == 0)
        return TRUE;
      if (!append (copy, copy->buffer, (gsize) n, error))
        return FALSE;
      from += (guint64) n;
    }

  return TRUE;
}

/* The number behind `events=` in a mark. */
static guint64
get_events (const char *mark)
{
  const char *events = strstr (mark, " events=");

  return events != NULL ? g_ascii_strtoull (events + strlen (" events="), NULL, 10) : 0;
}

/* Of a recording whose beginning was given back: its head, how much is missing, and all from a mark on. */
static gboolean
copy_trimmed (Copy *copy, guint64 from, guint64 end, gboolean *is_gone, GError **error)
{
  guint64 head = copy->recording->storage.keep_head;
  g_autofree char *mark = NULL, *dropped = NULL;
  GError *local_error = NULL;
  guint64 start;

  if (!copy_stretch (copy, 0, head, is_gone, error))
    return FALSE;
  start = find_mark (copy, from, end, &mark, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  dropped =
      g_strdup_printf (":@ dropped %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n", mark != NULL ? get_events (mark) : 0, start - head);

  return append (copy, dropped, strlen (dropped), error) && copy_stretch (copy, start, end, is_gone, error);
}

static gboolean
start_anew (WeirStorage *to, GError **error)
{
  if (ftruncate (to->fd, 0) < 0)
    {
      weir_storage_set_error (error, errno, _ ("The copy could not be begun anew"));
      return FALSE;
    }
  to->end = 0;

  return TRUE;
}

static gboolean
copy_all (Copy *copy, GError **error)
{
  WeirRecording *self = copy->recording;

  for (guint64 i = 0; i < TRIES; i++)
    {
      guint64 end = atomic_load_explicit (&self->storage.published, memory_order_acquire);
      guint64 from = get_trim_from (self);
      gboolean is_gone = FALSE;
      gboolean done;

      if (!start_anew (copy->to, error))
        return FALSE;
      /* Later tries leave more room before what is given back next. */
      done = from == 0 ? copy_stretch (copy, 0, end, &is_gone, error)
                       : copy_trimmed (copy, from + (end - from) / (2 * TRIES) * i, end, &is_gone, error);
      if (!done)
        return FALSE;
      if (!is_gone)
        return TRUE;
    }
  g_set_error_literal (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_GONE,
                       _ ("The recording gives its oldest part back faster than it can be copied. Stop the stream, then save it."));

  return FALSE;
}

static gboolean
save_copy (WeirRecording *self, const char *path, gboolean replace, GCancellable *cancellable, GError **error)
{
  g_autoptr (WeirTarget) target = weir_target_new (path, replace, error);
  g_autofree char *buffer = g_malloc (WINDOW);
  WeirStorage to;
  Copy copy = { self, cancellable, &to, buffer };
  gboolean done;

  if (target == NULL)
    return FALSE;
  weir_storage_init (&to);
  to.fd = weir_target_get_fd (target);
  done = copy_all (&copy, error);
  if (done && fdatasync (to.fd) < 0)
    {
      weir_storage_set_error (error, errno, _ ("The copy could not be written to the disk"));
      done = FALSE;
    }
  done = done && weir_target_commit (target, error);
  if (!done)
    weir_target_discard (target);
  weir_storage_clear (&to);

  return done;
}

/* Returns: whether it is settled, one way or the other: else it must be copied */
static gboolean
try_move (WeirRecording *self, const char *path, gboolean replace, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean other_system = FALSE;
  gboolean moved = FALSE;
  gboolean can_move;

  weir_mutex_lock (&self->mutex);
  can_move = self->target != NULL && !self->is_saved && (self->keep == WEIR_KEEP_SCRATCH || self->keep == WEIR_KEEP_OPENED) &&
             self->storage.punched == 0 && !weir_storage_is_ring (&self->storage);
  if (can_move)
    {
      moved = weir_target_move (self->target, path, replace, &other_system, &local_error);
      self->is_saved = moved;
    }
  weir_mutex_unlock (&self->mutex);

  if (moved)
    weir_recording_take_path (self, g_strdup (path));
  if (!can_move || other_system)
    return FALSE;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return TRUE;
}

gboolean
weir_recording_save (WeirRecording *self, const char *path, gboolean replace, gboolean *is_copy, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *is_copy = FALSE;
  if (try_move (self, path, replace, &local_error))
    {
      if (local_error == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *is_copy = TRUE;

  return save_copy (self, path, replace, cancellable, error);
}
