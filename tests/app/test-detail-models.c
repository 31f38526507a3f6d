/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "weir-byte-rows.h"
#include "weir-detail.h"
#include "weir-diff-rows.h"
#include "weir-hex.h"
#include "weir-json-children.h"
#include "weir-json.h"
#include "weir-latest.h"

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* JSON */

static WeirJsonNode *
get_child (GListModel *model, guint position)
{
  return g_list_model_get_item (model, position);
}

static GListModel *
open_node (WeirJsonNode *node)
{
  g_assert_true (weir_json_node_has_children (node));
  return weir_json_children_new (node);
}

static void
check_node (WeirJsonNode *node, const char *name, const char *summary, const char *path, const char *value, const char *source)
{
  g_autofree char *got_name = weir_json_node_dup_name (node);
  g_autofree char *got_summary = weir_json_node_dup_summary (node);
  g_autofree char *got_path = weir_json_node_dup_path (node);
  g_autofree char *got_value = weir_json_node_dup_value (node);
  g_autofree char *got_source = weir_json_node_dup_source (node);
  WeirSpan lexeme;

  g_assert_cmpstr (got_name, ==, name);
  g_assert_cmpstr (got_summary, ==, summary);
  g_assert_cmpstr (got_path, ==, path);
  g_assert_cmpstr (got_value, ==, value);
  g_assert_cmpstr (got_source, ==, source);
  /* The path leads there. */
  g_assert_true (weir_json_get_path (weir_detail_span (weir_json_node_get_text (node)), got_path, &lexeme));
  g_assert_true (weir_span_equal (lexeme, weir_json_node_get_value (node)));
}

static void
test_json_nodes (void)
{
  g_autoptr (GBytes) text = bytes_of (
      " { \"px\" : 1.10 , \"a b\":\"x\\n<b>\\u202e\", \"\":null,\"z\":\"\\u0000\", \"l\": [ 1 , { \"k\" : [ ] } ] , \"e\":\"\"} ");
  g_autoptr (WeirJsonNode) root = weir_json_node_new_root (text);
  g_autoptr (GListModel) top = open_node (root);
  g_autoptr (WeirJsonNode) number = get_child (top, 0);
  g_autoptr (WeirJsonNode) string = get_child (top, 1);
  g_autoptr (WeirJsonNode) null = get_child (top, 2);
  g_autoptr (WeirJsonNode) nul = get_child (top, 3);
  g_autoptr (WeirJsonNode) list = get_child (top, 4);
  g_autoptr (WeirJsonNode) empty = get_child (top, 5);
  g_autoptr (GListModel) items = open_node (list);
  g_autoptr (WeirJsonNode) item = get_child (items, 1);

  g_assert_cmpuint (g_list_model_get_n_items (top), ==, 6);
  check_node (number, "px", "1.10", "$.px", "1.10", "\"px\" : 1.10");
  check_node (string, "a b", "\"x\\n<b>\\u202e\"", "$[\"a b\"]", "x\n<b>\xe2\x80\xae", "\"a b\":\"x\\n<b>\\u202e\"");
  check_node (null, "\"\"", "null", "$[\"\"]", "null", "\"\":null");
  check_node (nul, "z", "\"\\u0000\"", "$.z", "\"\\u0000\"", "\"z\":\"\\u0000\"");
  check_node (list, "l", "[1,{\"k\":[]}]", "$.l", "[ 1 , { \"k\" : [ ] } ]", NULL);
  check_node (empty, "e", "\"\"", "$.e", "", "\"e\":\"\"");
  check_node (item, "1", "{\"k\":[]}", "$.l[1]", "{ \"k\" : [ ] }", NULL);
  g_assert_cmpint (weir_json_node_get_kind (item), ==, WEIR_JSON_KIND_OBJECT);
  g_assert_false (weir_json_node_has_children (null));
}

