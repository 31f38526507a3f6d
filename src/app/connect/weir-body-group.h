/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WEIR_TYPE_BODY_GROUP (weir_body_group_get_type ())
G_DECLARE_FINAL_TYPE (WeirBodyGroup, weir_body_group, WEIR, BODY_GROUP, AdwPreferencesGroup)

/**
 * WeirBodyGroup:
 *
 * A request's body to edit, and its content type. A body that is no text, or too long to be edited, stays as it is until it is removed.
 * Signal `changed`.
 */

/* @body: (nullable). @type: (nullable): of the content */
void weir_body_group_set (WeirBodyGroup *self, GBytes *body, const char *type);
/* Returns: (transfer full) (nullable): NULL: none, or empty and none was given */
GBytes *weir_body_group_dup_body (WeirBodyGroup *self);
/* "" for none. Valid until the next change */
const char *weir_body_group_get_content_type (WeirBodyGroup *self);
/* Marks what is wrong. Returns: FALSE with it in @error */
gboolean weir_body_group_check (WeirBodyGroup *self, GError **error);

G_END_DECLS
