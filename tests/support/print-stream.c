/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>

#include "weir-reference.h"
#include "weir-stream-cases.h"

/* For writing cases: prints each stream case whose name holds the argument with what the reference decoder says. */
int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) cases = NULL;

  g_test_init (&argc, &argv, NULL);
  cases = weir_stream_cases_load ();
  for (guint i = 0; i < cases->len; i++)
    {
      const WeirStreamCase *one = g_ptr_array_index (cases, i);
      g_autoptr (GString) log = g_string_new (NULL);

      if (argc > 1 && strstr (one->name, argv[1]) == NULL)
        continue;
      weir_reference_decode (weir_span (one->input->str, one->input->len), WEIR_SPAN_EMPTY, log);
      /* Not g_print(), which converts to the terminal's character set. */
      printf ("case %s\n%s\n", one->name, log->str);
    }

  return 0;
}
