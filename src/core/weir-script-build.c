/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-nearest.h"
#include "weir-script-build.h"

/* Sections, steps and endings. */

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  WeirBuilder *self = user_data;

  if (frame->kind != WEIR_FRAME_BLOCK && frame->kind != WEIR_FRAME_COMMENT)
    return;

  self->ends_unit = TRUE;
  if (frame->dispatches)
    self->n_events++;
  if (frame->has_id)
    {
      self->has_id = TRUE;
      self->id = WEIR_SPAN_EMPTY;
      if (frame->id.len > 0)
        self->id = weir_span (g_string_chunk_insert_len (self->script->strings, frame->id.data, (gssize) frame->id.len), frame->id.len);
    }
}

/* @name: the line up to its colon, without spaces around it */
static void
report_unknown_field (WeirBuilder *self, WeirSpan name, const char *nearest)
{
  g_autofree char *shown = weir_script_show (name);
  char *hint;

  if (nearest != NULL)
    hint = g_strdup_printf (_ ("did you mean “%s”?"), nearest);
  else
    hint = g_strdup (_ ("fields are data, event, id and retry; each further line of the data begins with data:, too"));
  weir_args_report (&self->args, 0, FALSE, g_strdup_printf (_ ("clients ignore this line: there is no field “%s”"), shown), hint);
}

/* `dta: x`. What is no event stream has no fields; what is nearly a field, has a full-width colon or is an indented directive is told as
 * that. */
static void
warn_unknown_field (WeirBuilder *self, WeirSpan line)
{
  static const char *const fields[] = { "data", "event", "id", "retry" };
  const char *colon = memchr (line.data, ':', line.len);
  WeirSpan name = weir_span_trim_blanks (weir_span (line.data, colon != NULL ? (gsize) (colon - line.data) : line.len));
  WeirNearest nearest = WEIR_NEAREST_INIT;

  if (self->draft.type_line != 0 || (self->draft.status != 0 && self->draft.status != 200))
    return;
  if (memmem (name.data, name.len, "\xEF\xBC\x9A", 3) != NULL || (weir_builder_has_templates (self) && weir_template_is_in (name)))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    weir_nearest_try (&nearest, name, fields[i]);
  if (colon == NULL && name.len == 0)
    weir_args_report (&self->args, 0, FALSE, g_strdup (_ ("a line of spaces is not an empty one: it ends no event, and clients ignore it")),
                      g_strdup (_ ("remove the spaces")));
  else if (nearest.distance > 0 && name.len > 0)
    report_unknown_field (self, name, nearest.word);
}

/* What a client ignores although it looks as if it should not. What `raw` or a recording says is meant so. */
static void
on_bad_line (const WeirLine *line, WeirNotes note, gpointer user_data)
{
  WeirBuilder *self = user_data;

  if (self->last_wire_line != self->args.line.number || self->script->is_recording)
    return;

  if (note == WEIR_NOTE_NAME_CASE)
    weir_args_report (&self->args, 0, FALSE, g_strdup (_ ("this is nearly a field, but not one: clients ignore the line")),
                      g_strdup (_ ("fields are data, event, id and retry, in small letters, with nothing before the colon")));
  else if (note == WEIR_NOTE_UNKNOWN_FIELD)
    warn_unknown_field (self, line->bytes);
  else if (note == WEIR_NOTE_BAD_RETRY)
    weir_args_report (&self->args, 0, FALSE, g_strdup (_ ("clients ignore this retry")),
                      g_strdup (_ ("it is a number of milliseconds, of ASCII digits only, like retry: 3000")));
  else if (note == WEIR_NOTE_NUL_IN_ID)
    weir_args_report (&self->args, 0, FALSE, g_strdup (_ ("clients ignore this id: it holds a NUL")), NULL);
}

void
weir_builder_init (WeirBuilder *self, WeirScript *script, GPtrArray *diagnostics)
{
  static const WeirParserHandlers handlers = { .frame = on_frame, .bad_line = on_bad_line };

  *self = (WeirBuilder){ .script = script, .diagnostics = diagnostics, .unit_step = G_MAXSIZE, .chance_step = G_MAXSIZE };
  self->args.diagnostics = diagnostics;
  self->parser = weir_parser_new (&handlers, self);
  self->part_copy = g_string_new (NULL);
  self->loops = g_array_new (FALSE, FALSE, sizeof (WeirOpenLoop));
  weir_draft_init (&self->preamble);
  weir_draft_init (&self->draft);
}

