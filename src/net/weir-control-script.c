/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-control-private.h"
#include "weir-json-write.h"

/* Scripts and answers that are handed in. */

gboolean
weir_control_read_ending (WeirControlCall *call, WeirEnding *ending)
{
  g_autofree char *word = weir_control_arguments_dup_string (&call->arguments, "clients");

  if (word == NULL || g_str_equal (word, "stay"))
    return FALSE;

  if (g_str_equal (word, "close"))
    *ending = WEIR_ENDING_CLOSE;
  else if (g_str_equal (word, "cut"))
    *ending = WEIR_ENDING_CUT;
  else if (g_str_equal (word, "reset"))
    *ending = WEIR_ENDING_RESET;
  else
    weir_control_fail (call, 400, "\"clients\" is stay, close, cut or reset.");
  return TRUE;
}

static void
add_diagnostics (WeirControlCall *call, const GPtrArray *diagnostics)
{
  weir_json_open (call->answer, "diagnostics", '[');
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const WeirDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      weir_json_open (call->answer, NULL, '{');
      weir_json_add_string (call->answer, "severity", diagnostic->is_error ? WEIR_SPAN_LITERAL ("error") : WEIR_SPAN_LITERAL ("warning"));
      weir_json_add_number (call->answer, "line", diagnostic->line);
      weir_json_add_number (call->answer, "column", diagnostic->column);
      weir_json_add_string (call->answer, "text", weir_span_from_string (diagnostic->text));
      if (diagnostic->hint != NULL)
        weir_json_add_string (call->answer, "hint", weir_span_from_string (diagnostic->hint));
      weir_json_close (call->answer, '}');
    }
  weir_json_close (call->answer, ']');
}

/* Tells of errors and warnings. Returns: (nullable) (transfer full) */
static WeirScript *
read_script (WeirControlCall *call, WeirSpan text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text.data, text.len);
  g_autoptr (GPtrArray) diagnostics = NULL;
  WeirScript *script = weir_script_new (bytes, &diagnostics);

  add_diagnostics (call, diagnostics);
  for (guint i = 0; script == NULL && i < diagnostics->len; i++)
    {
      const WeirDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (!diagnostic->is_error)
        continue;
      weir_control_fail (call, 400, "The script is not right in line %u: %s", diagnostic->line, diagnostic->text);
      break;
    }

  return script;
}

static char *
read_path (WeirControlCall *call)
{
  char *path = weir_control_arguments_dup_string (&call->arguments, "path");

  if (path == NULL || *path != '/')
    weir_control_fail (call, 400, "\"path\" is where it answers, such as /ticks.");
  else if (weir_control_is_path (path))
    weir_control_fail (call, 400, "No script answers under /.weir/.");

  return path;
}

void
weir_control_put_script (WeirControlCall *call)
{
  g_autofree char *path = read_path (call);
  g_autofree char *numbers = weir_control_arguments_dup_string (&call->arguments, "numbers");
  g_autoptr (WeirScript) script = NULL;
  WeirSelection old = { .script = path };
  WeirEnding ending;
  gboolean ends = weir_control_read_ending (call, &ending);
  guint index;
  const WeirMount *mount;

  if (numbers != NULL && !g_str_equal (numbers, "restart") && !g_str_equal (numbers, "keep"))
    weir_control_fail (call, 400, "\"numbers\" is restart or keep.");
  if (!weir_control_goes_on (call))
    return;
  script = read_script (call, call->body);
  if (script == NULL)
    return;

  mount = weir_server_find_mount (call->server, path, &index);
  if (mount != NULL)
    old.script = mount->name;
  weir_json_add_number (call->answer, "clients", ends ? weir_server_end_clients (call->server, &old, ending) : 0);
  weir_server_replace_script (call->server, path, script, g_strcmp0 (numbers, "keep") == 0);
}

void
weir_control_delete_script (WeirControlCall *call)
{
  g_autofree char *path = read_path (call);
  WeirSelection old = { 0 };
  WeirEnding ending;
  gboolean ends = weir_control_read_ending (call, &ending);
  guint index;
  const WeirMount *mount;

  if (!weir_control_goes_on (call))
    return;
  mount = weir_server_find_mount (call->server, path, &index);
  if (mount == NULL)
    {
      weir_control_fail (call, 404, "No script was added at this path; GET /.weir/scripts lists them.");
      return;
    }

  old.script = mount->name;
  weir_json_add_number (call->answer, "clients", ends ? weir_server_end_clients (call->server, &old, ending) : 0);
  (void) weir_server_remove_script (call->server, path); /* it is there */
}

/* Which of the answers is asked for; more than one is an error. */
static WeirNextKind
read_kind (WeirControlCall *call)
{
  WeirControlArguments *arguments = &call->arguments;
  gboolean cut = weir_control_arguments_get_boolean (arguments, "cut", FALSE);
  gboolean reset = weir_control_arguments_get_boolean (arguments, "reset", FALSE);
  gboolean status = weir_control_arguments_has (arguments, "status");
  gboolean script = weir_control_arguments_has (arguments, "script");

  if (cut + reset + status + script > 1)
    weir_control_fail (call, 400, "One answer: \"status\", \"cut\", \"reset\" or \"script\".");
  if (cut + reset + status + script == 0 && !weir_control_arguments_has (arguments, "delay"))
    weir_control_fail (call, 400, "Which answer? Say \"status\", \"cut\", \"reset\", \"script\" or \"delay\".");
  if (!status && weir_control_arguments_has (arguments, "body"))
    weir_control_fail (call, 400, "\"body\" goes with \"status\"; a script has its own.");
  if (cut)
    return WEIR_NEXT_CUT;
  if (reset)
    return WEIR_NEXT_RESET;

  return status ? WEIR_NEXT_STATUS : WEIR_NEXT_SCRIPT;
}

void
weir_control_add_next (WeirControlCall *call)
{
  WeirControlArguments *arguments = &call->arguments;
  g_autofree char *path = weir_control_arguments_dup_string (arguments, "path");
  g_autofree char *session = weir_control_arguments_dup_string (arguments, "session");
  g_autofree char *body = weir_control_arguments_dup_string (arguments, "body");
  g_autoptr (GString) text = weir_control_arguments_dup_text (arguments, "script");
  g_autoptr (WeirScript) script = NULL;
  WeirNext next = {
    .path = path,
    .session = session,
    .body = body,
    .kind = read_kind (call),
    .delay_us = weir_control_arguments_get_duration (arguments, "delay"),
    .status = (guint) weir_control_arguments_get_number (arguments, "status", 200, 599, 200),
    .times = (guint) weir_control_arguments_get_number (arguments, "times", 1, 1000000, 1),
  };

  if (weir_control_goes_on (call) && text != NULL)
    script = read_script (call, weir_span (text->str, text->len));
  if (!weir_control_goes_on (call))
    return;

  next.script = script;
  if (!weir_server_add_next (call->server, &next))
    weir_control_fail (call, 429, "So many answers wait already; DELETE /.weir/next takes them back.");
  weir_json_add_number (call->answer, "waiting", call->server->next.length);
}

void
weir_control_clear_next (WeirControlCall *call)
{
  weir_json_add_number (call->answer, "waited", weir_server_clear_next (call->server));
}
