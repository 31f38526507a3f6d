/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-words.h"

#include <glib/gi18n-lib.h>

char *
weir_words_duration (gint64 duration_us)
{
  gint64 us = MAX (duration_us, 0);
  gint64 ms = us / 1000 + (us % 1000 >= 500 ? 1 : 0);

  if (us < 1000)
    return g_strdup_printf (_ ("%d µs"), (int) us);
  if (us < 9950)
    return us % 1000 < 50 ? g_strdup_printf (_ ("%d ms"), (int) (us / 1000))
                          : g_strdup_printf (_ ("%d.%d ms"), (int) (us + 50) / 1000, (int) (us + 50) / 100 % 10);
  if (ms < 1000)
    return g_strdup_printf (_ ("%d ms"), (int) ms);
  if (ms < 60 * 1000)
    return ms % 1000 < 100 ? g_strdup_printf (_ ("%d s"), (int) (ms / 1000))
                           : g_strdup_printf (_ ("%d.%d s"), (int) (ms / 1000), (int) (ms % 1000 / 100));
  if (ms < 60 * 60 * 1000)
    return ms % 60000 < 1000 ? g_strdup_printf (_ ("%d min"), (int) (ms / 60000))
                             : g_strdup_printf (_ ("%d min %02d s"), (int) (ms / 60000), (int) (ms / 1000 % 60));

  return g_strdup_printf (_ ("%d h %02d min"), (int) MIN (ms / 3600000, G_MAXINT), (int) (ms / 60000 % 60));
}
