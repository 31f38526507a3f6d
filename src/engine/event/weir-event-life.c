/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-life-private.h"

#include "weir-directive-line.h"
#include "weir-event-lines-private.h"
#include "weir-recording-value.h"
#include "weir-sink.h"
#include "weir-words.h"

#include <glib/gi18n-lib.h>

/* `WORD REST` into its two parts; %FALSE when there is no rest. */
static gboolean
split_line (WeirSpan unit, const char *verb, char **word, char **rest)
{
  WeirSpan text;

  if (!weir_event_lines_find (unit, verb, &text))
    return FALSE;
  *word = weir_span_dup (weir_value_take_word (&text));
  *rest = weir_span_dup (text);

  return text.len > 0;
}

static void
append_connecting (GString *out, WeirSpan unit)
{
  g_autofree char *number = weir_event_lines_dup (unit, "connect");
  g_autofree char *id = weir_event_lines_dup_header (unit, "request-header", "Last-Event-ID");
  g_autofree char *method = NULL, *url = NULL;

  if (!split_line (unit, "request", &method, &url))
    {
      g_string_append (out, _ ("Connecting"));
      return;
    }

  /* Translators: %s is a URL. */
  g_string_append_printf (out, g_strcmp0 (number, "1") == 0 ? _ ("Connecting to %s") : _ ("Reconnecting to %s"), url);
  if (!g_str_equal (method, "GET"))
    /* Translators: goes on after “Connecting to URL”; %s is an HTTP method, as POST. */
    g_string_append_printf (out, _ (" with %s"), method);
  if (id != NULL)
    /* Translators: goes on after “Connecting to URL”. */
    g_string_append_printf (out, _ (", last event ID %s"), id);
}

static void
append_redirect (GString *out, WeirSpan unit)
{
  g_autofree char *status = NULL, *url = NULL;

  if (split_line (unit, "hop", &status, &url))
    /* Translators: an HTTP status (307), then a URL. */
    g_string_append_printf (out, _ ("Redirected (%s) to %s"), status, url);
  else
    g_string_append (out, _ ("Redirected"));
}

static void
append_part (GString *out, const char *part)
{
  if (part != NULL && *part != '\0')
    {
      if (out->len > 0)
        /* Translators: between the parts of a list: “200 OK, text/event-stream, HTTP/1.1”. */
        g_string_append (out, C_ ("list", ", "));
      g_string_append (out, part);
    }
}

/* The version's word, which is written with a `-` for its space. */
static char *
dup_tls_version (WeirSpan unit)
{
  g_autofree char *tls = weir_event_lines_dup (unit, "tls");
  WeirSpan text = weir_span_from_string (tls);

  return tls != NULL ? g_strdelimit (weir_span_dup (weir_value_take_word (&text)), "-", ' ') : NULL;
}

static void
append_head (GString *out, WeirSpan unit)
{
  g_autofree char *status = weir_event_lines_dup (unit, "status");
  g_autofree char *type = weir_event_lines_dup_header (unit, "header", "Content-Type");
  g_autofree char *http = weir_event_lines_dup (unit, "http");
  g_autofree char *tls = dup_tls_version (unit);
  g_autofree char *remote = weir_event_lines_dup (unit, "remote");
  g_autofree char *head = weir_event_lines_dup_timing (unit, "head");
  g_autofree char *version = http != NULL ? g_strconcat ("HTTP/", http, NULL) : NULL;
  /* Translators: %s is an address and a port. */
  g_autofree char *from = remote != NULL ? g_strdup_printf (_ ("from %s"), remote) : NULL;
  /* Translators: %s is a duration: the response head came that long after the request. */
  g_autofree char *after = head != NULL ? g_strdup_printf (_ ("head after %s"), head) : NULL;

  append_part (out, status);
  append_part (out, type);
  append_part (out, version);
  append_part (out, tls);
  append_part (out, after);
  append_part (out, from);
}

static void
append_open (GString *out, WeirSpan unit)
{
  g_autofree char *words = weir_event_lines_dup (unit, "open");

  g_string_append (out, _ ("Open"));
  if (words != NULL && strstr (words, "compressed") != NULL)
    g_string_append (out, _ (", compressed"));
  if (words != NULL && strstr (words, "any-type") != NULL)
    g_string_append (out, _ (", although its content type is no event stream; a browser would fail here"));
}

