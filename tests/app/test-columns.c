/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-columns.h"

#define UNIT 8.0
#define WIDE 1200

static guint
find (WeirColumns *columns, WeirColumnKind kind)
{
  for (guint i = 0; i < weir_columns_get_n (columns); i++)
    if (weir_columns_get (columns, i)->kind == kind)
      return i;
  g_assert_not_reached ();
  return 0;
}

/* The titles of what is shown in so much room, in order. */
static char *
dup_titles (WeirColumns *columns, int width)
{
  guint n_cells;
  const WeirCell *cells = weir_columns_lay_out (columns, width, UNIT, &n_cells);
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < n_cells; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? " " : "", weir_columns_get_title (columns, cells[i].index));
  return g_string_free (titles, FALSE);
}

static void
assert_titles (WeirColumns *columns, int width, const char *wanted)
{
  g_autofree char *titles = dup_titles (columns, width);

  g_assert_cmpstr (titles, ==, wanted);
}

static void
test_usual (void)
{
  g_autoptr (WeirColumns) columns = weir_columns_new ();
  g_autofree char *state = weir_columns_dup_state (columns);

  assert_titles (columns, WIDE, "# Time Δ Event ID Size Data");
  g_assert_cmpstr (state, ==, "");
}

/* Cells follow each other inside the row, and the data takes the rest. */
static void
check_cells (WeirColumns *columns, int width)
{
  guint n_cells;
  const WeirCell *cells = weir_columns_lay_out (columns, width, UNIT, &n_cells);
  int end = 0;

  g_assert_cmpuint (n_cells, >, 0);
  for (guint i = 0; i < n_cells; i++)
    {
      g_assert_cmpint (cells[i].x, >=, end);
      g_assert_cmpint (cells[i].width, >=, 0);
      end = cells[i].x + cells[i].width;
    }
  if (n_cells > 1)
    g_assert_cmpint (end, <=, width);
}

static void
test_layout (void)
{
  g_autoptr (WeirColumns) columns = weir_columns_new ();
  guint n_cells;
  const WeirCell *cells;
  int data_width;

  for (int width = 0; width < 2000; width += 7)
    check_cells (columns, width);
  cells = weir_columns_lay_out (columns, WIDE, UNIT, &n_cells);
  data_width = cells[n_cells - 1].width;
  cells = weir_columns_lay_out (columns, WIDE + 100, UNIT, &n_cells);
  g_assert_cmpint (cells[n_cells - 1].width, ==, data_width + 100);

  /* What matters least goes first, the data never. */
  assert_titles (columns, 620, "# Time Δ Event ID Size Data");
  assert_titles (columns, 560, "# Time Δ Event ID Data");
  assert_titles (columns, 500, "# Time Event ID Data");
  assert_titles (columns, 420, "# Time Event Data");
  assert_titles (columns, 370, "Time Event Data");
  assert_titles (columns, 300, "Event Data");
  assert_titles (columns, 200, "Data");
  assert_titles (columns, 0, "Data");
}

static void
test_shown (void)
{
  g_autoptr (WeirColumns) columns = weir_columns_new ();

  weir_columns_set_shown (columns, find (columns, WEIR_COLUMN_SIZE), FALSE);
  assert_titles (columns, WIDE, "# Time Δ Event ID Data");
  /* One stays. */
  for (guint i = 0; i < weir_columns_get_n (columns); i++)
    weir_columns_set_shown (columns, i, FALSE);
  assert_titles (columns, WIDE, "Data");
  weir_columns_reset (columns);
  assert_titles (columns, WIDE, "# Time Δ Event ID Size Data");
}

static void
test_width (void)
{
  g_autoptr (WeirColumns) columns = weir_columns_new ();
  guint event = find (columns, WEIR_COLUMN_EVENT);
  guint number = find (columns, WEIR_COLUMN_NUMBER);
  double usual = weir_columns_get_width (columns, event);

  weir_columns_set_width (columns, event, 20.5);
  g_assert_cmpfloat (weir_columns_get_width (columns, event), ==, 20.5);
  weir_columns_set_width (columns, event, 0.5);
  g_assert_cmpfloat (weir_columns_get_width (columns, event), ==, WEIR_COLUMN_NARROWEST);
  weir_columns_set_width (columns, event, 1e9);
  g_assert_cmpfloat (weir_columns_get_width (columns, event), ==, WEIR_COLUMN_WIDEST);
  weir_columns_set_width (columns, event, 0);
  g_assert_cmpfloat (weir_columns_get_width (columns, event), ==, usual);

  /* Long numbers get room, unless the person chose how much. */
  weir_columns_set_n_rows (columns, 12345678);
  g_assert_cmpfloat (weir_columns_get_width (columns, number), ==, 8);
  weir_columns_set_width (columns, number, 4);
  weir_columns_set_n_rows (columns, 123456789);
  g_assert_cmpfloat (weir_columns_get_width (columns, number), ==, 4);
}

static void
test_move (void)
{
  g_autoptr (WeirColumns) columns = weir_columns_new ();

  weir_columns_move (columns, find (columns, WEIR_COLUMN_DATA), 0);
  assert_titles (columns, WIDE, "Data # Time Δ Event ID Size");
  weir_columns_move (columns, 0, 3);
  assert_titles (columns, WIDE, "# Time Δ Data Event ID Size");
  check_cells (columns, WIDE);
  check_cells (columns, 300);
  weir_columns_move (columns, 6, 2);
  assert_titles (columns, WIDE, "# Time Size Δ Data Event ID");
}

