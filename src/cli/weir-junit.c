/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-junit.h"
#include "weir-text.h"

void
weir_test_case_free (WeirTestCase *self)
{
  g_free (self->group);
  g_free (self->name);
  g_free (self->failure);
  g_free (self->skipped);
  g_free (self);
}

static void
append_attribute (GString *out, const char *name, const char *text)
{
  g_autoptr (GString) visible = g_string_new (NULL);
  g_autofree char *escaped = NULL;

  weir_text_append_visible (visible, weir_span_from_string (text), WEIR_TEXT_NONE);
  escaped = g_markup_escape_text (visible->str, (gssize) visible->len);
  g_string_append_printf (out, " %s=\"%s\"", name, escaped);
}

/* Not as the locale writes numbers. */
static void
append_seconds (GString *out, gint64 us)
{
  g_string_append_printf (out, " time=\"%" G_GINT64_FORMAT ".%03d\"", us / G_USEC_PER_SEC, (int) (us % G_USEC_PER_SEC / 1000));
}

static void
append_case (GString *out, const WeirTestCase *test_case)
{
  g_string_append (out, "    <testcase");
  append_attribute (out, "classname", test_case->group);
  append_attribute (out, "name", test_case->name);
  append_seconds (out, test_case->duration_us);
  if (test_case->failure == NULL && test_case->skipped == NULL)
    {
      g_string_append (out, "/>\n");
      return;
    }
  g_string_append (out, test_case->failure != NULL ? ">\n      <failure" : ">\n      <skipped");
  append_attribute (out, "message", test_case->failure != NULL ? test_case->failure : test_case->skipped);
  if (test_case->failure != NULL)
    append_attribute (out, "type", test_case->type != NULL ? test_case->type : "expectation");
  g_string_append (out, "/>\n    </testcase>\n");
}

char *
weir_junit_format (GPtrArray *cases, gint64 wall_us, gint64 duration_us)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autofree char *stamp = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  guint n_failed = 0;
  guint n_skipped = 0;

  for (guint i = 0; i < cases->len; i++)
    {
      const WeirTestCase *test_case = g_ptr_array_index (cases, i);

      n_failed += test_case->failure != NULL;
      n_skipped += test_case->failure == NULL && test_case->skipped != NULL;
    }

  g_string_append_printf (out, "<testsuites tests=\"%u\" failures=\"%u\" errors=\"0\"", cases->len, n_failed);
  append_seconds (out, duration_us);
  g_string_append_printf (out, ">\n  <testsuite name=\"weir\" tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\"", cases->len,
                          n_failed, n_skipped);
  g_string_append_printf (out, " timestamp=\"%s\"", stamp);
  append_seconds (out, duration_us);
  g_string_append (out, ">\n");
  for (guint i = 0; i < cases->len; i++)
    append_case (out, g_ptr_array_index (cases, i));
  g_string_append (out, "  </testsuite>\n</testsuites>\n");

  return g_string_free (out, FALSE);
}
