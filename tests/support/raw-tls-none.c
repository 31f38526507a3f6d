/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "raw-tls.h"

/* Without GnuTLS no test runs over TLS. */

RawClient *
raw_client_new_tls (guint16 port, const char *ca_file)
{
  g_assert_not_reached ();
}

void
raw_tls_send_close_notify (RawTls *self)
{
  g_assert_not_reached ();
}

void
raw_tls_send_key_update (RawTls *self)
{
  g_assert_not_reached ();
}

gboolean
raw_tls_has_ended (const RawTls *self)
{
  g_assert_not_reached ();
}

const char *
raw_tls_get_error (const RawTls *self)
{
  g_assert_not_reached ();
}
