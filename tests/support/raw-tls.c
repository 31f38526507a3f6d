/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "raw-tls.h"

#include <errno.h>
#include <gnutls/gnutls.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#define RECORD 16384

struct _RawTls
{
  int fd;
  gnutls_session_t session;
  gnutls_certificate_credentials_t credentials;
  RawClient *client;
  GByteArray *received; /* not yet taken */
  GString *unsent;      /* before the handshake is over */
  gboolean is_ready;
  gboolean has_ended;
  char *error;
};

static ssize_t
pull (gnutls_transport_ptr_t data, void *buffer, size_t size)
{
  RawTls *self = data;
  guint n = (guint) MIN (size, self->received->len);

  if (n == 0)
    {
      gnutls_transport_set_errno (self->session, EAGAIN);
      return -1;
    }
  memcpy (buffer, self->received->data, n);
  g_byte_array_remove_range (self->received, 0, n);
  return (ssize_t) n;
}

/* What is sent is little: it fits, or waits for a server that another thread or process is. */
static ssize_t
push (gnutls_transport_ptr_t data, const void *bytes, size_t size)
{
  RawTls *self = data;

  for (gsize at = 0; at < size;)
    {
      ssize_t n = send (self->fd, (const char *) bytes + at, size - at, MSG_NOSIGNAL | MSG_DONTWAIT);

      if (n < 0 && errno == EAGAIN)
        (void) g_main_context_iteration (g_main_context_get_thread_default (), FALSE);
      else if (n < 0)
        return (ssize_t) size; /* reset: reading tells */
      else
        at += (gsize) n;
    }

  return (ssize_t) size;
}

static void
fail (RawTls *self, int code)
{
  gboolean is_alert = code == GNUTLS_E_FATAL_ALERT_RECEIVED;

  g_free (self->error);
  self->error = g_strdup (is_alert ? gnutls_alert_get_name (gnutls_alert_get (self->session)) : gnutls_strerror (code));
  if (!is_alert)
    (void) gnutls_alert_send_appropriate (self->session, code);
}

static void tls_send (RawTls *self, const char *bytes, gsize len);

static void
shake_hands (RawTls *self)
{
  int code;

  do
    code = gnutls_handshake (self->session);
  while (code < 0 && code != GNUTLS_E_AGAIN && gnutls_error_is_fatal (code) == 0);
  if (code == GNUTLS_E_AGAIN)
    return;
  if (code < 0)
    {
      fail (self, code);
      return;
    }

  self->is_ready = TRUE;
  if (self->unsent->len > 0)
    tls_send (self, self->unsent->str, self->unsent->len);
}

static void
take (RawTls *self, const char *bytes, gsize len)
{
  char record[RECORD];
  ssize_t n = 1;

  g_byte_array_append (self->received, (const guint8 *) bytes, (guint) len);
  if (!self->is_ready && self->error[0] == '\0')
    shake_hands (self);

  while (self->is_ready && !self->has_ended && self->error[0] == '\0' && n != GNUTLS_E_AGAIN)
    {
      n = gnutls_record_recv (self->session, record, sizeof record);
      if (n > 0)
        raw_client_add_read (self->client, record, (gsize) n);
      else if (n == 0)
        self->has_ended = TRUE;
      else if (gnutls_error_is_fatal ((int) n) != 0)
        fail (self, (int) n);
    }
}

static void
tls_send (RawTls *self, const char *bytes, gsize len)
{
  if (!self->is_ready)
    {
      g_string_append_len (self->unsent, bytes, (gssize) len);
      return;
    }

  while (len > 0)
    {
      ssize_t n = gnutls_record_send (self->session, bytes, len);

      g_assert_cmpint ((int) n, >, 0);
      bytes += n;
      len -= (gsize) n;
    }
}

void
raw_tls_send_close_notify (RawTls *self)
{
  g_assert_cmpint (gnutls_bye (self->session, GNUTLS_SHUT_WR), ==, 0);
}

void
raw_tls_send_key_update (RawTls *self)
{
  g_assert_cmpint (gnutls_session_key_update (self->session, GNUTLS_KU_PEER), ==, 0);
}

gboolean
raw_tls_has_ended (const RawTls *self)
{
  return self->has_ended;
}

const char *
raw_tls_get_error (const RawTls *self)
{
  return self->error;
}

static gboolean
is_settled (RawTls *self)
{
  return self->is_ready || self->error[0] != '\0';
}

static void
tls_free (RawTls *self)
{
  gnutls_deinit (self->session);
  gnutls_certificate_free_credentials (self->credentials);
  g_byte_array_unref (self->received);
  g_string_free (self->unsent, TRUE);
  g_free (self->error);
  g_free (self);
}

static const RawTransport transport = { take, tls_send, is_settled, raw_tls_send_close_notify, tls_free };

static RawTls *
tls_new (RawClient *client, const char *ca_file)
{
  static const gnutls_datum_t protocols[] = { { (unsigned char *) "h2", 2 }, { (unsigned char *) "http/1.1", 8 } };
  RawTls *self = g_new0 (RawTls, 1);
  int on = 1;

  /* The end of a handshake is several small writes: they are not to wait for each other's ACK. */
  g_assert_cmpint (setsockopt (client->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), ==, 0);
  self->fd = client->fd;
  self->client = client;
  self->received = g_byte_array_new ();
  self->unsent = g_string_new (NULL);
  self->error = g_strdup ("");
  g_assert_cmpint (gnutls_certificate_allocate_credentials (&self->credentials), ==, 0);
  g_assert_cmpint (gnutls_init (&self->session, GNUTLS_CLIENT | GNUTLS_NONBLOCK), ==, 0);
  g_assert_cmpint (gnutls_set_default_priority (self->session), ==, 0);
  g_assert_cmpint (gnutls_alpn_set_protocols (self->session, protocols, 2, 0), ==, 0);
  if (ca_file != NULL)
    {
      g_assert_cmpint (gnutls_certificate_set_x509_trust_file (self->credentials, ca_file, GNUTLS_X509_FMT_PEM), >, 0);
      gnutls_session_set_verify_cert (self->session, "127.0.0.1", 0);
    }
  g_assert_cmpint (gnutls_credentials_set (self->session, GNUTLS_CRD_CERTIFICATE, self->credentials), ==, 0);
  gnutls_transport_set_ptr (self->session, self);
  gnutls_transport_set_push_function (self->session, push);
  gnutls_transport_set_pull_function (self->session, pull);
  take (self, "", 0);

  return self;
}

RawClient *
raw_client_new_tls (guint16 port, const char *ca_file)
{
  RawClient *client = raw_client_new (port);

  client->tls = tls_new (client, ca_file);
  client->transport = &transport;

  return client;
}
