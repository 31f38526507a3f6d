/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-mock-item.h"

G_BEGIN_DECLS

/* A mock item's parts: private to weir-mock-item*.c. */
struct _WeirMockItem
{
  GObject parent_instance;

  char *own_title;    /* (nullable) */
  char *script_title; /* (nullable) */
  char *title;
  char *text;
  GBytes *bytes; /* (nullable): read-only */
  GBytes *saved;
  GFile *file;  /* (nullable) */
  char *etag;   /* (nullable): of the file when it was read or written last */
  GBytes *kept; /* (nullable) unless it is loading: what stood in the editor, instead of what is in the file */
  gboolean runs_later;
  WeirScript *parsed; /* (nullable): of @parsed_of */
  GPtrArray *parsed_problems;
  GBytes *parsed_of; /* (nullable): bytes that were parsed in a thread */
  gboolean is_loading;
  gboolean is_parsing; /* its bytes are there, and being looked at */
  gboolean is_modified;

  GPtrArray *problems;
  char *error; /* (nullable) */

  WeirWorker *worker;
  WeirMock *mock;
  char *where;          /* (nullable): the path of its URL without `on` lines; stays the same once it was served */
  WeirScript *script;   /* (nullable): that was put there by this item */
  guint64 changes;      /* of the server, when it was last looked at */
  gboolean is_replaced; /* what is served there is another one by now */
  GBytes *served;       /* (nullable) unless it runs */
  char *url;            /* (nullable) unless it runs */
  char *token;          /* (nullable) before the first start */
  gboolean is_stale;
  gboolean needs_restart;
  guint n_clients;

  guint port;
  gboolean port_is_set; /* by the person */
  char *host;           /* (nullable) */
  char *cors;           /* (nullable) */
  double speed;
  gboolean is_held;
  gboolean loops;
  gboolean uses_tls;
  WeirTlsIdentity *identity; /* (nullable): of the last start */

  GMainContext *context; /* the main thread's */
  GSource *news;         /* (nullable): of the server's thread while it runs: tells the main thread of clients */
};

/* Of properties. */
enum
{
  WEIR_MOCK_ITEM_TITLE = 1,
  WEIR_MOCK_ITEM_TEXT_PROP,
  WEIR_MOCK_ITEM_READ_ONLY,
  WEIR_MOCK_ITEM_LOADING,
  WEIR_MOCK_ITEM_FILE,
  WEIR_MOCK_ITEM_MODIFIED,
  WEIR_MOCK_ITEM_MOCK,
  WEIR_MOCK_ITEM_RUNNING,
  WEIR_MOCK_ITEM_URL,
  WEIR_MOCK_ITEM_STALE,
  WEIR_MOCK_ITEM_N_CLIENTS,
  WEIR_MOCK_ITEM_ERROR,
  WEIR_MOCK_ITEM_PORT,
  WEIR_MOCK_ITEM_HOST,
  WEIR_MOCK_ITEM_CORS,
  WEIR_MOCK_ITEM_SPEED,
  WEIR_MOCK_ITEM_HELD,
  WEIR_MOCK_ITEM_LOOP,
  WEIR_MOCK_ITEM_TLS,
  WEIR_MOCK_ITEM_N_PROPS
};

/* weir-mock-item.c */
void weir_mock_item_notify (WeirMockItem *self, guint property);
void weir_mock_item_emit_problems_changed (WeirMockItem *self);
/* Notify if it is another. Returns: whether it is */
gboolean weir_mock_item_change_string (WeirMockItem *self, char **place, const char *text, guint property);
void weir_mock_item_change_flag (WeirMockItem *self, gboolean *place, gboolean flag, guint property);
/* @error: (nullable) */
void weir_mock_item_set_error (WeirMockItem *self, const GError *error);

/* weir-mock-item-text.c */
/* In place of what is there. */
void weir_mock_item_take_bytes (WeirMockItem *self, GBytes *bytes);
void weir_mock_item_set_saved (WeirMockItem *self, GBytes *bytes);
/* `modified` and `stale`, after what they follow from. */
void weir_mock_item_update (WeirMockItem *self);
void weir_mock_item_update_title (WeirMockItem *self);
/* Checks. Returns: (transfer full) (nullable): the script */
WeirScript *weir_mock_item_parse (WeirMockItem *self);
/* The text is there: checks it, in a thread when it is long (`loading` until then), and notifies `loading`. @run: and runs it if it is to
 * run later */
void weir_mock_item_prepare (WeirMockItem *self, gboolean run);
void weir_mock_item_forget_parsed (WeirMockItem *self);

/* weir-mock-item-run.c */
void weir_mock_item_set_up (WeirMockItem *self);
void weir_mock_item_tear_down (WeirMockItem *self);
void weir_mock_item_set_speed (WeirMockItem *self, double speed);
void weir_mock_item_set_held (WeirMockItem *self, gboolean held);

/* weir-mock-item-files.c */
void weir_mock_item_load (WeirMockItem *self);
/* Where it answers: of the file's name or the title. */
char *weir_mock_item_make_path (WeirMockItem *self);

G_END_DECLS
