/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-detail-http.h"

#include "weir-detail.h"
#include "weir-fact-grid.h"
#include "weir-pane-layout.h"
#include "weir-time-bar.h"
#include "weir-words.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Headers of one head that are shown: more make the view slow and nobody reads them; all of them are copied. */
#define MOST_HEADERS 100u

struct _WeirDetailHttp
{
  AdwBin parent_instance;

  GtkStack *stack;
  WeirFactGrid *facts;

  WeirExchange *exchange; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WeirDetailHttp, weir_detail_http, ADW_TYPE_BIN)

static void
add (WeirDetailHttp *self, const char *name, const char *value)
{
  if (value != NULL && value[0] != '\0')
    weir_fact_grid_add (self->facts, weir_span_from_string (name), weir_span_from_string (value), FALSE);
}

static void
add_headers (WeirDetailHttp *self, const GPtrArray *headers)
{
  for (guint i = 0; i < MIN (headers->len, MOST_HEADERS); i++)
    {
      const WeirExchangeHeader *header = g_ptr_array_index (headers, i);

      weir_fact_grid_add (self->facts, weir_span_from_string (header->name), weir_span_from_string (header->value), FALSE);
    }
  if (headers->len > MOST_HEADERS)
    {
      const guint n = headers->len - MOST_HEADERS;
      g_autofree char *text = g_strdup_printf (ngettext ("%u more header, which is copied with the others",
                                                         "%u more headers, which are copied with the others", n),
                                               n);

      add (self, "…", text);
    }
}

static void
add_request (WeirDetailHttp *self, const WeirExchange *exchange)
{
  if (exchange->url == NULL)
    return;
  weir_fact_grid_add_heading (self->facts, _ ("Request"));
  /* Translators: of an HTTP request: GET, POST … */
  add (self, _ ("Method"), exchange->method);
  add (self, _ ("Address"), exchange->url);
  add_headers (self, exchange->request_headers);
  if (exchange->request_body != NULL)
    weir_fact_grid_add (self->facts, weir_span_from_string (_ ("Body")), weir_detail_span (exchange->request_body), TRUE);
}

static void
add_hops (WeirDetailHttp *self, const WeirExchange *exchange)
{
  if (exchange->hops->len > 0)
    weir_fact_grid_add_heading (self->facts, _ ("Redirects"));
  for (guint i = 0; i < exchange->hops->len; i++)
    {
      const WeirExchangeHop *hop = g_ptr_array_index (exchange->hops, i);
      g_autofree char *status = g_strdup_printf ("%u", hop->status);

      add (self, status, hop->url);
    }
}

static void
add_response (WeirDetailHttp *self, const WeirExchange *exchange)
{
  g_autofree char *status = NULL;

  if (!exchange->has_head)
    return;
  weir_fact_grid_add_heading (self->facts, _ ("Response"));
  status = g_strdup_printf ("%u %s", exchange->status, exchange->phrase != NULL ? exchange->phrase : "");
  /* Translators: of an HTTP response: 200 OK … */
  add (self, _ ("Status"), exchange->status > 0 ? status : NULL);
  add_headers (self, exchange->response_headers);
}

static void
add_connection (WeirDetailHttp *self, const WeirExchange *exchange)
{
  g_autofree char *number = exchange->number > 0 ? g_strdup_printf ("%" PRIu64, exchange->number) : NULL;

  weir_fact_grid_add_heading (self->facts, _ ("Connection"));
  add (self, _ ("Attempt"), number);
  add (self, "HTTP", exchange->http);
  add (self, _ ("Remote address"), exchange->remote);
  add (self, "TLS", exchange->tls);
  add (self, _ ("Cipher"), exchange->cipher);
  if (exchange->compressed)
    add (self, _ ("Compression"), _ ("a content coding was taken off"));
}

typedef struct
{
  const char *name;
  gint64 duration_us;
} Step;

