/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-stream-cases.h"

#include "weir-stream-log.h"

typedef struct
{
  const char *file;
  guint line;
  const char *text; /* what is left of the line */
} Reader;

static void
weir_stream_case_free (WeirStreamCase *self)
{
  g_free (self->name);
  g_string_free (self->input, TRUE);
  g_string_free (self->expected, TRUE);
  g_free (self);
}

static void
skip_spaces (Reader *reader)
{
  while (*reader->text == ' ')
    reader->text++;
}

static char *
read_word (Reader *reader)
{
  gsize len = strcspn (reader->text, " ");
  char *word = g_strndup (reader->text, len);

  reader->text += len;
  skip_spaces (reader);

  return word;
}

static guint8
read_escape (Reader *reader)
{
  char c = *reader->text++;

  switch (c)
    {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case '"':
    case '\\':
      return (guint8) c;
    case 'x':
      if (g_ascii_isxdigit (reader->text[0]) && g_ascii_isxdigit (reader->text[1]))
        {
          reader->text += 2;
          return (guint8) (g_ascii_xdigit_value (reader->text[-2]) * 16 + g_ascii_xdigit_value (reader->text[-1]));
        }
      break;
    default:
      break;
    }
  g_error ("%s:%u: unknown escape", reader->file, reader->line);
}

/* A string in double quotes, then perhaps `* COUNT`. */
static void
read_one_string (Reader *reader, GString *bytes)
{
  g_autoptr (GString) once = g_string_new (NULL);
  guint64 count = 1;

  if (*reader->text++ != '"')
    g_error ("%s:%u: expected a string", reader->file, reader->line);
  while (*reader->text != '"')
    {
      if (*reader->text == '\0')
        g_error ("%s:%u: string without end", reader->file, reader->line);
      if (*reader->text == '\\')
        {
          reader->text++;
          g_string_append_c (once, (char) read_escape (reader));
        }
      else
        {
          g_string_append_c (once, *reader->text++);
        }
    }
  reader->text++;
  skip_spaces (reader);
  if (*reader->text == '*')
    {
      reader->text++;
      skip_spaces (reader);
      count = g_ascii_strtoull (reader->text, (char **) &reader->text, 10);
      skip_spaces (reader);
    }
  while (count-- > 0)
    g_string_append_len (bytes, once->str, (gssize) once->len);
}

/* Strings joined by `+`. */
static void
read_string (Reader *reader, GString *bytes)
{
  read_one_string (reader, bytes);
  while (*reader->text == '+')
    {
      reader->text++;
      skip_spaces (reader);
      read_one_string (reader, bytes);
    }
}

/* An expected line: its strings are written anew, so that any escape that means the same is the same. */
static void
read_expected (Reader *reader, const char *word, GString *expected)
{
  g_string_append (expected, word);
  while (*reader->text != '\0')
    {
      g_string_append_c (expected, ' ');
      if (*reader->text == '"')
        {
          g_autoptr (GString) bytes = g_string_new (NULL);

          read_string (reader, bytes);
          weir_stream_log_quote (expected, weir_span (bytes->str, bytes->len));
        }
      else
        {
          g_autofree char *token = read_word (reader);

          g_string_append (expected, token);
        }
    }
  g_string_append_c (expected, '\n');
}

static void
close_case (GPtrArray *cases)
{
  WeirStreamCase *last;

  if (cases->len == 0)
    return;
  last = g_ptr_array_index (cases, cases->len - 1);
  if (!g_str_has_prefix (last->expected->str, "end ") && strstr (last->expected->str, "\nend ") == NULL)
    weir_stream_log_end (last->expected, WEIR_SPAN_EMPTY, 0);
}

static void
read_line (Reader *reader, GPtrArray *cases, guint first)
{
  g_autofree char *word = NULL;
  WeirStreamCase *current = cases->len > first ? g_ptr_array_index (cases, cases->len - 1) : NULL;

  skip_spaces (reader);
  if (*reader->text == '\0' || *reader->text == '#')
    return;

  word = read_word (reader);
  if (g_str_equal (word, "case"))
    {
      close_case (cases);
      current = g_new0 (WeirStreamCase, 1);
      current->name = g_strdup_printf ("%s/%s", reader->file, reader->text);
      current->input = g_string_new (NULL);
      current->expected = g_string_new (NULL);
      g_ptr_array_add (cases, current);
      return;
    }

  if (current == NULL)
    g_error ("%s:%u: a line before the first case", reader->file, reader->line);
  if (g_str_equal (word, "in"))
    read_string (reader, current->input);
  else
    read_expected (reader, word, current->expected);
}

static void
load_file (GPtrArray *cases, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint first = cases->len;

  if (!g_file_get_contents (path, &contents, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      Reader reader = { .file = name, .line = i + 1, .text = lines[i] };

      read_line (&reader, cases, first);
    }
  close_case (cases);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
weir_stream_cases_load (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "cases", "stream", NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_stream_case_free);
  const char *name;

  dir = g_dir_open (folder, 0, &error);
  if (dir == NULL)
    g_error ("%s", error->message);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".case"))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    load_file (cases, folder, g_ptr_array_index (names, i));

  return cases;
}
