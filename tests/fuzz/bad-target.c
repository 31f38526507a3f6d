/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A target with bugs, to try the driver with: three words that it does not survive. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size >= 5 && memcmp (data, "abort", 5) == 0)
    abort ();
  if (size >= 4 && memcmp (data, "exit", 4) == 0)
    exit (0);
  if (size >= 4 && memcmp (data, "segv", 4) == 0)
    raise (SIGSEGV);
  return 0;
}
