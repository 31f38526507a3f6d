/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-certificates.h"

/* The leak sanitizer crashes when it scans the thread-local storage of the TLS libraries, which are loaded while running; without
 * that storage it takes what hangs there for lost. So a program that uses TLS is not checked for leaks by it, but by valgrind. */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "detect_leaks=0";
}

char *
test_certificate_dup_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "support", "certificates", name, NULL);
}

GTlsCertificate *
test_certificate_load (const char *name)
{
  g_autofree char *path = test_certificate_dup_path (name);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    g_error ("the tests need glib-networking");
  g_assert_no_error (error);

  return certificate;
}
