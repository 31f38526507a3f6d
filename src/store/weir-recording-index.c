/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-loader.h"
#include "weir-recording-private.h"
#include "weir-recording-value.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

#define WINDOW ((gsize) 1024 * 1024)
#define PROGRESS_EVERY (G_GUINT64_CONSTANT (16) * 1024 * 1024)
/* `recorded` stands within so many bytes, if the file is a recording. */
#define HEAD ((gsize) 64 * 1024)

static gboolean
starts_with (const char *text, const char *end, const char *prefix)
{
  gsize length = strlen (prefix);

  return (gsize) (end - text) >= length && memcmp (text, prefix, length) == 0;
}

/* Finds the `recorded` line among the directives and blank lines at the top. */
static gboolean
find_recorded (const char *text, const char *end, gint64 *wall_us)
{
  static const char recorded[] = ":@ recorded ";

  while (text < end)
    {
      if (starts_with (text, end, recorded))
        {
          const char *time = text + strlen (recorded);

          for (text = time; text < end && *text != '\n' && *text != '\r'; text++)
            continue;
          return weir_value_parse_time (weir_span (time, (gsize) (text - time)), wall_us);
        }
      if (*text != '\n' && *text != '\r' && !starts_with (text, end, ":@ "))
        return FALSE;
      while (text < end && *text != '\n' && *text != '\r')
        text++;
      text++;
    }

  return FALSE;
}

static gboolean
is_field (WeirSpan line)
{
  static const char *const names[] = { "data", "event", "id", "retry" };
  const char *colon = memchr (line.data, ':', line.len);
  WeirSpan name = colon != NULL ? weir_span (line.data, (gsize) (colon - line.data)) : line;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (weir_span_equals_string (name, names[i]))
      return TRUE;

  return colon != NULL && name.len == 0;
}

/* Whether the text is one of an event stream: a field or a comment among its lines, no byte that text has not, and no damaged
 * recording, whose directives would be taken for comments. */
static gboolean
is_plain_stream (const char *text, const char *end)
{
  gboolean has_field = FALSE;

  if (memchr (text, '\0', (gsize) (end - text)) != NULL)
    return FALSE;
  while (text < end)
    {
      const char *eol = text;

      while (eol < end && *eol != '\n' && *eol != '\r')
        eol++;
      if (starts_with (text, eol, ":@ recorded "))
        return FALSE;
      has_field = has_field || is_field (weir_span (text, (gsize) (eol - text)));
      text = eol + 1;
    }

  return has_field;
}

static gint64
get_modified_us (WeirRecording *self)
{
  struct stat info;

  return fstat (self->storage.fd, &info) == 0 ? info.st_mtim.tv_sec * G_TIME_SPAN_SECOND + info.st_mtim.tv_nsec / 1000 : 0;
}

static gboolean
check_head (WeirRecording *self, const char *path, GError **error)
{
  g_autofree char *head = g_malloc (HEAD);
  gssize n = weir_storage_read (&self->storage, 0, head, HEAD, error);
  const char *text = head;
  const char *end;

  if (n < 0)
    return FALSE;
  end = head + n;
  if (starts_with (text, end, "\xef\xbb\xbf"))
    text += 3;

  if (!starts_with (text, end, ":@ weir ") && is_plain_stream (text, end))
    {
      self->is_plain = TRUE;
      self->start_wall_us = get_modified_us (self);
      return TRUE;
    }

  if (!starts_with (text, end, ":@ weir "))
    g_set_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_FORMAT,
                 _ ("“%s” is neither a recording, which begins with “:@ weir 1”, nor an event stream"), path);
  else if (!find_recorded (text, end, &self->start_wall_us))
    g_set_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_FORMAT,
                 _ ("“%s” is a script, not a recording: it has no “recorded” line. “weir serve” plays it."), path);
  else
    return TRUE;

  return FALSE;
}

