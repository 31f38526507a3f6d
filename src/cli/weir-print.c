/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <unistd.h>

#include "weir-print.h"

gboolean
weir_print (const char *bytes, gsize n_bytes, WeirExit *status)
{
  while (n_bytes > 0)
    {
      gssize n = write (STDOUT_FILENO, bytes, n_bytes);

      if (n < 0 && errno == EAGAIN)
        {
          /* Somebody else made the open file description non-blocking. */
          struct pollfd writable = { .fd = STDOUT_FILENO, .events = POLLOUT };

          (void) poll (&writable, 1, -1);
          continue;
        }
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 && errno == EPIPE)
        return FALSE;
      if (n < 0)
        {
          g_printerr (_ ("weir: cannot write to standard output: %s\n"), g_strerror (errno));
          *status = WEIR_EXIT_OUTPUT;
          return FALSE;
        }
      bytes += n;
      n_bytes -= (gsize) n;
    }

  return TRUE;
}
