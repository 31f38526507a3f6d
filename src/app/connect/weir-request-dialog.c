/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-request-dialog-private.h"

#include <glib/gi18n.h>

#include "weir-redact.h"
#include "weir-request-check-field.h"
#include "weir-request-text.h"
#include "weir-text.h"
#include "weir-toasts.h"

/* Of a command that is shown: a label lays out all of it. */
#define SHOWN_BYTES (16u * 1024)

G_DEFINE_FINAL_TYPE (WeirRequestDialog, weir_request_dialog, ADW_TYPE_WINDOW)

enum
{
  ACCEPTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_problem (WeirRequestDialog *self, const GError *problem, gboolean is_missing)
{
  if (problem != NULL)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      weir_text_append_visible (text, weir_span_from_string (problem->message), WEIR_TEXT_NONE);
      gtk_label_set_text (self->problem, text->str);
    }
  if (is_missing)
    gtk_widget_remove_css_class (GTK_WIDGET (self->problem), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_revealer_set_reveal_child (self->problem_revealer, problem != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept_button), problem == NULL);
}

/* Returns: (transfer full) (nullable): NULL: not as long as something is wrong */
static char *
dup_command (WeirRequestDialog *self)
{
  const WeirRequestTextFlags flags = gtk_switch_get_active (self->secrets) ? WEIR_REQUEST_TEXT_SECRETS : WEIR_REQUEST_TEXT_NONE;
  g_auto (WeirRequestDraft) draft = { 0 };
  g_autoptr (WeirRequest) request = NULL;
  gboolean is_missing;

  if (!weir_request_dialog_read (self, &draft, &is_missing, NULL))
    return NULL;
  request = weir_request_new (&draft.options, NULL);

  return request != NULL ? weir_request_to_curl (request, NULL, flags) : NULL;
}

static void
show_command (WeirRequestDialog *self)
{
  g_autofree char *command = NULL;
  g_autoptr (GString) shown = g_string_new (NULL);

  if (!adw_expander_row_get_expanded (self->command_row))
    return;
  command = dup_command (self);
  if (command == NULL)
    command = g_strdup (_ ("There is none as long as something is wrong or missing."));
  weir_text_append_visible (shown, weir_span (command, MIN (strlen (command), SHOWN_BYTES)), WEIR_TEXT_LINES);
  if (strlen (command) > SHOWN_BYTES)
    g_string_append (shown, "…");
  gtk_label_set_text (self->command, g_strchomp (shown->str));
}

/* Beside the Authorization header, which has its own group. */
static gboolean
has_secrets (const WeirRequestOptions *options)
{
  g_autofree char *plain = weir_redact_url (options->url);

  for (gsize i = 0; i < options->n_headers; i++)
    if (weir_redact_is_secret_header (options->headers[i].name) && options->headers[i].value[0] != '\0')
      return TRUE;

  return strcmp (plain, options->url) != 0;
}

static void
on_changed (WeirRequestDialog *self)
{
  static const char *const methods[] = WEIR_REQUEST_DIALOG_METHODS;
  g_auto (WeirRequestDraft) draft = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean is_missing;

  gtk_widget_set_visible (GTK_WIDGET (self->method_entry), adw_combo_row_get_selected (self->method_row) == G_N_ELEMENTS (methods));
  gtk_widget_set_visible (GTK_WIDGET (self->proxy_entry), adw_combo_row_get_selected (self->proxy_row) == WEIR_PROXY_OTHER);
  if (self->is_filling)
    return;
  weir_request_dialog_read (self, &draft, &is_missing, &error);
  weir_authorization_group_set_has_others (self->authorization, has_secrets (&draft.options));
  show_problem (self, error, is_missing);
  show_command (self);
}

/* A method that is not GET is sent once, unless the person wants it otherwise. */
static void
on_method (WeirRequestDialog *self)
{
  if (!self->is_filling && !self->policy_is_chosen)
    {
      self->is_filling = TRUE;
      adw_combo_row_set_selected (self->policy_row,
                                  adw_combo_row_get_selected (self->method_row) == 0 ? WEIR_POLICY_BROWSER : WEIR_POLICY_ONCE);
      self->is_filling = FALSE;
    }
  on_changed (self);
}

static void
on_policy (WeirRequestDialog *self)
{
  self->policy_is_chosen = self->policy_is_chosen || !self->is_filling;
  on_changed (self);
}

static void
on_ca (WeirRequestDialog *self)
{
  const char *path = weir_file_row_get_path (self->ca_row);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->ca_problem, g_free);
  if (path != NULL && !weir_request_check_field_ca_file (path, &error))
    self->ca_problem = g_strdup (error->message);
  on_changed (self);
}

static void
on_identity (WeirRequestDialog *self)
{
  const char *path = weir_file_row_get_path (self->cert_row);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->cert_problem, g_free);
  if (path != NULL && !weir_request_check_field_identity (path, weir_file_row_get_path (self->key_row), &error))
    self->cert_problem = g_strdup (error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->key_row), path != NULL);
  on_changed (self);
}

