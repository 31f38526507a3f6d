/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-player-private.h"

/* When bytes are sent, and in which pieces. */

gint64
weir_schedule_get_due (const WeirSchedule *self)
{
  gint64 scaled = self->script_us;
  gint64 due;

  if (self->speed == 0)
    return self->base_us;
  if (self->speed != 1)
    {
      double exact = (double) self->script_us / self->speed + 0.5;

      scaled = exact < 9.0e18 ? (gint64) exact : G_MAXINT64;
    }
  /* One below what means "for ever". */
  if (__builtin_add_overflow (self->base_us, scaled, &due) || due == G_MAXINT64)
    due = G_MAXINT64 - 1;

  return due;
}

void
weir_schedule_add (WeirSchedule *self, gint64 us)
{
  if (__builtin_add_overflow (self->script_us, us, &self->script_us))
    self->script_us = G_MAXINT64 - 1;
}

void
weir_schedule_restart (WeirSchedule *self, gint64 now_us)
{
  self->base_us = now_us;
  self->script_us = 0;
}

void
weir_shape_init (WeirShape *self, const WeirPiece *pieces, guint n_pieces, gboolean repeats)
{
  *self = (WeirShape){ .piece = pieces, .n_pieces = n_pieces, .repeats = repeats };
}

void
weir_shape_clear (WeirShape *self)
{
  *self = (WeirShape){ NULL };
}

gint64
weir_shape_begin (WeirShape *self)
{
  if (self->piece == NULL || self->left > 0)
    return 0;

  self->left = self->piece->n_bytes > 0 ? self->piece->n_bytes : G_MAXSIZE;
  return self->piece->delay_us;
}

void
weir_shape_end_piece (WeirShape *self)
{
  if (self->left > 0 && !self->repeats)
    {
      self->n_pieces--;
      self->piece = self->n_pieces > 0 ? self->piece + 1 : NULL;
    }
  self->left = 0;
}

gsize
weir_shape_take (WeirShape *self, gsize n_bytes)
{
  gsize taken;

  if (self->piece == NULL)
    return n_bytes;

  taken = MIN (n_bytes, self->left);
  if (taken == self->left)
    weir_shape_end_piece (self);
  else
    self->left -= taken;

  return taken;
}
