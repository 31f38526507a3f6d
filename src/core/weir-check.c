/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "weir-check-expect.h"
#include "weir-check-ranges.h"
#include "weir-check.h"
#include "weir-script-private.h"

/* A loop of more rounds than this that never pauses is more likely a slip than a burst. */
#define BURST_ROUNDS 1000u

static void
warn (GPtrArray *diagnostics, guint line, char *text, char *hint)
{
  weir_diagnostics_add (diagnostics, line, 1, FALSE, text, hint);
}

static gboolean
is_retried (guint status)
{
  static const guint fine[] = { 200, 301, 302, 303, 307, 308 };

  for (gsize i = 0; i < G_N_ELEMENTS (fine); i++)
    if (fine[i] == status)
      return TRUE;

  return FALSE;
}

/* The newest connections that sections answer, so that no section need look at all others. */
typedef struct
{
  const WeirSection *newest;
  guint64 newest_last;
  guint64 other_last; /* of all but @newest */
} Later;

static Later
find_newest (const WeirScript *script)
{
  Later later = { NULL, 0, 0 };

  for (guint i = 0; i < script->sections->len; i++)
    {
      const WeirSection *section = g_ptr_array_index (script->sections, i);

      if (section->last > later.newest_last)
        {
          later.other_last = later.newest_last;
          later.newest = section;
          later.newest_last = section->last;
        }
      else
        {
          later.other_last = MAX (later.other_last, section->last);
        }
    }

  return later;
}

/* Whether another section answers a connection after the section's first one. */
static gboolean
has_later (const Later *later, const WeirSection *section)
{
  return (section == later->newest ? later->other_last : later->newest_last) > section->first;
}

/* The END step that the section's playing comes to, if it comes to one. */
static const WeirStep *
find_end (const WeirScript *script, const WeirSection *section)
{
  for (gsize i = section->first_step; i < section->end_step; i++)
    {
      const WeirStep *step = weir_script_get_step (script, i);

      if (step->kind == WEIR_STEP_HANG || step->kind == WEIR_STEP_HOLD || (step->kind == WEIR_STEP_REPEAT && step->loop.times == 0))
        return NULL;
      if (step->kind == WEIR_STEP_END)
        return step;
      /* What may not come is not what it comes to. */
      if (step->kind == WEIR_STEP_CHANCE)
        i += step->chance.skip;
    }

  return NULL;
}

static void
check_for_ever (const WeirScript *script, const WeirSection *section, GPtrArray *diagnostics)
{
  const WeirStep *end = find_end (script, section);
  guint line;

  /* A plain stream and a recording are not written to be an EventSource's partner. */
  if (section->last != G_MAXUINT64 || end == NULL || script->is_plain || script->is_recording)
    return;
  if (section->head.none || section->type_line != 0 || section->head.status != 200 || !weir_check_is_for_event_source (script))
    return;

  line = end->end.implied ? section->line : end->line;
  warn (diagnostics, line,
        g_strdup (_ ("an EventSource comes back for ever: each of its connections ends, and the next one is answered again")),
        g_strdup (_ ("say :@ connect 1 (then the second gets 204, the end), or end with :@ hold, or loop with :@ repeat forever")));
}

static void
check_head (const WeirScript *script, const WeirSection *section, const Later *later, GPtrArray *diagnostics)
{
  if (script->is_recording || section->head.none || !has_later (later, section) || !weir_check_is_for_event_source (script))
    return;

  if (!is_retried (section->head.status))
    warn (diagnostics, section->status_line,
          g_strdup_printf (_ ("an EventSource never comes back after status %u: the later sections are for other clients"),
                           section->head.status),
          g_strdup (_ ("fine for a client that uses fetch; for an EventSource, use :@ reset or :@ status none")));
  else if (section->type_line != 0 && section->head.status == 200)
    warn (diagnostics, section->type_line, g_strdup (_ ("an EventSource never comes back after this content type")),
          g_strdup (_ ("it must be text/event-stream")));
}

