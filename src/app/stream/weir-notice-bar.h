/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_TYPE_NOTICE_BAR (weir_notice_bar_get_type ())
G_DECLARE_FINAL_TYPE (WeirNoticeBar, weir_notice_bar, WEIR, NOTICE_BAR, GtkBox)

/* A line over the rows that says what is wrong, what can be done, and can be put away. Hidden until weir_notice_bar_show(). */
GtkWidget *weir_notice_bar_new (void);

/**
 * weir_notice_bar_show:
 * @text: any bytes; shown as visible text
 * @label: (nullable): of the button, with a mnemonic
 * @action: (nullable): that it activates
 *
 * A text that was put away stays away until another one came.
 */
void weir_notice_bar_show (WeirNoticeBar *self, const char *icon_name, const char *text, const char *label, const char *action);
void weir_notice_bar_hide (WeirNoticeBar *self);

G_END_DECLS
