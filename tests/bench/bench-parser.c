/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>

#include "corpora.h"
#include "weir-parser.h"

/* bench-parser [MEGABYTES [CORPUS]]: decodes each corpus in reads of 64 KB, beside memcpy and a memchr for each line in the same
 * run. Figures are GB/s, best of ROUNDS; compare the ratios, not the figures. */

#define READ (64u * 1024)
#define ROUNDS 5

typedef struct
{
  guint64 n_events;
  guint64 n_bytes;
} Tally;

typedef void (*Job) (const GString *stream, Tally *tally);

static char read_buffer[READ];
static volatile guint64 sink; /* what is summed here cannot be left out by the compiler */

static void
do_memcpy (const GString *stream, Tally *tally)
{
  for (gsize i = 0; i < stream->len; i += READ)
    {
      memcpy (read_buffer, stream->str + i, MIN (READ, stream->len - i));
      sink = (guchar) read_buffer[tally->n_events++ % READ];
    }
}

static void
do_memchr (const GString *stream, Tally *tally)
{
  for (gsize i = 0; i < stream->len; i += READ)
    {
      const char *p = stream->str + i;
      const char *end = p + MIN (READ, stream->len - i);

      while (p < end)
        {
          const char *eol = memchr (p, '\n', (gsize) (end - p));

          if (eol == NULL)
            break;
          tally->n_events += eol == p;
          p = eol + 1;
        }
    }
}

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  Tally *tally = user_data;

  tally->n_events += frame->dispatches;
  tally->n_bytes += frame->data.len;
}

static void
parse_in_pieces (const GString *stream, Tally *tally, gsize size)
{
  static const WeirParserHandlers handlers = { .frame = on_frame };
  g_autoptr (WeirParser) parser = weir_parser_new (&handlers, tally);

  for (gsize i = 0; i < stream->len; i += size)
    {
      if (!weir_parser_feed (parser, stream->str + i, MIN (size, stream->len - i), NULL))
        abort ();
    }
}

static void
do_parse (const GString *stream, Tally *tally)
{
  parse_in_pieces (stream, tally, READ);
}

static void
do_parse_bytes (const GString *stream, Tally *tally)
{
  parse_in_pieces (stream, tally, 1);
}

static double
measure (Job job, const GString *stream, guint rounds, guint64 *n_events)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < rounds; i++)
    {
      Tally tally = { 0, 0 };
      gint64 start = g_get_monotonic_time ();

      job (stream, &tally);
      best = MIN (best, g_get_monotonic_time () - start);
      *n_events = tally.n_events;
      sink = tally.n_bytes + tally.n_events;
    }

  return (double) stream->len / (double) MAX (best, 1) / 1000.0;
}

static void
bench_corpus (const Corpus *corpus, gsize n_bytes)
{
  GString *stream = corpus_generate (corpus, n_bytes);
  GString *crs = g_string_new_len (stream->str, (gssize) stream->len);
  guint64 n_events = 0;
  guint64 n_lines = 0;
  double copy;
  double lines;
  double parse;
  double cr;
  double bytes;

  for (gsize i = 0; i < crs->len; i++)
    {
      if (crs->str[i] == '\n')
        crs->str[i] = '\r';
    }
  copy = measure (do_memcpy, stream, ROUNDS, &n_events);
  lines = measure (do_memchr, stream, ROUNDS, &n_lines);
  cr = measure (do_parse, crs, ROUNDS, &n_events);
  parse = measure (do_parse, stream, ROUNDS, &n_events);
  g_string_truncate (stream, MIN (stream->len, n_bytes / 16));
  bytes = measure (do_parse_bytes, stream, 1, &n_lines);
  printf ("%-6s %8.2f %8.2f %8.2f %8.2f %8.3f %10.1f %8.2f\n", corpus->name, copy, lines, parse, cr, bytes,
          parse * 1000.0 * (double) n_events / (double) crs->len, parse / lines);
  g_string_free (stream, TRUE);
  g_string_free (crs, TRUE);
}

int
main (int argc, char **argv)
{
  gsize megabytes = argc > 1 ? (gsize) g_ascii_strtoull (argv[1], NULL, 10) : 64;

  printf ("%-6s %8s %8s %8s %8s %8s %10s %8s\n", "", "memcpy", "memchr", "parser", "CR only", "by byte", "M events/s", "/memchr");
  for (gsize i = 0; i < n_corpora; i++)
    {
      if (argc < 3 || g_str_equal (argv[2], corpora[i].name))
        bench_corpus (&corpora[i], megabytes * 1000 * 1000);
    }

  return 0;
}
