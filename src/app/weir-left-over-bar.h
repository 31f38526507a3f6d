/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WEIR_TYPE_LEFT_OVER_BAR (weir_left_over_bar_get_type ())
G_DECLARE_FINAL_TYPE (WeirLeftOverBar, weir_left_over_bar, WEIR, LEFT_OVER_BAR, AdwBin)

/**
 * WeirLeftOverBar:
 *
 * Offers the recordings that a crash left behind: to be opened or deleted, or to be asked about at the next start again. Hidden
 * unless there are some. It must be within an AdwToastOverlay.
 *
 * Signal: `open` (const char *path).
 */
GtkWidget *weir_left_over_bar_new (void);

/* Looks for some, on another thread. @folder: (nullable): as WeirRecordingOptions.scratch_folder */
void weir_left_over_bar_look (WeirLeftOverBar *self, const char *folder);

G_END_DECLS
