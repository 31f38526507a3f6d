/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-failure-tls.h"

/* What is wrong with a certificate, the most telling first. */
static const struct
{
  GTlsCertificateFlags flag;
  const char *words;
} certificate_words[] = {
  { G_TLS_CERTIFICATE_EXPIRED, N_ ("it has expired") },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_ ("it is not valid yet (is the clock right?)") },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, N_ ("it is for another host name") },
  { G_TLS_CERTIFICATE_UNKNOWN_CA, N_ ("it is self-signed or from an unknown authority") },
  { G_TLS_CERTIFICATE_REVOKED, N_ ("it has been revoked") },
  { G_TLS_CERTIFICATE_INSECURE, N_ ("its algorithm is too weak") },
  { G_TLS_CERTIFICATE_GENERIC_ERROR, N_ ("it cannot be checked") },
};

static char *
describe_flags (GTlsCertificateFlags flags)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (certificate_words); i++)
    {
      if ((flags & certificate_words[i].flag) != 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ (certificate_words[i].words));
    }
  if (text->len == 0)
    g_string_append (text, _ ("it cannot be checked"));

  return g_strdup (text->str);
}

/* To a greeting of TLS most servers answer in plain HTTP, for which glib-networking has no code of its own. */
gboolean
weir_failure_is_not_tls (const GError *error)
{
  const char *translated = g_dgettext ("gnutls30", "An unexpected TLS packet was received.");

  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS))
    return TRUE;

  return g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_MISC) &&
         (strstr (error->message, "An unexpected TLS packet was received") != NULL || strstr (error->message, translated) != NULL);
}

WeirFailure
weir_failure_of_tls (const GError *error, SoupMessage *message)
{
  const char *host = g_uri_get_host (soup_message_get_uri (message));
  const int code = weir_failure_is_not_tls (error) ? G_TLS_ERROR_NOT_TLS : error->code;
  WeirFailure failure;

  switch (code)
    {
    case G_TLS_ERROR_BAD_CERTIFICATE:
      {
        g_autofree char *words = describe_flags (soup_message_get_tls_peer_certificate_errors (message));

        failure = weir_failure_new (WEIR_REASON_TLS, _ ("The certificate of %s is not trusted: %s"), host, words);
        failure.untrusted = TRUE;
        return failure;
      }

    case G_TLS_ERROR_UNAVAILABLE:
      return weir_failure_new (WEIR_REASON_TLS, _ ("https needs TLS support, which is not installed (glib-networking)"));

    case G_TLS_ERROR_NOT_TLS:
      return weir_failure_new (WEIR_REASON_TLS,
                               _ ("%s does not speak TLS on this port, or closed it at once. Is it http instead of https?"), host);

    case G_TLS_ERROR_CERTIFICATE_REQUIRED:
      return weir_failure_new (WEIR_REASON_TLS, _ ("%s wants a certificate from its clients"), host);

    case G_TLS_ERROR_MISC:
    case G_TLS_ERROR_HANDSHAKE:
    case G_TLS_ERROR_EOF:
    case G_TLS_ERROR_INAPPROPRIATE_FALLBACK:
    case G_TLS_ERROR_BAD_CERTIFICATE_PASSWORD:
    default:
      failure = weir_failure_new (WEIR_REASON_TLS, _ ("The encrypted connection to %s could not be made: %s"), host, error->message);
      failure.transient = TRUE;
      return failure;
    }
}