static void
on_copy (WeirRequestDialog *self)
{
  g_autofree char *command = dup_command (self);

  if (command == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), command);
  weir_toasts_tell (self->toasts, adw_toast_new (_ ("Copied")));
}

static void
on_accept (WeirRequestDialog *self)
{
  g_auto (WeirRequestDraft) draft = { 0 };
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_missing = FALSE;

  if (weir_request_dialog_read (self, &draft, &is_missing, &error))
    request = weir_request_new (&draft.options, &error);
  if (request == NULL)
    {
      show_problem (self, error, is_missing);
      return;
    }
  g_signal_emit (self, signals[ACCEPTED], 0, request);
  gtk_window_close (GTK_WINDOW (self));
}

void
weir_request_dialog_set_remember (WeirRequestDialog *self, gboolean available, gboolean remember)
{
  g_return_if_fail (WEIR_IS_REQUEST_DIALOG (self));

  weir_authorization_group_set_remember (self->authorization, available, remember);
}

gboolean
weir_request_dialog_get_remember (WeirRequestDialog *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST_DIALOG (self), FALSE);

  return weir_authorization_group_get_remember (self->authorization);
}

static void
weir_request_dialog_finalize (GObject *object)
{
  WeirRequestDialog *self = WEIR_REQUEST_DIALOG (object);

  g_ptr_array_unref (self->blanks);
  g_free (self->ca_problem);
  g_free (self->cert_problem);
  G_OBJECT_CLASS (weir_request_dialog_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, WeirRequestDialog, child)

static void
weir_request_dialog_class_init (WeirRequestDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_request_dialog_finalize;
  signals[ACCEPTED] =
      g_signal_new ("accepted", WEIR_TYPE_REQUEST_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  g_type_ensure (WEIR_TYPE_AUTHORIZATION_GROUP);
  g_type_ensure (WEIR_TYPE_BODY_GROUP);
  g_type_ensure (WEIR_TYPE_FILE_ROW);
  g_type_ensure (WEIR_TYPE_HEADERS_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/connect/weir-request-dialog.ui");
  BIND (accept_button);
  BIND (problem_revealer);
  BIND (problem);
  BIND (toasts);
  BIND (notes_group);
  BIND (blanks_group);
  BIND (method_row);
  BIND (method_entry);
  BIND (url_row);
  BIND (headers);
  BIND (body);
  BIND (authorization);
  BIND (policy_row);
  BIND (event_id_row);
  BIND (times_row);
  BIND (reconnection_row);
  BIND (tries_row);
  BIND (connect_row);
  BIND (head_row);
  BIND (silence_row);
  BIND (answer_row);
  BIND (any_type);
  BIND (decompress);
  BIND (http2);
  BIND (network_row);
  BIND (ca_row);
  BIND (cert_row);
  BIND (key_row);
  BIND (insecure);
  BIND (proxy_row);
  BIND (proxy_entry);
  BIND (command_row);
  BIND (secrets);
  BIND (command);
  gtk_widget_class_bind_template_callback (widget_class, on_accept);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_ca);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_identity);
  gtk_widget_class_bind_template_callback (widget_class, on_method);
  gtk_widget_class_bind_template_callback (widget_class, on_policy);
  gtk_widget_class_bind_template_callback (widget_class, show_command);
}

static void
weir_request_dialog_init (WeirRequestDialog *self)
{
  self->blanks = g_ptr_array_new ();
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static WeirRequestDialog *
dialog_new (GtkWindow *parent, const WeirRequestOptions *options, const WeirCurl *curl, const char *accept_label)
{
  WeirRequestDialog *self = g_object_new (WEIR_TYPE_REQUEST_DIALOG, "transient-for", parent, NULL);

  gtk_button_set_label (self->accept_button, accept_label);
  weir_request_dialog_fill (self, options);
  if (curl != NULL)
    weir_request_dialog_fill_notes (self, curl);
  weir_request_dialog_set_remember (self, FALSE, FALSE);
  self->is_filling = FALSE;
  on_ca (self);
  on_identity (self);
  /* Not where Enter sends: the one that opened this window may still be held down. */
  if (self->blanks->len > 0)
    gtk_widget_child_focus (GTK_WIDGET (self->blanks_group), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->method_row));

  return self;
}

GtkWidget *
weir_request_dialog_new (GtkWindow *parent, const WeirRequestOptions *options, const char *accept_label)
{
  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (options != NULL, NULL);

  return GTK_WIDGET (dialog_new (parent, options, NULL, accept_label != NULL ? accept_label : _ ("Apply")));
}

GtkWidget *
weir_request_dialog_new_for_curl (GtkWindow *parent, const WeirCurl *curl)
{
  g_autoptr (GArray) headers = NULL;
  WeirRequestOptions options;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (curl != NULL, NULL);

  weir_curl_fill_options (curl, &options, &headers);

  return GTK_WIDGET (dialog_new (parent, &options, curl, strcmp (curl->method, "GET") == 0 ? _ ("Watch") : _ ("Send")));
}
