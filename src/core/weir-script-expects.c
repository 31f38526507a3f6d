/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-script-private.h"

GPtrArray *
weir_script_list_expectations (const WeirScript *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_expectation_free);

  for (guint i = 0; i < self->expects->len; i++)
    {
      const WeirExpect *expect = g_ptr_array_index (self->expects, i);
      WeirExpectation *expectation = g_new0 (WeirExpectation, 1);

      expectation->line = expect->line;
      expectation->wanted = g_strdup (expect->text);
      g_ptr_array_add (list, expectation);
    }

  return list;
}
