/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-error.h"

static void
test_quark (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (g_quark_to_string (WEIR_CORE_ERROR), ==, "weir-core-error-quark");
  g_set_error_literal (&error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, "x");
  g_assert_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/quark", test_quark);

  return g_test_run ();
}
