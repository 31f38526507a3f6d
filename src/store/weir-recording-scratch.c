/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

/* The first connection's line stands within so many bytes. */
#define HEAD 512

/* Whether a program that is gone wrote something worth offering. */
static gboolean
is_left_over (const char *path)
{
  char head[HEAD + 1];
  gssize n;
  gboolean answer = FALSE;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

  if (fd < 0)
    return FALSE;
  n = pread (fd, head, HEAD, 0);
  if (n > 0)
    {
      head[n] = '\0';
      answer = g_str_has_prefix (head, ":@ weir ") && strstr (head, "\n:@ connect ") != NULL && !weir_target_is_locked (fd);
    }
  close (fd);

  return answer;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  /* The names begin with the time. */
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
weir_recording_find_left_over (const char *scratch_folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = weir_target_dup_scratch_folder (scratch_folder);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  /* No folder: nothing was left over. */
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".eventstream") && is_left_over (path))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  g_ptr_array_sort (paths, compare_paths);

  return paths;
}

WeirRecording *
weir_recording_adopt (const char *path, GError **error)
{
  g_autoptr (WeirTarget) target = weir_target_adopt (path, error);
  WeirRecording *self;

  if (target == NULL)
    return NULL;
  self = weir_recording_open (path, error);
  if (self == NULL)
    {
      close (weir_target_get_fd (target));
      return NULL;
    }
  /* The locked descriptor instead of the one that was only opened. */
  close (self->storage.fd);
  self->storage.fd = weir_target_get_fd (target);
  self->target = g_steal_pointer (&target);

  return self;
}

gboolean
weir_recording_remove_left_over (const char *path, GError **error)
{
  g_autoptr (WeirTarget) target = weir_target_adopt (path, error);
  int code;

  if (target == NULL)
    return FALSE;
  code = unlink (path) < 0 ? errno : 0;
  close (weir_target_get_fd (target));
  if (code != 0)
    weir_storage_set_error (error, code, _ ("The left-over recording could not be removed"));

  return code == 0;
}
