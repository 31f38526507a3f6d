/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-limits.h"
#include "weir-script-build.h"

/* Sections, pauses, loops and endings. */

/* N, N.., N..M or * */
static gboolean
read_range (WeirArgs *args, guint64 *first, guint64 *last)
{
  WeirSpan word;
  const char *dots;
  WeirSpan from;
  WeirSpan to;

  if (!weir_args_word (args, N_ ("a connection number, like 1, 2.. or *"), &word))
    return FALSE;
  *first = 1;
  *last = G_MAXUINT64;
  if (weir_span_equals_string (word, "*"))
    return weir_args_end (args);

  dots = g_strstr_len (word.data, (gssize) word.len, "..");
  if (dots == NULL)
    {
      if (!weir_args_parse_number (args, word, 1, G_MAXINT64, first))
        return FALSE;
      *last = *first;
      return weir_args_end (args);
    }
  from = weir_span (word.data, (gsize) (dots - word.data));
  to = weir_span (dots + 2, word.len - from.len - 2);
  if (!weir_args_parse_number (args, from, 1, G_MAXINT64, first) || (to.len > 0 && !weir_args_parse_number (args, to, 1, G_MAXINT64, last)))
    return FALSE;
  if (*last < *first)
    return weir_args_refuse (args, weir_args_offset_of (args, word), g_strdup (_ ("the range ends before it begins")));

  return weir_args_end (args);
}

gboolean
weir_verb_connect (WeirBuilder *self, WeirArgs *args)
{
  guint64 first = 0;
  guint64 last = 0;
  gboolean ok = read_range (args, &first, &last);
  gboolean is_first = self->script->sections->len == 0;

  weir_builder_finish_section (self);
  weir_draft_copy (is_first ? &self->preamble : &self->draft, is_first ? &self->draft : &self->preamble);
  self->draft.n_inherited = self->draft.headers->len;
  /* Also after an error, so that what follows is judged as a section. */
  weir_builder_begin_section (self, first, last, args->line.number);
  return ok;
}

gboolean
weir_verb_wait (WeirBuilder *self, WeirArgs *args)
{
  WeirDuration duration;

  if (!weir_args_duration (args, &duration) || !weir_args_end (args) || !weir_builder_may_send (self))
    return FALSE;

  weir_builder_add_step (self, WEIR_STEP_WAIT)->duration = duration;
  if (!weir_duration_is_none (duration))
    weir_builder_note_pause (self);
  if (!weir_builder_in_block (self))
    self->waited = TRUE;
  return TRUE;
}

gboolean
weir_verb_stall (WeirBuilder *self, WeirArgs *args)
{
  WeirDuration duration = WEIR_DURATION_NONE;

  if (weir_args_at_end (args))
    {
      if (weir_builder_may_send (self))
        weir_builder_end_with (self, WEIR_STEP_HANG, WEIR_ENDING_CLOSE);
      return TRUE;
    }
  if (!weir_args_duration (args, &duration) || !weir_args_end (args) || !weir_builder_may_send (self))
    return FALSE;

  self->begun = TRUE;
  weir_builder_add_step (self, WEIR_STEP_STALL)->duration = duration;
  if (!weir_duration_is_none (duration))
    weir_builder_note_pause (self);
  return TRUE;
}

gboolean
weir_verb_raw (WeirBuilder *self, WeirArgs *args)
{
  GString *bytes = NULL;
  gboolean ok;

  if (!weir_args_string (args, &bytes))
    return FALSE;
  ok = weir_args_end (args) && weir_builder_may_send (self);
  if (ok)
    weir_builder_add_raw (self, bytes);
  g_string_free (bytes, TRUE);
  return ok;
}

static gboolean
end_with (WeirBuilder *self, WeirArgs *args, WeirStepKind kind, WeirEnding ending)
{
  if (!weir_args_end (args) || !weir_builder_may_send (self))
    return FALSE;

  weir_builder_end_with (self, kind, ending);
  return TRUE;
}

gboolean
weir_verb_close (WeirBuilder *self, WeirArgs *args)
{
  return end_with (self, args, WEIR_STEP_END, WEIR_ENDING_CLOSE);
}

gboolean
weir_verb_cut (WeirBuilder *self, WeirArgs *args)
{
  return end_with (self, args, WEIR_STEP_END, WEIR_ENDING_CUT);
}

gboolean
weir_verb_reset (WeirBuilder *self, WeirArgs *args)
{
  return end_with (self, args, WEIR_STEP_END, WEIR_ENDING_RESET);
}

gboolean
weir_verb_hold (WeirBuilder *self, WeirArgs *args)
{
  return end_with (self, args, WEIR_STEP_HOLD, WEIR_ENDING_CLOSE);
}

