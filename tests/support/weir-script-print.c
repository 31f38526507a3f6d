/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-script-print.h"

#include "weir-check.h"
#include "weir-directive.h"
#include "weir-player.h"

/* What a case plays without `steps=`; enough to see what a loop does. */
#define DEFAULT_STEPS 12
/* A case has fewer pauses, unless it has nothing else. */
#define PAUSES 10000

typedef struct
{
  WeirPlayerOptions player;
  gint64 grid_us; /* the player is called at multiples of this only; 0: when it asks */
  guint64 steps;
  gboolean headers;
  WeirArrival arrival;
  GArray *request_headers; /* WeirHeader */
} Command;

void
weir_script_print_bytes (GString *out, const char *bytes, gsize n_bytes)
{
  g_string_append_c (out, '"');
  for (gsize i = 0; i < n_bytes; i++)
    {
      guchar c = (guchar) bytes[i];

      if (c == '\n')
        g_string_append (out, "\\n");
      else if (c == '\r')
        g_string_append (out, "\\r");
      else if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c < 0x20 || c >= 0x7F)
        g_string_append_printf (out, "\\x%02X", c);
      else
        g_string_append_c (out, (char) c);
    }
  g_string_append_c (out, '"');
}

static gint64
read_duration (const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 us = 0;

  weir_duration_parse (weir_span_from_string (text), &us, &error);
  g_assert_no_error (error);
  return us;
}

static void
read_option (Command *command, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "=", 2);
  const char *value = parts[1];

  if (g_str_equal (word, "headers"))
    command->headers = TRUE;
  else if (g_str_equal (word, "loop"))
    command->player.loop = TRUE;
  else if (g_str_equal (parts[0], "connect"))
    command->player.connection = g_ascii_strtoull (value, NULL, 10);
  else if (g_str_equal (parts[0], "id"))
    command->arrival.last_event_id = command->player.last_event_id = weir_span_from_string (g_intern_string (value));
  else if (g_str_equal (parts[0], "seed"))
    command->player.seed = g_ascii_strtoull (value, NULL, 10);
  else if (g_str_equal (parts[0], "longest"))
    g_assert_true (weir_duration_parse (weir_span_from_string (value), &command->player.longest_pause_us, NULL));
  else if (g_str_equal (parts[0], "speed"))
    command->player.speed = g_ascii_strtod (value, NULL);
  else if (g_str_equal (parts[0], "steps"))
    command->steps = g_ascii_strtoull (value, NULL, 10);
  else if (g_str_equal (parts[0], "grid"))
    command->grid_us = read_duration (value);
  else if (g_str_equal (parts[0], "after"))
    command->arrival.after_us = read_duration (value);
  else if (g_str_equal (parts[0], "method"))
    command->arrival.method = g_intern_string (value);
  else if (g_str_equal (parts[0], "query"))
    command->player.query = weir_span_from_string (g_intern_string (value));
  else if (g_str_equal (parts[0], "wall"))
    command->player.wall_offset_us = (gint64) g_ascii_strtoull (value, NULL, 10);
  else if (g_str_equal (parts[0], "header"))
    {
      g_auto (GStrv) header = g_strsplit (value, ":", 2);
      WeirHeader line = { g_intern_string (header[0]), g_intern_string (header[1]) };

      g_array_append_val (command->request_headers, line);
      command->player.headers = (const WeirHeader *) (gpointer) command->request_headers->data;
      command->player.n_headers = command->request_headers->len;
    }
  else
    g_error ("a case has an unknown option: %s", word);
}

static void
print_head (GString *out, const WeirHead *head, gboolean headers)
{
  if (head->none)
    g_string_append (out, " none");
  else
    g_string_append_printf (out, " %u %s", head->status, head->phrase);
  if (!head->is_stream)
    g_string_append (out, " (no stream)");
  if (head->body != NULL)
    {
      gsize size;
      const char *body = g_bytes_get_data (head->body, &size);

      g_string_append (out, " body ");
      weir_script_print_bytes (out, body, size);
    }
  g_string_append_c (out, '\n');
  for (gsize i = 0; headers && i < head->n_headers; i++)
    g_string_append_printf (out, "      %s: %s\n", head->headers[i].name, head->headers[i].value);
}

static void
print_step (GString *out, const WeirPlayer *player, const WeirPlayerStep *step, gint64 now_us, const Command *command)
{
  static const char *const endings[] = { "close", "cut", "reset" };

  g_string_append_printf (out, "%.3f ", (double) step->time_us / 1e6);
  switch (step->verdict)
    {
    case WEIR_PLAYER_HEAD:
      g_string_append (out, "HEAD");
      print_head (out, weir_player_get_head (player), command->headers);
      return;
    case WEIR_PLAYER_SEND:
      g_string_append (out, "SEND ");
      weir_script_print_bytes (out, step->bytes.data, step->bytes.len);
      if (step->n_events == 1)
        g_string_append (out, " event");
      else if (step->n_events > 1)
        g_string_append_printf (out, " events=%u", step->n_events);
      if (!step->ends_block)
        g_string_append (out, " open");
      if (step->is_keepalive)
        g_string_append (out, " keepalive");
      break;
    case WEIR_PLAYER_END:
      g_string_append_printf (out, "END %s", endings[step->ending]);
      break;
    case WEIR_PLAYER_WAIT:
    default:
      g_assert_not_reached ();
    }
  if (now_us != step->time_us)
    g_string_append_printf (out, " @%.3f", (double) now_us / 1e6);
  g_string_append_c (out, '\n');
}

