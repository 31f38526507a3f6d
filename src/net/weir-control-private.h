/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-control-arguments.h"
#include "weir-control.h"

G_BEGIN_DECLS

/* What the control interface's files share; nobody else includes it. */

typedef struct
{
  WeirConnection *connection;
  WeirServer *server;
  WeirControlArguments arguments;
  guint64 client; /* of the path; 0: none */
  WeirSpan body;
  gboolean waits;  /* no answer yet: it is asked again when something has happened */
  guint status;    /* 200 at first; of an error that the arguments do not name */
  GString *answer; /* JSON, its outermost object open */
} WeirControlCall;

/* Another error than of the arguments. */
void weir_control_fail (WeirControlCall *call, guint status, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* Whether nothing has failed so far: all arguments are read before anything is done. */
gboolean weir_control_goes_on (const WeirControlCall *call);

/**
 * WeirControlSelection:
 *
 * Who is meant: a selection and the strings in it.
 */
typedef struct
{
  WeirSelection selection;
  char *path;
  char *script;
  char *session;
} WeirControlSelection;

#define WEIR_CONTROL_WHO "client path script session "

void weir_control_read_selection (WeirControlCall *call, WeirControlSelection *who);
void weir_control_selection_clear (WeirControlSelection *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirControlSelection, weir_control_selection_clear)

/* weir-control-wait.c */
/* Whether "wait" leaves time for what is not there yet. */
gboolean weir_control_may_wait (WeirControlCall *call);
/* Asks again later. */
void weir_control_wait (WeirControlCall *call);

/* weir-control-look.c */
void weir_control_index (WeirControlCall *call);
void weir_control_list_clients (WeirControlCall *call);
void weir_control_list_log (WeirControlCall *call);
void weir_control_list_outcomes (WeirControlCall *call);
void weir_control_list_sessions (WeirControlCall *call);
void weir_control_list_scripts (WeirControlCall *call);

/* weir-control-act.c */
void weir_control_push (WeirControlCall *call);
void weir_control_close (WeirControlCall *call);
void weir_control_cut (WeirControlCall *call);
void weir_control_reset_clients (WeirControlCall *call);
void weir_control_stall (WeirControlCall *call);
void weir_control_hold (WeirControlCall *call);
void weir_control_step (WeirControlCall *call);
void weir_control_set_speed (WeirControlCall *call);
void weir_control_reset (WeirControlCall *call);
void weir_control_report (WeirControlCall *call);

/* weir-control-script.c */
/* What is to become of clients. Returns: whether they end, as @ending says */
gboolean weir_control_read_ending (WeirControlCall *call, WeirEnding *ending);
void weir_control_add_next (WeirControlCall *call);
void weir_control_clear_next (WeirControlCall *call);
void weir_control_put_script (WeirControlCall *call);
void weir_control_delete_script (WeirControlCall *call);

G_END_DECLS
