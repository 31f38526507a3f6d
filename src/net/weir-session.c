/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-session.h"

/* libsoup's default of 2 connections a host makes the third stream wait without a word. */
#define MAX_CONNECTIONS 1000

/* Name and password of the proxy's URL, the system's included, for a request that goes to the proxy itself: a plain one, or the one for a
 * tunnel. libsoup leaves that to its authorization manager, which is not there. GIO does it for the proxies of the other schemes. */
static void
authorize_at_proxy (SoupMessage *message, gpointer user_data)
{
  GSocketAddress *address = soup_message_get_remote_address (message);
  GProxyAddress *proxy = G_IS_PROXY_ADDRESS (address) ? G_PROXY_ADDRESS (address) : NULL;
  const char *user = proxy != NULL ? g_proxy_address_get_username (proxy) : NULL;
  const char *password = proxy != NULL ? g_proxy_address_get_password (proxy) : NULL;
  g_autofree char *both = NULL;
  g_autofree char *encoded = NULL;
  g_autofree char *value = NULL;

  if (user == NULL || !g_str_equal (g_proxy_address_get_protocol (proxy), "http"))
    return;
  if (soup_message_get_method (message) != SOUP_METHOD_CONNECT && !g_str_equal (g_uri_get_scheme (soup_message_get_uri (message)), "http"))
    return;

  both = g_strconcat (user, ":", password != NULL ? password : "", NULL);
  encoded = g_base64_encode ((const guchar *) both, strlen (both));
  value = g_strconcat ("Basic ", encoded, NULL);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Proxy-Authorization", value);
}

/* Which proxy it will be shows when it is connected. */
static void
on_request_queued (SoupSession *session, SoupMessage *message)
{
  g_signal_connect (message, "starting", G_CALLBACK (authorize_at_proxy), NULL);
}

SoupSession *
weir_session_new (const WeirRequestOptions *options)
{
  SoupSession *session = soup_session_new_with_options ("max-conns", MAX_CONNECTIONS, "max-conns-per-host", MAX_CONNECTIONS, "timeout", 0,
                                                        "idle-timeout", 1, NULL);

  /* A hostile Digest challenge crashes the manager (CVE-2025-4476); Authorization is a header like others here. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);

  if (options->proxy != NULL)
    {
      g_autoptr (GProxyResolver) resolver = *options->proxy != '\0' ? g_simple_proxy_resolver_new (options->proxy, NULL) : NULL;

      soup_session_set_proxy_resolver (session, resolver);
    }
  g_signal_connect (session, "request-queued", G_CALLBACK (on_request_queued), NULL);

  return session;
}

GTlsDatabase *
weir_session_load_extra_roots (const char *ca_file, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (ca_file, NULL);
  g_autoptr (GError) failure = NULL;
  GTlsDatabase *roots = g_tls_file_database_new (path, &failure);

  if (roots == NULL)
    g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_FILE, _ ("The certificates in “%s” cannot be used: %s"), ca_file, failure->message);

  return roots;
}

GTlsCertificate *
weir_session_load_identity (const char *cert_file, const char *key_file, GError **error)
{
  g_autoptr (GError) failure = NULL;
  GTlsCertificate *identity = g_tls_certificate_new_from_files (cert_file, key_file != NULL ? key_file : cert_file, &failure);

  if (identity == NULL && key_file == NULL)
    g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_FILE,
                 _ ("“%s” does not have both a certificate and its key, in PEM form and without a password: %s"), cert_file,
                 failure->message);
  else if (identity == NULL)
    g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_FILE,
                 _ ("“%s” and “%s” are not a certificate and its key, in PEM form and without a password: %s"), cert_file, key_file,
                 failure->message);

  return identity;
}

/* libsoup before 3.4 cannot be told by its interface; it offers what the connection is set to when the handshake starts. */
static void
on_network_event (SoupMessage *message, GSocketClientEvent event, GIOStream *connection, gpointer user_data)
{
  static const char *const http1[] = { "http/1.1", NULL };

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING && G_IS_TLS_CONNECTION (connection))
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection), http1);
}

SoupMessage *
weir_session_create_message (const char *method, GUri *uri, gboolean http2)
{
  SoupMessage *message = soup_message_new_from_uri (method, uri);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION | SOUP_MESSAGE_COLLECT_METRICS);
  if (!http2)
    {
      /* from libsoup 3.4 on */
      if (g_object_class_find_property (G_OBJECT_GET_CLASS (message), "force-http1") != NULL)
        g_object_set (message, "force-http1", TRUE, NULL);
      else
        g_signal_connect (message, "network-event", G_CALLBACK (on_network_event), NULL);
    }

  return message;
}

gboolean
weir_session_accepts (GTlsDatabase *extra_roots, GTlsCertificate *certificate, GUri *uri)
{
  g_autoptr (GSocketConnectable) identity = NULL;
  GTlsCertificateFlags flags;

  if (extra_roots == NULL)
    return FALSE;

  identity = g_network_address_new (g_uri_get_host (uri), 443);
  flags = g_tls_database_verify_chain (extra_roots, certificate, G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, identity, NULL,
                                       G_TLS_DATABASE_VERIFY_NONE, NULL, NULL);

  return flags == G_TLS_CERTIFICATE_NO_FLAGS;
}
