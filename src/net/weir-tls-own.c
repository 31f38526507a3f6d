/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "weir-limits.h"
#include "weir-tls-identity-private.h"

/* The certificate for this machine that nobody else signs. It signs nothing either (no CA): who trusts it trusts this server only. */

#define DAY_S (24 * 60 * 60)
/* A client whose clock is somewhat behind takes it too. */
#define BEFORE_S DAY_S
/* What browsers take at most. */
#define VALID_S (397 * DAY_S)
#define RENEW_S (2 * DAY_S)

typedef struct
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
  gnutls_datum_t key_pem;
  gnutls_datum_t certificate_pem;
} Draft;

static void
draft_clear (Draft *self)
{
  if (self->certificate != NULL)
    gnutls_x509_crt_deinit (self->certificate);
  if (self->key != NULL)
    gnutls_x509_privkey_deinit (self->key);
  gnutls_free (self->key_pem.data);
  gnutls_free (self->certificate_pem.data);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

static int
set_names (gnutls_x509_crt_t certificate)
{
  static const guint8 four[] = { 127, 0, 0, 1 };
  static const guint8 six[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 };
  int code = gnutls_x509_crt_set_dn (certificate, "CN=localhost,O=Weir mock server", NULL);

  if (code >= 0)
    code = gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, "localhost", 9, GNUTLS_FSAN_SET);
  if (code >= 0)
    code = gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS, four, sizeof four, GNUTLS_FSAN_APPEND);
  if (code >= 0)
    code = gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS, six, sizeof six, GNUTLS_FSAN_APPEND);

  return code;
}

static int
set_times (gnutls_x509_crt_t certificate)
{
  time_t now = (time_t) (g_get_real_time () / G_USEC_PER_SEC);
  guint8 serial[16];
  int code = gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial);

  serial[0] = (serial[0] & 0x3f) | 0x40; /* positive, and as long as it is */
  if (code >= 0)
    code = gnutls_x509_crt_set_serial (certificate, serial, sizeof serial);
  if (code >= 0)
    code = gnutls_x509_crt_set_activation_time (certificate, now - BEFORE_S);
  if (code >= 0)
    code = gnutls_x509_crt_set_expiration_time (certificate, now + VALID_S);

  return code;
}

static int
set_purpose (gnutls_x509_crt_t certificate)
{
  guint8 id[64];
  size_t size = sizeof id;
  int code = gnutls_x509_crt_set_basic_constraints (certificate, 0, -1);

  if (code >= 0)
    code = gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_DIGITAL_SIGNATURE);
  if (code >= 0)
    code = gnutls_x509_crt_set_key_purpose_oid (certificate, GNUTLS_KP_TLS_WWW_SERVER, 0);
  if (code >= 0)
    code = gnutls_x509_crt_get_key_id (certificate, GNUTLS_KEYID_USE_SHA1, id, &size);
  if (code >= 0)
    code = gnutls_x509_crt_set_subject_key_id (certificate, id, size);
  if (code >= 0)
    code = gnutls_x509_crt_set_authority_key_id (certificate, id, size);

  return code;
}

static int
draft_make (Draft *self)
{
  int code = gnutls_x509_privkey_init (&self->key);

  if (code >= 0)
    code = gnutls_x509_privkey_generate (self->key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0);
  if (code >= 0)
    code = gnutls_x509_crt_init (&self->certificate);
  if (code >= 0)
    code = gnutls_x509_crt_set_version (self->certificate, 3);
  if (code >= 0)
    code = gnutls_x509_crt_set_key (self->certificate, self->key);
  if (code >= 0)
    code = set_names (self->certificate);
  if (code >= 0)
    code = set_times (self->certificate);
  if (code >= 0)
    code = set_purpose (self->certificate);
  if (code >= 0)
    code = gnutls_x509_crt_sign2 (self->certificate, self->certificate, self->key, GNUTLS_DIG_SHA256, 0);
  if (code >= 0)
    code = gnutls_x509_crt_export2 (self->certificate, GNUTLS_X509_FMT_PEM, &self->certificate_pem);
  if (code >= 0)
    code = gnutls_x509_privkey_export2_pkcs8 (self->key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &self->key_pem);

  return code;
}

