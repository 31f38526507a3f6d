/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-client-report.h"
#include "weir-json-write.h"
#include "weir-junit.h"
#include "weir-text.h"

/* Of rules that were not judged for one reason. */
#define MOST_NAMES 12

static void
append_visible (GString *out, const char *text)
{
  weir_text_append_visible (out, weir_span_from_string (text), WEIR_TEXT_NONE);
}

static const char *
describe_basis (WeirRuleBasis basis)
{
  return basis == WEIR_RULE_ENGINES ? _ (" (not in the standard; every browser does so)") : "";
}

static void
append_broken (const WeirClientResult *result, GString *out)
{
  g_string_append (out, "  ");
  append_visible (out, result->rule->name);
  g_string_append (out, ": ");
  append_visible (out, result->rule->clause);
  g_string_append_printf (out, "%s%s\n    %s ", describe_basis (result->rule->basis), result->is_known ? _ (" (known)") : "",
                          _ ("wanted:"));
  append_visible (out, result->wanted);
  g_string_append_printf (out, "\n    %s ", _ ("got:"));
  append_visible (out, result->got);
  g_string_append_c (out, '\n');
}

static void
append_title (GString *out, const char *title, gboolean *has_title)
{
  if (!*has_title)
    g_string_append_printf (out, "%s\n", title);
  *has_title = TRUE;
}

static void
append_all_broken (GPtrArray *results, GString *out)
{
  gboolean has_title = FALSE;

  for (guint i = 0; i < results->len; i++)
    {
      const WeirClientResult *result = g_ptr_array_index (results, i);

      if (result->verdict != WEIR_VERDICT_BROKEN)
        continue;
      append_title (out, _ ("Broken"), &has_title);
      append_broken (result, out);
    }
  if (has_title)
    g_string_append_c (out, '\n');
}

/* Those with the same reason, from the first on, unless one before it has the same. */
static void
append_not_judged (GPtrArray *results, guint first, GString *out)
{
  const WeirClientResult *result = g_ptr_array_index (results, first);
  const char *separator = ": ";
  guint n = 0;

  for (guint i = 0; i < first; i++)
    if (g_strcmp0 (((const WeirClientResult *) g_ptr_array_index (results, i))->why, result->why) == 0)
      return;

  g_string_append (out, "  ");
  append_visible (out, result->why);
  for (guint i = first; i < results->len; i++)
    {
      const WeirClientResult *other = g_ptr_array_index (results, i);

      if (g_strcmp0 (other->why, result->why) != 0 || n++ >= MOST_NAMES)
        continue;
      g_string_append (out, separator);
      append_visible (out, other->rule->name);
      if (*other->got != '\0')
        {
          g_string_append (out, " (");
          append_visible (out, other->got);
          g_string_append_c (out, ')');
        }
      separator = ", ";
    }
  if (n > MOST_NAMES)
    g_string_append_printf (out, g_dngettext (GETTEXT_PACKAGE, " and %u more", " and %u more", n - MOST_NAMES), n - MOST_NAMES);
  g_string_append_c (out, '\n');
}

static void
append_all_not_judged (GPtrArray *results, GString *out)
{
  gboolean has_title = FALSE;

  for (guint i = 0; i < results->len; i++)
    {
      const WeirClientResult *result = g_ptr_array_index (results, i);

      if (result->verdict != WEIR_VERDICT_NOT_JUDGED)
        continue;
      append_title (out, _ ("Not judged"), &has_title);
      append_not_judged (results, i, out);
    }
  if (has_title)
    g_string_append_c (out, '\n');
}

static void
append_group (const char *group, guint n_kept, guint n_judged, GString *out)
{
  g_autoptr (GString) visible = g_string_new (NULL);

  append_visible (visible, group);
  g_string_append_printf (out, "  %-20s %3u / %u\n", visible->str, n_kept, n_judged);
}

/* Kept of judged in each group; a group's rules stand together. */
static void
append_groups (GPtrArray *results, GString *out)
{
  const char *group = NULL;
  guint n_kept = 0;
  guint n_judged = 0;

  for (guint i = 0; i <= results->len; i++)
    {
      const WeirClientResult *result = i < results->len ? g_ptr_array_index (results, i) : NULL;

      if (group != NULL && (result == NULL || !g_str_equal (result->rule->group, group)))
        {
          if (n_judged > 0)
            append_group (group, n_kept, n_judged, out);
          n_kept = n_judged = 0;
        }
      if (result == NULL)
        break;
      group = result->rule->group;
      n_kept += result->verdict == WEIR_VERDICT_KEPT;
      n_judged += result->verdict != WEIR_VERDICT_NOT_JUDGED;
    }
}