void
weir_builder_clear (WeirBuilder *self)
{
  g_clear_pointer (&self->parser, weir_parser_free);
  g_string_free (self->part_copy, TRUE);
  g_array_unref (self->loops);
  weir_draft_clear (&self->preamble);
  weir_draft_clear (&self->draft);
}

gboolean
weir_builder_in_block (const WeirBuilder *self)
{
  return weir_parser_get_unfinished (self->parser).len > 0;
}

WeirStep *
weir_builder_add_step (WeirBuilder *self, WeirStepKind kind)
{
  WeirStep step = { .kind = kind, .line = self->args.line.number };

  g_array_append_val (self->script->steps, step);
  return &g_array_index (self->script->steps, WeirStep, self->script->steps->len - 1);
}

/* What the parser told since the last step belongs to @step, the newest one. */
static void
close_part (WeirBuilder *self, WeirStep *step)
{
  gsize number = self->script->steps->len - 1;
  WeirStep *first;

  step->wire.n_events = self->n_events;
  step->wire.ends_unit = self->ends_unit ? 1 : 0;
  step->wire.has_id = self->has_id ? 1 : 0;
  step->wire.id = self->id;
  step->wire.at_boundary = weir_builder_in_block (self) ? 0 : 1;

  first = self->unit_step != G_MAXSIZE ? &g_array_index (self->script->steps, WeirStep, self->unit_step) : step;
  if (self->n_events > 0)
    {
      if (first->kind == WEIR_STEP_WIRE)
        {
          first->wire.pauses = 1;
          if (!weir_duration_is_none (self->draft.every) && !self->waited)
            weir_builder_note_pause (self);
        }
      self->waited = FALSE;
    }
  if (step->wire.at_boundary && step->wire.ends_unit && self->chance_step != G_MAXSIZE)
    {
      g_array_index (self->script->steps, WeirStep, self->chance_step).chance.skip = number - self->chance_step;
      self->chance_step = G_MAXSIZE;
    }
  if (step->wire.at_boundary)
    self->unit_step = G_MAXSIZE;
  else if (self->unit_step == G_MAXSIZE)
    self->unit_step = number;

  self->n_events = 0;
  self->ends_unit = FALSE;
  self->has_id = FALSE;
  self->id = WEIR_SPAN_EMPTY;
}

void
weir_builder_flush (WeirBuilder *self)
{
  WeirStep *step;

  if (self->part_len == 0)
    return;

  step = weir_builder_add_step (self, WEIR_STEP_WIRE);
  step->line = self->part_line;
  if (self->part_copy->len > 0)
    {
      step->wire.bytes = weir_span (g_string_chunk_insert_len (self->script->strings, self->part_copy->str, (gssize) self->part_copy->len),
                                    self->part_copy->len);
      g_string_truncate (self->part_copy, 0);
    }
  else
    {
      step->wire.bytes = weir_span (self->part, self->part_len);
    }
  step->wire.has_template = self->part_has_template ? 1 : 0;
  self->part_has_template = FALSE;
  self->part_len = 0;
  close_part (self, step);
}

void
weir_builder_add_raw (WeirBuilder *self, GString *bytes)
{
  WeirStep *step;

  self->begun = TRUE;
  if (bytes->len == 0)
    return;

  self->has_bytes = TRUE;
  self->last_wire_line = 0;
  step = weir_builder_add_step (self, WEIR_STEP_RAW);
  step->wire.bytes = weir_span (g_string_chunk_insert_len (self->script->strings, bytes->str, (gssize) bytes->len), bytes->len);
  weir_builder_feed (self, step->wire.bytes);
  close_part (self, step);
}

void
weir_builder_note_pause (WeirBuilder *self)
{
  if (!self->is_chance && self->loops->len > 0)
    g_array_index (self->loops, WeirOpenLoop, self->loops->len - 1).pauses = TRUE;
}

static void
clear_head_chance (gpointer data)
{
  WeirHeadChance *self = data;

  g_array_unref (self->headers);
  g_clear_pointer (&self->head.body, g_bytes_unref);
}

