/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>

#include "scratch.h"
#include "weir-tls-identity.h"

/* What a server shows of itself: given files, and the certificate that is made and kept. */

static char *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  return contents;
}

static gnutls_x509_crt_t
import (const char *path)
{
  g_autofree char *pem = read_file (path);
  gnutls_datum_t datum = { (unsigned char *) pem, (unsigned int) strlen (pem) };
  gnutls_x509_crt_t certificate;

  g_assert_cmpint (gnutls_x509_crt_init (&certificate), ==, 0);
  g_assert_cmpint (gnutls_x509_crt_import (certificate, &datum, GNUTLS_X509_FMT_PEM), ==, 0);
  return certificate;
}

static void
assert_mode (const char *path, guint mode)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, mode);
}

static char *
load_own (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirTlsIdentity) identity = weir_tls_identity_load_own (folder, &error);

  g_assert_no_error (error);
  return read_file (weir_tls_identity_get_own_file (identity));
}

static void
test_own (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *folder = scratch_path (scratch, "deep/tls");
  g_autofree char *key = g_build_filename (folder, "localhost.key", NULL);
  g_autofree char *path = g_build_filename (folder, "localhost.pem", NULL);
  g_autofree char *first = load_own (folder);
  g_autofree char *second = load_own (folder);
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  gnutls_x509_crt_t certificate = import (path);

  assert_mode (folder, 0700);
  assert_mode (key, 0600);
  g_assert_null (strstr (first, "PRIVATE"));
  g_assert_cmpstr (first, ==, second);

  g_assert_true (gnutls_x509_crt_check_hostname (certificate, "localhost"));
  g_assert_true (gnutls_x509_crt_check_ip (certificate, (const unsigned char[]){ 127, 0, 0, 1 }, 4, 0));
  g_assert_true (gnutls_x509_crt_check_ip (certificate, (const unsigned char[]){ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 }, 16, 0));
  g_assert_false (gnutls_x509_crt_check_hostname (certificate, "example.com"));
  g_assert_cmpint (gnutls_x509_crt_get_ca_status (certificate, NULL), ==, 0);
  g_assert_cmpint (gnutls_x509_crt_get_activation_time (certificate), <, now_s);
  g_assert_cmpint (gnutls_x509_crt_get_expiration_time (certificate), >, now_s + 300 * 24 * 3600);
  g_assert_cmpint (gnutls_x509_crt_get_expiration_time (certificate), <, now_s + 398 * 24 * 3600);
  gnutls_x509_crt_deinit (certificate);
  g_assert_cmpint (g_unlink (key), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  *strrchr (folder, '/') = '\0';
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* What is there and will not do is replaced: a key that others may read, a damaged or ended certificate, half of a pair. */
static void
test_renewal (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *key = scratch_path (scratch, "localhost.key");
  g_autofree char *path = scratch_path (scratch, "localhost.pem");
  g_autofree char *ended_path = g_test_build_filename (G_TEST_DIST, "support", "certificates", "server-expired.pem", NULL);
  g_autofree char *ended = read_file (ended_path);
  g_autofree char *before = load_own (scratch->path);
  g_autofree char *after = NULL;

  g_assert_cmpint (g_chmod (key, 0640), ==, 0);
  after = load_own (scratch->path);
  g_assert_cmpstr (before, !=, after);
  assert_mode (key, 0600);

  g_assert_true (g_file_set_contents (path, "no certificate", -1, NULL));
  g_free (before);
  before = load_own (scratch->path);
  g_assert_cmpstr (before, !=, after);

  g_assert_true (g_file_set_contents_full (key, ended, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  g_assert_true (g_file_set_contents (path, ended, -1, NULL));
  g_free (after);
  after = load_own (scratch->path);
  g_assert_cmpstr (after, !=, ended);

  g_assert_cmpint (g_unlink (key), ==, 0);
  g_free (before);
  before = load_own (scratch->path);
  g_assert_cmpstr (before, !=, after);
}

static void
test_no_folder (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *file = scratch_write (scratch, "file", "");
  g_autofree char *folder = g_build_filename (file, "tls", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (weir_tls_identity_load_own (folder, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_assert_nonnull (strstr (error->message, folder));
}

static void
check_refused (const char *certificate, const char *key, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (weir_tls_identity_load (certificate, key, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

/* The key of the one file, with a password. */
static void
write_locked (const char *from, const char *to)
{
  g_autofree char *pem = read_file (from);
  gnutls_datum_t datum = { (unsigned char *) pem, (unsigned int) strlen (pem) };
  gnutls_datum_t locked = { NULL, 0 };
  gnutls_x509_privkey_t key;

  g_assert_cmpint (gnutls_x509_privkey_init (&key), ==, 0);
  g_assert_cmpint (gnutls_x509_privkey_import (key, &datum, GNUTLS_X509_FMT_PEM), ==, 0);
  g_assert_cmpint (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, "secret", GNUTLS_PKCS_PBES2_AES_256, &locked), ==, 0);
  g_assert_true (g_file_set_contents (to, (const char *) locked.data, locked.size, NULL));
  gnutls_free (locked.data);
  gnutls_x509_privkey_deinit (key);
}

static void
test_files (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *a = g_test_build_filename (G_TEST_DIST, "support", "certificates", "server-a.pem", NULL);
  g_autofree char *b = g_test_build_filename (G_TEST_DIST, "support", "certificates", "server-b.pem", NULL);
  g_autofree char *ended = g_test_build_filename (G_TEST_DIST, "support", "certificates", "server-expired.pem", NULL);
  g_autofree char *authority = g_test_build_filename (G_TEST_DIST, "support", "certificates", "authority-a.pem", NULL);
  g_autofree char *none = scratch_path (scratch, "none.pem");
  g_autofree char *empty = scratch_write (scratch, "empty.pem", "");
  g_autofree char *damaged = scratch_write (scratch, "damaged.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  g_autofree char *locked = scratch_path (scratch, "locked.pem");
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirTlsIdentity) both = weir_tls_identity_load (a, NULL, &error);
  g_autoptr (WeirTlsIdentity) apart = weir_tls_identity_load (a, a, &error);
  g_autoptr (WeirTlsIdentity) old = weir_tls_identity_load (ended, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (weir_tls_identity_get_own_file (both));

  check_refused (none, NULL, "none.pem");
  check_refused (a, none, "none.pem");
  check_refused (empty, NULL, "empty.pem” holds no certificate");
  check_refused (authority, NULL, "authority-a.pem” holds no key; give the file");
  check_refused (a, authority, "authority-a.pem” holds no key; give one");
  check_refused (a, b, "does not belong to the certificate");
  check_refused (damaged, a, "cannot be used");
  write_locked (a, locked);
  check_refused (a, locked, "locked.pem” is locked with a password");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tls-identity/own", test_own);
  g_test_add_func ("/tls-identity/renewal", test_renewal);
  g_test_add_func ("/tls-identity/no-folder", test_no_folder);
  g_test_add_func ("/tls-identity/files", test_files);
  return g_test_run ();
}
