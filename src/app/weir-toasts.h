/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * The toasts of an overlay, which is to be given none in another way. They do not queue up, each to be seen for its time: what is told
 * takes the place of what was told before, and an offer (to undo) of what was told or offered before.
 */

/* @toast: (transfer full) */
void weir_toasts_tell (AdwToastOverlay *overlay, AdwToast *toast);
/* @toast: (transfer full) */
void weir_toasts_offer (AdwToastOverlay *overlay, AdwToast *toast);

/* Those of the overlay that @widget is in, if there is one. @toast: (transfer full) */
void weir_toasts_tell_near (GtkWidget *widget, AdwToast *toast);
void weir_toasts_offer_near (GtkWidget *widget, AdwToast *toast);

G_END_DECLS