/* Why the connection ended, when that is all that is known. */
static const char *
reason_in_words (WeirReason reason)
{
  switch (reason)
    {
    case WEIR_REASON_EOF:
      return _ ("Ended by the server");
    case WEIR_REASON_CLOSED:
      return _ ("Closed by the server");
    case WEIR_REASON_CUT:
      return _ ("Cut by the server");
    case WEIR_REASON_RESET:
      return _ ("Reset by the server");
    case WEIR_REASON_TIMEOUT:
      return _ ("Timed out");
    case WEIR_REASON_REFUSED:
      return _ ("No connection");
    case WEIR_REASON_DNS:
      return _ ("Host name not found");
    case WEIR_REASON_TLS:
      return _ ("No secure connection");
    case WEIR_REASON_REDIRECT:
      return _ ("Redirect not followed");
    case WEIR_REASON_STATUS:
      return _ ("Refused by the server");
    case WEIR_REASON_CONTENT_TYPE:
      return _ ("No event stream");
    case WEIR_REASON_PROTOCOL:
      return _ ("No HTTP");
    case WEIR_REASON_LIMIT:
      return _ ("A limit was passed");
    case WEIR_REASON_NO_CONTENT:
      return _ ("The server asked to stop");
    case WEIR_REASON_STOPPED:
    default:
      return _ ("Stopped");
    }
}

/* The message alone is a sentence that says it all; after an end by itself it is better with the word for it. */
static void
append_end (GString *out, WeirReason reason, WeirSpan message)
{
  if (message.len == 0 || reason == WEIR_REASON_CUT || reason == WEIR_REASON_TIMEOUT)
    g_string_append (out, reason_in_words (reason));
  if (message.len > 0 && out->len > 0)
    /* Translators: between how a connection ended and why. */
    g_string_append (out, C_ ("list", ": "));
  g_string_append_len (out, message.data, (gssize) message.len);
}

static void
append_ended (GString *out, WeirSpan unit)
{
  WeirReason reason;
  WeirSpan text;

  weir_event_lines_find_end (unit, &reason, &text);
  append_end (out, reason, text);
}

static void
append_failed (GString *out, WeirSpan unit)
{
  g_autoptr (GString) why = g_string_new (NULL);
  WeirReason reason;
  WeirSpan text;

  weir_event_lines_find_end (unit, &reason, &text);
  g_string_append_len (why, text.data, (gssize) text.len);
  if (why->len == 0)
    g_string_append (why, reason_in_words (reason));
  /* The standard's way to say stop is no failure for people. */
  g_string_append_printf (out, reason == WEIR_REASON_NO_CONTENT ? _ ("Ended: %s") : _ ("Failed: %s"), why->str);
}

static void
append_waiting (GString *out, WeirSpan unit)
{
  g_autofree char *shown = NULL;
  gint64 duration_us = 0;
  WeirSpan text;

  if (!weir_event_lines_find (unit, "waiting", &text))
    return;
  weir_value_parse_duration (weir_value_take_word (&text), &duration_us);
  shown = weir_words_duration (duration_us);
  if (weir_span_equals_string (text, "retry"))
    g_string_append_printf (out, _ ("Waiting %s, as the server asks"), shown);
  else if (weir_span_equals_string (text, "backoff"))
    g_string_append_printf (out, _ ("Waiting %s, longer after each failure"), shown);
  else
    g_string_append_printf (out, _ ("Waiting %s, the reconnection time"), shown);
}

static void
append_dropped (GString *out, WeirSpan unit)
{
  guint64 n_events = 0, n_bytes = 0;
  WeirSpan text;

  if (weir_event_lines_find (unit, "dropped", &text))
    {
      weir_value_parse_number (weir_value_take_word (&text), &n_events);
      weir_value_parse_number (weir_value_take_word (&text), &n_bytes);
    }
  /* Translators: two counts. */
  g_string_append_printf (out, _ ("Not kept: events %llu, bytes %llu"), (unsigned long long) n_events, (unsigned long long) n_bytes);
}

