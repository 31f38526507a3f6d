/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-tls-identity-private.h"
#include "weir-tls-session.h"

struct _WeirTlsSession
{
  gnutls_session_t session;
  WeirTlsIdentity *identity;
  WeirTlsWriteFunc write_func;
  gpointer user_data;
  WeirSpan *received; /* (nullable): while it reads */
  gboolean is_ready;
  gboolean has_failed;
};

static ssize_t
push (gnutls_transport_ptr_t data, const giovec_t *parts, int n_parts)
{
  WeirTlsSession *self = data;
  gsize total = 0;

  for (int i = 0; i < n_parts; i++)
    total += parts[i].iov_len;
  self->write_func (parts, (guint) n_parts, self->user_data);

  return (ssize_t) total;
}

static ssize_t
pull (gnutls_transport_ptr_t data, void *buffer, size_t size)
{
  WeirTlsSession *self = data;
  gsize n = self->received != NULL ? MIN (size, self->received->len) : 0;

  if (n == 0)
    {
      gnutls_transport_set_errno (self->session, EAGAIN);
      return -1;
    }

  memcpy (buffer, self->received->data, n);
  *self->received = weir_span (self->received->data + n, self->received->len - n);
  return (ssize_t) n;
}

WeirTlsSession *
weir_tls_session_new (WeirTlsIdentity *identity, WeirTlsWriteFunc write_func, gpointer user_data, GError **error)
{
  static const gnutls_datum_t protocol = { (unsigned char *) "http/1.1", 8 };
  g_autoptr (WeirTlsSession) self = g_new0 (WeirTlsSession, 1);
  int code;

  self->identity = weir_tls_identity_ref (identity);
  self->write_func = write_func;
  self->user_data = user_data;

  /* Without tickets: nobody resumes, and a client gets no bytes that no script says. */
  code = gnutls_init (&self->session, GNUTLS_SERVER | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL | GNUTLS_NO_TICKETS);
  if (code >= 0)
    code = gnutls_set_default_priority_append (self->session, "-VERS-TLS1.0:-VERS-TLS1.1", NULL, 0);
  if (code >= 0)
    code = gnutls_credentials_set (self->session, GNUTLS_CRD_CERTIFICATE, identity->credentials);
  if (code >= 0)
    code = gnutls_alpn_set_protocols (self->session, &protocol, 1, 0);
  if (code < 0)
    {
      g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_MISC, _ ("TLS cannot be used: %s"), gnutls_strerror (code));
      return NULL;
    }

  gnutls_transport_set_ptr (self->session, self);
  gnutls_transport_set_vec_push_function (self->session, push);
  gnutls_transport_set_pull_function (self->session, pull);
  /* The time a handshake may take is the caller's. */
  gnutls_handshake_set_timeout (self->session, GNUTLS_INDEFINITE_TIMEOUT);

  return g_steal_pointer (&self);
}

void
weir_tls_session_free (WeirTlsSession *self)
{
  if (self->session != NULL)
    gnutls_deinit (self->session);
  weir_tls_identity_unref (self->identity);
  g_free (self);
}

gboolean
weir_tls_session_is_ready (const WeirTlsSession *self)
{
  return self->is_ready;
}

/* What a client says by an alert that does not trust the certificate. */
static gboolean
is_distrust (gnutls_alert_description_t alert)
{
  static const gnutls_alert_description_t alerts[] = {
    GNUTLS_A_BAD_CERTIFICATE,     GNUTLS_A_UNSUPPORTED_CERTIFICATE, GNUTLS_A_CERTIFICATE_REVOKED,
    GNUTLS_A_CERTIFICATE_EXPIRED, GNUTLS_A_CERTIFICATE_UNKNOWN,     GNUTLS_A_UNKNOWN_CA,
  };

  for (guint i = 0; i < G_N_ELEMENTS (alerts); i++)
    if (alert == alerts[i])
      return TRUE;

  return FALSE;
}

/* Of TLS 1.3 in OpenSSL's clients: a fatal alert that is not encrypted because the certificate was refused before they had their
 * keys. GnuTLS sees a record that it cannot decrypt. */
static gboolean
take_plain_alert (WeirSpan received, gnutls_alert_description_t *alert)
{
  static const guint8 record[] = { 21, 3, 3, 0, 2, 2 };

  if (received.len != sizeof record + 1 || memcmp (received.data, record, sizeof record) != 0)
    return FALSE;

  *alert = (gnutls_alert_description_t) (guint8) received.data[sizeof record];
  return gnutls_alert_get_name (*alert) != NULL;
}

