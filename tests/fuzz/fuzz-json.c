/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <json-glib/json-glib.h>
#include <stdint.h>

#include "weir-json.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
assert_within (WeirSpan outer, WeirSpan inner)
{
  g_assert (inner.len > 0 && inner.data >= outer.data && inner.data + inner.len <= outer.data + outer.len);
}

static guint
count_brackets (WeirSpan text)
{
  guint n = 0;

  for (gsize i = 0; i < text.len; i++)
    n += text.data[i] == '[' || text.data[i] == '{' ? 1 : 0;

  return n;
}

/* What passes is taken by json-glib too (but for lone surrogates, and numbers it cannot hold), so it may be handed on. */
static void
check_against_json_glib (WeirSpan text)
{
  g_autoptr (JsonParser) parser = NULL;

  if (count_brackets (text) >= 100 || memchr (text.data, '\\', text.len) != NULL)
    return;
  parser = json_parser_new_immutable ();
  g_assert (json_parser_load_from_data (parser, text.data, (gssize) text.len, NULL));
}

static void
check_valid (WeirSpan text)
{
  gsize n_bytes = 0, n_again = 0;
  g_autofree char *pretty = weir_json_pretty (text, &n_bytes);
  g_autofree char *again = NULL;
  WeirSpan root;

  g_assert (pretty != NULL && n_bytes == strlen (pretty));
  again = weir_json_pretty (weir_span (pretty, n_bytes), &n_again);
  g_assert (again != NULL && n_again == n_bytes && memcmp (again, pretty, n_bytes) == 0);

  g_assert (weir_json_get_path (text, "$", &root));
  assert_within (text, root);
  if (root.data[0] == '"')
    {
      g_autoptr (GString) plain = g_string_new (NULL);
      g_autoptr (GString) quoted = g_string_new (NULL);
      g_autoptr (GString) back = g_string_new (NULL);

      weir_json_append_unescaped (plain, root);
      weir_json_append_string (quoted, weir_span (plain->str, plain->len));
      g_assert (weir_json_check (weir_span (quoted->str, quoted->len), NULL, NULL));
      weir_json_append_unescaped (back, weir_span (quoted->str, quoted->len));
      g_assert (g_string_equal (plain, back));
    }
  check_against_json_glib (text);
}

/* The first line is a path, the rest a text. */
static void
check_path (WeirSpan input)
{
  const char *line_end = memchr (input.data, '\n', input.len);
  g_autofree char *path = NULL;
  WeirSpan text, found;

  if (line_end == NULL)
    return;
  path = weir_span_dup (weir_span (input.data, (gsize) (line_end - input.data)));
  text = weir_span (line_end + 1, input.len - (gsize) (line_end + 1 - input.data));
  if (!weir_json_get_path (text, path, &found))
    return;
  assert_within (text, found);
  g_assert (weir_json_check (found, NULL, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const WeirSpan text = weir_span ((const char *) data, size);
  gsize offset = 0, cut_offset = 0;

  if (weir_json_check (text, &offset, NULL))
    {
      check_valid (text);
    }
  else
    {
      g_autofree char *pretty = weir_json_pretty (text, NULL);

      g_assert (offset <= size && pretty == NULL && !weir_json_looks_like (text));
      /* What stands before the wrong byte is right as far as it goes. */
      g_assert (weir_json_check (weir_span (text.data, offset), &cut_offset, NULL) || cut_offset == offset);
    }
  if (size > 0)
    check_path (text);
  if (g_utf8_validate_len ((const char *) data, size, NULL))
    {
      g_autoptr (GString) quoted = g_string_new (NULL);

      weir_json_append_string (quoted, text);
      g_assert (weir_json_check (weir_span (quoted->str, quoted->len), NULL, NULL));
    }

  return 0;
}
