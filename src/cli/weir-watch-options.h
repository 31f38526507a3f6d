/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-filter.h"
#include "weir-output.h"
#include "weir-request.h"
#include "weir-wish.h"

G_BEGIN_DECLS

/**
 * WeirWatchOptions:
 * @filter: (nullable): what is printed
 * @save: (nullable): the recording to write
 *
 * What `weir watch` was asked for.
 */
typedef struct
{
  WeirRequest *request;
  WeirWish wish;
  WeirFilter *filter;
  WeirOutputFormat format;
  gboolean color;
  gboolean pretty;
  gboolean include_head;
  gboolean keep_secrets;
  char *save;
  gboolean replace;
} WeirWatchOptions;

#define WEIR_WATCH_OPTIONS_INIT                                                                                                            \
  {                                                                                                                                        \
    .format = WEIR_OUTPUT_TEXT                                                                                                             \
  }

/**
 * weir_watch_options_parse:
 * @status: (out): what to exit with when %FALSE is returned
 *
 * Reads the command line, the files it names and WEIR_TOKEN. Returns: %FALSE when the help was printed or a complaint was
 */
gboolean weir_watch_options_parse (WeirWatchOptions *self, int argc, char **argv, WeirExit *status);
void weir_watch_options_clear (WeirWatchOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirWatchOptions, weir_watch_options_clear)

G_END_DECLS