/* @at: of a SHAPE. Compares the pieces with what they shape. */
static void
check_shape (const WeirScript *script, const WeirSection *section, gsize at, GPtrArray *diagnostics)
{
  const WeirStep *shape = weir_script_get_step (script, at);
  guint64 n_wanted = 0;
  guint64 n_bytes = 0;

  for (guint i = 0; i < shape->shape.count; i++)
    n_wanted += g_array_index (script->pieces, WeirPiece, shape->shape.first + i).n_bytes;
  for (gsize i = at + 1; i < section->end_step; i++)
    {
      const WeirStep *step = weir_script_get_step (script, i);

      /* What comes behind a round is above or below. */
      if (step->kind == WEIR_STEP_AGAIN)
        return;
      if (step->kind == WEIR_STEP_SHAPE)
        break;
      if (step->kind != WEIR_STEP_WIRE && step->kind != WEIR_STEP_RAW)
        continue;
      n_bytes += step->wire.bytes.len;
      if (step->wire.at_boundary)
        break;
    }

  if (n_bytes == 0)
    warn (diagnostics, shape->line, g_strdup (_ ("no block follows that these pieces could shape")), NULL);
  else if (!shape->shape.repeats && n_wanted > n_bytes)
    warn (diagnostics, shape->line, g_strdup_printf (_ ("the pieces have %" PRIu64 " bytes, the block %" PRIu64), n_wanted, n_bytes),
          g_strdup (_ ("line ends and the empty line count; the last piece can be “*”, the rest")));
}

/* Rounds of the loop at @at and of those in it, all at once. */
static guint64
count_rounds (const WeirScript *script, gsize at)
{
  const WeirStep *loop = weir_script_get_step (script, at);
  guint64 most = 1;
  guint64 rounds;

  for (gsize i = at + 1; i < loop->loop.other; i++)
    {
      const WeirStep *step = weir_script_get_step (script, i);

      if (step->kind != WEIR_STEP_REPEAT)
        continue;
      most = MAX (most, count_rounds (script, i));
      i = step->loop.other;
    }

  return __builtin_mul_overflow (most, loop->loop.times, &rounds) ? G_MAXUINT64 : rounds;
}

/* Returns: the last step of the outermost loop that never pauses */
static gsize
check_burst (const WeirScript *script, gsize at, GPtrArray *diagnostics)
{
  const WeirStep *loop = weir_script_get_step (script, at);
  guint64 rounds;

  if (loop->loop.pauses || loop->loop.times == 0)
    return at;

  rounds = count_rounds (script, at);
  if (rounds > BURST_ROUNDS)
    warn (diagnostics, loop->line, g_strdup_printf (_ ("this loop never waits: %" PRIu64 " rounds at once"), rounds),
          g_strdup (_ ("put :@ wait into it, or :@ every above it")));

  return loop->loop.other;
}

static void
check_section (const WeirScript *script, const WeirSection *section, const Later *later, GPtrArray *diagnostics)
{
  for (gsize i = section->first_step; i < section->end_step; i++)
    {
      const WeirStep *step = weir_script_get_step (script, i);

      if (step->kind == WEIR_STEP_SHAPE)
        check_shape (script, section, i, diagnostics);
    }
  for (gsize i = section->first_step; i < section->end_step; i++)
    if (weir_script_get_step (script, i)->kind == WEIR_STEP_REPEAT)
      i = check_burst (script, i, diagnostics);
  if (section->cut_line != 0 && !script->is_recording)
    warn (diagnostics, section->cut_line, g_strdup (_ ("the last event is not finished: clients throw it away")),
          g_strdup (_ ("end it with an empty line; to cut it on purpose, write its last bytes with :@ raw")));
  check_head (script, section, later, diagnostics);
  check_for_ever (script, section, diagnostics);
}

void
weir_check_script (const WeirScript *script, GPtrArray *diagnostics)
{
  Later later;
  g_autoptr (WeirRanges) taken = weir_ranges_new ();

  g_return_if_fail (script != NULL && diagnostics != NULL);

  later = find_newest (script);
  for (guint i = 0; i < script->sections->len; i++)
    {
      const WeirSection *section = g_ptr_array_index (script->sections, i);

      if (weir_ranges_add (taken, section->first, section->last))
        warn (diagnostics, section->line, g_strdup (_ ("this section is never played: sections above it answer all its connections")),
              g_strdup (_ ("narrow the ranges above, or move this section up")));
      check_section (script, section, &later, diagnostics);
    }
  if (!script->is_recording)
    weir_check_expects (script, diagnostics);
  weir_diagnostics_sort (diagnostics);
}