static void
add_timings (WeirDetailHttp *self, const WeirExchange *exchange)
{
  const gboolean has_first = exchange->first_event_us >= 0 && exchange->head_us >= 0;
  const Step steps[] = {
    { _ ("Host name"), exchange->timing.dns_us },
    { _ ("Connect"), exchange->timing.connect_us },
    { "TLS", exchange->timing.tls_us },
    { _ ("Response head"), exchange->timing.head_us },
    { _ ("First event"), has_first ? exchange->first_event_us - exchange->head_us : -1 },
  };
  gint64 total_us = 0, at_us = 0;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    total_us += MAX (0, steps[i].duration_us);
  if (total_us == 0)
    return;
  weir_fact_grid_add_heading (self->facts, _ ("Times"));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *words = NULL;

      if (steps[i].duration_us < 0)
        continue;
      words = weir_words_duration (steps[i].duration_us);
      weir_fact_grid_add_widget (self->facts, steps[i].name,
                                 weir_time_bar_new ((double) at_us / (double) total_us,
                                                    (double) (at_us + steps[i].duration_us) / (double) total_us, words));
      at_us += steps[i].duration_us;
    }
}

void
weir_detail_http_set_exchange (WeirDetailHttp *self, WeirExchange *exchange)
{
  g_return_if_fail (WEIR_IS_DETAIL_HTTP (self));

  if (exchange == self->exchange)
    return;
  g_clear_pointer (&self->exchange, weir_exchange_unref);
  weir_fact_grid_clear (self->facts);
  gtk_stack_set_visible_child_name (self->stack, exchange != NULL ? "facts" : "nothing");
  if (exchange == NULL)
    return;
  self->exchange = weir_exchange_ref (exchange);
  add_request (self, exchange);
  add_hops (self, exchange);
  add_response (self, exchange);
  add_connection (self, exchange);
  add_timings (self, exchange);
}

static void
append_headers (GString *out, const GPtrArray *headers)
{
  for (guint i = 0; i < headers->len; i++)
    {
      const WeirExchangeHeader *header = g_ptr_array_index (headers, i);

      g_string_append_printf (out, "%s: %s\n", header->name, header->value);
    }
}

GBytes *
weir_detail_http_dup_text (WeirDetailHttp *self)
{
  const WeirExchange *exchange = self->exchange;
  GString *out;

  g_return_val_if_fail (WEIR_IS_DETAIL_HTTP (self), NULL);

  if (exchange == NULL)
    return NULL;
  out = g_string_new (NULL);
  if (exchange->url != NULL)
    g_string_append_printf (out, "%s %s\n", exchange->method, exchange->url);
  append_headers (out, exchange->request_headers);
  for (guint i = 0; i < exchange->hops->len; i++)
    {
      const WeirExchangeHop *hop = g_ptr_array_index (exchange->hops, i);

      g_string_append_printf (out, "\n%u → %s\n", hop->status, hop->url);
    }
  if (exchange->has_head)
    g_string_append_printf (out, "\nHTTP/%s %u %s\n", exchange->http != NULL ? exchange->http : "?", exchange->status,
                            exchange->phrase != NULL ? exchange->phrase : "");
  append_headers (out, exchange->response_headers);
  return g_string_free_to_bytes (out);
}

static void
weir_detail_http_dispose (GObject *object)
{
  WeirDetailHttp *self = WEIR_DETAIL_HTTP (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_DETAIL_HTTP);
  g_clear_pointer (&self->exchange, weir_exchange_unref);
  G_OBJECT_CLASS (weir_detail_http_parent_class)->dispose (object);
}

static void
weir_detail_http_class_init (WeirDetailHttpClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_detail_http_dispose;

  g_type_ensure (WEIR_TYPE_FACT_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/detail/weir-detail-http.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirDetailHttp, stack);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailHttp, facts);
}

static void
weir_detail_http_init (WeirDetailHttp *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), weir_pane_layout_new ());
}