gboolean
weir_verb_repeat (WeirBuilder *self, WeirArgs *args)
{
  WeirOpenLoop loop = { .line = args->line.number };
  WeirSpan word;
  guint64 times = 0;
  WeirStep *step;

  if (!weir_args_word (args, N_ ("a number, or forever"), &word))
    return FALSE;
  if (!weir_builder_may_send (self))
    return FALSE;

  loop.step = self->script->steps->len;
  step = weir_builder_add_step (self, WEIR_STEP_REPEAT);
  self->begun = TRUE;
  g_array_append_val (self->loops, loop);
  self->script->depth = MAX (self->script->depth, self->loops->len);
  if (self->loops->len == WEIR_LIMIT_REPEAT_DEPTH + 1)
    weir_args_report (args, args->verb_at, TRUE, g_strdup_printf (_ ("more than %u loops within each other"), WEIR_LIMIT_REPEAT_DEPTH),
                      g_strdup (_ ("multiply the numbers of two loops that have nothing else between them")));
  if (!weir_span_equals_string (word, "forever") && !weir_args_parse_number (args, word, 1, G_MAXINT64, &times))
    {
      /* Not for ever, which would be judged as such. */
      step->loop.times = 1;
      return FALSE;
    }

  step->loop.times = times;
  return weir_args_end (args);
}

/* Whether a round after the first takes time: `every` may be set below the first event. The loop is the newest steps. */
static gboolean
takes_time (const WeirBuilder *self, gsize first)
{
  WeirDuration every = self->draft.every;
  gboolean waited = self->waited;

  for (gsize i = first; i < self->script->steps->len; i++)
    {
      const WeirStep *step = weir_script_get_step (self->script, i);

      if (step->kind == WEIR_STEP_EVERY)
        every = step->duration;
      if (step->kind == WEIR_STEP_WAIT)
        waited = TRUE;
      if (step->kind != WEIR_STEP_WIRE || !step->wire.pauses)
        continue;
      if (!waited && !weir_duration_is_none (every))
        return TRUE;
      waited = FALSE;
    }

  return FALSE;
}

gboolean
weir_verb_end (WeirBuilder *self, WeirArgs *args)
{
  WeirOpenLoop loop;
  WeirStep *step;
  WeirStep *repeat;

  if (!weir_args_end (args))
    return FALSE;
  if (self->loops->len == 0)
    {
      weir_args_report (args, args->verb_at, TRUE, g_strdup (_ ("there is no loop to end here")),
                        g_strdup (_ ("a loop begins with :@ repeat; a response ends with :@ close, :@ cut or :@ reset")));
      return FALSE;
    }

  loop = g_array_index (self->loops, WeirOpenLoop, self->loops->len - 1);
  g_array_set_size (self->loops, self->loops->len - 1);
  loop.pauses = loop.pauses || takes_time (self, loop.step);
  step = weir_builder_add_step (self, WEIR_STEP_AGAIN);
  step->loop.other = loop.step;
  repeat = &g_array_index (self->script->steps, WeirStep, loop.step);
  repeat->loop.other = self->script->steps->len - 1;
  repeat->loop.pauses = loop.pauses;
  if (loop.pauses)
    weir_builder_note_pause (self);
  if (repeat->loop.times > 0)
    return TRUE;

  if (!loop.pauses)
    weir_diagnostics_add (self->diagnostics, loop.line, 1, TRUE, g_strdup (_ ("this loop goes on for ever and never pauses")),
                          g_strdup (_ ("put :@ wait 1s into it, or :@ every 1s above it")));
  if (self->ended_by == NULL)
    {
      self->ended_by = "repeat forever";
      self->ended_line = loop.line;
    }
  return TRUE;
}

gboolean
weir_verb_ended (WeirBuilder *self, WeirArgs *args)
{
  WeirSpan word;
  WeirReason reason;

  if (!weir_args_word (args, N_ ("a reason"), &word))
    return FALSE;
  if (!weir_reason_from_nick (word, &reason))
    return weir_args_refuse (args, weir_args_offset_of (args, word), g_strdup (_ ("an unknown reason")));
  if (!weir_builder_may_send (self))
    return FALSE;

  switch (reason)
    {
    case WEIR_REASON_CUT:
      weir_builder_end_with (self, WEIR_STEP_END, WEIR_ENDING_CUT);
      break;
    case WEIR_REASON_RESET:
      weir_builder_end_with (self, WEIR_STEP_END, WEIR_ENDING_RESET);
      break;
    case WEIR_REASON_STOPPED:
    case WEIR_REASON_TIMEOUT:
      weir_builder_end_with (self, WEIR_STEP_HANG, WEIR_ENDING_CLOSE);
      break;
    case WEIR_REASON_REFUSED:
    case WEIR_REASON_DNS:
    case WEIR_REASON_TLS:
      self->section->head.none = TRUE;
      weir_builder_end_with (self, WEIR_STEP_END, WEIR_ENDING_RESET);
      break;
    case WEIR_REASON_EOF:
    case WEIR_REASON_CLOSED:
    case WEIR_REASON_REDIRECT:
    case WEIR_REASON_STATUS:
    case WEIR_REASON_CONTENT_TYPE:
    case WEIR_REASON_PROTOCOL:
    case WEIR_REASON_LIMIT:
    case WEIR_REASON_NO_CONTENT:
      weir_builder_end_with (self, WEIR_STEP_END, WEIR_ENDING_CLOSE);
      break;
    }

  return TRUE;
}
