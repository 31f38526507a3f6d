/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-check.h"
#include "weir-commands.h"
#include "weir-diagnostic.h"
#include "weir-json-write.h"
#include "weir-jsonl.h"
#include "weir-print.h"
#include "weir-usage.h"
#include "weir-verbs.h"

typedef struct
{
  gboolean jsonl;
  gboolean found_error;
  gboolean unreadable;
  WeirExit status;
} Lint;

/* Returns: whether it is worth going on */
static gboolean
print_diagnostic (Lint *self, const char *path, const WeirDiagnostic *diagnostic)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (self->jsonl)
    {
      weir_jsonl_open (out, diagnostic->is_error ? "error" : "warning", -1);
      weir_json_add_string (out, "file", weir_span_from_string (path));
      weir_json_add_number (out, "line", diagnostic->line);
      weir_json_add_number (out, "column", diagnostic->column);
      weir_json_add_string (out, "text", weir_span_from_string (diagnostic->text));
      if (diagnostic->hint != NULL)
        weir_json_add_string (out, "hint", weir_span_from_string (diagnostic->hint));
      weir_jsonl_close (out);
    }
  else
    weir_diagnostic_append (out, path, diagnostic);

  return weir_print (out->str, out->len, &self->status);
}

/* Returns: whether it is worth going on */
static gboolean
lint_file (Lint *self, const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = NULL;

  if (!g_file_get_contents (path, &contents, &length, &error))
    {
      g_printerr ("weir: %s\n", error->message);
      self->unreadable = TRUE;
      return TRUE;
    }

  bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  script = weir_script_new (bytes, &diagnostics);
  if (script != NULL)
    weir_check_script (script, diagnostics);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const WeirDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      self->found_error |= diagnostic->is_error;
      if (!print_diagnostic (self, path, diagnostic))
        return FALSE;
    }

  return TRUE;
}

WeirExit
weir_command_lint (int argc, char **argv)
{
  g_autofree char *format = NULL;
  gboolean verbs = FALSE;
  g_auto (GStrv) rest = NULL;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("For people, or as JSON records (text)"), "text|jsonl" },
    { "verbs", 0, 0, G_OPTION_ARG_NONE, &verbs, N_ ("Print what can stand in a script, and check nothing"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context =
      weir_usage_context ("lint", entries,
                          _ ("Prints file:line:column: error|warning: text, and a hint where there is one.\n"
                             "\n"
                             "Exit status: 0 no errors (warnings do not count), 1 errors, 2 wrong options or an unreadable file,\n"
                             "5 output failed."));
  Lint self = { .status = WEIR_EXIT_OK };
  WeirExit status;

  if (!weir_usage_parse (context, "lint", &argc, &argv, &status))
    return status;
  if (rest == NULL && !verbs)
    return weir_usage_complain ("lint", _ ("which file?"));
  if (format != NULL && !g_str_equal (format, "text") && !g_str_equal (format, "jsonl"))
    return weir_usage_complain ("lint", _ ("--output: there is no “%s”; there are text and jsonl"), format);

  self.jsonl = g_strcmp0 (format, "jsonl") == 0;
  if (verbs)
    return weir_verbs_print (self.jsonl);

  for (char **path = rest; *path != NULL; path++)
    {
      if (!lint_file (&self, *path))
        break;
    }

  if (self.status != WEIR_EXIT_OK)
    return self.status;
  if (self.unreadable)
    return WEIR_EXIT_USAGE;

  return self.found_error ? WEIR_EXIT_EXPECTATION : WEIR_EXIT_OK;
}
