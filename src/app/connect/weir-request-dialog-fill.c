/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-request-dialog-private.h"

#include <glib/gi18n.h>

#include "weir-directive.h"
#include "weir-limits.h"
#include "weir-redact.h"
#include "weir-utf8.h"

static void
set_text (gpointer row, const char *bytes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  weir_utf8_append (text, bytes != NULL ? bytes : "", bytes != NULL ? strlen (bytes) : 0);
  gtk_editable_set_text (GTK_EDITABLE (row), text->str);
}

static void
set_duration (AdwEntryRow *row, gint64 duration_us)
{
  g_autofree char *text = duration_us > 0 ? weir_duration_format (duration_us) : g_strdup ("");

  set_text (row, text);
}

static void
fill_method (WeirRequestDialog *self, const char *method)
{
  static const char *const methods[] = WEIR_REQUEST_DIALOG_METHODS;
  guint position = 0;

  while (position < G_N_ELEMENTS (methods) && strcmp (method, methods[position]) != 0)
    position++;
  adw_combo_row_set_selected (self->method_row, position);
  set_text (self->method_entry, position == G_N_ELEMENTS (methods) ? method : "");
}

/* The headers that have a place of their own go there. */
static void
fill_headers (WeirRequestDialog *self, const WeirRequestOptions *options)
{
  const char *type = NULL;
  const char *event_id = options->last_event_id;

  for (gsize i = 0; i < options->n_headers; i++)
    {
      const WeirHeader *header = &options->headers[i];

      if (g_ascii_strcasecmp (header->name, "Content-Type") == 0 && type == NULL)
        type = header->value;
      else if (g_ascii_strcasecmp (header->name, "Last-Event-ID") == 0 && (event_id == NULL || event_id[0] == '\0'))
        event_id = header->value;
      else if (g_ascii_strcasecmp (header->name, "Authorization") != 0 ||
               !weir_authorization_group_take (self->authorization, header->value))
        weir_headers_group_add (self->headers, header);
    }
  weir_body_group_set (self->body, options->body, type);
  set_text (self->event_id_row, event_id);
}

static void
fill_times (WeirRequestDialog *self, const WeirRequestOptions *options)
{
  const gint64 reconnection_us = options->reconnection_time_us == -1 ? WEIR_DEFAULT_RECONNECTION_TIME_US : options->reconnection_time_us;
  const gint64 connect_us = options->connect_timeout_us == -1 ? WEIR_DEFAULT_CONNECT_TIMEOUT_US : options->connect_timeout_us;
  g_autofree char *tries = options->max_retries >= 0 ? g_strdup_printf ("%d", options->max_retries + 1) : g_strdup ("");
  g_autofree char *reconnection = weir_duration_format (reconnection_us);

  set_text (self->reconnection_row, reconnection);
  set_text (self->tries_row, tries);
  set_duration (self->connect_row, connect_us);
  set_duration (self->head_row, options->head_timeout_us);
  set_duration (self->silence_row, options->silence_timeout_us);
  /* What is not as always is to be seen. */
  if (reconnection_us != WEIR_DEFAULT_RECONNECTION_TIME_US || connect_us != WEIR_DEFAULT_CONNECT_TIMEOUT_US || options->max_retries >= 0 ||
      options->head_timeout_us > 0 || options->silence_timeout_us > 0)
    adw_expander_row_set_expanded (self->times_row, TRUE);
}

static void
fill_network (WeirRequestDialog *self, const WeirRequestOptions *options)
{
  guint proxy = WEIR_PROXY_OF_SYSTEM;

  if (options->proxy != NULL)
    proxy = options->proxy[0] == '\0' ? WEIR_PROXY_NONE : WEIR_PROXY_OTHER;
  gtk_switch_set_active (self->any_type, options->any_type);
  gtk_switch_set_active (self->decompress, options->decompress);
  gtk_switch_set_active (self->http2, options->http2);
  gtk_switch_set_active (self->insecure, options->insecure);
  weir_file_row_set_path (self->ca_row, options->ca_file);
  weir_file_row_set_path (self->cert_row, options->cert_file);
  weir_file_row_set_path (self->key_row, options->cert_file != NULL ? options->key_file : NULL);
  adw_combo_row_set_selected (self->proxy_row, proxy);
  set_text (self->proxy_entry, options->proxy);
  if (options->any_type || options->decompress || options->http2)
    adw_expander_row_set_expanded (self->answer_row, TRUE);
  if (options->insecure || options->ca_file != NULL || options->cert_file != NULL || options->proxy != NULL)
    adw_expander_row_set_expanded (self->network_row, TRUE);
}

