/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-server-private.h"

struct _WeirServedLog
{
  WeirServed *entries; /* a ring */
  guint64 last;
};

/* Path, script and session are shared with the connection: of 10,000 clients that are sent something, 10,000 entries come. */
static void
entry_clear (WeirServed *self)
{
  g_clear_pointer ((char **) &self->path, g_ref_string_release);
  g_clear_pointer ((char **) &self->script, g_ref_string_release);
  g_clear_pointer ((char **) &self->session, g_ref_string_release);
  g_free ((char *) self->method);
  g_free ((char *) self->last_event_id.data);
  g_free ((char *) self->remote);
  g_free ((char *) self->wanted);
  g_free ((char *) self->got);
  g_free ((char *) self->text);
}

WeirServedLog *
weir_served_log_new (void)
{
  WeirServedLog *self = g_new0 (WeirServedLog, 1);

  self->entries = g_new0 (WeirServed, WEIR_LIMIT_SERVED_LOG);

  return self;
}

void
weir_served_log_free (WeirServedLog *self)
{
  for (guint64 number = weir_served_log_get_first (self); number <= self->last; number++)
    entry_clear (&self->entries[number % WEIR_LIMIT_SERVED_LOG]);
  g_free (self->entries);
  g_free (self);
}

guint64
weir_served_log_get_last (const WeirServedLog *self)
{
  return self->last;
}

guint64
weir_served_log_get_first (const WeirServedLog *self)
{
  return self->last > WEIR_LIMIT_SERVED_LOG ? self->last - WEIR_LIMIT_SERVED_LOG + 1 : 1;
}

const WeirServed *
weir_served_log_get (const WeirServedLog *self, guint64 number)
{
  g_return_val_if_fail (number >= weir_served_log_get_first (self) && number <= self->last, NULL);

  return &self->entries[number % WEIR_LIMIT_SERVED_LOG];
}

static char *
acquire (char *shared)
{
  return shared != NULL ? g_ref_string_acquire (shared) : g_ref_string_new ("");
}

void
weir_served_log_add (WeirServedLog *self, const WeirConnection *connection, const WeirServed *served)
{
  WeirServed *entry = &self->entries[(self->last + 1) % WEIR_LIMIT_SERVED_LOG];

  if (self->last >= WEIR_LIMIT_SERVED_LOG)
    entry_clear (entry);
  self->last++;

  *entry = *served;
  entry->path = acquire (connection != NULL ? connection->path : NULL);
  entry->script = acquire (connection != NULL && connection->mount != NULL ? connection->mount->name : NULL);
  entry->session = acquire (connection != NULL ? connection->session : NULL);
  entry->method = g_strdup (served->method);
  entry->last_event_id = weir_span (weir_span_dup (served->last_event_id), served->last_event_id.len);
  entry->remote = g_strdup (served->remote);
  entry->head = entry->body = entry->answer = WEIR_SPAN_EMPTY;
  entry->bytes.data = NULL;
  entry->wanted = g_strdup (served->wanted);
  entry->got = g_strdup (served->got);
  entry->text = g_strdup (served->text);
}