static void
test_paths (void)
{
  g_autoptr (WeirColumns) columns = weir_columns_new ();

  g_assert_true (weir_columns_add_path (columns, "$.sym"));
  g_assert_true (weir_columns_add_path (columns, "$[\"a b\"].c[0]"));
  assert_titles (columns, WIDE, "# Time Δ Event ID Size $.sym $[\"a b\"].c[0] Data");
  g_assert_false (weir_columns_add_path (columns, "$.."));
  g_assert_false (weir_columns_add_path (columns, ""));
  g_assert_false (weir_columns_add_path (columns, "$.\xff"));
  /* Once more: it is shown, once. */
  weir_columns_set_shown (columns, 6, FALSE);
  g_assert_true (weir_columns_add_path (columns, "$.sym"));
  assert_titles (columns, WIDE, "# Time Δ Event ID Size $.sym $[\"a b\"].c[0] Data");
  /* What was just added is seen in the narrowest window, too. */
  assert_titles (columns, 420, "Event $.sym Data");
  weir_columns_move (columns, 6, 0);
  weir_columns_remove (columns, 0);
  weir_columns_remove (columns, 0); /* the numbers stay */
  assert_titles (columns, WIDE, "# Time Δ Event ID Size $[\"a b\"].c[0] Data");
  /* The only one that is shown: the data comes instead. */
  for (guint i = 0; i < weir_columns_get_n (columns); i++)
    weir_columns_set_shown (columns, i, i == 6);
  weir_columns_remove (columns, 6);
  assert_titles (columns, WIDE, "Data");
}

static void
test_too_many (void)
{
  g_autoptr (WeirColumns) columns = weir_columns_new ();
  guint n_added = 0;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *path = g_strdup_printf ("$.a%u", i);

      n_added += weir_columns_add_path (columns, path) ? 1 : 0;
    }
  g_assert_cmpuint (n_added, >, 5);
  g_assert_cmpuint (weir_columns_get_n (columns), <=, WEIR_COLUMNS_MOST);
}

/* What one run writes the next one reads. */
static void
test_state (void)
{
  g_autoptr (WeirColumns) columns = weir_columns_new ();
  g_autoptr (WeirColumns) next = weir_columns_new ();
  g_autofree char *state = NULL;
  g_autofree char *again = NULL;

  weir_columns_add_path (columns, "$[\"it's \\\"\"]");
  weir_columns_set_shown (columns, find (columns, WEIR_COLUMN_GAP), FALSE);
  weir_columns_set_width (columns, find (columns, WEIR_COLUMN_EVENT), 20.5);
  weir_columns_move (columns, find (columns, WEIR_COLUMN_ID), 0);
  state = weir_columns_dup_state (columns);
  weir_columns_set_state (next, state);
  again = weir_columns_dup_state (next);
  g_assert_cmpstr (again, ==, state);
  assert_titles (next, WIDE, "ID # Time Event Size $[\"it's \\\"\"] Data");
  g_assert_cmpfloat (weir_columns_get_width (next, find (next, WEIR_COLUMN_EVENT)), ==, 20.5);
}

static void
test_damaged_state (void)
{
  static const struct
  {
    const char *state;
    const char *titles;
  } cases[] = {
    { "nonsense", "# Time Δ Event ID Size Data" },
    { "[('time', true", "# Time Δ Event ID Size Data" },
    { "[('time', 1, 2)]", "# Time Δ Event ID Size Data" },
    { "[('time', true, 115), ('unknown', true, 50), ('', true, 0), ('$..', true, 0), ('time', true, 50)]", "Time" },
    { "[('time', false, 0)]", "Data" },
    { "[('$.a', true, 0), ('$.a', true, 0), ('data', true, 4294967295)]", "$.a Data" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirColumns) columns = weir_columns_new ();

      g_test_message ("%s", cases[i].state);
      weir_columns_set_state (columns, cases[i].state);
      assert_titles (columns, 3000, cases[i].titles);
      /* What the state leaves out can be shown again. */
      weir_columns_set_shown (columns, find (columns, WEIR_COLUMN_NUMBER), TRUE);
      check_cells (columns, WIDE);
    }
}

static void
count (guint *n)
{
  ++*n;
}

/* A gesture changes much, and is written once. */
static void
test_hold (void)
{
  g_autoptr (WeirColumns) columns = weir_columns_new ();
  guint n_changed = 0, n_written = 0;

  g_signal_connect_swapped (columns, "changed", G_CALLBACK (count), &n_changed);
  g_signal_connect_swapped (columns, "notify::state", G_CALLBACK (count), &n_written);
  weir_columns_hold (columns);
  for (guint i = 5; i < 15; i++)
    weir_columns_set_width (columns, 1, i);
  g_assert_cmpuint (n_changed, ==, 10);
  g_assert_cmpuint (n_written, ==, 0);
  weir_columns_release (columns);
  g_assert_cmpuint (n_written, ==, 1);
  weir_columns_hold (columns);
  weir_columns_release (columns);
  weir_columns_set_n_rows (columns, 1000000);
  g_assert_cmpuint (n_written, ==, 1);
  g_object_set (columns, "state", "", NULL);
  g_assert_cmpuint (n_written, ==, 2);
  g_object_set (columns, "state", "", NULL);
  g_assert_cmpuint (n_written, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/columns/usual", test_usual);
  g_test_add_func ("/columns/layout", test_layout);
  g_test_add_func ("/columns/shown", test_shown);
  g_test_add_func ("/columns/width", test_width);
  g_test_add_func ("/columns/move", test_move);
  g_test_add_func ("/columns/paths", test_paths);
  g_test_add_func ("/columns/too-many", test_too_many);
  g_test_add_func ("/columns/state", test_state);
  g_test_add_func ("/columns/damaged-state", test_damaged_state);
  g_test_add_func ("/columns/hold", test_hold);
  return g_test_run ();
}