void
weir_builder_begin_section (WeirBuilder *self, guint64 first, guint64 last, guint line)
{
  WeirSection *section = g_new0 (WeirSection, 1);

  section->first = first;
  section->last = last;
  section->line = line;
  section->headers = g_array_new (FALSE, FALSE, sizeof (WeirHeader));
  section->head_chances = g_array_new (FALSE, FALSE, sizeof (WeirHeadChance));
  g_array_set_clear_func (section->head_chances, clear_head_chance);
  section->expects = g_ptr_array_new ();
  section->first_step = self->script->steps->len;
  section->head_step = section->first_step;
  section->every = self->draft.every;
  section->keepalive = self->draft.keepalive;
  section->drip = self->draft.drip;
  section->resume = self->draft.resume;
  g_ptr_array_add (self->script->sections, section);

  self->section = section;
  self->begun = FALSE;
  self->has_bytes = FALSE;
  self->ended_by = NULL;
  self->ended_reported = FALSE;
  self->unit_step = G_MAXSIZE;
  self->waited = FALSE;
  weir_parser_reset (self->parser);
}

gboolean
weir_builder_may_send (WeirBuilder *self)
{
  if (self->section == NULL)
    {
      if (!self->preamble_reported)
        weir_args_report (&self->args, self->args.verb_at, TRUE, g_strdup (_ ("nothing can be sent before the first “connect”")),
                          g_strdup (_ ("move this below a :@ connect line")));
      self->preamble_reported = TRUE;
      return FALSE;
    }
  if (self->ended_by != NULL)
    {
      if (!self->ended_reported)
        weir_args_report (&self->args, self->args.verb_at, TRUE,
                          g_strdup_printf (_ ("nothing is sent after “%s” in line %u"), self->ended_by, self->ended_line),
                          g_strdup (_ ("begin another section with :@ connect, or remove this")));
      self->ended_reported = TRUE;
      return FALSE;
    }

  return TRUE;
}

/* The block that the end cuts off: as if it were finished, `every` applies to it. */
static void
cut_off (WeirBuilder *self)
{
  gsize unit = self->unit_step;

  if (!weir_builder_in_block (self))
    return;

  if (self->last_wire_line != 0)
    self->section->cut_line = self->last_wire_line;
  weir_builder_feed (self, WEIR_SPAN_LITERAL ("\n\n"));
  if (self->n_events > 0 && unit != G_MAXSIZE)
    {
      WeirStep *first = &g_array_index (self->script->steps, WeirStep, unit);

      if (first->kind == WEIR_STEP_WIRE)
        first->wire.pauses = 1;
    }
  self->n_events = 0;
  self->ends_unit = FALSE;
  self->has_id = FALSE;
}

void
weir_builder_end_with (WeirBuilder *self, WeirStepKind kind, WeirEnding ending)
{
  WeirStep *step;

  if (!self->is_chance)
    {
      cut_off (self);
      weir_parser_reset (self->parser);
      self->unit_step = G_MAXSIZE;
    }
  step = weir_builder_add_step (self, kind);
  if (kind == WEIR_STEP_END)
    step->end.ending = ending;
  weir_builder_note_pause (self);
  self->begun = TRUE;
  if (self->is_chance)
    return;
  self->ended_by = self->args.directive != NULL ? self->args.directive->verb : "";
  self->ended_line = self->args.line.number;
  self->ended_reported = FALSE;
}

void
weir_builder_finish_section (WeirBuilder *self)
{
  WeirSection *section = self->section;

  if (section == NULL)
    return;

  weir_builder_flush (self);
  weir_builder_check_chance (self, NULL);
  for (guint i = 0; i < self->loops->len; i++)
    weir_diagnostics_add (self->diagnostics, g_array_index (self->loops, WeirOpenLoop, i).line, 1, TRUE,
                          g_strdup (_ ("this loop has no end")), g_strdup (_ ("close it with :@ end")));
  g_array_set_size (self->loops, 0);
  if (self->ended_by == NULL)
    {
      WeirStep *step;

      cut_off (self);
      step = weir_builder_add_step (self, WEIR_STEP_END);
      step->end.ending = WEIR_ENDING_CLOSE;
      step->end.implied = TRUE;
    }
  section->end_step = self->script->steps->len;
  weir_builder_finish_head (self);
  self->section = NULL;
}