char *
weir_client_report_format_text (const WeirClientKit *kit)
{
  GPtrArray *results = weir_client_kit_get_results (kit);
  const char *client = weir_client_kit_get_client (kit);
  GString *out = g_string_new (NULL);

  append_all_broken (results, out);
  append_all_not_judged (results, out);
  g_string_append_printf (out, "%s\n", _ ("Kept, of those judged"));
  append_groups (results, out);
  g_string_append_c (out, '\n');
  append_visible (out, *client != '\0' ? client : _ ("A client without a name"));
  g_string_append_printf (out, _ (": %u rules kept, %u broken, %u not judged\n"), weir_client_kit_count (kit, WEIR_VERDICT_KEPT),
                          weir_client_kit_count (kit, WEIR_VERDICT_BROKEN), weir_client_kit_count (kit, WEIR_VERDICT_NOT_JUDGED));

  return g_string_free (out, FALSE);
}

static void
add_string (GString *out, const char *key, const char *text)
{
  weir_json_add_string (out, key, weir_span_from_string (text));
}

static void
add_rule (GString *out, const WeirClientResult *result)
{
  static const char *const bases[] = { "standard", "engines", "tells" };

  weir_json_open (out, NULL, '{');
  add_string (out, "name", result->rule->name);
  add_string (out, "group", result->rule->group);
  add_string (out, "clause", result->rule->clause);
  add_string (out, "standard", result->rule->standard);
  add_string (out, "by", bases[result->rule->basis]);
  add_string (out, "verdict", weir_verdict_get_nick (result->verdict));
  if (*result->wanted != '\0')
    add_string (out, "wanted", result->wanted);
  if (*result->got != '\0')
    add_string (out, "got", result->got);
  if (result->why != NULL)
    add_string (out, "why", result->why);
  if (result->is_known)
    weir_json_add_boolean (out, "known", TRUE);
  weir_json_close (out, '}');
}

char *
weir_client_report_format_json (const WeirClientKit *kit, gint64 wall_us, gint64 duration_us)
{
  GPtrArray *results = weir_client_kit_get_results (kit);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autofree char *stamp = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  GString *out = g_string_new (NULL);

  weir_json_open (out, NULL, '{');
  add_string (out, "client", weir_client_kit_get_client (kit));
  add_string (out, "weir", WEIR_VERSION);
  add_string (out, "time", stamp);
  weir_json_add_seconds (out, "seconds", duration_us);
  weir_json_add_number (out, "kept", weir_client_kit_count (kit, WEIR_VERDICT_KEPT));
  weir_json_add_number (out, "broken", weir_client_kit_count (kit, WEIR_VERDICT_BROKEN));
  weir_json_add_number (out, "notJudged", weir_client_kit_count (kit, WEIR_VERDICT_NOT_JUDGED));
  weir_json_open (out, "rules", '[');
  for (guint i = 0; i < results->len; i++)
    {
      g_string_append_c (out, '\n');
      add_rule (out, g_ptr_array_index (results, i));
      if (i + 1 < results->len)
        g_string_append_c (out, ',');
    }
  weir_json_close (out, ']');
  weir_json_close (out, '}');
  g_string_append_c (out, '\n');

  return g_string_free (out, FALSE);
}

void
weir_client_report_add_cases (const WeirClientKit *kit, GPtrArray *cases)
{
  GPtrArray *results = weir_client_kit_get_results (kit);

  for (guint i = 0; i < results->len; i++)
    {
      const WeirClientResult *result = g_ptr_array_index (results, i);
      WeirTestCase *test_case = g_new0 (WeirTestCase, 1);

      test_case->group = g_strdup (result->rule->group);
      test_case->name = g_strdup (result->rule->name);
      if (result->verdict == WEIR_VERDICT_NOT_JUDGED)
        test_case->skipped = g_strdup (result->why);
      else if (result->verdict == WEIR_VERDICT_BROKEN)
        *(result->is_known ? &test_case->skipped : &test_case->failure) =
            g_strdup_printf (_ ("%s Wanted %s, got %s"), result->rule->clause, result->wanted, result->got);
      g_ptr_array_add (cases, test_case);
    }
}
