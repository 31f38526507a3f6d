/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-script-play.h"

#include "weir-player-private.h"

/* Returns: whether it ended, or will say nothing more */
static gboolean
play (WeirPlayer *player, guint limit, GString *wire)
{
  WeirPlayerStep step = { WEIR_PLAYER_WAIT };
  gint64 now_us = 1000;
  gint64 last_us = now_us;
  gboolean head = FALSE;

  for (guint i = 0; i < limit; i++)
    {
      weir_player_next (player, now_us, &step);
      g_assert_cmpint (step.time_us, >=, last_us);
      switch (step.verdict)
        {
        case WEIR_PLAYER_WAIT:
          g_assert_cmpint (step.time_us, >=, now_us);
          if (step.time_us == G_MAXINT64)
            return TRUE;
          now_us = step.time_us;
          continue;
        case WEIR_PLAYER_HEAD:
          g_assert_false (head);
          g_assert_nonnull (weir_player_get_head (player));
          head = TRUE;
          break;
        case WEIR_PLAYER_SEND:
          g_assert_true (head);
          g_assert_cmpuint (step.bytes.len, >, 0);
          /* From here on it only keeps alive. */
          if (step.is_keepalive && weir_script_get_step (player->script, player->at)->kind == WEIR_STEP_HOLD)
            return TRUE;
          if (!step.is_keepalive)
            g_string_append_len (wire, step.bytes.data, (gssize) step.bytes.len);
          break;
        case WEIR_PLAYER_END:
          g_assert_true (head);
          return TRUE;
        default:
          g_assert_not_reached ();
        }
      g_assert_cmpint (step.time_us, <=, now_us);
      last_us = step.time_us;
    }

  return FALSE;
}

GString *
weir_script_play_all (WeirScript *script, double speed, guint limit)
{
  GString *wire = g_string_new (NULL);
  gboolean all = TRUE;

  for (guint i = 0; i < script->sections->len && all; i++)
    {
      const WeirSection *section = g_ptr_array_index (script->sections, i);
      WeirPlayerOptions options = { .connection = section->first, .seed = i, .speed = speed };
      g_autoptr (WeirPlayer) player = weir_player_new (script, &options);

      g_assert_nonnull (player);
      all = play (player, limit, wire);
    }
  if (!all)
    {
      g_string_free (wire, TRUE);
      return NULL;
    }

  return wire;
}
