/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "weir-workspace-private.h"

/* Damaged ones that are kept; the next takes the place of the last. */
#define KEPT 9

/* A name for it that is free: `workspace.json.damaged`, `workspace.json.damaged-2` */
static char *
find_name_aside (const char *path)
{
  char *aside = g_strconcat (path, ".damaged", NULL);

  for (guint i = 2; i <= KEPT && g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%u", path, i);
    }

  return aside;
}

char *
weir_workspace_keep_aside (const char *path)
{
  g_autofree char *aside = find_name_aside (path);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (aside);
  const GFileCopyFlags flags = G_FILE_COPY_OVERWRITE | G_FILE_COPY_NOFOLLOW_SYMLINKS;

  if (!g_file_copy (from, to, flags, NULL, NULL, NULL, NULL))
    return NULL;
  /* It has the mode that the file had, which need not be ours; that it stays so is no reason not to start. */
  (void) g_chmod (aside, 0600);

  return g_steal_pointer (&aside);
}

static char *
say_damaged (const char *path, gboolean *may_write)
{
  g_autofree char *aside = weir_workspace_keep_aside (path);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *shown_aside = aside != NULL ? g_filename_display_name (aside) : NULL;

  *may_write = aside != NULL;
  if (aside == NULL)
    return g_strdup_printf (
        _ ("“%s”, which remembers your streams, is damaged and could not be kept aside. It is left as it is, and nothing "
           "is remembered until you move it away."),
        shown);

  return g_strdup_printf (_ ("“%s”, which remembers your streams, was damaged. It is kept as “%s”; you start with none."), shown,
                          shown_aside);
}

static gboolean
read_text (const char *path, char **text, gsize *n_bytes, GError **error)
{
  GStatBuf info;

  /* Neither a pipe nor something huge. */
  if (g_stat (path, &info) == 0 && (!S_ISREG (info.st_mode) || info.st_size > WEIR_WORKSPACE_FILE))
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _ ("no file that was written here"));
      return FALSE;
    }

  return g_file_get_contents (path, text, n_bytes, error);
}

JsonObject *
weir_workspace_read (const char *path, gboolean *may_write, char **problem)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *text = NULL;
  gsize n_bytes;
  JsonObject *object;

  *may_write = TRUE;
  *problem = NULL;
  if (!read_text (path, &text, &n_bytes, &error))
    {
      if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return NULL;
      /* What cannot be read is not written over. */
      *may_write = FALSE;
      *problem = g_strdup_printf (_ ("“%s”, which remembers your streams, cannot be read: %s. Nothing is remembered until that is mended."),
                                  shown, error->message);
      return NULL;
    }

  object = weir_json_read_object (text, n_bytes, NULL);
  if (object == NULL)
    *problem = say_damaged (path, may_write);

  return object;
}

gboolean
weir_workspace_write (const char *path, const char *text, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }

  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}