void
weir_request_dialog_fill (WeirRequestDialog *self, const WeirRequestOptions *options)
{
  /* When all of it is right: with the URL's name and password as an Authorization header. */
  g_autoptr (WeirRequest) request = weir_request_new (options, NULL);
  const WeirRequestOptions *used = request != NULL ? weir_request_get_options (request) : options;
  const char *method = used->method != NULL ? used->method : used->body != NULL ? "POST" : "GET";
  const int usual = strcmp (method, "GET") == 0 ? WEIR_POLICY_BROWSER : WEIR_POLICY_ONCE;
  const int policy = used->policy != -1 ? used->policy : usual;

  self->policy_is_chosen = policy != usual;
  fill_method (self, method);
  set_text (self->url_row, used->url);
  fill_headers (self, used);
  adw_combo_row_set_selected (self->policy_row, (guint) policy);
  fill_times (self, used);
  fill_network (self, used);
}

static void
add_note (WeirRequestDialog *self, const char *note)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), note);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "weir-note");
  adw_preferences_group_add (self->notes_group, row);
}

static void
on_blank_changed (WeirRequestDialog *self)
{
  g_signal_emit_by_name (self->headers, "changed");
}

/* @blank: such as `$TOKEN` or `${TOKEN}` */
static AdwPreferencesRow *
add_blank (WeirRequestDialog *self, const char *blank)
{
  g_autofree char *name = g_strndup (blank + strspn (blank, "${%"), strcspn (blank + strspn (blank, "${%"), "}%"));
  GtkWidget *row = weir_redact_is_secret_name (name) ? adw_password_entry_row_new () : adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), blank);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_blank_changed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->blanks_group, row);
  g_ptr_array_add (self->blanks, row);

  return ADW_PREFERENCES_ROW (row);
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const char *one = adw_preferences_row_get_title (*(AdwPreferencesRow *const *) a);
  const char *other = adw_preferences_row_get_title (*(AdwPreferencesRow *const *) b);

  return (int) strlen (other) - (int) strlen (one);
}

/* Whether the command says `Authorization: Bearer $TOKEN`: that one has a field already. */
static gboolean
is_token (const WeirCurl *curl, const char *blank)
{
  for (guint i = 0; i < curl->headers->len; i++)
    {
      const WeirHeader *header = &g_array_index (curl->headers, WeirHeader, i);

      if (g_ascii_strcasecmp (header->name, "Authorization") == 0 &&
          g_ascii_strncasecmp (header->value, "Bearer ", strlen ("Bearer ")) == 0 &&
          strcmp (header->value + strlen ("Bearer "), blank) == 0)
        return TRUE;
    }

  return g_strcmp0 (curl->bearer, blank) == 0;
}

void
weir_request_dialog_fill_notes (WeirRequestDialog *self, const WeirCurl *curl)
{
  for (guint i = 0; i < curl->ignored->len; i++)
    add_note (self, g_ptr_array_index (curl->ignored, i));
  for (guint i = 0; i < curl->blanks->len; i++)
    {
      const char *blank = g_ptr_array_index (curl->blanks, i);

      AdwPreferencesRow *row = add_blank (self, blank);

      if (is_token (curl, blank))
        weir_authorization_group_take_token_from (self->authorization, row);
    }
  g_ptr_array_sort (self->blanks, compare_lengths);
  gtk_widget_set_visible (GTK_WIDGET (self->notes_group), curl->ignored->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->blanks_group), self->blanks->len > 0);
}

void
weir_request_dialog_show_missing (WeirRequestDialog *self, const char *const *names, const char *why)
{
  g_return_if_fail (WEIR_IS_REQUEST_DIALOG (self));
  g_return_if_fail (names != NULL);

  if (names[0] == NULL)
    return;
  adw_preferences_group_set_title (self->notes_group, _ ("Not remembered"));
  if (why == NULL)
    why = _ ("What opens doors is not written down. Fill it in again, or go without it.");
  adw_preferences_group_set_description (self->notes_group, why);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      const WeirHeader header = { names[i], "" };

      add_note (self, names[i]);
      /* Most are of this kind; the choice stays. */
      if (g_ascii_strcasecmp (names[i], "Authorization") == 0)
        weir_authorization_group_take (self->authorization, "Bearer ");
      else if (weir_redact_is_secret_header (names[i]) && names[i][0] != '?')
        weir_headers_group_add (self->headers, &header);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->notes_group), TRUE);
}
