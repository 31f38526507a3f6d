/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-paste-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
write_all (int fd, WeirSpan text)
{
  while (text.len > 0)
    {
      const gssize n = write (fd, text.data, text.len);

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        text = weir_span (text.data + n, text.len - (gsize) n);
    }

  return TRUE;
}

static void
set_error (GError **error, int code)
{
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), _ ("The pasted text could not be kept in a file: %s"),
               g_strerror (code));
}

char *
weir_paste_file_write (WeirSpan text, GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "weir", NULL);
  /* Translators: the start of a file's name, which is shown as the name of a page; no slash, please */
  g_autofree char *name = g_strdup_printf ("%s-XXXXXX.eventstream", _ ("pasted"));
  g_autofree char *path = g_build_filename (folder, name, NULL);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      set_error (error, errno);
      return NULL;
    }
  fd = g_mkstemp_full (path, O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      set_error (error, errno);
      return NULL;
    }
  if (!write_all (fd, text))
    {
      set_error (error, errno);
      close (fd);
      g_unlink (path);
      return NULL;
    }
  close (fd);

  return g_steal_pointer (&path);
}