GString *
weir_event_life_summary (WeirRowKind kind, WeirSpan unit)
{
  GString *out = g_string_new (NULL);

  switch (kind)
    {
    case WEIR_ROW_CONNECTING:
      append_connecting (out, unit);
      break;
    case WEIR_ROW_REDIRECT:
      append_redirect (out, unit);
      break;
    case WEIR_ROW_HEAD:
      append_head (out, unit);
      break;
    case WEIR_ROW_OPEN:
      append_open (out, unit);
      break;
    case WEIR_ROW_ENDED:
      append_ended (out, unit);
      break;
    case WEIR_ROW_WAITING:
      append_waiting (out, unit);
      break;
    case WEIR_ROW_FAILED:
      append_failed (out, unit);
      break;
    case WEIR_ROW_DROPPED:
      append_dropped (out, unit);
      break;
    case WEIR_ROW_EVENT:
    case WEIR_ROW_BLOCK:
    case WEIR_ROW_COMMENT:
    case WEIR_ROW_RETRY:
    case WEIR_ROW_UNFINISHED:
    default:
      break;
    }

  return out;
}

/* All lines with the verb, as they stand, one below the other. */
static void
append_lines (GString *out, WeirSpan unit, const char *verb)
{
  WeirDirectiveLine line;

  while (weir_directive_line_take (&unit, &line))
    if (weir_span_equals_string (line.verb, verb))
      {
        g_string_append_len (out, line.text.data, (gssize) line.text.len);
        g_string_append_c (out, '\n');
      }
}

static void
append_body (GString *out, WeirSpan unit, const char *verb)
{
  WeirSpan text;

  if (!weir_event_lines_find (unit, verb, &text))
    return;
  g_string_append_c (out, '\n');
  /* A broken string is shown as it stands. */
  if (!weir_value_unquote (text, out))
    g_string_append_len (out, text.data, (gssize) text.len);
  g_string_append_c (out, '\n');
}

static void
append_timings (GString *out, WeirSpan unit)
{
  g_autofree char *dns = weir_event_lines_dup_timing (unit, "dns");
  g_autofree char *connect = weir_event_lines_dup_timing (unit, "connect");
  g_autofree char *tls = weir_event_lines_dup_timing (unit, "tls");
  g_autofree char *head = weir_event_lines_dup_timing (unit, "head");

  /* Translators: these say how long a part of connecting took. */
  if (dns != NULL)
    g_string_append_printf (out, _ ("Host name looked up in %s\n"), dns);
  if (connect != NULL)
    g_string_append_printf (out, _ ("Connected in %s\n"), connect);
  if (tls != NULL)
    g_string_append_printf (out, _ ("Secured in %s\n"), tls);
  if (head != NULL)
    g_string_append_printf (out, _ ("Head after %s\n"), head);
}

static void
append_head_detail (GString *out, WeirSpan unit)
{
  g_autofree char *http = weir_event_lines_dup (unit, "http");
  g_autofree char *remote = weir_event_lines_dup (unit, "remote");
  g_autofree char *tls = dup_tls_version (unit);
  WeirSpan cipher;

  if (http != NULL)
    g_string_append_printf (out, "HTTP/%s ", http);
  append_lines (out, unit, "status");
  append_lines (out, unit, "header");
  g_string_append_c (out, '\n');
  if (remote != NULL)
    /* Translators: %s is an address and a port. */
    g_string_append_printf (out, _ ("From %s\n"), remote);
  if (tls != NULL && weir_event_lines_find (unit, "tls", &cipher))
    {
      weir_value_take_word (&cipher);
      g_string_append (out, tls);
      g_string_append (out, C_ ("list", ", "));
      g_string_append_len (out, cipher.data, (gssize) cipher.len);
      g_string_append_c (out, '\n');
    }
  append_timings (out, unit);
}

GString *
weir_event_life_detail (WeirRowKind kind, WeirSpan unit)
{
  GString *out;

  if (kind == WEIR_ROW_HEAD)
    {
      out = g_string_new (NULL);
      append_head_detail (out, unit);
      return out;
    }
  out = weir_event_life_summary (kind, unit);
  g_string_append_c (out, '\n');
  if (kind == WEIR_ROW_CONNECTING)
    {
      g_string_append_c (out, '\n');
      append_lines (out, unit, "request");
      append_lines (out, unit, "request-header");
      append_body (out, unit, "request-body");
    }
  else if (kind == WEIR_ROW_FAILED)
    {
      WeirSpan words;

      append_body (out, unit, "body");
      if (weir_event_lines_find (unit, "failed", &words) && weir_span_equals_string (words, "body-cut"))
        g_string_append (out, _ ("(the response goes on)"));
    }

  return out;
}
