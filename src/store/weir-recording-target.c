/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-target.h"

#include "weir-recording-storage.h"
#include "weir-recording.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* How often a file that vanishes or changes between two calls is tried again. */
#define TRIES 16

struct _WeirTarget
{
  int fd;
  char *path;
  char *temporary; /* its name until it replaces @path; NULL: it has its own */
  int replaced_fd; /* the file that is to be replaced, locked; -1 */
};

static void
set_in_use (const char *path, int fd, GError **error)
{
  g_autofree char *owner = weir_target_describe_owner (fd);

  g_set_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_IN_USE,
               _ ("Another program is recording to “%s” %s. Choose another file, or stop the other one."), path, owner);
}

static void
set_exists (const char *path, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("“%s” exists already. Choose another name, or ask for it to be replaced."), path);
}

static void
set_path_error (GError **error, int code, const char *path)
{
  g_autofree char *what = g_strdup_printf (_ ("“%s” cannot be written"), path);

  weir_storage_set_error (error, code, what);
}

/* Returns: -1 with errno. Between the two calls the file is empty, and an empty one is never taken for left over. */
static int
create_locked (const char *path)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd >= 0 && !weir_target_lock (fd))
    {
      int code = errno;

      close (fd);
      errno = code;
      return -1;
    }

  return fd;
}

/* @name: with XXXXXX in it, which becomes what nobody else has. Who looks for left-over files may hold its lock for an instant. */
static int
create_unique (char *name)
{
  int fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);

  while (fd >= 0 && flock (fd, LOCK_EX) < 0)
    if (errno != EINTR)
      {
        int code = errno;

        close (fd);
        errno = code;
        return -1;
      }

  return fd;
}

static WeirTarget *
target_new (int fd, const char *path)
{
  WeirTarget *self = g_new0 (WeirTarget, 1);

  self->fd = fd;
  self->path = g_strdup (path);
  self->replaced_fd = -1;

  return self;
}

static gboolean
is_still_there (int fd, const char *path)
{
  struct stat open_file, named_file;

  return fstat (fd, &open_file) == 0 && stat (path, &named_file) == 0 && open_file.st_dev == named_file.st_dev &&
         open_file.st_ino == named_file.st_ino;
}

static gboolean
is_regular (int fd)
{
  struct stat info;

  return fstat (fd, &info) == 0 && S_ISREG (info.st_mode);
}

/* The existing file stays as it is, but is locked: of two who want to replace it one gets it. */
static WeirTarget *
prepare_replacement (const char *path, int replaced_fd, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  WeirTarget *self;
  g_autofree char *name = g_strdup_printf (".%s.XXXXXX", base);
  g_autofree char *temporary = g_build_filename (folder, name, NULL);
  int fd = create_unique (temporary);

  if (fd < 0)
    {
      set_path_error (error, errno, path);
      close (replaced_fd);
      return NULL;
    }
  self = target_new (fd, path);
  self->temporary = g_steal_pointer (&temporary);
  self->replaced_fd = replaced_fd;

  return self;
}

/* Returns: NULL without @error: it is gone or was replaced meanwhile, try again */
static WeirTarget *
try_replace (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0)
    {
      if (errno != ENOENT)
        set_path_error (error, errno, path);
      return NULL;
    }
  if (!is_regular (fd))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("“%s” is no ordinary file: a recording cannot be saved there"), path);
  else if (!weir_target_lock (fd))
    set_in_use (path, fd, error);
  else if (is_still_there (fd, path))
    return prepare_replacement (path, fd, error);
  close (fd);

  return NULL;
}

WeirTarget *
weir_target_new (const char *path, gboolean replace, GError **error)
{
  for (int i = 0; i < TRIES; i++)
    {
      g_autoptr (GError) local_error = NULL;
      WeirTarget *self;
      gboolean is_there;
      int fd = create_locked (path);

      if (fd >= 0)
        return target_new (fd, path);
      /* Would block: between our making and our locking it, another one took it to replace it. */
      is_there = errno == EEXIST || errno == EWOULDBLOCK;
      if (!is_there || !replace)
        {
          if (is_there)
            set_exists (path, error);
          else
            set_path_error (error, errno, path);
          return NULL;
        }
      self = try_replace (path, &local_error);
      if (self != NULL)
        return self;
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("“%s” keeps changing: other programs write it"), path);

  return NULL;
}

