/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-server-private.h"

/* Holds and speeds are for clients to come too: a test may hold a path before anybody connects there. */

void
weir_pace_rule_free (gpointer data)
{
  WeirPaceRule *self = data;

  g_free (self->path);
  g_free (self->script);
  g_free (self->session);
  g_free (self);
}

static gboolean
is_for_same (const WeirPaceRule *self, const WeirSelection *selection)
{
  return g_strcmp0 (self->path, selection->path) == 0 && g_strcmp0 (self->script, selection->script) == 0 &&
         g_strcmp0 (self->session, selection->session) == 0;
}

/* Whether a rule for @selection leaves nothing that this one is for. */
static gboolean
is_covered (const WeirPaceRule *self, const WeirSelection *selection)
{
  return (selection->path == NULL || g_strcmp0 (self->path, selection->path) == 0) &&
         (selection->script == NULL || g_strcmp0 (self->script, selection->script) == 0) &&
         (selection->session == NULL || g_strcmp0 (self->session, selection->session) == 0);
}

void
weir_server_add_pace_rule (WeirServer *self, const WeirSelection *selection, const WeirPaceRule *pace)
{
  WeirPaceRule *rule;

  if (selection->client != 0 || selection->clients != NULL)
    return;

  for (guint i = self->pace->len; i > 0; i--)
    {
      const WeirPaceRule *old = g_ptr_array_index (self->pace, i - 1);

      if (is_covered (old, selection) && (old->held >= 0) == (pace->held >= 0))
        g_ptr_array_remove_index (self->pace, i - 1);
    }
  /* The oldest is the least missed. */
  if (self->pace->len >= WEIR_LIMIT_RULES)
    g_ptr_array_remove_index (self->pace, 0);

  rule = g_new0 (WeirPaceRule, 1);
  rule->path = g_strdup (selection->path);
  rule->script = g_strdup (selection->script);
  rule->session = g_strdup (selection->session);
  rule->held = pace->held;
  rule->speed = pace->speed;
  g_ptr_array_add (self->pace, rule);
}

void
weir_server_clear_pace (WeirServer *self, const char *session)
{
  WeirSelection selection = { .session = session };

  for (guint i = self->pace->len; i > 0; i--)
    if (session == NULL || is_for_same (g_ptr_array_index (self->pace, i - 1), &selection))
      g_ptr_array_remove_index (self->pace, i - 1);
}

static gboolean
applies (const WeirPaceRule *self, const WeirConnection *connection)
{
  return (self->path == NULL || g_str_equal (self->path, connection->path)) &&
         (self->script == NULL || g_str_equal (self->script, connection->mount->name)) &&
         (self->session == NULL || g_str_equal (self->session, connection->session));
}

gboolean
weir_server_is_held (const WeirServer *self, const WeirConnection *connection)
{
  for (guint i = self->pace->len; i > 0; i--)
    {
      const WeirPaceRule *rule = g_ptr_array_index (self->pace, i - 1);

      if (rule->held >= 0 && applies (rule, connection))
        return rule->held > 0;
    }

  return self->options.hold;
}

double
weir_server_get_speed (const WeirServer *self, const WeirConnection *connection)
{
  for (guint i = self->pace->len; i > 0; i--)
    {
      const WeirPaceRule *rule = g_ptr_array_index (self->pace, i - 1);

      if (rule->speed >= 0 && applies (rule, connection))
        return rule->speed;
    }

  return self->options.speed;
}

static gboolean
is_for_all (const WeirPaceRule *self)
{
  return self->path == NULL && self->script == NULL && self->session == NULL;
}

void
weir_server_get_state (const WeirServer *self, WeirServerState *state)
{
  *state = (WeirServerState){ self->options.speed, self->options.hold, weir_server_count_next (self), weir_server_get_changes (self) };
  /* The newest comes last. */
  for (guint i = 0; i < self->pace->len; i++)
    {
      const WeirPaceRule *rule = g_ptr_array_index (self->pace, i);

      if (is_for_all (rule) && rule->held >= 0)
        state->held = rule->held > 0;
      if (is_for_all (rule) && rule->speed >= 0)
        state->speed = rule->speed;
    }
}

gboolean
weir_server_state_is_equal (const WeirServerState *a, const WeirServerState *b)
{
  return a->speed == b->speed && a->held == b->held && a->n_next == b->n_next && a->changes == b->changes;
}
