/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-diagnostic.h"
#include "weir-text.h"

void
weir_diagnostic_append (GString *out, const char *path, const WeirDiagnostic *diagnostic)
{
  /* The words of the kind are for editors and tools too: untranslated. */
  g_string_append_printf (out, "%s:%u:%u: %s: ", path, diagnostic->line, diagnostic->column, diagnostic->is_error ? "error" : "warning");
  weir_text_append_visible (out, weir_span_from_string (diagnostic->text), WEIR_TEXT_NONE);
  g_string_append_c (out, '\n');
  if (diagnostic->hint == NULL)
    return;

  g_string_append (out, "    ");
  weir_text_append_visible (out, weir_span_from_string (diagnostic->hint), WEIR_TEXT_NONE);
  g_string_append_c (out, '\n');
}
