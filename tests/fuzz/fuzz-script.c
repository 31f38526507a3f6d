/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>

#include "weir-check.h"
#include "weir-law.h"
#include "weir-script-play.h"
#include "weir-script-private.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Enough for every step of a small script, and some rounds of its loops. */
#define LIMIT 3000

/* Whether what is sent is what stands in the file and nothing else. */
static gboolean
is_literal (const WeirScript *script, const char *file, gsize n_bytes)
{
  for (guint i = 0; i < script->sections->len; i++)
    if (((const WeirSection *) g_ptr_array_index (script->sections, i))->head.body != NULL ||
        ((const WeirSection *) g_ptr_array_index (script->sections, i))->n_chances > 0)
      return FALSE;
  for (guint i = 0; i < script->steps->len; i++)
    {
      const WeirStep *step = weir_script_get_step (script, i);

      if (step->kind == WEIR_STEP_RAW || step->kind == WEIR_STEP_REPEAT || step->kind == WEIR_STEP_CHANCE)
        return FALSE;
    }
  /* A section that is covered is not the one that its connection gets. */
  for (guint i = 0; i < script->sections->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const WeirSection *section = g_ptr_array_index (script->sections, i);
        const WeirSection *before = g_ptr_array_index (script->sections, j);

        if (before->first <= section->first && section->first <= before->last)
          return FALSE;
      }

  if (script->has_templates)
    return FALSE;

  return g_strstr_len (file, (gssize) n_bytes, "eol") == NULL && memchr (file, '\0', n_bytes) == NULL;
}

static void
check_diagnostics (const GPtrArray *diagnostics, gboolean parsed)
{
  gboolean broken = FALSE;
  guint line = 0;

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const WeirDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_assert_cmpuint (diagnostic->line, >=, MAX (line, 1));
      g_assert_cmpuint (diagnostic->column, >, 0);
      g_assert_true (g_utf8_validate (diagnostic->text, -1, NULL));
      g_assert_true (diagnostic->hint == NULL || g_utf8_validate (diagnostic->hint, -1, NULL));
      line = diagnostic->line;
      broken = broken || diagnostic->is_error;
    }
  g_assert_cmpint (parsed, ==, !broken);
}

/* A client that comes back with an id, in a script that starts again, on a server that is late. */
static void
play_badly (WeirScript *script, uint8_t draw)
{
  static const char *const ids[] = { "", "1", "2", "a" };
  WeirPlayerOptions options = { .connection = 1 + draw % 3u,
                                .last_event_id = weir_span_from_string (ids[draw % 4]),
                                .seed = draw,
                                .speed = 10,
                                .loop = TRUE,
                                .query = WEIR_SPAN_LITERAL ("a=1&b=%0A+x"),
                                .wall_offset_us = (gint64) draw << 54 };
  g_autoptr (WeirPlayer) player = weir_player_new (script, &options);
  WeirPlayerStep step = { WEIR_PLAYER_WAIT };
  gint64 now_us = 0;
  gint64 last_us = 0;

  for (guint i = 0; player != NULL && i < LIMIT && step.verdict != WEIR_PLAYER_END; i++)
    {
      weir_player_next (player, now_us, &step);
      g_assert_cmpint (step.time_us, >=, last_us);
      if (step.verdict != WEIR_PLAYER_WAIT)
        {
          last_us = step.time_us;
          continue;
        }
      if (step.time_us > G_MAXINT64 / 2)
        return;
      now_us = MAX (now_us, step.time_us) + draw * 1000;
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *file = (const char *) data;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);

  check_diagnostics (diagnostics, script != NULL);
  if (script == NULL)
    return 0;

  weir_check_script (script, diagnostics);
  check_diagnostics (diagnostics, TRUE);
  for (int speed = 0; speed <= 1; speed++)
    {
      g_autoptr (GString) played = weir_script_play_all (script, speed, LIMIT);
      g_autoptr (GString) wire = weir_law_get_wire (file, size);

      if (played != NULL && is_literal (script, file, size))
        g_assert_cmpmem (played->str, played->len, wire->str, wire->len);
    }
  play_badly (script, size > 0 ? data[size / 2] : 0);

  return 0;
}
