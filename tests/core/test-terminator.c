/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-terminator.h"

static const struct
{
  WeirFrameKind kind;
  gboolean dispatches;
  const char *event;
  const char *data;
  gboolean is_terminator;
} cases[] = {
  { WEIR_FRAME_BLOCK, TRUE, "message", "[DONE]", TRUE },
  { WEIR_FRAME_BLOCK, TRUE, "message_stop", "{\"type\":\"message_stop\"}", TRUE },
  { WEIR_FRAME_BLOCK, TRUE, "response.completed", "{}", TRUE },
  { WEIR_FRAME_BLOCK, TRUE, "message", "[DONE] ", FALSE },
  { WEIR_FRAME_BLOCK, TRUE, "message", "[done]", FALSE },
  { WEIR_FRAME_BLOCK, TRUE, "message", "message_stop", FALSE },
  { WEIR_FRAME_BLOCK, TRUE, "response.failed", "{}", FALSE },
  { WEIR_FRAME_BLOCK, FALSE, "message_stop", "", FALSE },
  { WEIR_FRAME_COMMENT, FALSE, NULL, NULL, FALSE },
  { WEIR_FRAME_BLANK, FALSE, NULL, NULL, FALSE },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const WeirFrame frame = {
        .kind = cases[i].kind,
        .dispatches = cases[i].dispatches,
        .event = weir_span_from_string (cases[i].event),
        .data = weir_span_from_string (cases[i].data),
      };

      g_assert_cmpint (weir_frame_is_terminator (&frame), ==, cases[i].is_terminator);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/terminator/cases", test_cases);

  return g_test_run ();
}
