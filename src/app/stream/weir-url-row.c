/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-url-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-drop-down.h"
#include "weir-paste.h"
#include "weir-text.h"

struct _WeirUrlRow
{
  GtkBox parent_instance;

  GtkDropDown *method;
  GtkStringList *methods;
  GtkEntry *url;
  GtkStack *more_faces;
  GtkLabel *problem;

  WeirRequest *request;
  gboolean loading; /* what changes now was not typed */
};

enum
{
  CONNECT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirUrlRow, weir_url_row, GTK_TYPE_BOX)

static void
show_problem (WeirUrlRow *self, const char *problem)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  GtkAccessible *entry = GTK_ACCESSIBLE (self->url);

  if (problem != NULL)
    weir_text_append_visible (shown, weir_span (problem, strlen (problem)), WEIR_TEXT_NONE);
  gtk_label_set_text (self->problem, shown->str);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  if (problem != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->url), "error");
      gtk_accessible_update_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, shown->str, -1);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->url), "error");
      gtk_accessible_reset_state (entry, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
}

static const char *
get_method (WeirUrlRow *self)
{
  return gtk_string_list_get_string (self->methods, gtk_drop_down_get_selected (self->method));
}

static gboolean
is_edited (WeirUrlRow *self)
{
  const WeirRequestOptions *options = self->request != NULL ? weir_request_get_options (self->request) : NULL;

  return options != NULL && (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->url)), options->url) ||
                             g_strcmp0 (get_method (self), options->method) != 0);
}

/* What is shown is not what is watched: the icon says so, and that Enter makes it so. */
static void
on_edited (WeirUrlRow *self)
{
  if (self->loading)
    return;

  show_problem (self, NULL);
  gtk_entry_set_icon_from_icon_name (self->url, GTK_ENTRY_ICON_SECONDARY, is_edited (self) ? "adw-entry-apply-symbolic" : NULL);
}

static WeirRequest *
make_request (WeirUrlRow *self, GError **error)
{
  WeirRequestOptions options = *weir_request_get_options (self->request);
  const char *method = get_method (self);
  g_autofree char *url = weir_paste_dup_field_url (gtk_editable_get_text (GTK_EDITABLE (self->url)));

  options.url = url;
  /* What is sent twice or not depends on the method, unless it was chosen. */
  if (g_strcmp0 (method, options.method) != 0)
    options.policy = -1;
  options.method = method;

  return weir_request_new (&options, error);
}

static void
ask (WeirUrlRow *self)
{
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  if (self->request == NULL)
    return;

  request = make_request (self, &error);
  if (request == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  weir_url_row_set_request (self, request);
  g_signal_emit (self, signals[CONNECT], 0);
}

/* Returns: its position; a method that is not there is added */
static guint
find_method (WeirUrlRow *self, const char *method)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->methods));

  for (guint i = 0; i < n; i++)
    if (g_str_equal (gtk_string_list_get_string (self->methods, i), method))
      return i;
  gtk_string_list_append (self->methods, method);

  return n;
}

void
weir_url_row_set_request (WeirUrlRow *self, WeirRequest *request)
{
  const WeirRequestOptions *options;

  g_return_if_fail (WEIR_IS_URL_ROW (self));
  g_return_if_fail (request != NULL);

  weir_request_ref (request);
  g_clear_pointer (&self->request, weir_request_unref);
  self->request = request;
  options = weir_request_get_options (request);
  self->loading = TRUE;
  gtk_drop_down_set_selected (self->method, find_method (self, options->method));
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->url)), options->url))
    gtk_editable_set_text (GTK_EDITABLE (self->url), options->url);
  self->loading = FALSE;
  on_edited (self);
}

WeirRequest *
weir_url_row_get_request (WeirUrlRow *self)
{
  g_return_val_if_fail (WEIR_IS_URL_ROW (self), NULL);

  return self->request;
}

void
weir_url_row_set_narrow (WeirUrlRow *self, gboolean narrow)
{
  g_return_if_fail (WEIR_IS_URL_ROW (self));

  gtk_stack_set_visible_child_name (self->more_faces, narrow ? "narrow" : "wide");
}

void
weir_url_row_grab_focus (WeirUrlRow *self)
{
  g_return_if_fail (WEIR_IS_URL_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->url));
}

static void
weir_url_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_URL_ROW);
  g_clear_pointer (&WEIR_URL_ROW (object)->request, weir_request_unref);
  G_OBJECT_CLASS (weir_url_row_parent_class)->dispose (object);
}

static void
weir_url_row_class_init (WeirUrlRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_url_row_dispose;
  signals[CONNECT] = g_signal_new ("connect", WEIR_TYPE_URL_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/stream/weir-url-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirUrlRow, method);
  gtk_widget_class_bind_template_child (widget_class, WeirUrlRow, methods);
  gtk_widget_class_bind_template_child (widget_class, WeirUrlRow, url);
  gtk_widget_class_bind_template_child (widget_class, WeirUrlRow, more_faces);
  gtk_widget_class_bind_template_child (widget_class, WeirUrlRow, problem);
  gtk_widget_class_bind_template_callback (widget_class, ask);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
}

static void
weir_url_row_init (WeirUrlRow *self)
{
  static const char *const common[] = { "GET", "POST", "PUT", "PATCH", "DELETE", NULL };

  self->loading = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_splice (self->methods, 0, 0, common);
  self->loading = FALSE;
  weir_drop_down_set_label (self->method, _ ("Method"));
}

GtkWidget *
weir_url_row_new (void)
{
  return g_object_new (WEIR_TYPE_URL_ROW, NULL);
}
