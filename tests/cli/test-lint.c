/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "records.h"
#include "run-weir.h"
#include "scratch.h"

#include <string.h>

static int
lint (const char *first, const char *second, const char *third, char **out, char **err)
{
  const char *const arguments[] = { "lint", first, second, third, NULL };
  g_autoptr (Weir) weir = weir_run (WEIR_RUN_DEFAULT, arguments);
  int status = weir_wait (weir);

  *out = g_strdup (weir_get_stdout (weir));
  *err = g_strdup (weir_get_stderr (weir));

  return status;
}

static void
test_good (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "good.eventstream", ":@ weir 1\n:@ connect *\ndata: x\n\n:@ hold\n");
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (lint (path, NULL, NULL, &out, &err), ==, 0);
  g_assert_cmpstr (out, ==, "");
  g_assert_cmpstr (err, ==, "");
}

static void
test_errors (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "bad.eventstream", ":@ weir 1\n:@ waitt 5s\ndata: x\n\n");
  g_autofree char *place = g_strdup_printf ("%s:2:4: error: ", path);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *json_out = NULL;
  g_autofree char *json_err = NULL;
  g_autoptr (GPtrArray) records = NULL;
  const Record *record;
  g_autofree char *keys = NULL;

  g_assert_cmpint (lint (path, NULL, NULL, &out, &err), ==, 1);
  g_assert_true (g_str_has_prefix (out, place));
  g_assert_nonnull (strstr (out, "\n    "));
  g_assert_cmpstr (err, ==, "");

  g_assert_cmpint (lint ("--output", "jsonl", path, &json_out, &json_err), ==, 1);
  records = records_new (json_out);
  record = g_ptr_array_index (records, 0);
  keys = record_dup_keys (record);
  g_assert_cmpstr (keys, ==, "type,file,line,column,text,hint");
  g_assert_true (record_is (record, "type", "error") && record_is (record, "file", path));
  g_assert_true (record_is (record, "line", "2") && record_is (record, "column", "4"));
}

/* Warnings alone are no failure. */
static void
test_warnings (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "odd.eventstream", ":@ weir 1\ndata: x\n\ndata: unfinished\n");
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (lint (path, NULL, NULL, &out, &err), ==, 0);
  g_assert_nonnull (strstr (out, ": warning: "));
}

/* The other files are still looked at. */
static void
test_unreadable (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "bad.eventstream", ":@ weir 1\n:@ waitt 5s\n");
  g_autofree char *missing = scratch_path (scratch, "missing.eventstream");
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (lint (missing, path, NULL, &out, &err), ==, 2);
  g_assert_nonnull (strstr (err, missing));
  g_assert_nonnull (strstr (out, path));
}

static void
test_usage (void)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *other_out = NULL;
  g_autofree char *other_err = NULL;

  g_assert_cmpint (lint (NULL, NULL, NULL, &out, &err), ==, 2);
  g_assert_cmpint (lint ("--output", "xml", "x", &other_out, &other_err), ==, 2);
}

static void
test_full_output (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "bad.eventstream", ":@ weir 1\n:@ waitt 5s\n");
  const char *const arguments[] = { "lint", path, NULL };
  g_autoptr (Weir) weir = weir_run_full (WEIR_RUN_DEFAULT, arguments, NULL, NULL, "/dev/full");

  g_assert_cmpint (weir_wait (weir), ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lint/good", test_good);
  g_test_add_func ("/lint/errors", test_errors);
  g_test_add_func ("/lint/warnings", test_warnings);
  g_test_add_func ("/lint/unreadable", test_unreadable);
  g_test_add_func ("/lint/usage", test_usage);
  g_test_add_func ("/lint/full-output", test_full_output);

  return g_test_run ();
}
