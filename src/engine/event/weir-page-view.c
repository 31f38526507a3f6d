/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-page-view.h"

#include "weir-directive.h"
#include "weir-json.h"
#include "weir-page-remarks.h"
#include "weir-text.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* Of a value that is shown on one line. */
#define COLUMNS 300u
/* No more of a text is looked at to fill them: wide enough for columns of any character. */
#define LOOKED_AT 4096u

static void
fact_free (gpointer data)
{
  WeirPageFact *self = data;

  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

static void
remark_free (gpointer data)
{
  WeirPageRemark *self = data;

  g_free (self->text);
  g_free (self);
}

void
weir_page_view_free (WeirPageView *self)
{
  g_free (self->verdict);
  g_ptr_array_unref (self->facts);
  g_ptr_array_unref (self->remarks);
  g_free (self);
}

/* @value: (transfer full) */
static void
add_fact (WeirPageView *self, const char *name, gboolean is_code, char *value)
{
  WeirPageFact *fact = g_new0 (WeirPageFact, 1);

  fact->name = g_strdup (name);
  fact->is_code = is_code;
  fact->value = value;
  g_ptr_array_add (self->facts, fact);
}

/* @quoted: a JSON string that holds no single quote: in single quotes, which spares JSON in it its backslashes. */
static void
requote (GString *quoted)
{
  g_autoptr (GString) out = g_string_sized_new (quoted->len);

  for (gsize i = 0; i < quoted->len; i++)
    {
      const char c = quoted->str[i];

      if (c == '\\' && quoted->str[i + 1] == '"')
        g_string_append_c (out, quoted->str[++i]);
      else if (c == '\\')
        g_string_append_len (out, quoted->str + i++, 2);
      else
        g_string_append_c (out, c == '"' ? '\'' : c);
    }
  g_string_assign (quoted, out->str);
}

/* @text: valid UTF-8. As a JavaScript string, cut where it is too long. */
static char *
dup_quoted (WeirSpan text)
{
  g_autoptr (GString) quoted = g_string_new (NULL);
  GString *out = g_string_new (NULL);
  WeirSpan start = text;

  if (start.len > LOOKED_AT)
    for (start.len = LOOKED_AT; ((guchar) text.data[start.len] & 0xc0) == 0x80; start.len--)
      ;
  weir_json_append_string (quoted, start);
  if (start.len > 0 && memchr (start.data, '"', start.len) != NULL && memchr (start.data, '\'', start.len) == NULL)
    requote (quoted);
  weir_text_append_row (out, weir_span (quoted->str, quoted->len), COLUMNS);

  return g_string_free (out, FALSE);
}

static WeirSpan
span_of (GBytes *bytes)
{
  WeirSpan span = WEIR_SPAN_EMPTY;

  if (bytes != NULL)
    span.data = g_bytes_get_data (bytes, &span.len);

  return span;
}

/* What `length` of a JavaScript string says: UTF-16 units. */
static guint64
count_units (WeirSpan text)
{
  guint64 n = 0;

  for (gsize i = 0; i < text.len; i++)
    n += (((guchar) text.data[i] & 0xc0) != 0x80) + ((guchar) text.data[i] >= 0xf0);

  return n;
}

static void
add_state (WeirPageView *self, int state)
{
  static const char *const names[] = { "0 (CONNECTING)", "1 (OPEN)", "2 (CLOSED)" };

  add_fact (self, "readyState", TRUE, g_strdup (names[state]));
}

static void
add_no_handler (WeirPageView *self)
{
  add_fact (self, _ ("Handler"), FALSE, g_strdup (_ ("none: the page notices nothing")));
}

static void
add_handler (WeirPageView *self, const char *code)
{
  add_fact (self, _ ("Handler"), TRUE, g_strdup (code));
}

static void
add_event (WeirPageView *self, const WeirUnit *unit, const WeirExchange *exchange)
{
  const WeirSpan event = span_of (unit->event);
  const WeirSpan data = span_of (unit->data);
  g_autofree char *type = dup_quoted (event);
  g_autofree char *origin = NULL;
  const char *property = NULL;

  /* These three have a property that hears them; the last two are EventSource's own, which a server can forge. */
  if (weir_span_equals_string (event, "message"))
    property = "onmessage, ";
  else if (weir_span_equals_string (event, "open"))
    property = "onopen, ";
  else if (weir_span_equals_string (event, "error"))
    property = "onerror, ";
  add_state (self, 1);
  add_fact (self, _ ("Handler"), TRUE, g_strdup_printf ("%saddEventListener(%s)", property != NULL ? property : "", type));
  add_fact (self, "event.type", TRUE, g_steal_pointer (&type));
  add_fact (self, "event.data", TRUE, dup_quoted (data));
  add_fact (self, "event.data.length", TRUE, g_strdup_printf ("%" PRIu64, count_units (data)));
  add_fact (self, "event.lastEventId", TRUE, dup_quoted (weir_span_from_string (unit->last_event_id)));
  if (exchange != NULL && weir_exchange_get_final_url (exchange) != NULL)
    origin = weir_page_origin_of (weir_exchange_get_final_url (exchange));
  if (origin != NULL)
    add_fact (self, "event.origin", TRUE, dup_quoted (weir_span_from_string (origin)));
}

static void
add_open (WeirPageView *self, const WeirExchange *exchange)
{
  /* Weir took the type for a stream where a browser would not. */
  const gboolean fails = exchange != NULL && exchange->any_type;

  add_state (self, fails ? 2 : 1);
  add_handler (self, fails ? "onerror, addEventListener(\"error\")" : "onopen, addEventListener(\"open\")");
}

static void
add_retry (WeirPageView *self, const WeirUnit *unit)
{
  const guint64 most = (guint64) (G_MAXINT64 / G_TIME_SPAN_MILLISECOND);

  if (!unit->has_retry)
    return;
  add_fact (self, _ ("Next reconnection"), FALSE, weir_duration_format ((gint64) MIN (unit->retry_ms, most) * G_TIME_SPAN_MILLISECOND));
}

static void
add_facts (WeirPageView *self, const WeirUnit *unit, const WeirExchange *exchange)
{
  switch (unit->kind)
    {
    case WEIR_ROW_EVENT:
      add_event (self, unit, exchange);
      break;
    case WEIR_ROW_BLOCK:
    case WEIR_ROW_COMMENT:
    case WEIR_ROW_RETRY:
      add_state (self, 1);
      add_no_handler (self);
      break;
    case WEIR_ROW_OPEN:
      add_open (self, exchange);
      break;
    case WEIR_ROW_ENDED:
      /* The person's own stop: as if the page had called close(). */
      add_state (self, unit->reason == WEIR_REASON_STOPPED ? 2 : 0);
      if (unit->reason == WEIR_REASON_STOPPED)
        add_no_handler (self);
      else
        add_handler (self, "onerror, addEventListener(\"error\")");
      break;
    case WEIR_ROW_FAILED:
      add_state (self, 2);
      add_handler (self, "onerror, addEventListener(\"error\")");
      break;
    case WEIR_ROW_CONNECTING:
    case WEIR_ROW_REDIRECT:
    case WEIR_ROW_HEAD:
    case WEIR_ROW_WAITING:
    case WEIR_ROW_UNFINISHED:
      add_state (self, 0);
      add_no_handler (self);
      break;
    case WEIR_ROW_DROPPED:
    default:
      break;
    }
  add_retry (self, unit);
}

WeirPageView *
weir_page_view_new (const WeirUnit *unit, const WeirExchange *exchange)
{
  WeirPageView *self = g_new0 (WeirPageView, 1);

  self->facts = g_ptr_array_new_with_free_func (fact_free);
  self->remarks = g_ptr_array_new_with_free_func (remark_free);
  add_facts (self, unit, exchange);
  weir_page_remarks_add (self, exchange);

  return self;
}

char *
weir_page_origin_of (const char *url)
{
  const char *scheme_end = strstr (url, "://");
  g_autofree char *scheme = NULL, *authority = NULL;
  const char *host;
  char *port;

  if (scheme_end == NULL)
    return NULL;
  scheme = g_ascii_strdown (url, scheme_end - url);
  if (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https"))
    return NULL;

  /* By hand: what was redacted may stand where no parser of addresses takes it. */
  authority = g_ascii_strdown (scheme_end + 3, (gssize) strcspn (scheme_end + 3, "/?#\\"));
  host = strrchr (authority, '@');
  host = host != NULL ? host + 1 : authority;
  if (host[0] == '\0')
    return NULL;
  port = strrchr (host, ':');
  if (port != NULL && strchr (port, ']') == NULL && (port[1] == '\0' || g_str_equal (port, g_str_equal (scheme, "http") ? ":80" : ":443")))
    *port = '\0';

  return g_strdup_printf ("%s://%s", scheme, host);
}
