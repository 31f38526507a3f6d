/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib-unix.h>

#include "weir-body-private.h"

/* A plain socket is polled by one lasting source: making one for each event costs more than reading it. Everything else gets a new
 * source of libsoup each time: a lasting one of those spins, or hangs with HTTP/2. */

typedef struct
{
  GSource source;
  WeirBody *body;
} FdSource;

static gboolean
dispatch_fd (GSource *source, GSourceFunc callback, gpointer user_data)
{
  WeirBody *body = ((FdSource *) source)->body;

  body->readable (body->readable_data);

  return G_SOURCE_CONTINUE;
}

static const GSourceFuncs fd_funcs = { .dispatch = dispatch_fd };

static gboolean
on_pollable (GObject *stream, gpointer user_data)
{
  WeirBody *self = user_data;

  weir_body_unwatch (self);
  self->readable (self->readable_data);

  return G_SOURCE_REMOVE;
}

static void
watch_fd (WeirBody *self, GMainContext *context)
{
  if (self->watch == NULL)
    {
      self->watch = g_source_new ((GSourceFuncs *) &fd_funcs, sizeof (FdSource));
      ((FdSource *) self->watch)->body = self;
      g_source_attach (self->watch, context);
    }
  self->fd_tag = g_source_add_unix_fd (self->watch, self->fd, G_IO_IN);
}

void
weir_body_watch (WeirBody *self, GMainContext *context, WeirBodyFunc func, gpointer user_data)
{
  if (self->is_watching || self->is_closed)
    return;

  self->is_watching = TRUE;
  self->readable = func;
  self->readable_data = user_data;
  if (self->fd >= 0)
    {
      watch_fd (self, context);
      return;
    }

  self->watch = g_pollable_input_stream_create_source (self->pollable, NULL);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (on_pollable), self, NULL);
  g_source_attach (self->watch, context);
}

void
weir_body_unwatch (WeirBody *self)
{
  self->is_watching = FALSE;
  if (self->watch == NULL)
    return;

  if (self->fd >= 0 && !self->is_closed)
    {
      /* Taken out, not just asked for nothing: a reset would still be told, again and again. */
      if (self->fd_tag != NULL)
        g_source_remove_unix_fd (self->watch, g_steal_pointer (&self->fd_tag));
      return;
    }

  g_source_destroy (self->watch);
  g_clear_pointer (&self->watch, g_source_unref);
}
