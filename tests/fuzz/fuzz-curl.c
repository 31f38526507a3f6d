/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>

#include "weir-curl.h"
#include "weir-limits.h"
#include "weir-span.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_text (const char *text)
{
  g_assert (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
check_texts (const GPtrArray *texts)
{
  g_assert (texts->len <= WEIR_LIMIT_CURL_NOTES + 1);
  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);

      check_text (text);
      g_assert (text != NULL && text[0] != '\0');
    }
}

static void
check_curl (const WeirCurl *curl)
{
  g_assert (curl->url != NULL && strstr (curl->url, "://") != NULL);
  g_assert (curl->method != NULL);
  g_assert (curl->user == NULL || curl->bearer == NULL);
  g_assert (curl->user == NULL || strchr (curl->user, ':') != NULL);
  g_assert (curl->proxy == NULL || curl->proxy[0] == '\0' || strstr (curl->proxy, "://") != NULL);
  g_assert (curl->connect_timeout_us == -1 || curl->connect_timeout_us >= 0);
  g_assert (curl->is_exact || curl->ignored->len > 0);
  check_text (curl->url);
  check_text (curl->method);
  check_text (curl->user);
  check_text (curl->bearer);
  check_text (curl->proxy);
  check_text (curl->ca_file);
  check_texts (curl->blanks);
  check_texts (curl->ignored);
  for (guint i = 0; i < curl->headers->len; i++)
    {
      const WeirHeader *header = &g_array_index (curl->headers, WeirHeader, i);

      g_assert (header->name != NULL && header->value != NULL);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = weir_span_dup (weir_span ((const char *) data, size));
  g_autofree char *command = g_strconcat ("curl ", text, NULL);
  const char *const texts[] = { text, command };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gsize offset = 0;
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirCurl) curl = weir_curl_parse (texts[i], &offset, &error);

      g_assert (offset <= strlen (texts[i]));
      g_assert ((curl != NULL) == (error == NULL));
      if (curl != NULL)
        check_curl (curl);
      else
        check_text (error->message);
      g_assert (curl == NULL || weir_curl_looks_like (texts[i]));
    }

  return 0;
}
