/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>

#include "weir-reference.h"
#include "weir-stream-run.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
assert_same (const GString *log, const GString *expected)
{
  g_assert_cmpstr (log->str, ==, expected->str);
}

/* A byte whose low three bits are a number n, n piece sizes, the stream. It is decoded whole, byte by byte, and in these pieces
 * over and over, and must each time give what the reference decoder gives. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gsize n_sizes = size > 0 ? data[0] & 7 : 0;
  const uint8_t *sizes = data + 1;
  g_autoptr (GString) expected = NULL;
  g_autoptr (WeirStreamRun) run = NULL;
  WeirSpan stream;

  if (size < 1 + n_sizes)
    return 0;

  stream = weir_span ((const char *) data + 1 + n_sizes, size - 1 - n_sizes);
  expected = g_string_new (NULL);
  weir_reference_decode (stream, WEIR_SPAN_EMPTY, expected);
  run = weir_stream_run_new (stream, WEIR_SPAN_EMPTY);
  assert_same (weir_stream_run_whole (run), expected);
  weir_stream_run_restart (run, WEIR_SPAN_EMPTY);
  assert_same (weir_stream_run_pieces (run, 1), expected);
  if (n_sizes > 0)
    {
      weir_stream_run_restart (run, WEIR_SPAN_EMPTY);
      for (gsize i = 0; run->fed < stream.len; i++)
        weir_stream_run_feed (run, MIN (sizes[i % n_sizes] + 1u, stream.len - run->fed));
      assert_same (weir_stream_run_finish (run), expected);
    }

  return 0;
}
