/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-json-write.h"
#include "weir-served-json.h"

static void
add_text (GString *out, const char *key, const char *text)
{
  weir_json_add_string (out, key, weir_span_from_string (text));
}

static const char *
get_type (WeirServedKind kind)
{
  switch (kind)
    {
    case WEIR_SERVED_REQUEST:
      return "request";
    case WEIR_SERVED_SENT:
      return "sent";
    case WEIR_SERVED_ENDED:
      return "ended";
    case WEIR_SERVED_EXPECT:
      return "expect";
    case WEIR_SERVED_NOTICE:
      return "notice";
    default:
      g_assert_not_reached ();
    }
}

static void
add_details (GString *out, const WeirServed *served)
{
  switch (served->kind)
    {
    case WEIR_SERVED_REQUEST:
      add_text (out, "method", served->method);
      weir_json_add_number (out, "connection", served->connection);
      weir_json_add_number (out, "status", served->status);
      weir_json_add_string (out, "lastEventId", served->last_event_id);
      add_text (out, "remote", served->remote);
      weir_json_add_number (out, "seed", served->seed);
      break;
    case WEIR_SERVED_SENT:
      weir_json_add_number (out, "bytes", served->bytes.len);
      weir_json_add_number (out, "events", served->n_events);
      break;
    case WEIR_SERVED_ENDED:
      add_text (out, "reason", served->reason);
      weir_json_add_number (out, "bytes", served->n_bytes);
      break;
    case WEIR_SERVED_EXPECT:
      weir_json_add_boolean (out, "ok", served->ok);
      add_text (out, "wanted", served->wanted);
      add_text (out, "got", served->got);
      weir_json_add_number (out, "line", served->line);
      break;
    case WEIR_SERVED_NOTICE:
      add_text (out, "text", served->text);
      break;
    default:
      g_assert_not_reached ();
    }
}

void
weir_served_append_json (GString *out, const WeirServed *served, guint64 number, gint64 start_us)
{
  weir_json_open (out, NULL, '{');
  if (number > 0)
    weir_json_add_number (out, "n", number);
  add_text (out, "type", get_type (served->kind));
  weir_json_add_seconds (out, "t", served->time_us - start_us);
  weir_json_add_number (out, "client", served->client);
  add_text (out, "path", served->path);
  add_text (out, "session", served->session);
  add_details (out, served);
  weir_json_close (out, '}');
}
