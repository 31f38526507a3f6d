/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "weir-chunked.h"

/* The chunked coding: the whole input gives the same as any split, and the data is never more than the input. The first byte chooses
 * the size of the pieces. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static gboolean
decode (const uint8_t *data, size_t size, size_t piece, GString *decoded, WeirChunked *chunked, int *code)
{
  g_autoptr (GError) error = NULL;

  weir_chunked_init (chunked);
  for (size_t at = 0; at < size && error == NULL; at += piece)
    {
      size_t n = MIN (piece, size - at);
      char *bytes = g_memdup2 (data + at, n);
      gsize n_data;
      gboolean ok = weir_chunked_decode (chunked, bytes, n, &n_data, &error);

      g_assert_true (ok == (error == NULL));
      g_assert_true (n_data <= n);
      g_string_append_len (decoded, bytes, (gssize) n_data);
      g_free (bytes);
    }
  *code = error != NULL ? error->code : -1;

  return weir_chunked_is_done (chunked);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autoptr (GString) pieces = g_string_new (NULL);
  WeirChunked a, b;
  int code_a, code_b;
  gboolean done_a, done_b;

  if (size < 2)
    return 0;

  done_a = decode (data + 1, size - 1, size, whole, &a, &code_a);
  done_b = decode (data + 1, size - 1, 1 + data[0] % 32, pieces, &b, &code_b);
  g_assert_true (done_a == done_b);
  g_assert_true (code_a == code_b);
  g_assert_true (a.state == b.state && a.left == b.left && a.n_line == b.n_line && a.n_trailers == b.n_trailers);
  g_assert_true (g_string_equal (whole, pieces));

  return 0;
}
