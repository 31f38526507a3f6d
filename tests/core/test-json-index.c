/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-json-index.h"
#include "weir-json.h"

static const char *const values[] = { "1.10",
                                      "12345678901234567890",
                                      "-0",
                                      "\"a\\\"],}\"",
                                      "\"\"",
                                      "true",
                                      "null",
                                      "{}",
                                      "[]",
                                      "[1, [2, {\"a\": [3]}], 4]",
                                      "{\"x\":{\"y\":{}},\"z\":[]}",
                                      " {\n } " };
static const char *const names[] = { "\"a\"", "\"\"", "\"a\"", "\"日本\"", "\"\\u0000,:\"" };

/* What is put into a container, in order. */
typedef struct
{
  GString *text;
  GArray *children; /* WeirJsonChild whose data are offsets */
} Made;

static const char *
draw (const char *const *from, gsize n, GRand *rand)
{
  return from[g_rand_int (rand) % n];
}

static void
add_spaces (GString *text, GRand *rand)
{
  static const char *const spaces[] = { "", "", " ", "\n\t", "  \r\n" };

  g_string_append (text, draw (spaces, G_N_ELEMENTS (spaces), rand));
}

static WeirSpan
append (GString *text, const char *part)
{
  const gsize offset = text->len;

  g_string_append (text, part);

  return weir_span (GSIZE_TO_POINTER (offset), strlen (part));
}

static void
make (Made *made, GRand *rand, guint n_children, gboolean is_object, gsize big)
{
  made->text = g_string_new (NULL);
  made->children = g_array_new (FALSE, FALSE, sizeof (WeirJsonChild));
  add_spaces (made->text, rand);
  g_string_append_c (made->text, is_object ? '{' : '[');
  for (guint i = 0; i < n_children; i++)
    {
      WeirJsonChild child = { WEIR_SPAN_EMPTY, WEIR_SPAN_EMPTY };
      g_autofree char *value = g_strstrip (g_strdup (draw (values, G_N_ELEMENTS (values), rand)));

      if (big > 0 && g_rand_int (rand) % 20 == 0)
        {
          g_autofree char *filling = g_strnfill (1 + g_rand_int (rand) % big, 'x');

          g_free (value);
          value = g_strdup_printf ("[\"%s\", %s]", filling, values[0]);
        }
      if (i > 0)
        g_string_append_c (made->text, ',');
      add_spaces (made->text, rand);
      if (is_object)
        {
          child.name = append (made->text, draw (names, G_N_ELEMENTS (names), rand));
          add_spaces (made->text, rand);
          g_string_append_c (made->text, ':');
          add_spaces (made->text, rand);
        }
      child.value = append (made->text, value);
      add_spaces (made->text, rand);
      g_array_append_val (made->children, child);
    }
  g_string_append_c (made->text, is_object ? '}' : ']');
  add_spaces (made->text, rand);
}

static void
assert_span (const Made *made, const char *text, WeirSpan got, WeirSpan wanted)
{
  if (wanted.len > 0)
    g_assert_cmpuint ((gsize) (got.data - text), ==, GPOINTER_TO_SIZE (wanted.data));
  g_assert_cmpuint (got.len, ==, wanted.len);
}

static void
check (GRand *rand, guint n_children, gboolean is_object, gsize big)
{
  g_autoptr (WeirJsonIndex) index = NULL;
  g_autofree char *exact = NULL;
  WeirSpan text;
  Made made;

  make (&made, rand, n_children, is_object, big);
  /* A block of exactly that size: the sanitizer sees what is read behind it. */
  exact = g_malloc (made.text->len);
  memcpy (exact, made.text->str, made.text->len);
  text = weir_span (exact, made.text->len);
  g_assert_true (weir_json_check (text, NULL, NULL));
  index = weir_json_index_new (text);
  g_assert_cmpint (weir_json_index_is_object (index), ==, is_object);
  g_assert_cmpuint (weir_json_index_get_n_children (index), ==, n_children);
  for (guint i = 0; i < MIN (n_children, 300); i++)
    {
      const guint n = n_children <= 300 ? i : g_rand_int (rand) % n_children;
      const WeirJsonChild *wanted = &g_array_index (made.children, WeirJsonChild, n);
      WeirJsonChild got;

      weir_json_index_get (index, n, &got);
      assert_span (&made, exact, got.name, wanted->name);
      assert_span (&made, exact, got.value, wanted->value);
    }
  g_string_free (made.text, TRUE);
  g_array_unref (made.children);
}

static void
test_children (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint n = 0; n < 200; n++)
    {
      check (rand, n % 100, n % 2 == 0, 0);
      check (rand, n % 100, n % 2 == 0, 100);
      check (rand, n % 100, n % 2 == 0, 20000);
    }
  for (guint n = 0; n < 4; n++)
    check (rand, 20000 + n, n % 2 == 0, 6000);
}

/* The levels below are indexed one by one; the gate's depth is the only bound. */
static void
test_levels (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  WeirSpan value;

  for (guint i = 0; i < 256; i++)
    g_string_append (text, i % 2 == 0 ? "[0," : "{\"a\":");
  g_string_append (text, "1");
  for (guint i = 256; i > 0; i--)
    g_string_append (text, i % 2 == 1 ? ",9]" : "}");
  value = weir_span (text->str, text->len);
  g_assert_true (weir_json_check (value, NULL, NULL));
  for (guint i = 0; i < 256; i++)
    {
      g_autoptr (WeirJsonIndex) index = weir_json_index_new (value);
      WeirJsonChild child;

      g_assert_cmpuint (weir_json_index_get_n_children (index), ==, i % 2 == 0 ? 3 : 1);
      weir_json_index_get (index, i % 2 == 0 ? 1 : 0, &child);
      value = child.value;
    }
  g_assert_true (weir_span_equals_string (value, "1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-index/children", test_children);
  g_test_add_func ("/json-index/levels", test_levels);

  return g_test_run ();
}
