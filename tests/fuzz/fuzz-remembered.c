/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>
#include <string.h>

#include "weir-redact.h"
#include "weir-request-json-private.h"
#include "weir-request-secrets.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Pasted from a recording: what is not known there is asked for. */
static gboolean
is_redacted (const char *url)
{
  return url != NULL && strstr (url, WEIR_REDACTED) != NULL;
}

/* What a request is written down as and what of it goes to the keyring make the same request again, and so does what is written down
 * alone. */
static void
check_request (WeirRequest *request, gboolean with_secrets)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonObject) object = weir_request_to_json (request);
  g_autofree char *text = weir_json_write_object (object, FALSE);
  char *secrets = with_secrets ? weir_request_dup_secrets (request) : NULL;
  g_autoptr (JsonObject) values = secrets != NULL ? weir_json_read_object (secrets, strlen (secrets), NULL) : NULL;
  g_autoptr (JsonObject) read = weir_json_read_object (text, strlen (text), NULL);
  g_autoptr (WeirRequest) again = weir_request_from_json (read, values, missing, NULL);

  g_assert (read != NULL);
  g_assert (again != NULL);
  g_assert ((secrets == NULL) == (values == NULL));
  for (guint i = 0; i < missing->len; i++)
    g_assert (g_utf8_validate (g_ptr_array_index (missing, i), -1, NULL));

  if (with_secrets)
    {
      g_autoptr (JsonObject) object_again = weir_request_to_json (again);
      g_autofree char *text_again = weir_json_write_object (object_again, FALSE);
      char *secrets_again = weir_request_dup_secrets (again);

      g_assert (missing->len == 0 || g_bytes_get_size (weir_request_get_options (request)->body) > WEIR_REQUEST_JSON_BODY);
      g_assert (g_str_equal (text, text_again));
      g_assert (g_strcmp0 (secrets, secrets_again) == 0);
      weir_request_free_secrets (secrets_again);
    }
  weir_request_free_secrets (secrets);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (JsonObject) object = weir_json_read_object ((const char *) data, size, NULL);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (WeirRequest) request = NULL;

  if (object == NULL)
    return 0;

  /* Not any file of this computer. */
  json_object_remove_member (object, "ca-file");
  json_object_remove_member (object, "ca-file-base64");
  request = weir_request_from_json (object, weir_json_get_object (object, "secrets"), missing, NULL);
  if (request != NULL)
    {
      const WeirRequestOptions *options = weir_request_get_options (request);

      if (!is_redacted (options->url) && !is_redacted (options->proxy))
        check_request (request, TRUE);
      check_request (request, FALSE);
    }

  return 0;
}
