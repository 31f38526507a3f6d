/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scratch.h"

#include <glib/gstdio.h>

Scratch *
scratch_new (void)
{
  Scratch *self = g_new0 (Scratch, 1);

  self->path = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  g_assert_nonnull (self->path);

  return self;
}

void
scratch_free (Scratch *self)
{
  GDir *folder = g_dir_open (self->path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = scratch_path (self, name);

      g_unlink (path);
    }
  g_dir_close (folder);
  g_rmdir (self->path);
  g_free (self->path);
  g_free (self);
}

char *
scratch_path (const Scratch *self, const char *name)
{
  return g_build_filename (self->path, name, NULL);
}

char *
scratch_write (const Scratch *self, const char *name, const char *contents)
{
  char *path = scratch_path (self, name);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));

  return path;
}
