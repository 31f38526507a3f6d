/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-control-private.h"
#include "weir-json-write.h"
#include "weir-limits.h"
#include "weir-serializer.h"

/* What is done to clients. */

/* How many it was done to; a client that was named and is not there is an error. */
static void
answer_count (WeirControlCall *call, guint n)
{
  WeirSelection selection = { .client = call->client };
  g_autoptr (GPtrArray) there = NULL;

  if (call->client != 0 && n == 0)
    {
      there = weir_server_list_clients (call->server, &selection, 0, 1);
      if (there->len == 0)
        weir_control_fail (call, 404, "There is no client %" G_GUINT64_FORMAT ": it is gone, or has no answer in flight.", call->client);
    }
  weir_json_add_number (call->answer, "clients", n);
}

static void
end (WeirControlCall *call, WeirEnding ending)
{
  g_auto (WeirControlSelection) who;

  weir_control_read_selection (call, &who);
  if (weir_control_goes_on (call))
    answer_count (call, weir_server_end_clients (call->server, &who.selection, ending));
}

void
weir_control_close (WeirControlCall *call)
{
  end (call, WEIR_ENDING_CLOSE);
}

void
weir_control_cut (WeirControlCall *call)
{
  end (call, WEIR_ENDING_CUT);
}

void
weir_control_reset_clients (WeirControlCall *call)
{
  end (call, WEIR_ENDING_RESET);
}

typedef guint (*SwitchFunc) (WeirServer *server, const WeirSelection *selection, gboolean on);

static void
switch_on_or_off (WeirControlCall *call, SwitchFunc func)
{
  gboolean on = weir_control_arguments_get_boolean (&call->arguments, "on", TRUE);
  g_auto (WeirControlSelection) who;

  weir_control_read_selection (call, &who);
  if (weir_control_goes_on (call))
    answer_count (call, func (call->server, &who.selection, on));
}

void
weir_control_stall (WeirControlCall *call)
{
  switch_on_or_off (call, weir_server_stall_clients);
}

void
weir_control_hold (WeirControlCall *call)
{
  switch_on_or_off (call, weir_server_hold);
}

void
weir_control_step (WeirControlCall *call)
{
  guint n_events = (guint) weir_control_arguments_get_number (&call->arguments, "events", 1, 1000000, 1);
  g_auto (WeirControlSelection) who;

  weir_control_read_selection (call, &who);
  if (weir_control_goes_on (call))
    answer_count (call, weir_server_step (call->server, &who.selection, n_events));
}

void
weir_control_set_speed (WeirControlCall *call)
{
  double speed = weir_control_arguments_get_speed (&call->arguments, "speed");
  g_auto (WeirControlSelection) who;

  weir_control_read_selection (call, &who);
  if (weir_control_goes_on (call))
    answer_count (call, weir_server_set_speed (call->server, &who.selection, speed));
}

void
weir_control_reset (WeirControlCall *call)
{
  WeirControlArguments *arguments = &call->arguments;
  g_autofree char *session = weir_control_arguments_dup_string (arguments, "session");
  WeirSelection selection = { .session = session };
  WeirEnding ending;
  gboolean ends = weir_control_read_ending (call, &ending);

  if (!weir_control_goes_on (call))
    return;

  weir_json_add_number (call->answer, "clients", ends ? weir_server_end_clients (call->server, &selection, ending) : 0);
  weir_server_reset (call->server, session);
}

void
weir_control_report (WeirControlCall *call)
{
  WeirServer *server = call->server;
  g_autoptr (GError) error = NULL;

  if (server->options.report_func == NULL)
    weir_control_fail (call, 404, "Nobody takes reports here: they are for weir test with a folder of client tests.");
  else if (!server->options.report_func (call->body, call->answer, &error, server->options.report_data))
    weir_control_fail (call, 400, "%s", error->message);
}

static void
append_comment (WeirControlArguments *arguments, GString *wire)
{
  g_autoptr (GString) comment = weir_control_arguments_dup_text (arguments, "comment");

  if (comment != NULL)
    weir_serializer_append_comment (wire, weir_span (comment->str, comment->len), WEIR_EOL_LF);
}

/* An event's fields and a comment in front of them, or the bytes as they are. */
static void
read_wire (WeirControlCall *call, GString *wire)
{
  WeirControlArguments *arguments = &call->arguments;
  g_autoptr (GString) raw = weir_control_arguments_dup_text (arguments, "raw");
  g_autoptr (GString) data = weir_control_arguments_dup_text (arguments, "data");
  g_autofree char *event = weir_control_arguments_dup_string (arguments, "event");
  g_autofree char *id = weir_control_arguments_dup_string (arguments, "id");
  WeirSpan text = data != NULL ? weir_span (data->str, data->len) : WEIR_SPAN_EMPTY;
  const WeirFields fields = {
    .event = event,
    .id = id,
    .data = data != NULL ? &text : NULL,
    .retry_ms = weir_control_arguments_get_number (arguments, "retry", 0, (gint64) WEIR_LIMIT_RETRY_MS, -1),
  };
  gboolean has_fields = event != NULL || id != NULL || data != NULL || fields.retry_ms >= 0;
  gboolean has_comment = weir_control_arguments_has (arguments, "comment");
  g_autoptr (GError) error = NULL;

  if (raw != NULL && (has_fields || has_comment))
    weir_control_fail (call, 400, "\"raw\" is everything that is sent: no other field goes with it.");
  else if (raw != NULL)
    g_string_append_len (wire, raw->str, (gssize) raw->len);
  else if (!has_fields && !has_comment)
    weir_control_fail (call, 400, "Nothing to push: say \"data\", \"event\", \"id\", \"retry\", \"comment\" or \"raw\".");
  append_comment (arguments, wire);
  if (has_fields && !weir_serializer_append (wire, &fields, WEIR_EOL_LF, &error))
    weir_control_fail (call, 400, "%s", error->message);
  else if (!has_fields && has_comment)
    g_string_append_c (wire, '\n');
}

void
weir_control_push (WeirControlCall *call)
{
  g_autoptr (GString) wire = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_auto (WeirControlSelection) who;
  WeirPushed pushed;

  weir_control_read_selection (call, &who);
  read_wire (call, wire);
  if (!weir_control_goes_on (call))
    return;
  if (wire->len == 0 || wire->len > WEIR_LIMIT_PUSH)
    {
      weir_control_fail (call, wire->len > 0 ? 413 : 400, "What is pushed has 1 byte to %u KiB.", WEIR_LIMIT_PUSH / 1024);
      return;
    }

  bytes = g_string_free_to_bytes (g_steal_pointer (&wire));
  (void) weir_server_push (call->server, &who.selection, bytes, &pushed, NULL); /* its length is right */
  weir_json_add_number (call->answer, "sent", pushed.sent);
  weir_json_add_number (call->answer, "waiting", pushed.waiting);
  weir_json_add_number (call->answer, "refused", pushed.refused);
}
