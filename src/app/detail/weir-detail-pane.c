/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-detail-pane-private.h"

#include "weir-busy.h"
#include "weir-detail-asker.h"
#include "weir-detail-bytes.h"
#include "weir-detail-data.h"
#include "weir-detail-export.h"
#include "weir-detail-http.h"
#include "weir-detail-loader.h"
#include "weir-detail-modes.h"
#include "weir-detail-note.h"
#include "weir-detail-page.h"
#include "weir-wrap.h"

#include <glib/gi18n.h>
#include <inttypes.h>

struct _WeirDetailPane
{
  AdwBin parent_instance;

  GtkLabel *info;
  GtkWidget *modes;
  WeirDetailNote *note;
  GtkStack *outer;
  GtkLabel *message;
  GtkStack *views;
  WeirDetailData *data;
  WeirDetailBytes *bytes;
  WeirDetailPage *page;
  WeirDetailHttp *http;

  WeirEvent *event;     /* (nullable) */
  WeirDetail *detail;   /* (nullable): not read yet */
  gboolean is_answered; /* page and http show the row */
  WeirDetailLoader *loader;
  WeirDetailAsker *asker;
  gsize n_inline;
};

G_DEFINE_FINAL_TYPE (WeirDetailPane, weir_detail_pane, ADW_TYPE_BIN)

enum
{
  PROP_VIEW = 1,
  PROP_MODE,
  N_PROPS
};

enum
{
  CLOSE,
  FILTER,
  SHOW_ROW,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_shown (WeirDetailPane *self, const char *view)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->views), view) == 0;
}

/* The buttons are of use where there are modes to choose from. */
static void
update_modes (WeirDetailPane *self)
{
  gtk_widget_set_visible (self->modes,
                          self->detail != NULL && is_shown (self, "data") && weir_detail_data_allows (self->data, WEIR_DETAIL_PLAIN_MODE));
}

static void
on_mode_chosen (WeirDetailPane *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODE]);
}

static void
on_answered (WeirExchange *exchange, WeirPageView *view, gpointer user_data)
{
  WeirDetailPane *self = user_data;

  weir_detail_http_set_exchange (self->http, exchange);
  weir_detail_page_take_view (self->page, view);
  self->is_answered = TRUE;
}

/* Fills the view that is seen; the others when it is their turn. */
static void
update_view (WeirDetailPane *self)
{
  if (self->detail == NULL)
    return;
  if (is_shown (self, "data"))
    {
      g_autofree char *life = self->detail->text == NULL ? weir_event_dup_detail (self->event) : NULL;

      self->n_inline += weir_detail_data_set_detail (self->data, self->detail, life);
    }
  else if (is_shown (self, "bytes"))
    self->n_inline += weir_detail_bytes_set_detail (self->bytes, self->detail);
  else if (!self->is_answered)
    self->n_inline += weir_detail_asker_ask (self->asker, self->detail);
  update_modes (self);
}

static void
on_view_changed (WeirDetailPane *self)
{
  update_view (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
show_message (WeirDetailPane *self, const char *message)
{
  gtk_label_set_text (self->message, message);
  gtk_stack_set_visible_child_name (self->outer, "message");
  gtk_widget_set_visible (self->modes, FALSE);
}

static void
update_actions (WeirDetailPane *self)
{
  const gboolean has_text = self->detail != NULL && self->detail->problem == NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "detail.copy", has_text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "detail.save", has_text);
}

static void
on_loaded (WeirDetail *detail, gpointer user_data)
{
  WeirDetailPane *self = user_data;

  self->detail = detail;
  update_actions (self);
  if (self->detail->problem != NULL)
    {
      show_message (self, self->detail->problem);
      return;
    }
  update_view (self);
  gtk_stack_set_visible_child_name (self->outer, "views");
}

static void
on_slow (gpointer user_data)
{
  gtk_stack_set_visible_child_name (WEIR_DETAIL_PANE (user_data)->outer, "busy");
}

static void
update_info (WeirDetailPane *self)
{
  g_autoptr (GString) info = g_string_new (NULL);

  if (self->event != NULL)
    {
      const gsize size = weir_event_get_size (self->event);
      const char *name = weir_event_get_name (self->event);

      g_string_append_printf (info, "%" PRIu64, weir_event_get_number (self->event) + 1);
      if (name != NULL)
        g_string_append_printf (info, " · %s", name);
      if (size > 0)
        {
          g_autofree char *text = g_format_size (size);

          g_string_append_printf (info, " · %s", text);
        }
    }
  gtk_label_set_text (self->info, info->str);
}

void
weir_detail_pane_set_event (WeirDetailPane *self, WeirStream *stream, WeirEvent *event)
{
  g_return_if_fail (WEIR_IS_DETAIL_PANE (self));
  g_return_if_fail (event == NULL || WEIR_IS_EVENT (event));

  if (event == self->event)
    return;
  weir_detail_asker_cancel (self->asker);
  g_set_object (&self->event, event);
  g_clear_pointer (&self->detail, weir_detail_unref);
  self->is_answered = FALSE;
  self->n_inline = 0;
  weir_detail_note_set_event (self->note, stream, event);
  update_info (self);
  update_actions (self);
  if (event != NULL)
    {
      self->n_inline += weir_detail_loader_read (self->loader, weir_event_get_recording (event), weir_event_get_number (event));
      return;
    }
  weir_detail_loader_cancel (self->loader);
  weir_detail_data_set_detail (self->data, NULL, NULL);
  weir_detail_bytes_set_detail (self->bytes, NULL);
  weir_detail_http_set_exchange (self->http, NULL);
  weir_detail_page_take_view (self->page, NULL);
  show_message (self, _ ("Select a row to see its details"));
}

gsize
weir_detail_pane_get_n_inline (WeirDetailPane *self)
{
  return self->n_inline;
}

static GBytes *
dup_shown (WeirDetailPane *self)
{
  if (is_shown (self, "data"))
    return weir_detail_data_dup_bytes (self->data);
  if (is_shown (self, "page"))
    return weir_detail_page_dup_text (self->page);
  if (is_shown (self, "http"))
    return weir_detail_http_dup_text (self->http);
  return self->detail != NULL && self->detail->unit != NULL ? g_bytes_ref (self->detail->unit->wire) : NULL;
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GBytes) bytes = dup_shown (WEIR_DETAIL_PANE (widget));

  if (bytes != NULL)
    weir_detail_copy (widget, bytes);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirDetailPane *self = WEIR_DETAIL_PANE (widget);
  g_autoptr (GBytes) bytes = dup_shown (self);
  const WeirDetailMode mode = weir_detail_data_get_shown_mode (self->data);
  const gboolean is_json = is_shown (self, "data") && (mode == WEIR_DETAIL_TREE_MODE || mode == WEIR_DETAIL_PRETTY_MODE);
  g_autofree char *file_name = NULL;

  if (bytes == NULL)
    return;
  file_name = g_strdup_printf ("%s-%" PRIu64 ".%s", gtk_stack_get_visible_child_name (self->views), weir_event_get_number (self->event) + 1,
                               is_json ? "json" : "txt");
  weir_detail_save (widget, bytes, file_name);
}

