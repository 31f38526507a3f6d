/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-sink.h"

/* Words of recordings and `jsonl` records: stable for ever. */
static const char *const reason_nicks[] = {
  [WEIR_REASON_EOF] = "eof",
  [WEIR_REASON_CLOSED] = "closed",
  [WEIR_REASON_CUT] = "cut",
  [WEIR_REASON_RESET] = "reset",
  [WEIR_REASON_TIMEOUT] = "timeout",
  [WEIR_REASON_REFUSED] = "refused",
  [WEIR_REASON_DNS] = "dns",
  [WEIR_REASON_TLS] = "tls",
  [WEIR_REASON_REDIRECT] = "redirect",
  [WEIR_REASON_STATUS] = "status",
  [WEIR_REASON_CONTENT_TYPE] = "content-type",
  [WEIR_REASON_PROTOCOL] = "protocol",
  [WEIR_REASON_LIMIT] = "limit",
  [WEIR_REASON_NO_CONTENT] = "no-content",
  [WEIR_REASON_STOPPED] = "stopped",
};

static const char *const because_nicks[] = {
  [WEIR_BECAUSE_RETRY] = "retry",
  [WEIR_BECAUSE_DEFAULT] = "default",
  [WEIR_BECAUSE_BACKOFF] = "backoff",
};

const char *
weir_reason_get_nick (WeirReason reason)
{
  g_return_val_if_fail ((gsize) reason < G_N_ELEMENTS (reason_nicks), "");

  return reason_nicks[reason];
}

gboolean
weir_reason_from_nick (WeirSpan nick, WeirReason *reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reason_nicks); i++)
    {
      if (weir_span_equals_string (nick, reason_nicks[i]))
        {
          *reason = (WeirReason) i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
weir_because_get_nick (WeirBecause because)
{
  g_return_val_if_fail ((gsize) because < G_N_ELEMENTS (because_nicks), "");

  return because_nicks[because];
}
