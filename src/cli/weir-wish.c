/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-wish.h"

void
weir_wish_clear (WeirWish *self)
{
  g_clear_pointer (&self->until, weir_assertion_free);
  g_clear_pointer (&self->expects, g_ptr_array_unref);
}

void
weir_wish_see (WeirWish *self, const WeirReport *report)
{
  if (self->until != NULL)
    weir_assertion_see (self->until, report);
  for (guint i = 0; i < self->expects->len; i++)
    weir_assertion_see (g_ptr_array_index (self->expects, i), report);
}

static gboolean
has_come (const WeirWish *self, guint64 n_events)
{
  return (self->count > 0 && n_events >= self->count) || (self->until != NULL && weir_assertion_holds (self->until));
}

gboolean
weir_wish_is_fulfilled (const WeirWish *self, guint64 n_events)
{
  if (self->count > 0 || self->until != NULL)
    return has_come (self, n_events);

  if (self->for_us > 0 || self->expects->len == 0)
    return FALSE;

  for (guint i = 0; i < self->expects->len; i++)
    {
      const WeirAssertion *expect = g_ptr_array_index (self->expects, i);

      if (!weir_assertion_is_lower_bound (expect) || !weir_assertion_holds (expect))
        return FALSE;
    }

  return TRUE;
}

const WeirAssertion *
weir_wish_get_unmet (const WeirWish *self)
{
  for (guint i = 0; i < self->expects->len; i++)
    {
      const WeirAssertion *expect = g_ptr_array_index (self->expects, i);

      if (!weir_assertion_holds (expect))
        return expect;
    }

  return NULL;
}

WeirExit
weir_wish_judge (const WeirWish *self, const WeirCourse *course)
{
  if (course->output_failed)
    return WEIR_EXIT_OUTPUT;

  if (!course->opened && (course->failed || course->ran_out))
    return WEIR_EXIT_NEVER_OPENED;

  if (weir_wish_get_unmet (self) != NULL)
    return WEIR_EXIT_EXPECTATION;

  /* Whoever closes the pipe has seen enough. */
  if ((self->count > 0 || self->until != NULL) && !has_come (self, course->n_events) && !course->reader_gone)
    return WEIR_EXIT_NOT_MET;

  return WEIR_EXIT_OK;
}
