/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-limits.h"
#include "weir-script-build.h"

/* What holds until it is changed, and the shape of the next block. */

gboolean
weir_verb_every (WeirBuilder *self, WeirArgs *args)
{
  WeirDuration every;

  if (!weir_args_duration (args, &every) || !weir_args_end (args))
    return FALSE;

  self->draft.every = every;
  if (self->section != NULL && !self->begun)
    self->section->every = every;
  else if (self->section != NULL)
    weir_builder_add_step (self, WEIR_STEP_EVERY)->duration = every;
  return TRUE;
}

gboolean
weir_verb_keepalive (WeirBuilder *self, WeirArgs *args)
{
  WeirArgs ahead = *args;
  WeirDuration keepalive = WEIR_DURATION_NONE;

  if (!weir_span_equals_string (weir_args_rest (&ahead), "off"))
    {
      if (!weir_args_duration (args, &keepalive) || !weir_args_end (args))
        return FALSE;
      if (keepalive.min_us == 0)
        return weir_args_refuse (args, args->verb_at, g_strdup (_ ("a keep-alive needs an interval longer than nothing")));
    }

  self->draft.keepalive = keepalive;
  if (self->section != NULL && !self->begun)
    self->section->keepalive = keepalive;
  else if (self->section != NULL)
    weir_builder_add_step (self, WEIR_STEP_KEEPALIVE)->duration = keepalive;
  return TRUE;
}

/* `N B/s`, `N KB/s` or `off` */
gboolean
weir_verb_drip (WeirBuilder *self, WeirArgs *args)
{
  WeirSpan word;
  guint64 rate = 0;

  if (!weir_args_word (args, N_ ("a rate, like 500 B/s, or off"), &word))
    return FALSE;
  if (!weir_span_equals_string (word, "off"))
    {
      if (!weir_args_parse_number (args, word, 1, WEIR_LIMIT_DRIP, &rate) || !weir_args_word (args, N_ ("B/s or KB/s"), &word))
        return FALSE;
      if (weir_span_equals_string (word, "KB/s"))
        rate *= 1000;
      else if (!weir_span_equals_string (word, "B/s"))
        return weir_args_refuse (args, weir_args_offset_of (args, word), g_strdup (_ ("the unit is B/s or KB/s")));
    }
  if (!weir_args_end (args))
    return FALSE;

  self->draft.drip = rate;
  if (self->section != NULL && !self->begun)
    self->section->drip = rate;
  else if (self->section != NULL)
    weir_builder_add_step (self, WEIR_STEP_DRIP)->drip = rate;
  return TRUE;
}

gboolean
weir_verb_template (WeirBuilder *self, WeirArgs *args)
{
  gboolean on;

  if (!weir_args_on_off (args, &on) || !weir_args_end (args))
    return FALSE;
  self->draft.templates = on;
  return TRUE;
}

gboolean
weir_verb_resume (WeirBuilder *self, WeirArgs *args)
{
  gboolean on;

  if (!weir_args_on_off (args, &on) || !weir_args_end (args))
    return FALSE;

  self->draft.resume = on;
  if (self->section != NULL)
    self->section->resume = on;
  return TRUE;
}

gboolean
weir_verb_eol (WeirBuilder *self, WeirArgs *args)
{
  WeirSpan word;

  if (!weir_args_word (args, N_ ("lf, crlf or cr"), &word))
    return FALSE;
  if (weir_span_equals_string (word, "lf"))
    self->draft.eol = WEIR_BUILD_EOL_LF;
  else if (weir_span_equals_string (word, "crlf"))
    self->draft.eol = WEIR_BUILD_EOL_CRLF;
  else if (weir_span_equals_string (word, "cr"))
    self->draft.eol = WEIR_BUILD_EOL_CR;
  else
    return weir_args_refuse (args, weir_args_offset_of (args, word), g_strdup (_ ("an unknown line end")));

  return weir_args_end (args);
}

gboolean
weir_verb_bom (WeirBuilder *self, WeirArgs *args)
{
  GString *bytes;

  if (!weir_args_end (args) || !weir_builder_may_send (self))
    return FALSE;
  if (self->has_bytes || self->loops->len > 0)
    {
      weir_args_report (args, args->verb_at, TRUE, g_strdup (_ ("“bom” stands before the first byte of its section, in no loop")),
                        g_strdup (_ ("elsewhere write :@ raw \"\\xEF\\xBB\\xBF\"")));
      return FALSE;
    }

  bytes = g_string_new ("\xEF\xBB\xBF");
  weir_builder_add_raw (self, bytes);
  g_string_free (bytes, TRUE);
  return TRUE;
}

static void
add_piece (WeirBuilder *self, gsize n_bytes, gint64 delay_us)
{
  WeirPiece piece = { n_bytes, delay_us };

  if (delay_us > 0)
    weir_builder_note_pause (self);
  g_array_append_val (self->script->pieces, piece);
}

static gboolean
read_piece (WeirBuilder *self, WeirArgs *args, gboolean *is_rest)
{
  WeirSpan word;
  const char *plus;
  WeirSpan size;
  guint64 n_bytes = 0;
  gint64 delay_us = 0;

  if (!weir_args_word (args, N_ ("pieces"), &word))
    return FALSE;
  if (*is_rest)
    return weir_args_refuse (args, weir_args_offset_of (args, word), g_strdup (_ ("nothing can follow “*”, which is the rest")));

  plus = memchr (word.data, '+', word.len);
  size = weir_span (word.data, plus != NULL ? (gsize) (plus - word.data) : word.len);
  *is_rest = weir_span_equals_string (size, "*");
  if (!*is_rest && !weir_args_parse_number (args, size, 1, G_MAXUINT32, &n_bytes))
    return FALSE;
  if (plus != NULL && !weir_args_parse_time (args, weir_span (plus + 1, word.len - size.len - 1), &delay_us))
    return FALSE;

  add_piece (self, (gsize) n_bytes, delay_us);
  return TRUE;
}

gboolean
weir_verb_chunk (WeirBuilder *self, WeirArgs *args)
{
  guint first = self->script->pieces->len;
  gboolean is_rest = FALSE;
  WeirStep *step;

  if (!weir_builder_may_send (self))
    return FALSE;
  do
    if (!read_piece (self, args, &is_rest))
      return FALSE;
  while (!weir_args_at_end (args));

  self->begun = TRUE;
  step = weir_builder_add_step (self, WEIR_STEP_SHAPE);
  step->shape.first = first;
  step->shape.count = self->script->pieces->len - first;
  return TRUE;
}

gboolean
weir_verb_split (WeirBuilder *self, WeirArgs *args)
{
  guint64 n_bytes;
  WeirStep *step;

  if (!weir_args_number (args, 1, G_MAXUINT32, &n_bytes) || !weir_args_end (args) || !weir_builder_may_send (self))
    return FALSE;

  self->begun = TRUE;
  step = weir_builder_add_step (self, WEIR_STEP_SHAPE);
  step->shape.first = self->script->pieces->len;
  step->shape.count = 1;
  step->shape.repeats = TRUE;
  add_piece (self, (gsize) n_bytes, 0);
  return TRUE;
}
