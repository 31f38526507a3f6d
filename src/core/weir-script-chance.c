/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-script-build.h"

/* `chance`: the next block, a step, an ending or a head verb, with some probability. */

static const char *const steps[] = { "wait", "stall", "raw", "close", "cut", "reset", "hold", NULL };
static const char *const heads[] = { "status", "redirect", "header", "body", NULL };
/* What may stand between a `chance` and its block. */
static const char *const between[] = { "wait", "stall", "raw", "chunk", "split", "note", NULL };

/* `0.05` or `5%`, to nine places. */
static gboolean
read_chance (WeirArgs *args, guint *chance)
{
  WeirSpan word;
  guint64 value = 0;
  guint64 unit = 0; /* of the last digit; 0: no point yet */
  gboolean is_percent;
  guint64 whole;

  if (!weir_args_word (args, N_ ("a probability, like 0.05 or 5%"), &word))
    return FALSE;
  is_percent = word.data[word.len - 1] == '%';
  whole = is_percent ? WEIR_CHANCE_WHOLE / 100 : WEIR_CHANCE_WHOLE;
  for (gsize i = 0; i < word.len - (is_percent ? 1 : 0); i++)
    {
      char c = word.data[i];

      if (c == '.' && unit == 0 && i > 0)
        unit = whole;
      else if (!g_ascii_isdigit (c) || i > 12)
        return weir_args_refuse (args, weir_args_offset_of (args, word), g_strdup (_ ("not a probability: it is written 0.05 or 5%")));
      else if (unit == 0)
        value = value * 10 + (guint64) (c - '0') * whole;
      else
        value += (unit /= 10) * (guint64) (c - '0');
    }
  if (word.len == 1 && is_percent)
    return weir_args_refuse (args, weir_args_offset_of (args, word), g_strdup (_ ("not a probability: it is written 0.05 or 5%")));
  if (value > WEIR_CHANCE_WHOLE)
    return weir_args_refuse (args, weir_args_offset_of (args, word), g_strdup (_ ("a probability is at most 1, or 100%")));

  *chance = (guint) value;
  return TRUE;
}

static gboolean
begin_block (WeirBuilder *self, WeirArgs *args, guint chance)
{
  if (weir_builder_in_block (self))
    return weir_args_refuse (args, args->verb_at,
                             g_strdup (_ ("inside a block, “chance” needs a step or an ending behind its probability")));
  if (!weir_builder_may_send (self))
    return FALSE;

  self->begun = TRUE;
  weir_builder_add_step (self, WEIR_STEP_CHANCE)->chance.chance = chance;
  self->chance_step = self->script->steps->len - 1;
  self->chance_line = args->line.number;
  return TRUE;
}

static gboolean
add_step (WeirBuilder *self, WeirArgs *args, guint chance)
{
  gsize number;
  gboolean ok;

  if (!weir_builder_may_send (self))
    return FALSE;

  weir_builder_add_step (self, WEIR_STEP_CHANCE)->chance.chance = chance;
  number = self->script->steps->len - 1;
  self->is_chance = TRUE;
  ok = weir_builder_run_verb (self, args);
  self->is_chance = FALSE;
  self->begun = TRUE;
  g_array_index (self->script->steps, WeirStep, number).chance.skip = self->script->steps->len - 1 - number;
  return ok;
}

static gboolean
add_head (WeirBuilder *self, WeirArgs *args, guint chance)
{
  WeirDraftChance head = { chance, *args };
  WeirDraft draft = self->draft;
  gboolean ok;

  if (self->draft.chances->len >= WEIR_HEAD_CHANCES)
    return weir_args_refuse (args, args->verb_at, g_strdup_printf (_ ("more than %u chances in one head"), WEIR_HEAD_CHANCES));
  /* Tried out for its errors. */
  weir_draft_init (&self->draft);
  weir_draft_copy (&self->draft, &draft);
  ok = weir_builder_run_verb (self, args);
  weir_draft_clear (&self->draft);
  self->draft = draft;
  if (ok)
    g_array_append_val (self->draft.chances, head);

  return ok;
}

gboolean
weir_verb_chance (WeirBuilder *self, WeirArgs *args)
{
  const WeirDirective *directive;
  guint chance = 0;
  gsize verb_at;

  if (!read_chance (args, &chance))
    return FALSE;
  if (weir_args_at_end (args))
    {
      if (self->section == NULL)
        return weir_args_refuse (args, args->verb_at, g_strdup (_ ("here, “chance” needs a head verb behind its probability")));
      return begin_block (self, args, chance);
    }

  verb_at = args->verb_at;
  directive = weir_builder_read_verb (self);
  if (directive == NULL)
    return FALSE;
  if (!g_strv_contains (steps, directive->verb) && !g_strv_contains (heads, directive->verb))
    {
      gsize at = args->verb_at;

      args->verb_at = verb_at;
      return weir_args_refuse (args, at, g_strdup_printf (_ ("“%s” cannot stand behind a probability"), directive->verb));
    }
  args->directive = directive;
  if (!weir_builder_check_place (self, directive))
    return FALSE;

  return g_strv_contains (heads, directive->verb) ? add_head (self, args, chance) : add_step (self, args, chance);
}

void
weir_builder_check_chance (WeirBuilder *self, const char *verb)
{
  if (self->chance_step == G_MAXSIZE || (verb != NULL && g_strv_contains (between, verb)))
    return;
  /* Within the block it is about a step of its own. */
  if (verb != NULL && weir_builder_in_block (self) && strcmp (verb, "chance") == 0)
    return;

  self->chance_step = G_MAXSIZE;
  weir_diagnostics_add (self->diagnostics, self->chance_line, 1, TRUE, g_strdup (_ ("no block follows this “chance”")),
                        g_strdup (_ ("put it directly above the block it is about, or write a step or an ending behind the probability")));
}