static gboolean
make (const char *certificate, const char *key, GError **error)
{
  g_auto (Draft) draft = { 0 };
  int code = draft_make (&draft);

  if (code < 0)
    {
      g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_MISC, _ ("No certificate could be made: %s"), gnutls_strerror (code));
      return FALSE;
    }

  /* GLib 2.84 keeps the mode of a file that is there, which may be why there has to be a new one. */
  (void) g_unlink (key);
  return g_file_set_contents_full (key, (const char *) draft.key_pem.data, draft.key_pem.size, G_FILE_SET_CONTENTS_CONSISTENT,
                                   S_IRUSR | S_IWUSR, error) &&
         g_file_set_contents_full (certificate, (const char *) draft.certificate_pem.data, draft.certificate_pem.size,
                                   G_FILE_SET_CONTENTS_CONSISTENT, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH, error);
}

static gboolean
lasts (const char *certificate_pem)
{
  gnutls_datum_t pem = { (unsigned char *) certificate_pem, (unsigned int) strlen (certificate_pem) };
  gnutls_x509_crt_t certificate = NULL;
  gint64 end_s = 0;

  if (gnutls_x509_crt_init (&certificate) < 0)
    return FALSE;
  if (gnutls_x509_crt_import (certificate, &pem, GNUTLS_X509_FMT_PEM) >= 0)
    end_s = (gint64) gnutls_x509_crt_get_expiration_time (certificate);
  gnutls_x509_crt_deinit (certificate);

  return end_s > g_get_real_time () / G_USEC_PER_SEC + RENEW_S;
}

/* Returns: (nullable): %NULL when there is none that will do: missing, damaged, a key that others may read, or soon over */
static WeirTlsIdentity *
load (const char *certificate, const char *key)
{
  g_autofree char *certificate_pem = NULL;
  g_autofree char *key_pem = NULL;
  GStatBuf info;

  if (g_stat (key, &info) < 0 || (info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return NULL;
  if (!g_file_get_contents (key, &key_pem, NULL, NULL) || !g_file_get_contents (certificate, &certificate_pem, NULL, NULL))
    return NULL;
  if (!lasts (certificate_pem))
    return NULL;

  return weir_tls_identity_new (certificate_pem, key_pem, certificate, key, NULL);
}

/* Two that start at once are to make one. Returns: a descriptor, or -1 with @error */
static int
open_locked (const char *folder, GError **error)
{
  int fd = g_mkdir_with_parents (folder, S_IRWXU) < 0 ? -1 : open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    {
      int saved = errno;
      g_autofree char *name = g_filename_display_name (folder);

      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (saved), _ ("Cannot keep a certificate in “%s”: %s"), name,
                   g_strerror (saved));
      return -1;
    }

  /* Where there are no locks, two at once are rare enough. */
  (void) flock (fd, LOCK_EX);
  return fd;
}

WeirTlsIdentity *
weir_tls_identity_load_own (const char *folder, GError **error)
{
  g_autofree char *home = folder != NULL ? g_strdup (folder) : g_build_filename (g_get_user_data_dir (), "weir", "tls", NULL);
  g_autofree char *certificate = g_build_filename (home, "localhost.pem", NULL);
  g_autofree char *key = g_build_filename (home, "localhost.key", NULL);
  WeirTlsIdentity *self;
  int fd = open_locked (home, error);

  if (fd < 0)
    return NULL;

  self = load (certificate, key);
  if (self == NULL && make (certificate, key, error))
    {
      self = load (certificate, key);
      if (self == NULL)
        g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_MISC, _ ("The certificate that was made in “%s” cannot be read"), certificate);
    }
  close (fd);
  if (self != NULL)
    self->own_file = g_steal_pointer (&certificate);

  return self;
}
