/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-request-dialog-private.h"

#include <glib/gi18n.h>

#include "weir-field-mark.h"
#include "weir-limits.h"
#include "weir-paste.h"
#include "weir-request-check-field.h"
#include "weir-text.h"

/* Nobody tries more often. */
#define MOST_TRIES 1000000

void
weir_request_draft_clear (WeirRequestDraft *self)
{
  g_clear_pointer (&self->headers, g_array_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->strings, g_ptr_array_unref);
}

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* The row of what stands at @text for a value that was given. The longest come first: `$AB` is not `$A`. Returns: (nullable) */
static AdwPreferencesRow *
find_blank (WeirRequestDialog *self, const char *text)
{
  for (guint i = 0; i < self->blanks->len; i++)
    {
      AdwPreferencesRow *row = g_ptr_array_index (self->blanks, i);

      if (g_str_has_prefix (text, adw_preferences_row_get_title (row)))
        return get_text (row)[0] != '\0' ? row : NULL;
    }

  return NULL;
}

/* The text with what the shell would have put in. Lives as long as the draft. */
static const char *
fill_in (WeirRequestDialog *self, WeirRequestDraft *draft, const char *text)
{
  GString *filled = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      AdwPreferencesRow *row = strchr ("$`%", *p) != NULL ? find_blank (self, p) : NULL;

      if (row != NULL)
        {
          g_string_append (filled, get_text (row));
          p += strlen (adw_preferences_row_get_title (row));
        }
      else
        g_string_append_c (filled, *p++);
    }
  g_ptr_array_add (draft->strings, g_string_free (filled, FALSE));

  return g_ptr_array_index (draft->strings, draft->strings->len - 1);
}

/* Marks the field; keeps the first problem. @problem: (nullable) (transfer full) */
static void
judge (gpointer field, GError *problem, GError **first)
{
  weir_field_mark (GTK_WIDGET (field), problem != NULL ? problem->message : NULL);
  if (problem != NULL && *first == NULL)
    *first = problem;
  else
    g_clear_error (&problem);
}

static void
read_head (WeirRequestDialog *self, WeirRequestDraft *draft, GError **first)
{
  static const char *const methods[] = WEIR_REQUEST_DIALOG_METHODS;
  const guint position = adw_combo_row_get_selected (self->method_row);
  GError *problem = NULL;

  if (position < G_N_ELEMENTS (methods))
    draft->options.method = methods[position];
  else
    {
      draft->options.method = get_text (self->method_entry);
      weir_request_check_field_method (draft->options.method, &problem);
    }
  judge (self->method_entry, problem, first);

  problem = NULL;
  draft->options.url = weir_paste_dup_field_url (fill_in (self, draft, get_text (self->url_row)));
  g_ptr_array_add (draft->strings, (char *) draft->options.url);
  weir_request_check_field_url (draft->options.url, &problem);
  judge (self->url_row, problem, first);
}

static gboolean
has_header (const GArray *headers, const char *name)
{
  for (guint i = 0; i < headers->len; i++)
    if (g_ascii_strcasecmp (g_array_index (headers, WeirHeader, i).name, name) == 0)
      return TRUE;

  return FALSE;
}

/* A header that has a field of its own. @value: (nullable) */
static void
add_header (WeirRequestDraft *draft, const char *name, const char *value, GError **first)
{
  const WeirHeader header = { name, value };

  if (value == NULL || value[0] == '\0')
    return;
  if (!has_header (draft->headers, name))
    g_array_append_val (draft->headers, header);
  else if (*first == NULL)
    *first =
        g_error_new (WEIR_NET_ERROR, WEIR_NET_ERROR_HEADER, _ ("%s stands among the headers and has a value in its own field, too"), name);
}

static void
read_headers (WeirRequestDialog *self, WeirRequestDraft *draft, GError **first)
{
  g_autofree char *plain = weir_authorization_group_dup_plain (self->authorization);

  if (*first == NULL)
    weir_headers_group_check (self->headers, first);
  else
    weir_headers_group_check (self->headers, NULL);
  weir_headers_group_collect (self->headers, draft->headers);
  for (guint i = 0; i < draft->headers->len; i++)
    {
      WeirHeader *header = &g_array_index (draft->headers, WeirHeader, i);

      header->value = fill_in (self, draft, header->value);
    }
  add_header (draft, "Content-Type", weir_body_group_get_content_type (self->body), first);
  if (plain != NULL)
    {
      char *authorization = weir_authorization_encode (fill_in (self, draft, plain));

      g_ptr_array_add (draft->strings, authorization);
      add_header (draft, "Authorization", authorization, first);
    }
  draft->options.headers = (const WeirHeader *) (gpointer) draft->headers->data;
  draft->options.n_headers = draft->headers->len;
}

static void
read_body (WeirRequestDialog *self, WeirRequestDraft *draft, GError **first)
{
  gsize n_bytes;
  const char *bytes;

  weir_body_group_check (self->body, *first == NULL ? first : NULL);
  draft->body = weir_body_group_dup_body (self->body);
  draft->options.body = draft->body;
  if (draft->body == NULL || self->blanks->len == 0)
    return;
  bytes = g_bytes_get_data (draft->body, &n_bytes);
  /* A zero byte came from $'…', where a shell puts nothing in. */
  if (n_bytes > 0 && memchr (bytes, '\0', n_bytes) == NULL)
    {
      g_autofree char *text = g_strndup (bytes, n_bytes);
      const char *filled = fill_in (self, draft, text);

      g_bytes_unref (draft->body);
      draft->body = g_bytes_new (filled, strlen (filled));
      draft->options.body = draft->body;
    }
}

