/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-directive.h"
#include "weir-json-write.h"
#include "weir-jsonl.h"
#include "weir-print.h"
#include "weir-template.h"
#include "weir-verbs.h"

#define INDENT "      "

/* `redirect CODE URL`, and a line for each further form. */
static void
append_forms (GString *out, const WeirDirective *directive)
{
  g_auto (GStrv) forms = g_strsplit (directive->syntax, " | ", -1);

  if (forms[0] == NULL)
    g_string_append_printf (out, "  :@ %s\n", directive->verb);
  for (guint i = 0; forms[i] != NULL; i++)
    g_string_append_printf (out, "  :@ %s %s\n", directive->verb, forms[i]);
}

static void
append_for_people (GString *out, const WeirDirective *directives, gsize n)
{
  const char *usage;
  const char *summary;

  for (gsize i = 0; i < n; i++)
    {
      const WeirDirective *directive = &directives[i];

      if (i == 0 || directive->group != directives[i - 1].group)
        g_string_append_printf (out, "%s%s\n", i > 0 ? "\n" : "", weir_directive_group_get_title (directive->group));
      append_forms (out, directive);
      g_string_append_printf (out, INDENT "%s\n", _ (directive->summary));
      if (directive->details != NULL)
        g_string_append_printf (out, INDENT "%s\n", _ (directive->details));
    }

  g_string_append_printf (out, "\n%s\n", _ ("Templates"));
  for (gsize i = 0; weir_template_get_nth (i, &usage, &summary); i++)
    {
      g_string_append_printf (out, "  %s\n" INDENT "%s\n", usage, _ (summary));
      if (weir_template_get_details (i) != NULL)
        g_string_append_printf (out, INDENT "%s\n", _ (weir_template_get_details (i)));
    }
}

static void
append_records (GString *out, const WeirDirective *directives, gsize n)
{
  const char *usage;
  const char *summary;

  for (gsize i = 0; i < n; i++)
    {
      const WeirDirective *directive = &directives[i];

      weir_jsonl_open (out, "verb", -1);
      weir_json_add_string (out, "verb", weir_span_from_string (directive->verb));
      weir_json_add_string (out, "syntax", weir_span_from_string (directive->syntax));
      weir_json_add_string (out, "group", weir_span_from_string (weir_directive_group_get_title (directive->group)));
      weir_json_add_string (out, "summary", weir_span_from_string (_ (directive->summary)));
      if (directive->details != NULL)
        weir_json_add_string (out, "details", weir_span_from_string (_ (directive->details)));
      weir_jsonl_close (out);
    }
  for (gsize i = 0; weir_template_get_nth (i, &usage, &summary); i++)
    {
      weir_jsonl_open (out, "template", -1);
      weir_json_add_string (out, "usage", weir_span_from_string (usage));
      weir_json_add_string (out, "summary", weir_span_from_string (_ (summary)));
      if (weir_template_get_details (i) != NULL)
        weir_json_add_string (out, "details", weir_span_from_string (_ (weir_template_get_details (i))));
      weir_jsonl_close (out);
    }
}

WeirExit
weir_verbs_print (gboolean jsonl)
{
  g_autoptr (GString) out = g_string_new (NULL);
  WeirExit status = WEIR_EXIT_OK;
  gsize n;
  const WeirDirective *directives = weir_directive_get_all (&n);

  if (jsonl)
    append_records (out, directives, n);
  else
    append_for_people (out, directives, n);
  weir_print (out->str, out->len, &status);

  return status;
}
