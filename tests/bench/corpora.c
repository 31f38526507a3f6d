/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "corpora.h"

static void
append_text (GString *stream, GRand *rand, guint n_bytes)
{
  static const char letters[] = "etaoin shrdlucmfwypvbgkqjxz ETAOIN 0123456789.,-_/";
  gsize end = stream->len + n_bytes;

  while (stream->len < end)
    {
      guint32 draw = g_rand_int (rand);

      for (guint i = 0; i < 4 && stream->len < end; i++, draw >>= 8)
        g_string_append_c (stream, letters[(draw & 0xFF) % (sizeof letters - 1)]);
    }
}

static void
append_tick (GString *stream, GRand *rand, guint n)
{
  g_string_append_printf (stream, "event: tick\nid: %u\ndata: {\"symbol\":\"%c%c%c\",\"price\":%u.%02u,\"volume\":%05u,\"time\":%u}\n\n",
                          1000000 + n, 'A' + g_rand_int_range (rand, 0, 26), 'A' + g_rand_int_range (rand, 0, 26),
                          'A' + g_rand_int_range (rand, 0, 26), 100 + g_rand_int_range (rand, 0, 899), g_rand_int_range (rand, 0, 100),
                          g_rand_int_range (rand, 0, 99999), 1718000000 + n / 100);
}

static void
append_llm (GString *stream, GRand *rand, guint n)
{
  g_string_append (stream, "data: {\"id\":\"chatcmpl-");
  append_text (stream, rand, 29);
  g_string_append_printf (stream,
                          "\",\"object\":\"chat.completion.chunk\",\"created\":1718000000,\"model\":\"large-2024-08-06\",\"service_tier\":"
                          "\"default\",\"system_fingerprint\":\"fp_%08x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" ",
                          g_rand_int (rand));
  append_text (stream, rand, 2 + n % 9);
  g_string_append (stream, "\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null,\"obfuscation\":\"");
  append_text (stream, rand, 15);
  g_string_append (stream, "\"}\n\n");
}

static void
append_wiki (GString *stream, GRand *rand, guint n)
{
  g_string_append_printf (stream,
                          "event: message\nid: [{\"topic\":\"eqiad.mediawiki.recentchange\",\"partition\":0,\"timestamp\":%u},"
                          "{\"topic\":\"codfw.mediawiki.recentchange\",\"partition\":0,\"offset\":-1}]\ndata: {\"$schema\":\"/mediawiki/"
                          "recentchange/1.0.0\",\"title\":\"",
                          1718000000 + n);
  append_text (stream, rand, 30);
  /* One in four has letters beyond ASCII. */
  if (n % 4 == 0)
    g_string_append (stream, " Zürich 東京 Łódź Москва ");
  g_string_append_printf (stream, "\",\"bot\":false,\"minor\":true,\"id\":%u,\"comment\":\"", n);
  append_text (stream, rand, 700);
  g_string_append (stream, "\",\"server_url\":\"https://en.wikipedia.org\",\"server_name\":\"en.wikipedia.org\"}\n\n");
}

static void
append_big (GString *stream, GRand *rand, guint n)
{
  g_string_append_printf (stream, "id: %u\ndata: {\"rows\":\"", n);
  append_text (stream, rand, 64 * 1024 - 40);
  g_string_append (stream, "\"}\n\n");
}

static void
append_patho (GString *stream, GRand *rand, guint n)
{
  static const char *const ends[] = { "\n", "\r", "\r\n" };
  const char *end = ends[g_rand_int_range (rand, 0, 3)];
  guint n_lines = (guint) g_rand_int_range (rand, 1, 6);

  for (guint i = 0; i < n_lines; i++)
    {
      switch (g_rand_int_range (rand, 0, 9))
        {
        case 0:
          g_string_append_printf (stream, "id:%u", n);
          break;
        case 1:
          g_string_append_printf (stream, "retry: %u", n % 5000);
          break;
        case 2:
          g_string_append (stream, ": keep-alive");
          break;
        case 3:
          g_string_append (stream, "event: ünïcode");
          break;
        case 4:
          g_string_append (stream, "unknown");
          break;
        case 5:
          g_string_append (stream, "data: 東京 🦀");
          break;
        default:
          g_string_append (stream, "data: ");
          append_text (stream, rand, (guint) g_rand_int_range (rand, 0, 30));
          break;
        }
      g_string_append (stream, n % 8 == 0 ? ends[g_rand_int_range (rand, 0, 3)] : end);
    }
  g_string_append (stream, end);
}

const Corpus corpora[] = {
  { "ticks", "small named JSON events with ids", append_tick },
  { "llm", "chat-completion chunks", append_llm },
  { "wiki", "JSON-array ids, 1.1 KB JSON", append_wiki },
  { "big", "64 KB lines", append_big },
  { "patho", "tiny fields, all line ends, many data lines, Unicode", append_patho },
};
const gsize n_corpora = G_N_ELEMENTS (corpora);

GString *
corpus_generate (const Corpus *corpus, gsize n_bytes)
{
  GString *stream = g_string_sized_new (n_bytes + 128 * 1024);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240801);

  for (guint n = 0; stream->len < n_bytes; n++)
    corpus->append_event (stream, rand, n);

  return stream;
}
