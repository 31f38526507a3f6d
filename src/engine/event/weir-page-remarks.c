/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-page-remarks.h"

#include "weir-media-type.h"
#include "weir-request-head.h"
#include "weir-text.h"

#include <glib/gi18n-lib.h>

/* HTML, "Server-sent events"; Fetch, "CORS check"; Mixed Content. */

/* Of received text inside a sentence. */
#define COLUMNS 80u
/* Headers named in one sentence. */
#define MOST_NAMES 5u

/* Whom an EventSource serves. */
typedef struct
{
  WeirPageView *view;
  const WeirExchange *exchange;
  char *origin;  /* of the address that answered */
  char *allowed; /* Access-Control-Allow-Origin, (nullable) */
  gboolean needs_fetch;
  gboolean fails;
  gboolean leads_away; /* a redirect to another origin */
} Judging;

/* @text: (transfer full) */
static void
add (Judging *self, WeirRemarkKind kind, char *text)
{
  WeirPageRemark *remark = g_new0 (WeirPageRemark, 1);

  remark->kind = kind;
  remark->text = text;
  g_ptr_array_add (self->view->remarks, remark);
}

static char *
dup_visible (const char *text)
{
  GString *out = g_string_new (NULL);

  weir_text_append_row (out, weir_span_from_string (text), COLUMNS);

  return g_string_free (out, FALSE);
}

static void
judge_method (Judging *self)
{
  g_autofree char *method = NULL;

  if (self->exchange->method == NULL || g_str_equal (self->exchange->method, "GET"))
    return;
  method = dup_visible (self->exchange->method);
  self->needs_fetch = TRUE;
  /* Translators: %s is an HTTP method such as POST */
  add (self, WEIR_REMARK_BAD, g_strdup_printf (_ ("EventSource sends GET only; this was %s. A page needs fetch()."), method));
}

