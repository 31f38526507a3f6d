/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>
#include <string.h>

#include "weir-template.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* The input is the template, and what the request says: its id, its query and a header that templates name. */

static guint
count (WeirSpan text, char byte)
{
  guint n = 0;

  for (gsize i = 0; i < text.len; i++)
    n += text.data[i] == byte;

  return n;
}

static GString *
fill (WeirSpan text, const char *request, guint64 seed)
{
  const WeirHeader headers[] = { { "X-A", request }, { "Accept", "*/*" } };
  WeirRandom random;
  WeirTemplateValues values = {
    .round = seed,
    .event = seed + 1,
    .next_id = G_MAXUINT64 - seed,
    .wall_us = (gint64) (seed % G_MAXINT64),
    .random = &random,
    .last_event_id = weir_span_from_string (request),
    .query = weir_span_from_string (request),
    .headers = headers,
    .n_headers = G_N_ELEMENTS (headers),
  };
  GString *out = g_string_new (NULL);

  weir_random_init (&random, seed, 0, 0);
  weir_template_fill (text, &values, out);

  return out;
}

static void
check_diagnostic (WeirSpan text)
{
  g_autofree char *message = NULL;
  g_autofree char *hint = NULL;
  gsize offset = 0;

  if (weir_template_check (text, &offset, &message, &hint))
    {
      g_assert (message == NULL && hint == NULL);
      return;
    }
  g_assert (offset < text.len && text.data[offset] == '{');
  g_assert (g_utf8_validate (message, -1, NULL));
  g_assert (g_utf8_validate (hint, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  WeirSpan text = weir_span ((const char *) data, size);
  g_autofree char *request = g_strndup ((const char *) data, size);
  guint64 seed = size > 0 ? (guint64) data[size - 1] << (data[0] & 56) : 0;
  g_autoptr (GString) once = fill (text, request, seed);
  g_autoptr (GString) again = fill (text, request, seed);
  g_autoptr (GString) escaped = g_string_new (NULL);
  g_autoptr (GString) back = NULL;
  WeirSpan filled = weir_span (once->str, once->len);

  check_diagnostic (text);

  /* The same draws. */
  g_assert (g_string_equal (once, again));
  /* No line begins or ends that the script does not write. */
  g_assert (count (filled, '\n') <= count (text, '\n'));
  g_assert (count (filled, '\r') <= count (text, '\r'));
  g_assert (count (filled, '\0') <= count (text, '\0'));
  if (!weir_template_is_in (text))
    g_assert (once->len == size && memcmp (once->str, data, size) == 0);

  weir_template_escape (text, escaped);
  back = fill (weir_span (escaped->str, escaped->len), request, seed);
  g_assert (back->len == size && memcmp (back->str, data, size) == 0);

  return 0;
}
