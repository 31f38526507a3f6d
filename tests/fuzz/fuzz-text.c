/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>

#include "weir-redact.h"
#include "weir-text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Nothing that a terminal acts on, whatever came in. */
static void
check_harmless (const GString *out, gboolean lines)
{
  g_assert (g_utf8_validate_len (out->str, out->len, NULL));
  for (const char *p = out->str; p < out->str + out->len; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      g_assert ((lines && (c == '\n' || c == '\t')) || g_unichar_type (c) != G_UNICODE_CONTROL);
      g_assert (c != 0x61c && c != 0x200e && c != 0x200f && !(c >= 0x2028 && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069));
    }
}

/* A secret does not come through, whatever stands around it. */
static void
check_redaction (WeirSpan text)
{
  g_autofree char *around = weir_span_dup (text);
  g_autofree char *with_password = g_strconcat ("https://user:CANARY", around, "@host/", around, NULL);
  g_autofree char *with_parameter = g_strconcat ("https://host/?", around, "&token=CANARY&", around, NULL);
  g_autofree char *password_redacted = weir_redact_url (with_password);
  g_autofree char *parameter_redacted = weir_redact_url (with_parameter);

  g_assert (strstr (around, "CANARY") != NULL || strstr (password_redacted, "CANARY") == NULL);
  g_assert (strstr (around, "CANARY") != NULL || strstr (parameter_redacted, "CANARY") == NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const WeirSpan text = weir_span ((const char *) data, size);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) whole = g_string_new (NULL);
  gsize used;

  weir_text_append_visible (out, text, WEIR_TEXT_LINES);
  check_harmless (out, TRUE);
  weir_text_append_visible (whole, text, WEIR_TEXT_NONE);
  check_harmless (whole, FALSE);

  for (guint columns = 0; columns < 100; columns += 9)
    {
      g_string_truncate (out, 0);
      used = weir_text_append_row (out, text, columns);
      g_assert (used <= columns);
      check_harmless (out, FALSE);
    }
  g_string_truncate (out, 0);
  weir_text_append_row (out, text, G_MAXUINT);
  g_assert (g_string_equal (out, whole));
  check_redaction (text);

  return 0;
}
