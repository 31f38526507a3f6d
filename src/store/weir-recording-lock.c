/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-target.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

gboolean
weir_target_lock (int fd)
{
  int result;

  do
    result = flock (fd, LOCK_EX | LOCK_NB);
  while (result < 0 && errno == EINTR);

  return result == 0;
}

gboolean
weir_target_is_locked (int fd)
{
  if (!weir_target_lock (fd))
    return errno == EWOULDBLOCK;
  flock (fd, LOCK_UN);

  return FALSE;
}

char *
weir_target_describe_owner (int fd)
{
  g_autofree char *locks = NULL, *key = NULL, *comm_path = NULL, *comm = NULL, *pid = NULL;
  g_auto (GStrv) lines = NULL;
  struct stat info;

  /* Where /proc is not there or hides other people's processes, nobody is named. */
  if (fstat (fd, &info) < 0 || !g_file_get_contents ("/proc/locks", &locks, NULL, NULL))
    return g_strdup ("");

  key = g_strdup_printf (" %02x:%02x:%" G_GUINT64_FORMAT " ", major (info.st_dev), minor (info.st_dev), (guint64) info.st_ino);
  lines = g_strsplit (locks, "\n", -1);
  for (gsize i = 0; lines[i] != NULL && pid == NULL; i++)
    {
      /* `1: FLOCK  ADVISORY  WRITE 1234 fd:01:5678 0 EOF`; with `->` who waits for it */
      char *place = strstr (lines[i], key);

      if (strstr (lines[i], " FLOCK ") != NULL && place != NULL && strstr (lines[i], "->") == NULL)
        {
          *place = '\0';
          pid = g_strdup (strrchr (lines[i], ' ') + 1);
        }
    }
  if (pid == NULL)
    return g_strdup ("");

  comm_path = g_strdup_printf ("/proc/%s/comm", pid);
  if (!g_file_get_contents (comm_path, &comm, NULL, NULL))
    return g_strdup_printf (_ ("(process %s)"), pid);

  return g_strdup_printf (_ ("(process %s, “%s”)"), pid, g_strchomp (comm));
}
