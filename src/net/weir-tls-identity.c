/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <gnutls/x509.h>
#include <string.h>

#include "weir-tls-identity-private.h"

gboolean
weir_tls_is_supported (void)
{
  return TRUE;
}

static void
identity_clear (gpointer data)
{
  WeirTlsIdentity *self = data;

  if (self->credentials != NULL)
    gnutls_certificate_free_credentials (self->credentials);
  g_free (self->own_file);
}

WeirTlsIdentity *
weir_tls_identity_ref (WeirTlsIdentity *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
weir_tls_identity_unref (WeirTlsIdentity *self)
{
  g_atomic_rc_box_release_full (self, identity_clear);
}

const char *
weir_tls_identity_get_own_file (const WeirTlsIdentity *self)
{
  return self->own_file;
}

static gboolean
has_label (const char *pem, const char *label)
{
  for (const char *begin = pem; (begin = strstr (begin, "-----BEGIN ")) != NULL; begin++)
    {
      const char *end = strchr (begin, '\n');
      const char *found = strstr (begin, label);

      if (found != NULL && (end == NULL || found < end))
        return TRUE;
    }

  return FALSE;
}

typedef struct
{
  gnutls_x509_crt_t certificate;
  gnutls_x509_privkey_t key;
} Pair;

static void
pair_clear (Pair *self)
{
  if (self->certificate != NULL)
    gnutls_x509_crt_deinit (self->certificate);
  if (self->key != NULL)
    gnutls_x509_privkey_deinit (self->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static gboolean
belong_together (const Pair *pair)
{
  guint8 ids[2][64];
  size_t sizes[2] = { sizeof ids[0], sizeof ids[1] };

  return gnutls_x509_crt_get_key_id (pair->certificate, GNUTLS_KEYID_USE_SHA256, ids[0], &sizes[0]) >= 0 &&
         gnutls_x509_privkey_get_key_id (pair->key, GNUTLS_KEYID_USE_SHA256, ids[1], &sizes[1]) >= 0 && sizes[0] == sizes[1] &&
         memcmp (ids[0], ids[1], sizes[0]) == 0;
}

/* GnuTLS would say less of it. */
static gboolean
check (const gnutls_datum_t *certificate, const gnutls_datum_t *key, const char *certificate_name, const char *key_name, GError **error)
{
  g_auto (Pair) pair = { NULL, NULL };
  int code = gnutls_x509_crt_init (&pair.certificate);

  if (code >= 0)
    code = gnutls_x509_crt_import (pair.certificate, certificate, GNUTLS_X509_FMT_PEM);
  if (code < 0)
    {
      g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, _ ("The certificate in “%s” cannot be used: %s"), certificate_name,
                   gnutls_strerror (code));
      return FALSE;
    }

  code = gnutls_x509_privkey_init (&pair.key);
  if (code >= 0)
    code = gnutls_x509_privkey_import2 (pair.key, key, GNUTLS_X509_FMT_PEM, NULL, 0);
  if (code == GNUTLS_E_DECRYPTION_FAILED)
    g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE,
                 _ ("The key in “%s” is locked with a password; give a copy without one, as “openssl pkey” writes it"), key_name);
  else if (code < 0)
    g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, _ ("The key in “%s” cannot be used: %s"), key_name,
                 gnutls_strerror (code));
  else if (!belong_together (&pair))
    g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, _ ("The key in “%s” does not belong to the certificate in “%s”"),
                 key_name, certificate_name);
  else
    return TRUE;

  return FALSE;
}

WeirTlsIdentity *
weir_tls_identity_new (const char *certificate_pem, const char *key_pem, const char *certificate_name, const char *key_name, GError **error)
{
  g_autoptr (WeirTlsIdentity) self = g_atomic_rc_box_new0 (WeirTlsIdentity);
  gnutls_datum_t certificate = { (unsigned char *) certificate_pem, (unsigned int) strlen (certificate_pem) };
  gnutls_datum_t key = { (unsigned char *) key_pem, (unsigned int) strlen (key_pem) };
  int code;

  if (!has_label (certificate_pem, "CERTIFICATE-----"))
    {
      g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, _ ("“%s” holds no certificate; give one in PEM form"),
                   certificate_name);
      return NULL;
    }
  if (!has_label (key_pem, "PRIVATE KEY-----"))
    {
      if (key_name != NULL)
        g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, _ ("“%s” holds no key; give one in PEM form"), key_name);
      else
        g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, _ ("“%s” holds no key; give the file that does, too"),
                     certificate_name);
      return NULL;
    }

  if (!check (&certificate, &key, certificate_name, key_name != NULL ? key_name : certificate_name, error))
    return NULL;

  code = gnutls_certificate_allocate_credentials (&self->credentials);
  if (code >= 0)
    code = gnutls_certificate_set_x509_key_mem2 (self->credentials, &certificate, &key, GNUTLS_X509_FMT_PEM, NULL, 0);
  if (code < 0)
    {
      g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, _ ("The certificate in “%s” cannot be used: %s"), certificate_name,
                   gnutls_strerror (code));
      return NULL;
    }

  return g_steal_pointer (&self);
}

WeirTlsIdentity *
weir_tls_identity_load (const char *certificate, const char *key, GError **error)
{
  g_autofree char *certificate_name = g_filename_display_name (certificate);
  g_autofree char *key_name = key != NULL ? g_filename_display_name (key) : NULL;
  g_autofree char *certificate_pem = NULL;
  g_autofree char *key_pem = NULL;

  if (!g_file_get_contents (certificate, &certificate_pem, NULL, error))
    return NULL;
  if (key != NULL && !g_file_get_contents (key, &key_pem, NULL, error))
    return NULL;

  return weir_tls_identity_new (certificate_pem, key != NULL ? key_pem : certificate_pem, certificate_name, key_name, error);
}