static void
play (GString *out, WeirScript *script, const Command *command)
{
  g_autoptr (WeirPlayer) player = weir_player_new (script, &command->player);
  WeirPlayerStep step = { WEIR_PLAYER_WAIT };
  gint64 now_us = 0;
  guint64 n = 0;
  guint n_waits = 0;
  guint n_pauses = 0;

  if (player == NULL)
    {
      g_string_append (out, "204\n");
      return;
    }
  while (step.verdict != WEIR_PLAYER_END)
    {
      weir_player_next (player, now_us, &step);
      if (step.verdict == WEIR_PLAYER_WAIT)
        {
          if (step.time_us == G_MAXINT64)
            {
              g_string_append (out, "for ever\n");
              return;
            }
          g_assert_cmpint (step.time_us, >=, now_us);
          /* A player that only ever says "now" is stuck. */
          g_assert_cmpuint (++n_waits, <, 1000000);
          n_pauses = step.time_us > now_us ? n_pauses + 1 : n_pauses;
          if (n_pauses == PAUSES)
            {
              g_string_append (out, "only pauses\n");
              return;
            }
          now_us = step.time_us;
          if (command->grid_us > 0)
            now_us = (now_us + command->grid_us - 1) / command->grid_us * command->grid_us;
          continue;
        }
      if (n++ == command->steps)
        {
          g_string_append (out, "and so on\n");
          return;
        }
      print_step (out, player, &step, now_us, command);
    }
}

static void
judge (GString *out, WeirScript *script, Command *command)
{
  g_autoptr (WeirPlayer) player = weir_player_new (script, &command->player);
  g_autoptr (GPtrArray) outcomes = NULL;

  g_assert_nonnull (player);
  command->arrival.headers = (const WeirHeader *) (gpointer) command->request_headers->data;
  command->arrival.n_headers = command->request_headers->len;
  outcomes = weir_player_judge (player, &command->arrival);
  for (guint i = 0; i < outcomes->len; i++)
    {
      const WeirExpectation *outcome = g_ptr_array_index (outcomes, i);

      g_string_append_printf (out, "%u: %s: wanted <%s> got <%s>\n", outcome->line, outcome->ok ? "ok" : "not ok", outcome->wanted,
                              outcome->got);
    }
}

static void
route (GString *out, const WeirScript *script, const char *method, const char *path)
{
  gboolean path_matches = FALSE;
  gboolean matches = weir_script_matches (script, method, path, &path_matches);

  g_string_append (out, matches ? "yes\n" : path_matches ? "wrong method\n" : "no\n");
}

static void
run_command (GString *out, WeirScript *script, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  Command command = { .player = { .connection = 1, .speed = 1 }, .steps = DEFAULT_STEPS, .arrival = { .method = "GET", .after_us = -1 } };

  g_string_append_printf (out, "%s\n", line);
  if (g_str_equal (words[0], "route"))
    {
      route (out, script, words[1], words[2]);
      return;
    }
  command.request_headers = g_array_new (FALSE, FALSE, sizeof (WeirHeader));
  for (gsize i = 1; words[i] != NULL; i++)
    read_option (&command, words[i]);
  if (g_str_equal (words[0], "play"))
    play (out, script, &command);
  else
    judge (out, script, &command);
  g_array_unref (command.request_headers);
}

static gboolean
is_command (const char *line)
{
  return g_str_has_prefix (line, "play") || g_str_has_prefix (line, "judge") || g_str_has_prefix (line, "route");
}

char *
weir_script_print (GBytes *file, const char *commands)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (file, &diagnostics);
  g_auto (GStrv) lines = g_strsplit (commands, "\n", -1);
  gboolean any = FALSE;

  if (script != NULL)
    weir_check_script (script, diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const WeirDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_string_append_printf (out, "%u:%u: %s: %s\n", diagnostic->line, diagnostic->column, diagnostic->is_error ? "error" : "warning",
                              diagnostic->text);
      if (diagnostic->hint != NULL)
        g_string_append_printf (out, "  hint: %s\n", diagnostic->hint);
    }
  for (gsize i = 0; script != NULL && lines[i] != NULL; i++)
    if (is_command (lines[i]))
      {
        run_command (out, script, lines[i]);
        any = TRUE;
      }
  if (script != NULL && !any)
    run_command (out, script, "play");

  return g_string_free (g_steal_pointer (&out), FALSE);
}
