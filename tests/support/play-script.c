/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>

#include "weir-player.h"

/* What the player makes of scripts in virtual time, for tests/core/test-script-timeline.py: each line of standard input is
 * CONNECTION SEED SPEED LONGEST-PAUSE HORIZON LAST-EVENT-ID FILE ("-": no id), answered with lines TIME VERDICT BYTES, in hex, and one ".". */

#define MOST_STEPS 400
/* As tests/support/script_draws.py has it. */
#define WALL_US G_GINT64_CONSTANT (1795256430456000)

static void
print_bytes (gint64 time_us, const char *what, WeirSpan bytes)
{
  static const char digits[] = "0123456789abcdef";

  printf ("%" G_GINT64_FORMAT " %s ", time_us, what);
  for (gsize i = 0; i < bytes.len; i++)
    {
      putchar (digits[(guchar) bytes.data[i] >> 4]);
      putchar (digits[(guchar) bytes.data[i] & 15]);
    }
  putchar ('\n');
}

static void
print_head (gint64 time_us, const WeirHead *head)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (head->none)
    {
      print_bytes (time_us, "none", WEIR_SPAN_EMPTY);
      return;
    }
  g_string_append_printf (text, "%u %s\n", head->status, head->phrase);
  for (gsize i = 0; i < head->n_headers; i++)
    g_string_append_printf (text, "%s: %s\n", head->headers[i].name, head->headers[i].value);
  if (head->body != NULL)
    {
      gsize size;
      const char *data = g_bytes_get_data (head->body, &size);

      g_string_append_c (text, '\n');
      g_string_append_len (text, data, (gssize) size);
    }
  print_bytes (time_us, "head", weir_span (text->str, text->len));
}

static void
play (WeirPlayer *player, gint64 horizon_us)
{
  static const char *const endings[] = { [WEIR_ENDING_CLOSE] = "close", [WEIR_ENDING_CUT] = "cut", [WEIR_ENDING_RESET] = "reset" };
  WeirPlayerStep step = { WEIR_PLAYER_WAIT };
  gint64 now_us = 0;

  for (guint n = 0; n < MOST_STEPS && step.verdict != WEIR_PLAYER_END;)
    {
      weir_player_next (player, now_us, &step);
      n += step.verdict == WEIR_PLAYER_WAIT ? 0 : 1;
      if (step.time_us > horizon_us)
        return;
      switch (step.verdict)
        {
        case WEIR_PLAYER_WAIT:
          now_us = step.time_us;
          break;
        case WEIR_PLAYER_HEAD:
          print_head (step.time_us, weir_player_get_head (player));
          break;
        case WEIR_PLAYER_SEND:
          print_bytes (step.time_us, step.is_keepalive ? "keepalive" : "send", step.bytes);
          break;
        case WEIR_PLAYER_END:
          print_bytes (step.time_us, endings[step.ending], WEIR_SPAN_EMPTY);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/* Returns: whether the line could be read */
static gboolean
answer (char **words)
{
  static const WeirHeader headers[] = { { "Host", "127.0.0.1" } };
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = NULL;
  g_autoptr (WeirPlayer) player = NULL;
  g_autoptr (GBytes) bytes = NULL;
  WeirPlayerOptions options = { .headers = headers, .n_headers = G_N_ELEMENTS (headers), .wall_offset_us = WALL_US };
  char *contents;
  gsize size;

  if (g_strv_length (words) != 7 || !g_file_get_contents (words[6], &contents, &size, NULL))
    return FALSE;
  bytes = g_bytes_new_take (contents, size);
  script = weir_script_new (bytes, &diagnostics);
  if (script == NULL)
    return FALSE;

  options.connection = g_ascii_strtoull (words[0], NULL, 10);
  options.seed = g_ascii_strtoull (words[1], NULL, 10);
  options.speed = g_ascii_strtod (words[2], NULL);
  options.longest_pause_us = g_ascii_strtoll (words[3], NULL, 10);
  options.last_event_id = weir_span_from_string (g_str_equal (words[5], "-") ? "" : words[5]);
  player = weir_player_new (script, &options);
  if (player == NULL)
    print_bytes (0, "no-section", WEIR_SPAN_EMPTY);
  else
    play (player, g_ascii_strtoll (words[4], NULL, 10));
  puts (".");
  return TRUE;
}

int
main (void)
{
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  char *line = NULL;

  while (g_io_channel_read_line (input, &line, NULL, NULL, NULL) == G_IO_STATUS_NORMAL)
    {
      g_auto (GStrv) words = g_strsplit (g_strchomp (line), " ", 7);

      g_free (line);
      if (!answer (words))
        {
          fprintf (stderr, "play-script: what is asked for cannot be played\n");
          return 1;
        }
    }

  return 0;
}