/* What a browser sends by itself, or would send in its own words. */
static gboolean
is_sent_by_browsers (const char *name)
{
  static const char *const names[] = { "Accept", "Accept-Encoding", "Accept-Language", "Cache-Control", "Connection", "Cookie",
                                       "Host",   "Last-Event-ID",   "Origin",          "Pragma",        "Referer",    "User-Agent" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;

  return g_ascii_strncasecmp (name, "Sec-", strlen ("Sec-")) == 0;
}

static void
judge_headers (Judging *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *shown = NULL;
  guint n = 0;

  for (guint i = 0; i < self->exchange->request_headers->len; i++)
    {
      const WeirExchangeHeader *header = g_ptr_array_index (self->exchange->request_headers, i);

      if (is_sent_by_browsers (header->name))
        continue;
      n++;
      if (n <= MOST_NAMES)
        g_string_append_printf (names, "%s%s", n > 1 ? ", " : "", header->name);
    }
  if (n == 0)
    return;
  if (n > MOST_NAMES)
    g_string_append (names, ", …");
  shown = dup_visible (names->str);
  self->needs_fetch = TRUE;
  /* Translators: %s is names of headers */
  add (self, WEIR_REMARK_BAD,
       g_strdup_printf (ngettext ("EventSource cannot send this header: %s. A page needs fetch().",
                                  "EventSource cannot send these headers: %s. A page needs fetch().", n),
                        shown));
}

static void
judge_fetch (Judging *self)
{
  if (self->needs_fetch)
    add (self, WEIR_REMARK_NOTE,
         g_strdup (_ ("From another origin fetch() may have to ask with OPTIONS first: the server must then allow method and headers.")));
}

static void
judge_status (Judging *self)
{
  const guint status = self->exchange->status;

  if (status == 200)
    return;
  self->fails = TRUE;
  if (status == 204 || status == 205)
    add (self, WEIR_REMARK_BAD, g_strdup_printf (_ ("The status %u tells an EventSource to stop for good."), status));
  else if (status == 0)
    add (self, WEIR_REMARK_BAD, g_strdup (_ ("There is no status: an EventSource fails.")));
  else
    add (self, WEIR_REMARK_BAD,
         g_strdup_printf (_ ("The status is %u, not 200: an EventSource fails for good, and the page learns neither status nor body."),
                          status));
}

static void
judge_type (Judging *self)
{
  g_autofree char *type = weir_exchange_dup_combined (self->exchange->response_headers, "Content-Type");
  g_autofree char *shown = NULL;

  if (weir_media_type_is_event_stream (type) || self->exchange->status != 200)
    return;
  self->fails = TRUE;
  if (type == NULL)
    {
      add (self, WEIR_REMARK_BAD, g_strdup (_ ("There is no content type: an EventSource fails for good.")));
      return;
    }
  shown = dup_visible (type);
  /* Translators: %s is a content type such as text/plain */
  add (self, WEIR_REMARK_BAD, g_strdup_printf (_ ("The content type is %s, not text/event-stream: an EventSource fails for good."), shown));
}

static void
judge_no_cors (Judging *self)
{
  if (weir_exchange_get_header (self->exchange->request_headers, "Origin") != NULL)
    add (self, WEIR_REMARK_LIMIT, g_strdup (_ ("No Access-Control-Allow-Origin: a page of another origin gets nothing but an error.")));
  else
    add (self, WEIR_REMARK_LIMIT,
         g_strdup (_ ("No Access-Control-Allow-Origin: a page of another origin gets nothing but an error. Some servers send it only to "
                      "a request with an Origin header, which this one had not.")));
}

static void
judge_cors (Judging *self)
{
  const char *credentials = weir_exchange_get_header (self->exchange->response_headers, "Access-Control-Allow-Credentials");
  const gboolean with_credentials = credentials != NULL && g_str_equal (credentials, "true");
  g_autofree char *allowed = NULL;

  if (self->allowed == NULL)
    {
      judge_no_cors (self);
      return;
    }
  allowed = dup_visible (self->allowed);
  if (g_str_equal (self->allowed, "*"))
    add (self, WEIR_REMARK_GOOD, g_strdup (_ ("Pages of any origin may read it, without credentials (Access-Control-Allow-Origin: *).")));
  else if (strpbrk (self->allowed, ", ") != NULL)
    add (self, WEIR_REMARK_LIMIT,
         g_strdup_printf (_ ("Access-Control-Allow-Origin names more than one origin (%s): browsers take that for none."), allowed));
  else if (g_str_equal (self->allowed, "null"))
    add (self, WEIR_REMARK_LIMIT, g_strdup (_ ("Of other origins only pages without one (files, sandboxed frames) may read it.")));
  else if (with_credentials)
    add (self, WEIR_REMARK_GOOD, g_strdup_printf (_ ("Of other origins pages of %s may read it, with credentials too."), allowed));
  else
    add (self, WEIR_REMARK_GOOD, g_strdup_printf (_ ("Of other origins pages of %s may read it, without credentials."), allowed));
}

/* Fetch, "HTTP-redirect fetch": from a foreign address to another the request loses its origin. */
static void
judge_redirects (Judging *self)
{
  g_autofree char *first = self->exchange->url != NULL ? weir_page_origin_of (self->exchange->url) : NULL;

  for (guint i = 0; i < self->exchange->hops->len; i++)
    {
      const WeirExchangeHop *hop = g_ptr_array_index (self->exchange->hops, i);
      g_autofree char *origin = weir_page_origin_of (hop->url);
      g_autofree char *shown = NULL;

      if (first == NULL || origin == NULL || g_str_equal (origin, first))
        continue;
      self->leads_away = TRUE;
      shown = dup_visible (origin);
      add (self, WEIR_REMARK_LIMIT,
           /* Translators: %s is an origin such as https://example.org */
           g_strdup_printf (
               _ ("A redirect leads to %s, another origin: the answers on the way and the last one need the CORS headers too."), shown));
      return;
    }
}

static void
judge_transport (Judging *self)
{
  const char *http = self->exchange->http;

  if (self->origin != NULL && g_str_has_prefix (self->origin, "http:"))
    {
      if (weir_origin_is_loopback (self->origin))
        add (self, WEIR_REMARK_NOTE, g_strdup (_ ("Plain http to this computer: most browsers let a page on https open it all the same.")));
      else
        add (self, WEIR_REMARK_LIMIT, g_strdup (_ ("Plain http: a page on https cannot open it (mixed content).")));
    }
  if (http != NULL && http[0] == '1')
    add (self, WEIR_REMARK_NOTE,
         g_strdup_printf (_ ("HTTP/%s: a browser opens at most six connections to one host, of all tabs together."), http));
}

static gboolean
names_one_origin (const char *allowed)
{
  return g_str_has_prefix (allowed, "http://") || g_str_has_prefix (allowed, "https://") || g_str_equal (allowed, "null");
}

static void
set_verdict (Judging *self, WeirRemarkKind kind, char *text)
{
  self->view->verdict_kind = kind;
  self->view->verdict = text;
}

static void
judge (Judging *self)
{
  const gboolean is_one = self->allowed != NULL && strpbrk (self->allowed, ", ") == NULL && names_one_origin (self->allowed);
  g_autofree char *origin = self->origin != NULL ? dup_visible (self->origin) : NULL;

  if (self->needs_fetch)
    set_verdict (self, WEIR_REMARK_BAD, g_strdup (_ ("An EventSource cannot ask for this; a page needs fetch() and a parser of its own.")));
  else if (self->fails)
    set_verdict (self, WEIR_REMARK_BAD, g_strdup (_ ("An EventSource fails here: no page sees any event.")));
  else if (!self->exchange->has_head)
    set_verdict (self, WEIR_REMARK_NOTE, g_strdup (_ ("No response has come: nothing can be said yet.")));
  else if (self->leads_away)
    set_verdict (self, WEIR_REMARK_LIMIT, g_strdup (_ ("Pages can watch this only if every answer on the way allows their origin.")));
  else if (self->allowed != NULL && g_str_equal (self->allowed, "*"))
    set_verdict (self, WEIR_REMARK_GOOD, g_strdup (_ ("Any page can watch this.")));
  else if (is_one && origin != NULL && !g_str_equal (self->allowed, "null"))
    {
      g_autofree char *allowed = dup_visible (self->allowed);

      /* Translators: both are origins such as https://example.org */
      set_verdict (self, WEIR_REMARK_GOOD, g_strdup_printf (_ ("Pages of %s and %s can watch this, no others."), origin, allowed));
    }
  else if (origin != NULL)
    /* Translators: %s is an origin such as https://example.org */
    set_verdict (self, WEIR_REMARK_LIMIT, g_strdup_printf (_ ("Only pages of %s can watch this."), origin));
  else
    set_verdict (self, WEIR_REMARK_LIMIT, g_strdup (_ ("Only pages of the same origin can watch this.")));
}

void
weir_page_remarks_add (WeirPageView *view, const WeirExchange *exchange)
{
  const char *url = exchange != NULL ? weir_exchange_get_final_url (exchange) : NULL;
  Judging self = { .view = view, .exchange = exchange };

  if (exchange == NULL)
    {
      set_verdict (&self, WEIR_REMARK_NOTE,
                   g_strdup (_ ("The recording does not tell of the connection: only the event itself is known.")));
      return;
    }
  self.origin = url != NULL ? weir_page_origin_of (url) : NULL;
  self.allowed = weir_exchange_dup_combined (exchange->response_headers, "Access-Control-Allow-Origin");
  judge_method (&self);
  judge_headers (&self);
  judge_fetch (&self);
  if (exchange->has_head)
    {
      judge_status (&self);
      judge_type (&self);
      judge_cors (&self);
    }
  judge_redirects (&self);
  judge_transport (&self);
  judge (&self);
  g_free (self.origin);
  g_free (self.allowed);
}
