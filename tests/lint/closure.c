/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Linked with the whole of one layer and only with what that layer may use: whatever else it calls is missing at link time. */
int
main (void)
{
  return 0;
}