/* Of a long value its beginning is what rows are filtered by, cut between two characters. */
static void
test_json_long_value (void)
{
  g_autoptr (GString) json = g_string_new ("{\"k\":\"");
  g_autofree char *source = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (WeirJsonNode) root = NULL, child = NULL;
  g_autoptr (GListModel) top = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (json, "数");
  g_string_append (json, "\"}");
  text = g_bytes_new (json->str, json->len);
  root = weir_json_node_new_root (text);
  top = open_node (root);
  app_wait (g_list_model_get_n_items (top) == 1);
  child = get_child (top, 0);
  source = weir_json_node_dup_source (child);
  g_assert_true (g_str_has_prefix (json->str + 1, source));
  g_assert_cmpuint (strlen (source), >, 400);
  g_assert_true (g_utf8_validate (source, -1, NULL));
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* More children than anybody scrolls through are ranges; a long text is read in a thread, once. */
static void
test_json_ranges (void)
{
  g_autoptr (GString) json = g_string_new ("[0");
  g_autoptr (GBytes) text = NULL;
  g_autoptr (WeirJsonNode) root = NULL, range = NULL, child = NULL;
  g_autoptr (GListModel) top = NULL, inner = NULL;
  g_autofree char *name = NULL;
  gboolean is_read = FALSE;

  for (guint i = 1; i < 1002003; i++)
    g_string_append_printf (json, ",%u", i);
  g_string_append (json, "]");
  text = g_bytes_new (json->str, json->len);
  root = weir_json_node_new_root (text);
  top = open_node (root);
  g_assert_cmpuint (g_list_model_get_n_items (top), ==, 0);
  g_signal_connect (top, "items-changed", G_CALLBACK (on_items_changed), &is_read);
  app_wait (is_read);
  g_assert_cmpuint (g_list_model_get_n_items (top), ==, 2);

  range = get_child (top, 1);
  g_assert_cmpint (weir_json_node_get_kind (range), ==, WEIR_JSON_KIND_RANGE);
  name = weir_json_node_dup_name (range);
  g_assert_cmpstr (name, ==, "1000000 … 1002002");
  inner = open_node (range);
  g_assert_cmpuint (g_list_model_get_n_items (inner), ==, 3);
  g_set_object (&range, NULL);
  range = get_child (inner, 2);
  g_set_object (&inner, NULL);
  inner = open_node (range);
  g_assert_cmpuint (g_list_model_get_n_items (inner), ==, 3);
  child = get_child (inner, 2);
  check_node (child, "1002002", "1002002", "$[1002002]", "1002002", "1002002");
}

/* Bytes */

static void
append_row (GString *out, WeirByteRow *row)
{
  guint8 lengths[WEIR_HEX_BYTES];

  if (row->line != NULL)
    g_string_append_printf (out, "%s %s\n", weir_field_get_name ((WeirField) row->line->field),
                            weir_fate_get_word ((WeirFate) row->line->fate));
  else
    {
      g_string_append_printf (out, "%zu ", row->from);
      weir_hex_append_text (out, weir_detail_span (row->bytes), row->from, row->to, lengths);
      g_string_append_c (out, '\n');
    }
}

static void
test_byte_rows (void)
{
  g_autoptr (GBytes) bytes = bytes_of ("data: 0123456789abcdef\r\nid\r\n\r\n");
  g_autoptr (WeirByteRows) rows = weir_byte_rows_new (weir_byte_dump_new (bytes, FALSE));
  GListModel *model = G_LIST_MODEL (rows);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (WeirByteRow) row = g_list_model_get_item (model, i);

      append_row (out, row);
    }
  g_assert_cmpstr (out->str, ==, "data dispatched\n0 data: 0123456789\n16 abcdef␍⏎\nid stored\n24 id␍⏎\n dispatched\n28 ␍⏎\n");
  g_assert_null (g_list_model_get_item (model, 7));
}

/* Every byte is shown once, in order, behind the explained lines too. */
static void
test_byte_rows_cut (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (WeirByteRows) rows = NULL;
  gsize next = 0;
  guint n_heads = 0;

  for (guint i = 0; i < 200010; i++)
    g_string_append (text, i % 1000 == 0 ? "data: 0123456789abcdefghij\n" : "data\n");
  g_string_append (text, "\n");
  bytes = g_bytes_new (text->str, text->len);
  rows = weir_byte_rows_new (weir_byte_dump_new (bytes, FALSE));
  g_assert_true (weir_byte_rows_get_dump (rows)->is_cut);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++)
    {
      g_autoptr (WeirByteRow) row = g_list_model_get_item (G_LIST_MODEL (rows), i);

      if (row->line != NULL)
        {
          n_heads++;
          continue;
        }
      g_assert_cmpuint (row->from, ==, next);
      g_assert_cmpuint (row->to, >, row->from);
      next = row->to;
    }
  g_assert_cmpuint (next, ==, text->len);
  g_assert_cmpuint (n_heads, ==, 200000);
}

/* Differences */

static char *
print_diff (const char *before, const char *after)
{
  g_autoptr (GBytes) a = bytes_of (before);
  g_autoptr (GBytes) b = bytes_of (after);
  g_autoptr (WeirDiffRows) rows = weir_diff_rows_new (weir_diff_result_new (a, b));
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++)
    {
      g_autoptr (WeirDiffRow) row = g_list_model_get_item (G_LIST_MODEL (rows), i);

      if (row->n_folded > 0)
        g_string_append_printf (out, "(%u)\n", row->n_folded);
      else
        g_string_append_printf (out, "%c%s|%.*s\n", " -+"[row->kind], row -> text, (int) (row->changed_to - row->changed_from),
                                row -> text + row -> changed_from);
    }
  return g_string_free (out, FALSE);
}

