/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-authorization-group.h"
#include "weir-body-group.h"
#include "weir-file-row.h"
#include "weir-headers-group.h"
#include "weir-request-dialog.h"

G_BEGIN_DECLS

/* Private to weir-request-dialog*.c. */

struct _WeirRequestDialog
{
  AdwWindow parent_instance;

  GtkButton *accept_button;
  GtkRevealer *problem_revealer;
  GtkLabel *problem;
  AdwToastOverlay *toasts;
  AdwPreferencesGroup *notes_group;
  AdwPreferencesGroup *blanks_group;
  AdwComboRow *method_row;
  AdwEntryRow *method_entry;
  AdwEntryRow *url_row;
  WeirHeadersGroup *headers;
  WeirBodyGroup *body;
  WeirAuthorizationGroup *authorization;
  AdwComboRow *policy_row;
  AdwEntryRow *event_id_row;
  AdwExpanderRow *times_row;
  AdwEntryRow *reconnection_row;
  AdwEntryRow *tries_row;
  AdwEntryRow *connect_row;
  AdwEntryRow *head_row;
  AdwEntryRow *silence_row;
  AdwExpanderRow *answer_row;
  GtkSwitch *any_type;
  GtkSwitch *decompress;
  GtkSwitch *http2;
  AdwExpanderRow *network_row;
  WeirFileRow *ca_row;
  WeirFileRow *cert_row;
  WeirFileRow *key_row;
  GtkSwitch *insecure;
  AdwComboRow *proxy_row;
  AdwEntryRow *proxy_entry;
  AdwExpanderRow *command_row;
  GtkSwitch *secrets;
  GtkLabel *command;

  GPtrArray *blanks;   /* AdwPreferencesRow, borrowed: a value to fill in; its title is what stands for it; the longest first */
  char *ca_problem;    /* (nullable) */
  char *cert_problem;  /* (nullable) */
  gboolean is_filling; /* changes are not the person's */
  gboolean policy_is_chosen;
};

/* The methods of the list, in its order; behind them comes another one. */
#define WEIR_REQUEST_DIALOG_METHODS                                                                                                        \
  {                                                                                                                                        \
    "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"                                                                                        \
  }

/* Entries of the list of proxies. */
typedef enum
{
  WEIR_PROXY_OF_SYSTEM,
  WEIR_PROXY_NONE,
  WEIR_PROXY_OTHER,
} WeirProxyChoice;

void weir_request_dialog_fill (WeirRequestDialog *self, const WeirRequestOptions *options);
void weir_request_dialog_fill_notes (WeirRequestDialog *self, const WeirCurl *curl);

/**
 * WeirRequestDraft:
 *
 * What the fields say; @options points into the rest and the fields, until these change. Create with {0}.
 */
typedef struct
{
  WeirRequestOptions options;
  GArray *headers; /* WeirHeader, borrowed */
  GBytes *body;
  GPtrArray *strings;
} WeirRequestDraft;

void weir_request_draft_clear (WeirRequestDraft *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirRequestDraft, weir_request_draft_clear)

/* Reads the fields and marks those that are wrong. @is_missing: (out): nothing is wrong, but something is to be filled in yet.
 * Returns: FALSE with the first problem in @error */
gboolean weir_request_dialog_read (WeirRequestDialog *self, WeirRequestDraft *draft, gboolean *is_missing, GError **error);

G_END_DECLS