char *
weir_target_dup_scratch_folder (const char *folder)
{
  return folder != NULL ? g_strdup (folder) : g_build_filename (g_get_user_cache_dir (), "weir", NULL);
}

WeirTarget *
weir_target_new_scratch (const char *folder, gint64 wall_us, GError **error)
{
  g_autofree char *chosen = weir_target_dup_scratch_folder (folder);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall_us / G_TIME_SPAN_SECOND);
  g_autofree char *stamp = time != NULL ? g_date_time_format (time, "%Y%m%d-%H%M%S") : g_strdup ("0");

  g_autofree char *name = g_strdup_printf ("%s-%d-XXXXXX.eventstream", stamp, (int) getpid ());
  g_autofree char *path = g_build_filename (chosen, name, NULL);
  int fd = g_mkdir_with_parents (chosen, 0700) == 0 ? create_unique (path) : -1;

  if (fd < 0)
    {
      set_path_error (error, errno, chosen);
      return NULL;
    }

  return target_new (fd, path);
}

WeirTarget *
weir_target_adopt (const char *path, GError **error)
{
  WeirTarget *self = NULL;
  int fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

  if (fd < 0)
    set_path_error (error, errno, path);
  else if (!weir_target_lock (fd))
    set_in_use (path, fd, error);
  else
    self = target_new (fd, path);
  if (self == NULL && fd >= 0)
    close (fd);

  return self;
}

/* Renames to a name that nothing has. Returns: 0 or errno */
static int
rename_new (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return errno;
  /* A file system that cannot do it in one step. */
  if (link (from, to) < 0)
    return errno;
  unlink (from);

  return 0;
}

gboolean
weir_target_move (WeirTarget *self, const char *path, gboolean replace, gboolean *other_system, GError **error)
{
  int replaced = replace ? open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
  int code;

  *other_system = FALSE;
  if (replaced >= 0 && !weir_target_lock (replaced))
    {
      set_in_use (path, replaced, error);
      close (replaced);
      return FALSE;
    }
  code = replaced < 0 ? rename_new (self->path, path) : g_rename (self->path, path) == 0 ? 0 : errno;
  if (replaced >= 0)
    close (replaced);
  if (code == 0)
    {
      g_free (self->path);
      self->path = g_strdup (path);
      return TRUE;
    }
  *other_system = code == EXDEV;
  if (code == EEXIST)
    set_exists (path, error);
  else
    set_path_error (error, code, path);

  return FALSE;
}

gboolean
weir_target_commit (WeirTarget *self, GError **error)
{
  if (self->temporary == NULL)
    return TRUE;

  /* Who moved another file there meanwhile did not ask for its lock; it is not ours to replace. */
  if (!is_still_there (self->replaced_fd, self->path) && g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_IN_USE, _ ("“%s” was changed by another program and is left as it is"),
                   self->path);
      return FALSE;
    }
  if (g_rename (self->temporary, self->path) < 0)
    {
      set_path_error (error, errno, self->path);
      return FALSE;
    }
  g_clear_pointer (&self->temporary, g_free);
  close (self->replaced_fd);
  self->replaced_fd = -1;

  return TRUE;
}

void
weir_target_discard (WeirTarget *self)
{
  if (self->temporary == NULL)
    unlink (self->path);
}

void
weir_target_free (WeirTarget *self)
{
  if (self->temporary != NULL)
    unlink (self->temporary);
  if (self->replaced_fd >= 0)
    close (self->replaced_fd);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}

int
weir_target_get_fd (const WeirTarget *self)
{
  return self->fd;
}

const char *
weir_target_get_path (const WeirTarget *self)
{
  return self->path;
}