WeirRecording *
weir_recording_open (const char *path, GError **error)
{
  g_autoptr (WeirRecording) self = weir_recording_allocate (WEIR_KEEP_OPENED, 0);
  g_autofree char *what = g_strdup_printf (_ ("“%s” cannot be opened"), path);
  struct stat info;

  weir_recording_take_path (self, g_strdup (path));
  /* O_NONBLOCK: opening a pipe must not wait for a writer. */
  self->storage.fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (self->storage.fd < 0 || fstat (self->storage.fd, &info) < 0)
    {
      weir_storage_set_error (error, errno, what);
      return NULL;
    }
  if (!S_ISREG (info.st_mode))
    {
      weir_storage_set_error (error, S_ISDIR (info.st_mode) ? EISDIR : ENODEV, what);
      return NULL;
    }
  if (!check_head (self, path, error))
    return NULL;

  return g_steal_pointer (&self);
}

typedef struct
{
  WeirLoader loader;
  char *buffer;
  gsize allocated;
  gsize step;     /* read at least so much at once */
  gsize filled;   /* bytes in the buffer */
  guint64 offset; /* of the buffer's first byte in the file */
  gboolean is_last;
} Window;

static gboolean
fill (WeirRecording *self, Window *window, GError **error)
{
  gssize n;

  /* A unit longer than the window: the buffer grows with it, doubling, so that the work stays linear. */
  if (window->allocated - window->filled < window->step)
    {
      window->allocated = MAX (window->allocated * 2, 2 * window->step);
      window->buffer = g_realloc (window->buffer, window->allocated);
    }
  n = weir_storage_read (&self->storage, window->offset + window->filled, window->buffer + window->filled,
                         window->allocated - window->filled, error);
  if (n < 0)
    return FALSE;
  window->is_last = (gsize) n < window->allocated - window->filled;
  window->filled += (gsize) n;

  return TRUE;
}

static void
take_window (WeirRecording *self, Window *window)
{
  gsize taken = weir_loader_take (&window->loader, window->buffer, window->filled, window->offset, window->is_last);

  memmove (window->buffer, window->buffer + taken, window->filled - taken);
  window->filled -= taken;
  window->offset += taken;
  weir_recording_publish (self);
}

static gboolean
load_windows (WeirRecording *self, Window *window, void (*progress) (guint64, guint64, gpointer), gpointer user_data,
              GCancellable *cancellable, GError **error)
{
  guint64 told = 0;
  struct stat info;

  /* A small file needs no large buffer. */
  window->step = fstat (self->storage.fd, &info) == 0 && info.st_size < (off_t) WINDOW ? (gsize) info.st_size + 1 : WINDOW;
  do
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !fill (self, window, error))
        return FALSE;
      take_window (self, window);
      if (progress != NULL && (window->offset - told >= PROGRESS_EVERY || window->is_last) && fstat (self->storage.fd, &info) == 0)
        {
          told = window->offset;
          progress (told, MAX (told, (guint64) info.st_size), user_data);
        }
    }
  while (!window->is_last);
  weir_loader_finish (&window->loader, window->offset + window->filled);
  weir_recording_publish (self);
  self->storage.end = window->offset + window->filled;
  atomic_store_explicit (&self->storage.published, self->storage.end, memory_order_release);
  self->whole_end = MIN (window->loader.whole_end, window->offset);
  self->ends_lost = window->loader.is_lost;
  self->is_loaded = TRUE;
  self->was_interrupted = window->loader.is_open || window->loader.is_cut || window->filled > 0;

  return TRUE;
}

gboolean
weir_recording_load (WeirRecording *self, void (*progress) (guint64 done, guint64 total, gpointer user_data), gpointer user_data,
                     GCancellable *cancellable, GError **error)
{
  Window window = { 0 };
  gboolean done;

  g_return_val_if_fail (self->keep == WEIR_KEEP_OPENED && weir_rows_get_count (self->rows) == 0, FALSE);

  weir_loader_init (&window.loader, &self->builder);
  window.loader.is_plain = self->is_plain;
  done = load_windows (self, &window, progress, user_data, cancellable, error);
  weir_loader_clear (&window.loader);
  g_free (window.buffer);

  return done;
}

gboolean
weir_recording_is_plain (WeirRecording *self)
{
  return self->is_plain;
}

gboolean
weir_recording_was_interrupted (WeirRecording *self)
{
  return self->was_interrupted;
}