static void
on_filter (WeirDetailPane *self, const char *text)
{
  g_signal_emit (self, signals[FILTER], 0, text);
}

static void
on_show_row (WeirDetailPane *self, guint64 number)
{
  g_signal_emit (self, signals[SHOW_ROW], 0, number);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSE], 0);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (WEIR_DETAIL_PANE (widget)->views, g_variant_get_string (parameter, NULL));
}

static void
weir_detail_pane_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirDetailPane *self = WEIR_DETAIL_PANE (object);

  switch (prop_id)
    {
    case PROP_VIEW:
      g_value_set_string (value, gtk_stack_get_visible_child_name (self->views));
      break;
    case PROP_MODE:
      g_value_set_string (value, weir_detail_mode_get_nick (weir_detail_data_get_mode (self->data)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_detail_pane_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirDetailPane *self = WEIR_DETAIL_PANE (object);
  const char *name = g_value_get_string (value);

  switch (prop_id)
    {
    case PROP_VIEW:
      if (name != NULL && gtk_stack_get_child_by_name (self->views, name) != NULL)
        gtk_stack_set_visible_child_name (self->views, name);
      break;
    case PROP_MODE:
      if (weir_detail_mode_from_nick (name) == weir_detail_data_get_mode (self->data))
        break;
      weir_detail_data_set_mode (self->data, weir_detail_mode_from_nick (name));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_detail_pane_dispose (GObject *object)
{
  WeirDetailPane *self = WEIR_DETAIL_PANE (object);

  g_clear_pointer (&self->loader, weir_detail_loader_free);
  g_clear_pointer (&self->asker, weir_detail_asker_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_DETAIL_PANE);
  g_clear_object (&self->event);
  g_clear_pointer (&self->detail, weir_detail_unref);
  G_OBJECT_CLASS (weir_detail_pane_parent_class)->dispose (object);
}

static void
weir_detail_pane_class_init (WeirDetailPaneClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = weir_detail_pane_get_property;
  object_class->set_property = weir_detail_pane_set_property;
  object_class->dispose = weir_detail_pane_dispose;
  properties[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, "data", flags);
  properties[PROP_MODE] = g_param_spec_string ("mode", NULL, NULL, "tree", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CLOSE] = g_signal_new ("close", WEIR_TYPE_DETAIL_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FILTER] = g_signal_new ("filter", WEIR_TYPE_DETAIL_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOW_ROW] =
      g_signal_new ("show-row", WEIR_TYPE_DETAIL_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);

  g_type_ensure (WEIR_TYPE_DETAIL_BYTES);
  g_type_ensure (WEIR_TYPE_DETAIL_DATA);
  g_type_ensure (WEIR_TYPE_DETAIL_HTTP);
  g_type_ensure (WEIR_TYPE_DETAIL_MODES);
  g_type_ensure (WEIR_TYPE_DETAIL_NOTE);
  g_type_ensure (WEIR_TYPE_DETAIL_PAGE);
  g_type_ensure (WEIR_TYPE_WRAP);
  g_type_ensure (WEIR_TYPE_BUSY);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/detail/weir-detail-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirDetailPane, info);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailPane, modes);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailPane, note);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailPane, outer);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailPane, message);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailPane, views);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailPane, data);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailPane, bytes);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailPane, page);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailPane, http);
  gtk_widget_class_bind_template_callback (widget_class, on_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_show_row);
  gtk_widget_class_bind_template_callback (widget_class, on_view_changed);
  gtk_widget_class_bind_template_callback (widget_class, update_modes);

  gtk_widget_class_install_action (widget_class, "detail.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "detail.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "detail.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "detail.show", "s", show_action);
}

static void
weir_detail_pane_init (WeirDetailPane *self)
{
  self->loader = weir_detail_loader_new (on_loaded, on_slow, self);
  self->asker = weir_detail_asker_new (on_answered, self);
  gtk_widget_init_template (GTK_WIDGET (self));
  show_message (self, _ ("Select a row to see its details"));
  update_actions (self);
}

GtkWidget *
weir_detail_pane_new (void)
{
  return g_object_new (WEIR_TYPE_DETAIL_PANE, NULL);
}