static gint64
read_duration (AdwEntryRow *row, gint64 blank_us, GError **first)
{
  GError *problem = NULL;
  gint64 duration_us = blank_us;

  weir_request_read_duration (get_text (row), blank_us, &duration_us, &problem);
  judge (row, problem, first);

  return duration_us;
}

static void
read_times (WeirRequestDialog *self, WeirRequestDraft *draft, GError **first)
{
  g_autofree char *tries = g_strstrip (g_strdup (get_text (self->tries_row)));
  GError *problem = NULL;
  gint64 n_tries = 0;

  draft->options.reconnection_time_us = read_duration (self->reconnection_row, WEIR_DEFAULT_RECONNECTION_TIME_US, first);
  if (tries[0] != '\0' && !g_ascii_string_to_signed (tries, 10, 1, MOST_TRIES, &n_tries, NULL))
    problem = g_error_new (WEIR_NET_ERROR, WEIR_NET_ERROR_LIMIT, _ ("The tries must be a number from 1, or be left empty"));
  judge (self->tries_row, problem, first);
  draft->options.max_retries = (int) n_tries - 1;
  draft->options.connect_timeout_us = read_duration (self->connect_row, 0, first);
  draft->options.head_timeout_us = read_duration (self->head_row, 0, first);
  draft->options.silence_timeout_us = read_duration (self->silence_row, 0, first);
}

static void
read_connection (WeirRequestDialog *self, WeirRequestDraft *draft, GError **first)
{
  GError *problem = NULL;

  draft->options.policy = (int) adw_combo_row_get_selected (self->policy_row);
  draft->options.last_event_id = get_text (self->event_id_row);
  weir_request_check_field_event_id (draft->options.last_event_id, &problem);
  judge (self->event_id_row, problem, first);
  read_times (self, draft, first);
  draft->options.any_type = gtk_switch_get_active (self->any_type);
  draft->options.decompress = gtk_switch_get_active (self->decompress);
  draft->options.http2 = gtk_switch_get_active (self->http2);
}

static void
read_network (WeirRequestDialog *self, WeirRequestDraft *draft, GError **first)
{
  const guint proxy = adw_combo_row_get_selected (self->proxy_row);
  GError *problem = NULL;

  /* It is read when it is chosen, not at each change of another field. */
  if (self->ca_problem != NULL)
    problem = g_error_new_literal (WEIR_NET_ERROR, WEIR_NET_ERROR_FILE, self->ca_problem);
  judge (self->ca_row, problem, first);
  draft->options.ca_file = weir_file_row_get_path (self->ca_row);
  draft->options.insecure = gtk_switch_get_active (self->insecure);

  problem = NULL;
  if (self->cert_problem != NULL)
    problem = g_error_new_literal (WEIR_NET_ERROR, WEIR_NET_ERROR_FILE, self->cert_problem);
  judge (self->cert_row, problem, first);
  draft->options.cert_file = weir_file_row_get_path (self->cert_row);
  draft->options.key_file = weir_file_row_get_path (self->key_row);

  problem = NULL;
  if (proxy == WEIR_PROXY_NONE)
    draft->options.proxy = "";
  else if (proxy == WEIR_PROXY_OTHER)
    {
      draft->options.proxy = fill_in (self, draft, get_text (self->proxy_entry));
      if (draft->options.proxy[0] == '\0')
        problem = g_error_new_literal (WEIR_NET_ERROR, WEIR_NET_ERROR_URL, _ ("The proxy's URL is missing"));
      else
        weir_request_check_field_proxy (draft->options.proxy, &problem);
    }
  judge (self->proxy_entry, problem, first);
}

/* Returns: (nullable): one that has no value yet */
static const char *
find_missing (WeirRequestDialog *self)
{
  for (guint i = 0; i < self->blanks->len; i++)
    {
      AdwPreferencesRow *row = g_ptr_array_index (self->blanks, i);

      if (get_text (row)[0] == '\0')
        return adw_preferences_row_get_title (row);
    }

  return NULL;
}

gboolean
weir_request_dialog_read (WeirRequestDialog *self, WeirRequestDraft *draft, gboolean *is_missing, GError **error)
{
  GError *first = NULL;
  const char *missing = find_missing (self);

  draft->options = (WeirRequestOptions) WEIR_REQUEST_OPTIONS_INIT;
  draft->headers = g_array_new (FALSE, FALSE, sizeof (WeirHeader));
  draft->strings = g_ptr_array_new_with_free_func (g_free);
  read_head (self, draft, &first);
  read_headers (self, draft, &first);
  read_body (self, draft, &first);
  weir_authorization_group_check (self->authorization, first == NULL ? &first : NULL);
  read_connection (self, draft, &first);
  read_network (self, draft, &first);
  *is_missing = missing != NULL;
  /* A URL with a variable in it is wrong as long as that is empty. */
  if (missing != NULL)
    {
      g_autoptr (GString) shown = g_string_new (NULL);

      weir_text_append_row (shown, weir_span_from_string (missing), 60);
      g_clear_error (&first);
      /* Translators: %s is a shell variable such as $TOKEN */
      first = g_error_new (WEIR_NET_ERROR, WEIR_NET_ERROR_HEADER, _ ("Fill in %s"), shown->str);
    }
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, first);

  return FALSE;
}
