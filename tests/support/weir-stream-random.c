/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-stream-random.h"

typedef struct
{
  const char *bytes;
  gsize len;
} Piece;

#define PIECE(literal)                                                                                                                     \
  {                                                                                                                                        \
    (literal), sizeof (literal) - 1                                                                                                        \
  }

static const Piece bom = PIECE ("\xEF\xBB\xBF");

static const Piece names[] = { PIECE ("data"), PIECE ("data"), PIECE ("data"), PIECE ("id"), PIECE ("event"), PIECE ("retry") };

static const Piece odd_names[] = {
  PIECE ("Data"),
  PIECE ("data "),
  PIECE (" id"),
  PIECE ("\tretry"),
  PIECE ("EVENT"),
  PIECE ("dat"),
  PIECE ("datax"),
  PIECE ("i"),
  PIECE ("ids"),
  PIECE ("events"),
  PIECE ("x"),
  PIECE ("data\xEF\xBC\x9A"),
  PIECE ("id\0"),
  PIECE ("da\0ta"),
  PIECE ("\xEF\xBB\xBF"
         "data"),
  PIECE ("\xFF"),
  PIECE ("even\xC3"),
  PIECE ("{\"json\""),
  PIECE ("Content-Type"),
};

static const Piece colons[] = { PIECE (":"), PIECE (": "),  PIECE (": "), PIECE (": "),
                                PIECE (""),  PIECE (":  "), PIECE ("::"), PIECE (":\t") };

static const Piece good_text[] = {
  PIECE ("a"),
  PIECE (" "),
  PIECE ("7"),
  PIECE ("x: y"),
  PIECE ("é"),
  PIECE ("€"),
  PIECE ("東京"),
  PIECE ("🦀"),
  PIECE (":"),
  PIECE ("data: "),
  PIECE ("\xC2\x85"),
  PIECE ("\xE2\x80\xA8"),
  PIECE ("\x0B"),
  PIECE ("\x7F"),
  PIECE ("\"q\\\""),
  PIECE ("\xEF\xBB\xBF"),
  PIECE ("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"),
  PIECE ("\xF4\x8F\xBF\xBF"),
  PIECE ("\xED\x9F\xBF"),
};

static const Piece bad_text[] = {
  PIECE ("\x80"),
  PIECE ("\xBF\xBF"),
  PIECE ("\xC0\xAF"),
  PIECE ("\xC1"),
  PIECE ("\xC2"),
  PIECE ("\xE0\x80\x80"),
  PIECE ("\xE0\xA0"),
  PIECE ("\xED\xA0\x80"),
  PIECE ("\xE2\x82"),
  PIECE ("\xF0\x9F\x98"),
  PIECE ("\xF0\x80\x80\x80"),
  PIECE ("\xF4\x90\x80\x80"),
  PIECE ("\xF5"),
  PIECE ("\xFE\xFF"),
  PIECE ("\xF0"),
  PIECE ("\xE2"),
  PIECE ("\xEF\xBB"),
};

static const Piece numbers[] = {
  PIECE ("0"),
  PIECE ("3000"),
  PIECE ("03000"),
  PIECE ("9007199254740991"),
  PIECE ("9007199254740992"),
  PIECE ("18446744073709551616"),
  PIECE ("99999999999999999999999999999"),
  PIECE ("+5"),
  PIECE ("5ms"),
  PIECE (" 5"),
  PIECE ("5 "),
  PIECE ("-1"),
  PIECE ("1.5"),
  PIECE ("٣"),
  PIECE ("5\0"),
  PIECE ("000000000000000000000000000007"),
};

static const Piece ends[] = { PIECE ("\n"), PIECE ("\r"), PIECE ("\r\n") };

static gboolean
one_in (GRand *rand, guint n)
{
  return g_rand_int (rand) % n == 0;
}

static void
append_piece (GString *stream, const Piece *piece)
{
  g_string_append_len (stream, piece->bytes, (gssize) piece->len);
}

#define append_one_of(stream, rand, pieces) append_piece ((stream), &(pieces)[g_rand_int (rand) % G_N_ELEMENTS (pieces)])

static void
append_value (GString *stream, GRand *rand, gboolean is_number)
{
  guint n = one_in (rand, 10) ? g_rand_int (rand) % 30 : g_rand_int (rand) % 5;

  if (is_number)
    {
      append_one_of (stream, rand, numbers);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      if (one_in (rand, 20))
        append_one_of (stream, rand, bad_text);
      else if (one_in (rand, 40))
        g_string_append_c (stream, '\0');
      else
        append_one_of (stream, rand, good_text);
    }
}

static void
append_line (GString *stream, GRand *rand)
{
  guint kind = g_rand_int (rand) % 16;

  if (kind < 4)
    return;

  if (kind < 6)
    {
      g_string_append_c (stream, ':');
      append_value (stream, rand, FALSE);
    }
  else
    {
      gsize name = g_rand_int (rand) % G_N_ELEMENTS (names);

      if (kind == 6)
        append_one_of (stream, rand, odd_names);
      else
        append_piece (stream, &names[name]);
      append_one_of (stream, rand, colons);
      append_value (stream, rand, names[name].bytes[0] == 'r' && !one_in (rand, 8));
    }
}

/* Changes, takes away or doubles a byte somewhere. */
static void
mutate (GString *stream, GRand *rand)
{
  gsize at;

  if (stream->len == 0)
    return;

  at = g_rand_int (rand) % stream->len;
  switch (g_rand_int (rand) % 3)
    {
    case 0:
      stream->str[at] = (char) (g_rand_int (rand) & 0xFF);
      break;
    case 1:
      g_string_erase (stream, (gssize) at, 1);
      break;
    default:
      g_string_insert_c (stream, (gssize) at, stream->str[at]);
      break;
    }
}

void
weir_stream_random_fill (GString *stream, GRand *rand, guint n_lines)
{
  const Piece *end = &ends[g_rand_int (rand) % G_N_ELEMENTS (ends)];
  gboolean is_mixed = one_in (rand, 3);

  g_string_truncate (stream, 0);
  if (one_in (rand, 6))
    g_string_append_len (stream, bom.bytes, one_in (rand, 3) ? 2 : 3);
  for (guint i = 0; i < n_lines; i++)
    {
      append_line (stream, rand);
      if (is_mixed)
        append_one_of (stream, rand, ends);
      else
        append_piece (stream, end);
    }
  if (one_in (rand, 4))
    mutate (stream, rand);
  if (one_in (rand, 4))
    g_string_truncate (stream, g_rand_int (rand) % (stream->len + 1));
}

void
weir_stream_random_text (GString *text, GRand *rand, guint max, gboolean with_controls)
{
  guint n = g_rand_int (rand) % (max + 1);

  g_string_truncate (text, 0);
  for (guint i = 0; i < n; i++)
    {
      if (with_controls && one_in (rand, 8))
        append_one_of (text, rand, ends);
      else if (with_controls && one_in (rand, 30))
        g_string_append_c (text, '\0');
      else
        append_one_of (text, rand, good_text);
    }
}