static void
fail (WeirTlsSession *self, int code, WeirSpan received, GError **error)
{
  gnutls_alert_description_t alert = gnutls_alert_get (self->session);

  self->has_failed = TRUE;
  if (code == GNUTLS_E_DECRYPTION_FAILED && !self->is_ready && take_plain_alert (received, &alert))
    code = GNUTLS_E_FATAL_ALERT_RECEIVED;

  if (code == GNUTLS_E_FATAL_ALERT_RECEIVED && is_distrust (alert))
    g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, _ ("The client does not trust the certificate (%s)"),
                 gnutls_alert_get_name (alert));
  else if (code == GNUTLS_E_FATAL_ALERT_RECEIVED)
    g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, _ ("The client broke TLS off: %s"), gnutls_alert_get_name (alert));
  else if (!self->is_ready)
    g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, _ ("The TLS handshake failed: %s"), gnutls_strerror (code));
  else
    g_set_error (error, G_TLS_ERROR, G_TLS_ERROR_MISC, _ ("TLS failed: %s"), gnutls_strerror (code));

  if (code != GNUTLS_E_FATAL_ALERT_RECEIVED)
    (void) gnutls_alert_send_appropriate (self->session, code); /* goes into a queue; some errors have no alert */
}

static gboolean
shake_hands (WeirTlsSession *self, int *code)
{
  while (!self->is_ready)
    {
      *code = gnutls_handshake (self->session);
      /* What is neither, such as a warning, is taken in and passed over. */
      if (*code == GNUTLS_E_AGAIN || (*code < 0 && gnutls_error_is_fatal (*code) != 0))
        return FALSE;
      self->is_ready = *code == GNUTLS_E_SUCCESS;
    }

  return TRUE;
}

/* Returns: the bytes read, 0 at the peer's end, or an error */
static int
read_record (WeirTlsSession *self, char *buffer)
{
  ssize_t n;

  /* A warning is passed over; the wish for another handshake is granted to nobody. */
  do
    n = gnutls_record_recv (self->session, buffer, WEIR_TLS_RECORD);
  while (n < 0 && n != GNUTLS_E_AGAIN && n != GNUTLS_E_REHANDSHAKE && gnutls_error_is_fatal ((int) n) == 0);

  return (int) n;
}

WeirTlsRead
weir_tls_session_read (WeirTlsSession *self, WeirSpan *received, char *buffer, gsize *n_read, GError **error)
{
  WeirSpan whole = *received;
  int code = GNUTLS_E_SUCCESS;

  g_assert (!self->has_failed);

  self->received = received;
  if (shake_hands (self, &code))
    code = read_record (self, buffer);
  self->received = NULL;

  if (code == GNUTLS_E_AGAIN)
    return WEIR_TLS_READ_MORE;
  if (code == 0)
    return WEIR_TLS_READ_END;
  if (code < 0)
    {
      fail (self, code, whole, error);
      return WEIR_TLS_READ_FAILED;
    }

  *n_read = (gsize) code;
  return WEIR_TLS_READ_BYTES;
}

static gboolean
send_part (WeirTlsSession *self, const struct iovec *part)
{
  gsize n_sent = 0;

  while (n_sent < part->iov_len)
    {
      ssize_t n = gnutls_record_send (self->session, (const char *) part->iov_base + n_sent, part->iov_len - n_sent);

      if (n <= 0)
        return FALSE;
      n_sent += (gsize) n;
    }

  return TRUE;
}

gboolean
weir_tls_session_send (WeirTlsSession *self, const struct iovec *parts, guint n_parts)
{
  gboolean is_sent = !self->has_failed;

  g_assert (self->is_ready);

  if (n_parts > 1)
    gnutls_record_cork (self->session);
  for (guint i = 0; is_sent && i < n_parts; i++)
    is_sent = send_part (self, &parts[i]);
  if (is_sent && n_parts > 1)
    is_sent = gnutls_record_uncork (self->session, 0) >= 0;
  self->has_failed = !is_sent;

  return is_sent;
}

void
weir_tls_session_end (WeirTlsSession *self)
{
  if (self->is_ready && !self->has_failed)
    (void) gnutls_bye (self->session, GNUTLS_SHUT_WR); /* goes into a queue */
}
