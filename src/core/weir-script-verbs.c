/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-script-build.h"

/* From a verb to what it does. */

typedef gboolean (*VerbFunc) (WeirBuilder *self, WeirArgs *args);

typedef struct
{
  const char *verb;
  VerbFunc func;
} Verb;

/* Text that only people and the store read. */
static gboolean
verb_text (WeirBuilder *self, WeirArgs *args)
{
  WeirSpan text;

  return weir_args_text (args, N_ ("a text"), &text);
}

/* Words that only the store reads, or none. */
static gboolean
verb_words (WeirBuilder *self, WeirArgs *args)
{
  return TRUE;
}

static gboolean
verb_weir (WeirBuilder *self, WeirArgs *args)
{
  if (args->line.number == 1)
    return TRUE;

  weir_args_report (args, args->verb_at, TRUE, g_strdup (_ ("“weir” stands in the first line only")), g_strdup (_ ("remove this line")));
  return FALSE;
}

static gboolean
verb_recorded (WeirBuilder *self, WeirArgs *args)
{
  WeirSpan text;

  if (!weir_args_text (args, N_ ("a time"), &text))
    return FALSE;

  self->script->is_recording = TRUE;
  return TRUE;
}

static const Verb verbs[] = {
  { "at", verb_text },
  { "body", weir_verb_body },
  { "bom", weir_verb_bom },
  { "chance", weir_verb_chance },
  { "chunk", weir_verb_chunk },
  { "close", weir_verb_close },
  { "connect", weir_verb_connect },
  { "count", weir_verb_count },
  { "cut", weir_verb_cut },
  { "drip", weir_verb_drip },
  { "dropped", verb_text },
  { "end", weir_verb_end },
  { "ended", weir_verb_ended },
  { "eol", weir_verb_eol },
  { "every", weir_verb_every },
  { "expect", weir_verb_expect },
  { "failed", verb_words },
  { "header", weir_verb_header },
  { "hold", weir_verb_hold },
  { "hop", verb_text },
  { "http", verb_text },
  { "keepalive", weir_verb_keepalive },
  { "mark", verb_text },
  { "match", weir_verb_match },
  { "note", verb_text },
  { "on", weir_verb_on },
  { "open", verb_words },
  { "raw", weir_verb_raw },
  { "recorded", verb_recorded },
  { "redirect", weir_verb_redirect },
  { "remote", verb_text },
  { "repeat", weir_verb_repeat },
  { "request", verb_text },
  { "request-body", verb_text },
  { "request-header", verb_text },
  { "reset", weir_verb_reset },
  { "resume", weir_verb_resume },
  { "seed", weir_verb_seed },
  { "split", weir_verb_split },
  { "stall", weir_verb_stall },
  { "status", weir_verb_status },
  { "template", weir_verb_template },
  { "timing", verb_text },
  { "title", weir_verb_title },
  { "tls", verb_text },
  { "wait", weir_verb_wait },
  { "waiting", verb_text },
  { "weir", verb_weir },
};

static VerbFunc
find_func (const char *verb)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (verbs[i].verb[0] == verb[0] && strcmp (verbs[i].verb, verb) == 0)
      return verbs[i].func;

  return NULL;
}

static void
report_unknown (WeirBuilder *self, gsize offset, WeirSpan verb)
{
  const char *nearest = weir_directive_suggest (verb);
  g_autofree char *shown = weir_script_show (verb);
  char *hint;

  if (nearest != NULL)
    hint = g_strdup_printf (_ ("did you mean “%s”?"), nearest);
  else
    hint = g_strdup (_ ("a comment that begins with :@ is written :@@; verbs of other tools begin with x-"));
  weir_args_report (&self->args, offset, TRUE, g_strdup_printf (_ ("unknown verb “%s”"), shown), hint);
}

/* Whether the verb may stand here; else it is reported. */
gboolean
weir_builder_check_place (WeirBuilder *self, const WeirDirective *directive)
{
  const char *verb = directive->verb;

  if (weir_builder_in_block (self))
    {
      /* What `raw` leaves unfinished is so on purpose: another section may follow. */
      if ((directive->places & WEIR_PLACE_BLOCK) != 0 || (self->last_wire_line == 0 && strcmp (verb, "connect") == 0))
        return TRUE;
      weir_args_report (&self->args, self->args.verb_at, TRUE, g_strdup_printf (_ ("“%s” cannot stand inside a block"), verb),
                        g_strdup (_ ("end the block with an empty line above this one")));
      return FALSE;
    }
  if (self->section == NULL)
    {
      if ((directive->places & WEIR_PLACE_PREAMBLE) != 0)
        return TRUE;
      weir_args_report (&self->args, self->args.verb_at, TRUE, g_strdup_printf (_ ("“%s” cannot stand before the first “connect”"), verb),
                        g_strdup (_ ("move it below a :@ connect line")));
      return FALSE;
    }
  if (self->begun)
    {
      if ((directive->places & WEIR_PLACE_BODY) != 0)
        return TRUE;
      weir_args_report (&self->args, self->args.verb_at, TRUE,
                        g_strdup_printf (_ ("“%s” comes too late: something is sent above it"), verb),
                        g_strdup (_ ("move it up, before the first byte of the section")));
      return FALSE;
    }
  if (self->script->has_connects && (directive->places & (WEIR_PLACE_SECTION_HEAD | WEIR_PLACE_BODY)) == 0)
    {
      weir_args_report (&self->args, self->args.verb_at, TRUE, g_strdup_printf (_ ("“%s” holds for the whole file"), verb),
                        g_strdup (_ ("move it above the first :@ connect")));
      return FALSE;
    }

  return TRUE;
}

const WeirDirective *
weir_builder_read_verb (WeirBuilder *self)
{
  WeirArgs *args = &self->args;
  WeirSpan text = args->line.text;
  const WeirDirective *directive;
  WeirSpan verb;
  gsize start;

  weir_args_skip_spaces (args);
  start = args->at;
  args->verb_at = start;
  while (args->at < text.len && text.data[args->at] != ' ')
    args->at++;
  verb = weir_span (text.data + start, args->at - start);
  if (verb.len == 0)
    {
      weir_args_report (args, 0, TRUE, g_strdup (_ ("a directive without a verb")),
                        g_strdup (_ ("write one, like :@ wait 1s, or remove the line")));
      return NULL;
    }
  if (verb.len > 2 && memcmp (verb.data, "x-", 2) == 0)
    return NULL;

  directive = weir_directive_find (verb);
  if (directive == NULL)
    {
      report_unknown (self, start, verb);
      return NULL;
    }
  if (!directive->available)
    {
      weir_args_report (args, start, TRUE, g_strdup_printf (_ ("“%s” is not available in this version"), directive->verb),
                        g_strdup (_ ("remove this line")));
      return NULL;
    }

  return directive;
}

gboolean
weir_builder_run_verb (WeirBuilder *self, WeirArgs *args)
{
  return find_func (args->directive->verb) (self, args);
}

void
weir_builder_add_directive (WeirBuilder *self)
{
  WeirArgs *args = &self->args;
  const WeirDirective *directive;

  args->at = strlen (":@ ");
  args->directive = NULL;
  directive = weir_builder_read_verb (self);
  if (directive == NULL)
    return;

  args->directive = directive;
  if (!weir_builder_check_place (self, directive))
    return;
  weir_builder_flush (self);
  weir_builder_check_chance (self, directive->verb);
  /* What is wrong has been reported; the next line is read all the same, for its own errors. */
  weir_builder_run_verb (self, args);
}
