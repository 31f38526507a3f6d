/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-event-source-private.h"
#include "weir-media-type.h"
#include "weir-retry-after.h"

static const char *
get_http_version (SoupMessage *message)
{
  switch (soup_message_get_http_version (message))
    {
    case SOUP_HTTP_1_0:
      return "1.0";
    case SOUP_HTTP_2_0:
      return "2";
    case SOUP_HTTP_1_1:
    default:
      return "1.1";
    }
}

static const char *
get_tls_version (SoupMessage *message)
{
  if (soup_message_get_tls_peer_certificate (message) == NULL)
    return NULL;

  switch (soup_message_get_tls_protocol_version (message))
    {
    case G_TLS_PROTOCOL_VERSION_TLS_1_0:
      return "TLS 1.0";
    case G_TLS_PROTOCOL_VERSION_TLS_1_1:
      return "TLS 1.1";
    case G_TLS_PROTOCOL_VERSION_TLS_1_2:
      return "TLS 1.2";
    case G_TLS_PROTOCOL_VERSION_TLS_1_3:
      return "TLS 1.3";
    case G_TLS_PROTOCOL_VERSION_UNKNOWN:
    case G_TLS_PROTOCOL_VERSION_SSL_3_0:
    case G_TLS_PROTOCOL_VERSION_DTLS_1_0:
    case G_TLS_PROTOCOL_VERSION_DTLS_1_2:
    default:
      return "TLS";
    }
}

static char *
dup_remote (SoupMessage *message)
{
  GSocketAddress *address = soup_message_get_remote_address (message);
  g_autofree char *host = NULL;

  if (address == NULL || !G_IS_INET_SOCKET_ADDRESS (address))
    return NULL;

  host = g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));

  return g_strdup_printf (g_socket_address_get_family (address) == G_SOCKET_FAMILY_IPV6 ? "[%s]:%u" : "%s:%u", host,
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
}

static gint64
get_duration (gint64 from_us, gint64 to_us)
{
  return from_us > 0 && to_us >= from_us ? to_us - from_us : -1;
}

static void
report_head (WeirAttempt *self)
{
  SoupMessage *message = self->message;
  const WeirSteps *steps = &self->steps;
  g_autofree char *url = g_uri_to_string (self->target.uri);
  g_autofree char *remote = dup_remote (message);
  g_auto (WeirHeaderList) headers = { NULL };
  WeirReport report = { .kind = WEIR_REPORT_HEAD };

  weir_header_list_append_soup (&headers, soup_message_get_response_headers (message));
  report.head.status = self->status;
  report.head.phrase = soup_message_get_reason_phrase (message);
  report.head.url = url;
  report.head.http = get_http_version (message);
  report.head.headers = weir_header_list_get (&headers, &report.head.n_headers);
  report.head.remote = remote;
  report.head.tls = get_tls_version (message);
  report.head.cipher = report.head.tls != NULL ? soup_message_get_tls_ciphersuite_name (message) : NULL;
  report.head.timing.dns_us = get_duration (steps->resolving_us, steps->resolved_us);
  report.head.timing.connect_us = get_duration (steps->connecting_us, steps->connected_us);
  report.head.timing.tls_us = get_duration (steps->handshaking_us, steps->handshaked_us);
  report.head.timing.head_us = get_duration (steps->complete_us, steps->head_us);
  if (report.head.phrase == NULL)
    report.head.phrase = "";
  weir_event_source_report (self->source, &report, steps->head_us);
}

static void
open_stream (WeirAttempt *self, const char *content_type, WeirCoding coding, gboolean any_type)
{
  g_autofree char *url = g_uri_to_string (self->target.uri);
  WeirReport report = { .kind = WEIR_REPORT_OPEN };

  self->is_open = TRUE;
  self->opened_us = self->steps.head_us;
  self->source->was_open = TRUE;
  self->source->state = WEIR_SOURCE_OPEN;
  weir_reconnect_opened (self->source->reconnect);
  if (coding != WEIR_CODING_IDENTITY)
    weir_body_set_coding (self->body, coding);

  report.open.attempt = self->source->n_attempts;
  report.open.status = self->status;
  report.open.url = url;
  report.open.http = get_http_version (self->message);
  report.open.content_type = content_type != NULL ? content_type : "";
  report.open.any_type = any_type;
  report.open.compressed = coding != WEIR_CODING_IDENTITY;
  weir_event_source_report (self->source, &report, self->steps.head_us);
  if (self->source != NULL)
    weir_attempt_start_reading (self);
}

/* The response is no stream: what to do is decided now, what it says is shown when that is the end. */
static void
refuse (WeirAttempt *self, WeirFailure failure)
{
  const char *retry_after = soup_message_headers_get_one (soup_message_get_response_headers (self->message), "Retry-After");

  self->failure = failure;
  self->decision = weir_attempt_decide (self, &failure, weir_retry_after_parse (retry_after, g_get_real_time ()));
  if (self->decision.reconnect || failure.reason == WEIR_REASON_NO_CONTENT)
    weir_attempt_end_decided (self, &self->failure, &self->decision);
  else if (self->body != NULL)
    weir_attempt_read_error_body (self);
  else
    weir_attempt_skip_error_body (self);
}

static void
judge (WeirAttempt *self)
{
  const WeirRequestOptions *options = self->source->options;
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  const char *content_type = soup_message_headers_get_list (headers, "Content-Type");
  const char *content_encoding = soup_message_headers_get_list (headers, "Content-Encoding");
  WeirCoding coding = weir_coding_from_header (content_encoding);
  gboolean is_stream = weir_media_type_is_event_stream (content_type);

  if (self->status != 200)
    refuse (self, weir_failure_of_status (self->status, soup_message_get_reason_phrase (self->message)));
  else if (!is_stream && !options->any_type)
    refuse (self, weir_failure_of_content_type (content_type));
  else if (coding != WEIR_CODING_IDENTITY && (!options->decompress || coding == WEIR_CODING_OTHER))
    refuse (self, weir_failure_of_content_encoding (content_encoding));
  else
    open_stream (self, content_type, coding, !is_stream);
}

/* Returns: whether the redirect is followed; else sets @failure */
static gboolean
follow (WeirAttempt *self, WeirFailure *failure)
{
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (self->message), "Location");
  g_autoptr (GError) error = NULL;
  WeirTarget to = { NULL };

  if (self->n_redirects == WEIR_LIMIT_REDIRECTS)
    *failure = weir_failure_new (WEIR_REASON_REDIRECT, _ ("More than %u redirects in a row"), WEIR_LIMIT_REDIRECTS);
  else if (!weir_redirect_follow (&self->target, self->status, location, weir_attempt_get_method (self), &to, &error))
    *failure = weir_failure_new (WEIR_REASON_REDIRECT, "%s", error->message);
  else
    weir_attempt_redirect (self, &to, self->status);

  weir_target_clear (&to);

  return failure->message == NULL;
}

void
weir_attempt_take_response (WeirAttempt *self, GInputStream *stream)
{
  WeirFailure failure = { 0 };

  self->status = soup_message_get_status (self->message);
  self->body = stream != NULL ? weir_body_new (self->message, stream) : NULL;

  if (weir_redirect_is_followed (self->status))
    {
      weir_body_close (self->body);
      if (follow (self, &failure))
        return;
    }

  report_head (self);
  if (self->source == NULL)
    weir_failure_clear (&failure);
  else if (failure.message != NULL)
    refuse (self, failure);
  else
    judge (self);
}
