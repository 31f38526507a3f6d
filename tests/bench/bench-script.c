/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-limits.h"
#include "weir-parser.h"
#include "weir-player.h"

/* What reading a script costs beside decoding the same bytes, what a play costs beside copying them, and the longest call of a
 * player. bench-script [MiB]
 */

#define ROUNDS 5

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  guint64 *n = user_data;

  *n += frame->bytes.len;
}

static double
decode (const GString *text)
{
  WeirParserHandlers handlers = { .frame = on_frame };
  guint64 n = 0;
  g_autoptr (WeirParser) parser = weir_parser_new (&handlers, &n);
  gint64 start_us = g_get_monotonic_time ();

  for (gsize at = 0; at < text->len; at += WEIR_LIMIT_READ)
    g_assert_true (weir_parser_feed (parser, text->str + at, MIN (WEIR_LIMIT_READ, text->len - at), NULL));
  g_assert_cmpuint (n, >, text->len / 2);

  return (double) (g_get_monotonic_time () - start_us) / 1e6;
}

static WeirScript *
parse (const GString *text, double *seconds)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text->str, text->len);
  g_autoptr (GPtrArray) diagnostics = NULL;
  gint64 start_us = g_get_monotonic_time ();
  WeirScript *script = weir_script_new (bytes, &diagnostics);

  *seconds = (double) (g_get_monotonic_time () - start_us) / 1e6;
  g_assert_nonnull (script);
  return script;
}

/* Returns: seconds; @longest_us: of the slowest call */
static double
play (WeirScript *script, const char *last_event_id, guint64 *n_events, gint64 *longest_us)
{
  WeirPlayerOptions options = { .connection = 1, .last_event_id = weir_span_from_string (last_event_id) };
  g_autoptr (WeirPlayer) player = weir_player_new (script, &options);
  WeirPlayerStep step = { WEIR_PLAYER_WAIT };
  gint64 start_us = g_get_monotonic_time ();
  gint64 last_us = start_us;

  *n_events = 0;
  *longest_us = 0;
  while (step.verdict != WEIR_PLAYER_END)
    {
      weir_player_next (player, 0, &step);
      *n_events += step.n_events;
      if (longest_us != NULL && step.verdict == WEIR_PLAYER_WAIT)
        {
          gint64 now_us = g_get_monotonic_time ();

          *longest_us = MAX (*longest_us, now_us - last_us);
          last_us = now_us;
        }
    }

  return (double) (g_get_monotonic_time () - start_us) / 1e6;
}

static GString *
make (gsize n_bytes, gboolean directives)
{
  GString *text = g_string_new (directives ? ":@ weir 1\n:@ recorded now\n:@ connect 1\n:@ resume on\n" : NULL);

  for (guint i = 0; text->len < n_bytes; i++)
    {
      if (directives)
        g_string_append_printf (text, ":@ wait %uus\n", i % 1000 + 1);
      g_string_append_printf (text, "event: tick\nid: %u\ndata: {\"n\": %u, \"text\": \"the quick brown fox jumps over the lazy dog\"}\n\n",
                              i, i);
    }

  return text;
}

static void
measure (const char *name, gsize n_bytes, gboolean directives)
{
  g_autoptr (GString) text = make (n_bytes, directives);
  double best_decode = G_MAXDOUBLE;
  double best_parse = G_MAXDOUBLE;
  double best_play = G_MAXDOUBLE;
  double mib = (double) text->len / (1024 * 1024);
  guint64 n_events = 0;
  gint64 longest_us = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (WeirScript) script = NULL;
      double seconds;

      best_decode = MIN (best_decode, decode (text));
      script = parse (text, &seconds);
      best_parse = MIN (best_parse, seconds);
      best_play = MIN (best_play, play (script, "", &n_events, &longest_us));
      if (directives && i == 0)
        {
          guint64 n;

          play (script, "none", &n, &longest_us);
        }
    }
  g_print ("%-10s %4.0f MiB  decode %6.0f MiB/s  parse %6.0f MiB/s (%.2f of decoding)  play %5.1f M events/s\n", name, mib,
           mib / best_decode, mib / best_parse, best_decode / best_parse, (double) n_events / best_play / 1e6);
}

int
main (int argc, char **argv)
{
  gsize n_bytes = (gsize) (argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 64) * 1024 * 1024;

  measure ("plain", n_bytes, FALSE);
  measure ("recording", n_bytes, TRUE);

  return 0;
}
