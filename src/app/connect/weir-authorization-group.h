/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WEIR_TYPE_AUTHORIZATION_GROUP (weir_authorization_group_get_type ())
G_DECLARE_FINAL_TYPE (WeirAuthorizationGroup, weir_authorization_group, WEIR, AUTHORIZATION_GROUP, AdwPreferencesGroup)

/**
 * WeirAuthorizationGroup:
 *
 * The Authorization header to edit: none, a bearer token, or a name and a password. Signal `changed`.
 */

/* @value: of an Authorization header. Returns: FALSE: it is of another kind and stays a header */
gboolean weir_authorization_group_take (WeirAuthorizationGroup *self, const char *value);
/* The token is what is put into @row, whose title names what the shell would have put there. */
void weir_authorization_group_take_token_from (WeirAuthorizationGroup *self, AdwPreferencesRow *row);
/* Returns: (transfer full) (nullable): the header's value, but a name and password plain: weir_authorization_encode() */
char *weir_authorization_group_dup_plain (WeirAuthorizationGroup *self);
/* Returns: (transfer full): as it is sent */
char *weir_authorization_encode (const char *plain);
/* Marks what is wrong. Returns: FALSE with it in @error */
gboolean weir_authorization_group_check (WeirAuthorizationGroup *self, GError **error);
/* Whether the person wants what opens doors to be kept in the keyring; the switch is there only when @available, and when there is
 * such a thing: an authorization, or @has_others */
gboolean weir_authorization_group_get_remember (WeirAuthorizationGroup *self);
void weir_authorization_group_set_remember (WeirAuthorizationGroup *self, gboolean available, gboolean remember);
void weir_authorization_group_set_has_others (WeirAuthorizationGroup *self, gboolean has_others);

G_END_DECLS
