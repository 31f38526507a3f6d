/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-client-set.h"
#include "weir-timer-queue.h"
#include "weir-tls-session.h"

G_BEGIN_DECLS

/* What the files of the client set share; nobody else includes it. */

typedef enum
{
  WEIR_CLIENT_OPEN,
  WEIR_CLIENT_DRAINING,  /* closed by its owner, the queue is still to be sent */
  WEIR_CLIENT_RESETTING, /* our RST waits for what the kernel has not sent yet */
  WEIR_CLIENT_LINGERING, /* our FIN is out */
  WEIR_CLIENT_DEAD,      /* no descriptor any more; freed after the dispatch */
} WeirClientState;

struct _WeirClient
{
  WeirTimer timer; /* first: the timer queue hands it back */
  WeirClientSet *set;
  const WeirClientHandlers *handlers;
  gpointer data;
  WeirTlsSession *tls; /* (nullable): between start_tls and the end */
  GByteArray *queue;   /* (nullable): only while the kernel takes no more */
  gsize queue_start;   /* sent of it */
  guint index;         /* in the set's clients */
  int fd;
  gint64 closed_us; /* when its owner closed it */
  gboolean resets;  /* ends with RST */
  int error;        /* errno of a failed send; `gone` follows from the set's source */
  guint32 events;   /* watched */
  WeirClientState state;
};

struct _WeirClientSet
{
  GSource *source;
  gpointer epoll_tag;
  int epoll_fd;
  int timer_fd;
  gint64 armed_us;
  WeirTimerQueue timers;
  GPtrArray *clients;
  GPtrArray *dead;
  guint n_open;
  gboolean dispatching;
  char *buffer; /* WEIR_LIMIT_READ: what any client receives, one at a time */
};

/* weir-client.c */
void weir_client_watch (WeirClient *self, guint32 events);
void weir_client_handle_events (WeirClient *self, guint32 events);
void weir_client_handle_due (WeirClient *self, gint64 now_us);
/* As it goes to the kernel: sends, queues the rest. */
void weir_client_put (WeirClient *self, const struct iovec *parts, guint n_parts);
/* Lost, for a reason that the kernel does not know: told from the set's source. */
void weir_client_break (WeirClient *self, int error);
/* It is no more; @error: (nullable): errno, or 0 */
void weir_client_lose (WeirClient *self, int error);
/* weir-client-tls.c: bytes of an open client that has a session */
void weir_client_tls_received (WeirClient *self, WeirSpan bytes);
/* weir-client-set.c */
void weir_client_set_bury (WeirClientSet *self, WeirClient *client);
void weir_client_set_arm (WeirClientSet *self);

G_END_DECLS
