/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-control-token.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define SHORTEST 16u
#define LONGEST 128u

char *
weir_control_token_new (GError **error)
{
  guint8 bytes[16];
  GString *token;

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("No random numbers for a token: %s"), g_strerror (errno));
      return NULL;
    }

  token = g_string_new (NULL);
  for (gsize i = 0; i < sizeof bytes; i++)
    g_string_append_printf (token, "%02x", bytes[i]);

  return g_string_free (token, FALSE);
}

static void
set_error (GError **error, const char *path, int code)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("The token file “%s” cannot be used: %s"), name, g_strerror (code));
}

static gboolean
is_token (const char *text)
{
  gsize len = strlen (text);

  for (gsize i = 0; i < len; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("-._~", text[i]) == NULL)
      return FALSE;

  return len >= SHORTEST && len <= LONGEST;
}

/* Takes @fd. */
static char *
read_token (int fd, const char *path, GError **error)
{
  char text[LONGEST + 2] = "";
  struct stat info;
  ssize_t n = -1;
  g_autofree char *name = g_filename_display_name (path);

  if (fstat (fd, &info) < 0 || (n = read (fd, text, sizeof text - 1)) < 0)
    set_error (error, path, errno);
  close (fd);
  if (n < 0)
    return NULL;

  g_strchomp (text);
  if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 _ ("Others may read the token file “%s”: make it yours alone with “chmod 600”, or delete it for a new one"), name);
  else if (!is_token (text))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _ ("“%s” holds no token: 16 to 128 letters, digits and “-._~”; delete it for a new one"), name);
  else
    return g_strdup (text);

  return NULL;
}

char *
weir_control_token_load (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  g_autofree char *token = NULL;
  g_autofree char *line = NULL;
  ssize_t n;

  if (fd >= 0)
    return read_token (fd, path, error);
  if (errno != ENOENT)
    {
      set_error (error, path, errno);
      return NULL;
    }

  token = weir_control_token_new (error);
  if (token == NULL)
    return NULL;
  fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd < 0)
    {
      set_error (error, path, errno);
      return NULL;
    }

  line = g_strconcat (token, "\n", NULL);
  n = write (fd, line, strlen (line));
  if (close (fd) < 0 || n != (ssize_t) strlen (line))
    {
      set_error (error, path, n < 0 ? errno : ENOSPC);
      (void) unlink (path); /* half a token helps nobody; should that fail too, the next start says so */
      return NULL;
    }

  return g_steal_pointer (&token);
}
