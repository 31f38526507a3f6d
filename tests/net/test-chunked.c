/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "weir-chunked.h"
#include "weir-limits.h"
#include "weir-request.h"
#include "weir-span.h"

typedef struct
{
  const char *name;
  const char *input;
  const char *data;
  gboolean is_done;
  int code; /* of the error, or -1 */
} Case;

static const Case cases[] = {
  { "one", "3\r\nabc\r\n0\r\n\r\n", "abc", TRUE, -1 },
  { "several", "1\r\na\r\n2\r\nbc\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n", "abc0123456789abcdef", TRUE, -1 },
  { "digits of both cases", "a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n", "01234567890123456789", TRUE, -1 },
  { "leading zeroes", "0000000000000003\r\nabc\r\n000\r\n\r\n", "abc", TRUE, -1 },
  { "extensions", "3;a;b=c;d=\"e f\"\r\nabc\r\n0;x\r\n\r\n", "abc", TRUE, -1 },
  { "blanks around an extension", "3 ; a\r\nabc\r\n0\t\r\n\r\n", "abc", TRUE, -1 },
  { "trailers", "0\r\nA: b\r\nC:\td\r\n\r\n", "", TRUE, -1 },
  { "bytes behind the end are ignored", "0\r\n\r\nHTTP/1.1 200 OK", "", TRUE, -1 },
  { "line ends in data", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n", TRUE, -1 },
  { "nothing", "", "", FALSE, -1 },
  { "stops in a size", "1", "", FALSE, -1 },
  { "stops behind a size", "1\r", "", FALSE, -1 },
  { "stops in data", "5\r\nab", "ab", FALSE, -1 },
  { "stops behind data", "2\r\nab", "ab", FALSE, -1 },
  { "stops before the last chunk", "2\r\nab\r\n", "ab", FALSE, -1 },
  { "stops in the last chunk", "0\r\n", "", FALSE, -1 },
  { "stops in the last line end", "0\r\n\r", "", FALSE, -1 },
  { "stops in a trailer", "0\r\nA: b\r\n", "", FALSE, -1 },
  { "no size", "\r\nabc", "", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "blank before a size", " 3\r\nabc\r\n", "", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "extension without a size", ";a\r\n", "", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "negative size", "-3\r\nabc\r\n", "", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "plus", "+3\r\nabc\r\n", "", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "0x", "0x3\r\nabc\r\n", "", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "letter", "3g\r\nabc\r\n", "", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "size behind a blank", "3 3\r\nabc\r\n", "", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "bare LF behind a size", "3\nabc\r\n", "", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "bare CR behind a size", "3\rabc\r\n", "", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "bare LF behind data", "3\r\nabc\n3\r\n", "abc", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "data longer than its size", "3\r\nabcd\r\n", "abc", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "data shorter than its size", "3\r\nab\r\n0\r\n\r\n", "ab\r", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "control byte in an extension", "3;\001\r\n", "", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "bare LF in a trailer", "0\r\nA: b\nC: d\r\n\r\n", "", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "bare CR in a trailer", "0\r\nA: b\rC\r\n\r\n", "", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "bare LF at the end", "0\r\n\n", "", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "bare CR at the end", "0\r\n\rx", "", FALSE, WEIR_NET_ERROR_PROTOCOL },
  { "seventeen digits", "00000000000000003\r\nabc\r\n", "", FALSE, WEIR_NET_ERROR_LIMIT },
  { "largest size", "FFFFFFFFFFFFFFFF\r\nabc", "abc", FALSE, -1 },
};

/* Decodes @input in pieces of @piece bytes, each in memory of its exact size. Returns: the error's code or -1 */
static int
decode (WeirSpan input, gsize piece, GString *data, gboolean *is_done)
{
  WeirChunked chunked;
  g_autoptr (GError) error = NULL;

  weir_chunked_init (&chunked);
  for (gsize at = 0; at < input.len && error == NULL; at += piece)
    {
      gsize n = MIN (piece, input.len - at);
      g_autofree char *bytes = g_memdup2 (input.data + at, n);
      gsize n_data = n + 1;

      g_assert_cmpint (weir_chunked_decode (&chunked, bytes, n, &n_data, &error), ==, error == NULL);
      g_assert_cmpuint (n_data, <=, n);
      g_string_append_len (data, bytes, (gssize) n_data);
    }
  *is_done = weir_chunked_is_done (&chunked);
  if (error == NULL)
    return -1;

  g_assert_true (error->domain == WEIR_NET_ERROR);
  g_assert_cmpint (strlen (error->message), >, 0);

  return error->code;
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;

  for (gsize piece = 1; piece <= strlen (test->input) + 1; piece++)
    {
      g_autoptr (GString) decoded = g_string_new (NULL);
      gboolean is_done;
      int code = decode (weir_span_from_string (test->input), piece, decoded, &is_done);

      g_assert_cmpstr (decoded->str, ==, test->data);
      g_assert_cmpint (code, ==, test->code);
      g_assert_cmpint (is_done, ==, test->is_done);
    }
}

/* @n: how many bytes pass the limit */
static void
check_limit (const char *before, const char *filler, gsize n)
{
  for (gsize extra = 0; extra < 2; extra++)
    {
      g_autoptr (GString) input = g_string_new (before);
      g_autoptr (GString) decoded = g_string_new (NULL);
      gboolean is_done;

      while (input->len < strlen (before) + n + extra)
        g_string_append (input, filler);
      g_string_truncate (input, strlen (before) + n + extra);
      g_assert_cmpint (decode (weir_span (input->str, input->len), 100, decoded, &is_done), ==,
                       extra > 0 ? (int) WEIR_NET_ERROR_LIMIT : -1);
    }
}

static void
test_limits (void)
{
  check_limit ("3;", "x", WEIR_LIMIT_CHUNK_LINE - 2);
  check_limit ("3", " ", WEIR_LIMIT_CHUNK_LINE - 1);
  check_limit ("0\r\n", "x", WEIR_LIMIT_TRAILERS);
  check_limit ("0\r\n", "A: b\r\n", WEIR_LIMIT_TRAILERS);
}

static void
test_stays_failed (void)
{
  WeirChunked chunked;
  char bytes[] = "!";
  gsize n_data;

  weir_chunked_init (&chunked);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (weir_chunked_decode (&chunked, bytes, 1, &n_data, &error));
      g_assert_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_PROTOCOL);
      g_assert_cmpuint (n_data, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/chunked/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/chunked/limits", test_limits);
  g_test_add_func ("/chunked/stays failed", test_stays_failed);

  return g_test_run ();
}
