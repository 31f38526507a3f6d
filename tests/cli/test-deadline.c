/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-deadline.h"

static gboolean
on_deadline (gpointer data)
{
  guint *n = data;

  (*n)++;

  /* Whatever it returns, it is called once. */
  return G_SOURCE_CONTINUE;
}

static void
test_once (void)
{
  gint64 start_us = g_get_monotonic_time ();
  guint n = 0;
  GSource *source = weir_deadline_new (20000, on_deadline, &n);

  while (n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 20000);
  g_assert_true (g_source_is_destroyed (source));
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (n, ==, 1);
  g_source_unref (source);
}

/* A year is more milliseconds than a GLib timeout holds. */
static void
test_long (void)
{
  guint n = 0;
  GSource *source = weir_deadline_new (365 * G_TIME_SPAN_DAY, on_deadline, &n);

  g_assert_false (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (g_source_get_ready_time (source), >, g_get_monotonic_time () + 364 * G_TIME_SPAN_DAY);
  g_source_destroy (source);
  g_source_unref (source);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deadline/once", test_once);
  g_test_add_func ("/deadline/long", test_long);

  return g_test_run ();
}