static void
test_diff_rows (void)
{
  g_autofree char *folded =
      print_diff ("1\n2\n3\n4\n5\nx\n6\n7\n8\n9\n10\n11\n12\n13\n14\ny", "1\n2\n3\n4\n5\nX1\n6\n7\n8\n9\n10\n11\n12\n13\n14\ny\nz");
  g_autofree char *hostile = print_diff ("<b>\xe2\x80\xae", "<b>\x1b");
  g_autofree char *same = print_diff ("a\nb", "a\nb");

  g_assert_cmpstr (folded, ==, "(2)\n 3|\n 4|\n 5|\n-x|x\n+X1|X1\n 6|\n 7|\n 8|\n(4)\n 13|\n 14|\n y|\n+z|\n");
  g_assert_cmpstr (hostile, ==, "-<b><U+202E>|<U+202E>\n+<b>␛|␛\n");
  g_assert_cmpstr (same, ==, "(2)\n");
}

/* Of a long line the part around the change is shown. */
static void
test_diff_rows_long (void)
{
  g_autofree char *filling = g_strnfill (100000, 'x');
  g_autofree char *before = g_strconcat (filling, "old", filling, NULL);
  g_autofree char *after = g_strconcat (filling, "new!", filling, NULL);
  g_autofree char *out = print_diff (before, after);
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);

  g_assert_true (g_str_has_prefix (lines[0], "-…xxx"));
  g_assert_true (g_str_has_suffix (lines[0], "…|old"));
  g_assert_true (g_str_has_prefix (lines[1], "+…xxx"));
  g_assert_true (g_str_has_suffix (lines[1], "…|new!"));
  g_assert_cmpuint (strlen (lines[1]), <, 600);
}

/* Work of which only the last wish counts */

typedef struct
{
  guint n_begun; /* by the threads, one at a time */
  guint n_done;
  guint n_wished;
  int n_freed; /* on any thread */
  char *last;
} Work;

typedef struct
{
  Work *work;
  char *text;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_atomic_int_inc (&wish->work->n_freed);
  g_free (wish->text);
  g_free (wish);
}

static gpointer
do_work (gpointer data, GCancellable *cancellable)
{
  const Wish *wish = data;

  wish->work->n_begun++;
  return g_strdup (wish->text);
}

static void
on_work_done (gpointer result, gpointer user_data)
{
  Work *work = user_data;

  work->n_done++;
  g_free (work->last);
  work->last = result;
}

static void
wish (WeirLatest *latest, Work *work, const char *text)
{
  Wish *one = g_new0 (Wish, 1);

  work->n_wished++;
  one->work = work;
  one->text = g_strdup (text);
  weir_latest_run (latest, one);
}

static void
test_latest (void)
{
  Work work = { 0 };
  WeirLatest *latest = weir_latest_new (do_work, wish_free, g_free, on_work_done, &work);

  wish (latest, &work, "first");
  app_wait (work.n_done == 1);
  g_assert_cmpstr (work.last, ==, "first");
  for (guint i = 0; i < 100; i++)
    wish (latest, &work, "passing");
  wish (latest, &work, "last");
  app_wait (g_str_equal (work.last, "last"));
  /* Those between were never begun, and none was reported. */
  g_assert_cmpuint (work.n_done, ==, 2);
  g_assert_cmpuint (work.n_begun, ==, 3);

  wish (latest, &work, "cancelled");
  wish (latest, &work, "cancelled too");
  weir_latest_cancel (latest);
  wish (latest, &work, "after");
  app_wait (g_str_equal (work.last, "after"));
  g_assert_cmpuint (work.n_done, ==, 3);

  /* Nobody is told any more. */
  wish (latest, &work, "gone");
  weir_latest_free (latest);
  app_wait ((guint) g_atomic_int_get (&work.n_freed) == work.n_wished);
  g_assert_cmpuint (work.n_done, ==, 3);
  g_free (work.last);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/detail-models/json-nodes", test_json_nodes);
  g_test_add_func ("/detail-models/json-long-value", test_json_long_value);
  g_test_add_func ("/detail-models/json-ranges", test_json_ranges);
  g_test_add_func ("/detail-models/byte-rows", test_byte_rows);
  g_test_add_func ("/detail-models/byte-rows-cut", test_byte_rows_cut);
  g_test_add_func ("/detail-models/diff-rows", test_diff_rows);
  g_test_add_func ("/detail-models/diff-rows-long", test_diff_rows_long);
  g_test_add_func ("/detail-models/latest", test_latest);
  return g_test_run ();
}
