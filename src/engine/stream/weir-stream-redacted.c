/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-redact.h"
#include "weir-stream-redacted-private.h"
#include "weir-text.h"

/* More of them nobody reads, and a server could send new ones for ever. */
#define MAX_NAMES 50u
#define NAME_COLUMNS 60

GPtrArray *
weir_redacted_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static gboolean
is_same (gconstpointer a, gconstpointer b)
{
  return g_ascii_strcasecmp (a, b) == 0;
}

static void
add (GPtrArray *names, const char *prefix, const char *name)
{
  g_autoptr (GString) shown = g_string_new (prefix);

  weir_text_append_row (shown, weir_span_from_string (name), NAME_COLUMNS);
  if (names->len < MAX_NAMES && !g_ptr_array_find_with_equal_func (names, shown->str, is_same, NULL))
    g_ptr_array_add (names, g_strdup (shown->str));
}

void
weir_redacted_add (GPtrArray *names, const char *name)
{
  add (names, "", name);
}

void
weir_redacted_add_headers (GPtrArray *names, const WeirHeader *headers, gsize n_headers)
{
  for (gsize i = 0; i < n_headers; i++)
    {
      g_autofree char *written = weir_redact_header (headers[i].name, headers[i].value);

      if (!g_str_equal (written, headers[i].value))
        add (names, "", headers[i].name);
    }
}

void
weir_redacted_add_url (GPtrArray *names, const char *url)
{
  g_auto (GStrv) parameters = weir_redact_list_parameters (url);

  for (guint i = 0; parameters[i] != NULL; i++)
    add (names, "?", parameters[i]);
}

void
weir_redacted_add_report (GPtrArray *names, const WeirReport *report)
{
  if (report->kind == WEIR_REPORT_CONNECTING)
    {
      weir_redacted_add_headers (names, report->connecting.headers, report->connecting.n_headers);
      weir_redacted_add_url (names, report->connecting.url);
    }
  else if (report->kind == WEIR_REPORT_REDIRECT)
    {
      weir_redacted_add_url (names, report->redirect.url);
    }
  else if (report->kind == WEIR_REPORT_HEAD)
    {
      weir_redacted_add_headers (names, report->head.headers, report->head.n_headers);
    }
}
