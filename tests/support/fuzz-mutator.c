/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-mutator.h"

#include <string.h>

typedef struct
{
  FuzzRandom *random;
  GPtrArray *seeds;
  GPtrArray *words;
  uint8_t *bytes;
  size_t size;
} Input;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
load_folder (GPtrArray *seeds, const char *path, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (folder == NULL)
    return FALSE;
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  /* The order of a folder is not the same everywhere; with a given seed the run shall be. */
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      if (!fuzz_load_seeds (seeds, g_ptr_array_index (names, i), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
fuzz_load_seeds (GPtrArray *seeds, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize size;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return load_folder (seeds, path, error);
  if (!g_file_get_contents (path, &text, &size, error))
    return FALSE;
  g_ptr_array_add (seeds, g_bytes_new (text, MIN (size, FUZZ_MAX_INPUT)));
  return TRUE;
}

/* The text between the first and the last quote of the line; NULL without them. */
static GBytes *
parse_word (const char *line)
{
  const char *from = strchr (line, '"');
  const char *to = strrchr (line, '"');
  g_autoptr (GByteArray) word = g_byte_array_new ();

  if (line[0] == '#' || from == NULL || to == from)
    return NULL;
  for (from++; from < to; from++)
    {
      guint8 byte = (guint8) *from;

      if (from[0] == '\\' && from[1] == 'x' && g_ascii_isxdigit (from[2]) && g_ascii_isxdigit (from[3]))
        {
          byte = (guint8) (g_ascii_xdigit_value (from[2]) * 16 + g_ascii_xdigit_value (from[3]));
          from += 3;
        }
      else if (from[0] == '\\' && from + 1 < to)
        byte = (guint8) * ++from;
      g_byte_array_append (word, &byte, 1);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&word));
}

gboolean
fuzz_load_words (GPtrArray *words, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      GBytes *word = parse_word (lines[i]);

      if (word != NULL)
        g_ptr_array_add (words, word);
    }
  return TRUE;
}

/* xorshift64* */
static uint64_t
next (FuzzRandom *random)
{
  random->state ^= random->state >> 12;
  random->state ^= random->state << 25;
  random->state ^= random->state >> 27;
  return random->state * G_GUINT64_CONSTANT (2685821657736338717);
}

/* From 0 to @n - 1; 0 when @n is 0. */
static size_t
below (Input *input, size_t n)
{
  return n == 0 ? 0 : (size_t) ((next (input->random) >> 16) % n);
}

/* Mostly short, sometimes as long as it gets. */
static size_t
some_length (Input *input, size_t most)
{
  size_t limit = (size_t) 1 << below (input, 17);

  return below (input, MIN (most, limit) + 1);
}

static void
insert (Input *input, size_t at, const uint8_t *bytes, size_t n)
{
  n = MIN (n, FUZZ_MAX_INPUT - input->size);
  memmove (input->bytes + at + n, input->bytes + at, input->size - at);
  memcpy (input->bytes + at, bytes, n);
  input->size += n;
}

static void
delete_part (Input *input)
{
  size_t at = below (input, input->size);
  size_t n = some_length (input, input->size - at);

  memmove (input->bytes + at, input->bytes + at + n, input->size - at - n);
  input->size -= n;
}

static void
repeat_part (Input *input)
{
  size_t at = below (input, input->size);
  g_autofree uint8_t *part = NULL;
  size_t n = some_length (input, input->size - at);
  size_t times = (size_t) 1 << below (input, 6);

  part = g_memdup2 (input->bytes + at, n);
  for (size_t i = 0; i < times && n > 0; i++)
    insert (input, at, part, n);
}

static void
insert_from_seed (Input *input)
{
  gsize size;
  const uint8_t *data = g_bytes_get_data (g_ptr_array_index (input->seeds, below (input, input->seeds->len)), &size);
  size_t from = below (input, size);

  if (size > 0)
    insert (input, below (input, input->size + 1), data + from, some_length (input, size - from));
}

static void
insert_word (Input *input)
{
  gsize size;
  const uint8_t *data;

  if (input->words->len == 0)
    return;
  data = g_bytes_get_data (g_ptr_array_index (input->words, below (input, input->words->len)), &size);
  if (size > 0)
    insert (input, below (input, input->size + 1), data, size);
}

/* What parsers trip over: ends of ranges, line ends, quotes, broken UTF-8. */
static void
set_byte (Input *input)
{
  static const uint8_t odd[] = { 0,   1,   '\n', '\r', ' ',  ':',  '"',  '\\', '{',  '}',  '[',  ']',  '0',  '9',
                                 '-', '@', 0x7f, 0x80, 0xc0, 0xc2, 0xe2, 0xed, 0xef, 0xbb, 0xbf, 0xf4, 0xff, '\t' };

  if (input->size > 0)
    input->bytes[below (input, input->size)] = below (input, 3) == 0 ? (uint8_t) next (input->random) : odd[below (input, sizeof odd)];
}

static void
flip_bit (Input *input)
{
  if (input->size > 0)
    input->bytes[below (input, input->size)] ^= (uint8_t) (1 << below (input, 8));
}

static void
insert_number (Input *input)
{
  static const char *const numbers[] = { "0", "-1", "1e999", "4294967296", "9007199254740992", "18446744073709551616", "0.1", "00" };
  const char *number = numbers[below (input, G_N_ELEMENTS (numbers))];

  insert (input, below (input, input->size + 1), (const uint8_t *) number, strlen (number));
}

size_t
fuzz_mutate (FuzzRandom *random, GPtrArray *seeds, GPtrArray *words, uint8_t *buffer)
{
  static void (*const changes[]) (Input *) = { delete_part, repeat_part, insert_from_seed, insert_word, set_byte, flip_bit, insert_number };
  Input input = { random, seeds, words, buffer, 0 };
  gsize size;
  const uint8_t *data = g_bytes_get_data (g_ptr_array_index (seeds, below (&input, seeds->len)), &size);
  size_t n_changes;

  if (size > 0)
    memcpy (buffer, data, size);
  input.size = size;
  n_changes = 1 + below (&input, 8);
  for (size_t i = 0; i < n_changes; i++)
    changes[below (&input, G_N_ELEMENTS (changes))](&input);
  return input.size;
}
