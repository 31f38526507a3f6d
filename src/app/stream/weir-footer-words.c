/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-footer-words.h"

#include <glib/gi18n.h>

char *
weir_footer_dup_number (guint64 number)
{
  return g_strdup_printf ("%'" G_GUINT64_FORMAT, number);
}

/* The form that fits the number, of languages that have many; its remainder is enough to choose it. */
static gulong
get_plural (guint64 number)
{
  return (gulong) (number < 1000000 ? number : number % 1000000 + 1000000);
}

static void
add_rows (GString *words, const WeirFooterFacts *facts)
{
  g_autofree char *rows = weir_footer_dup_number (facts->rows);
  g_autofree char *shown = weir_footer_dup_number (facts->shown);

  g_string_append (words, " · ");
  if (facts->shown >= facts->rows)
    g_string_append_printf (words, ngettext ("%s row", "%s rows", get_plural (facts->rows)), rows);
  else
    /* Translators: the first %s is how many rows are shown, the second how many there are. */
    g_string_append_printf (words, ngettext ("%s of %s row shown", "%s of %s rows shown", get_plural (facts->rows)), shown, rows);
}

char *
weir_footer_dup_words (const WeirFooterFacts *facts)
{
  g_autofree char *events = weir_footer_dup_number (facts->events);
  g_autofree char *size = g_format_size (facts->bytes);
  GString *words = g_string_new (NULL);

  g_string_append_printf (words, ngettext ("%s event received", "%s events received", get_plural (facts->events)), events);
  add_rows (words, facts);
  if (facts->live || facts->dropped > 0)
    {
      g_autofree char *dropped = weir_footer_dup_number (facts->dropped);

      g_string_append (words, " · ");
      /* Translators: events that are no longer kept, to stay within the budget. */
      g_string_append_printf (words, ngettext ("%s dropped", "%s dropped", get_plural (facts->dropped)), dropped);
    }
  g_string_append_printf (words, " · %s", size);

  return g_string_free (words, FALSE);
}

char *
weir_footer_dup_size (guint64 n_bytes)
{
  g_autofree char *size = g_format_size (n_bytes);
  GString *plain = g_string_new (NULL);

  for (const char *p = size; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_type (g_utf8_get_char (p)) != G_UNICODE_FORMAT)
      g_string_append_unichar (plain, g_utf8_get_char (p));

  return g_string_free (plain, FALSE);
}
