/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-authorization-group.h"

#include <glib/gi18n.h>

#include "weir-field-mark.h"
#include "weir-request-check-field.h"

typedef enum
{
  KIND_NONE,
  KIND_BEARER,
  KIND_BASIC,
} Kind;

struct _WeirAuthorizationGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *kind;
  AdwPreferencesRow *token;
  AdwPreferencesRow *name;
  AdwPreferencesRow *password;
  GtkWidget *remember_row;
  GtkSwitch *remember;

  gboolean can_remember;
  gboolean has_others; /* secrets elsewhere in the request */
  gboolean is_bound;   /* the token is asked for elsewhere */
};

G_DEFINE_FINAL_TYPE (WeirAuthorizationGroup, weir_authorization_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static Kind
get_kind (WeirAuthorizationGroup *self)
{
  return (Kind) adw_combo_row_get_selected (self->kind);
}

static const char *
get_text (AdwPreferencesRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
set_text (AdwPreferencesRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static gboolean
offers_remembering (WeirAuthorizationGroup *self)
{
  return self->can_remember && (self->has_others || get_kind (self) != KIND_NONE);
}

static void
show_kind (WeirAuthorizationGroup *self)
{
  const Kind kind = get_kind (self);

  gtk_widget_set_visible (GTK_WIDGET (self->token), kind == KIND_BEARER);
  gtk_widget_set_visible (GTK_WIDGET (self->name), kind == KIND_BASIC);
  gtk_widget_set_visible (GTK_WIDGET (self->password), kind == KIND_BASIC);
  gtk_widget_set_visible (self->remember_row, offers_remembering (self));
}

static void
on_changed (WeirAuthorizationGroup *self)
{
  show_kind (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Returns: (transfer full) (nullable): the pair, when it can be shown in a field */
static char *
decode_basic (const char *encoded)
{
  gsize n_bytes;
  g_autofree guchar *bytes = g_base64_decode (encoded, &n_bytes);

  if (!g_utf8_validate_len ((const char *) bytes, n_bytes, NULL) || memchr (bytes, ':', n_bytes) == NULL)
    return NULL;

  return g_strndup ((const char *) bytes, n_bytes);
}

gboolean
weir_authorization_group_take (WeirAuthorizationGroup *self, const char *value)
{
  g_return_val_if_fail (WEIR_IS_AUTHORIZATION_GROUP (self), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (!g_utf8_validate (value, -1, NULL))
    return FALSE;
  if (g_ascii_strncasecmp (value, "Bearer ", strlen ("Bearer ")) == 0)
    {
      set_text (self->token, value + strlen ("Bearer "));
      adw_combo_row_set_selected (self->kind, KIND_BEARER);
      return TRUE;
    }
  if (g_ascii_strncasecmp (value, "Basic ", strlen ("Basic ")) == 0)
    {
      g_autofree char *pair = decode_basic (value + strlen ("Basic "));
      char *colon = pair != NULL ? strchr (pair, ':') : NULL;

      if (colon == NULL)
        return FALSE;
      *colon = '\0';
      set_text (self->name, pair);
      set_text (self->password, colon + 1);
      adw_combo_row_set_selected (self->kind, KIND_BASIC);
      return TRUE;
    }

  return FALSE;
}

void
weir_authorization_group_take_token_from (WeirAuthorizationGroup *self, AdwPreferencesRow *row)
{
  g_autofree char *title = NULL;

  g_return_if_fail (WEIR_IS_AUTHORIZATION_GROUP (self));
  g_return_if_fail (GTK_IS_EDITABLE (row));

  /* Translators: %s is a shell variable such as $OPENAI_API_KEY */
  title = g_strdup_printf (_ ("Token (%s)"), adw_preferences_row_get_title (row));
  adw_preferences_row_set_use_markup (self->token, FALSE);
  adw_preferences_row_set_title (self->token, title);
  g_object_bind_property (row, "text", self->token, "text", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  adw_combo_row_set_selected (self->kind, KIND_BEARER);
  self->is_bound = TRUE;
}

char *
weir_authorization_group_dup_plain (WeirAuthorizationGroup *self)
{
  g_autofree char *token = NULL;

  g_return_val_if_fail (WEIR_IS_AUTHORIZATION_GROUP (self), NULL);

  switch (get_kind (self))
    {
    case KIND_BEARER:
      token = g_strstrip (g_strdup (get_text (self->token)));
      return g_strconcat ("Bearer ", token, NULL);
    case KIND_BASIC:
      return g_strconcat ("Basic ", get_text (self->name), ":", get_text (self->password), NULL);
    case KIND_NONE:
    default:
      return NULL;
    }
}

char *
weir_authorization_encode (const char *plain)
{
  g_autofree char *encoded = NULL;

  if (!g_str_has_prefix (plain, "Basic "))
    return g_strdup (plain);
  plain += strlen ("Basic ");
  encoded = g_base64_encode ((const guchar *) plain, strlen (plain));

  return g_strconcat ("Basic ", encoded, NULL);
}

gboolean
weir_authorization_group_check (WeirAuthorizationGroup *self, GError **error)
{
  const char *problem = NULL;

  g_return_val_if_fail (WEIR_IS_AUTHORIZATION_GROUP (self), FALSE);

  if (!self->is_bound && get_kind (self) == KIND_BEARER && get_text (self->token)[strspn (get_text (self->token), " \t")] == '\0')
    problem = _ ("The token is missing");
  weir_field_mark (GTK_WIDGET (self->token), problem);
  if (problem == NULL)
    {
      problem = get_kind (self) == KIND_BASIC && strchr (get_text (self->name), ':') != NULL ? _ ("A name cannot hold a colon") : NULL;
      weir_field_mark (GTK_WIDGET (self->name), problem);
    }
  if (problem != NULL)
    g_set_error_literal (error, WEIR_NET_ERROR, WEIR_NET_ERROR_HEADER, problem);

  return problem == NULL;
}

gboolean
weir_authorization_group_get_remember (WeirAuthorizationGroup *self)
{
  g_return_val_if_fail (WEIR_IS_AUTHORIZATION_GROUP (self), FALSE);

  return offers_remembering (self) && gtk_switch_get_active (self->remember);
}

void
weir_authorization_group_set_remember (WeirAuthorizationGroup *self, gboolean available, gboolean remember)
{
  g_return_if_fail (WEIR_IS_AUTHORIZATION_GROUP (self));

  self->can_remember = available;
  gtk_switch_set_active (self->remember, remember);
  show_kind (self);
}

void
weir_authorization_group_set_has_others (WeirAuthorizationGroup *self, gboolean has_others)
{
  g_return_if_fail (WEIR_IS_AUTHORIZATION_GROUP (self));

  self->has_others = has_others;
  show_kind (self);
}

static void
weir_authorization_group_class_init (WeirAuthorizationGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", WEIR_TYPE_AUTHORIZATION_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/connect/weir-authorization-group.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirAuthorizationGroup, kind);
  gtk_widget_class_bind_template_child (widget_class, WeirAuthorizationGroup, token);
  gtk_widget_class_bind_template_child (widget_class, WeirAuthorizationGroup, name);
  gtk_widget_class_bind_template_child (widget_class, WeirAuthorizationGroup, password);
  gtk_widget_class_bind_template_child (widget_class, WeirAuthorizationGroup, remember_row);
  gtk_widget_class_bind_template_child (widget_class, WeirAuthorizationGroup, remember);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
weir_authorization_group_init (WeirAuthorizationGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_kind (self);
}
