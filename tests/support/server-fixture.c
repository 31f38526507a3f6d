/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-fixture.h"

static void
on_served (const WeirServed *served, gpointer user_data)
{
  ServerFixture *self = user_data;
  g_autofree char *id = weir_span_dup (served->last_event_id);

  switch (served->kind)
    {
    case WEIR_SERVED_REQUEST:
      g_string_append_printf (self->log,
                              "%" G_GUINT64_FORMAT " request %s %s session=%s connection=%" G_GUINT64_FORMAT " status=%u id=%s\n",
                              served->client, served->method, served->path, served->session, served->connection, served->status, id);
      g_assert_true (g_str_has_prefix (served->remote, "127.0.0.1:"));
      break;
    case WEIR_SERVED_SENT:
      g_string_append_printf (self->log, "%" G_GUINT64_FORMAT " sent %" G_GSIZE_FORMAT " events=%" G_GUINT64_FORMAT "\n", served->client,
                              served->bytes.len, served->n_events);
      g_string_append_len (self->sent, served->bytes.data, (gssize) served->bytes.len);
      self->n_events += (guint) served->n_events;
      break;
    case WEIR_SERVED_ENDED:
      g_string_append_printf (self->log, "%" G_GUINT64_FORMAT " ended %s %" G_GUINT64_FORMAT "\n", served->client, served->reason,
                              served->n_bytes);
      break;
    case WEIR_SERVED_EXPECT:
      g_string_append_printf (self->log, "%" G_GUINT64_FORMAT " expect line=%u %s wanted=%s got=%s\n", served->client, served->line,
                              served->ok ? "ok" : "failed", served->wanted, served->got);
      break;
    case WEIR_SERVED_NOTICE:
      g_string_append_printf (self->log, "%" G_GUINT64_FORMAT " notice %s\n", served->client, served->text);
      break;
    default:
      g_assert_not_reached ();
    }
}

WeirScript *
fixture_parse_script (const char *text, gssize len)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, len < 0 ? strlen (text) : (gsize) len);
  g_autoptr (GPtrArray) diagnostics = NULL;
  WeirScript *script = weir_script_new (bytes, &diagnostics);

  for (guint i = 0; script == NULL && i < diagnostics->len; i++)
    {
      const WeirDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_test_message ("%u:%u: %s", diagnostic->line, diagnostic->column, diagnostic->text);
    }
  g_assert_nonnull (script);
  return script;
}

gboolean
fixture_is_tls (void)
{
  return g_getenv ("WEIR_TEST_TLS") != NULL;
}

WeirTlsIdentity *
fixture_load_identity (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "support", "certificates", name, NULL);
  g_autoptr (GError) error = NULL;
  WeirTlsIdentity *identity = weir_tls_identity_load (path, NULL, &error);

  g_assert_no_error (error);
  return identity;
}

ServerFixture *
fixture_new (const WeirServerOptions *options)
{
  static const WeirServerOptions fast = { .speed = 0, .seed = 1 };
  WeirServerOptions own = options != NULL ? *options : fast;
  ServerFixture *self = g_new0 (ServerFixture, 1);
  g_autoptr (WeirTlsIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  if (own.tls == NULL && fixture_is_tls ())
    own.tls = identity = fixture_load_identity ("server-a.pem");

  self->log = g_string_new (NULL);
  self->sent = g_string_new (NULL);
  self->server = weir_server_new (&own, on_served, self, &error);
  g_assert_no_error (error);
  return self;
}

void
fixture_free (ServerFixture *self)
{
  g_clear_pointer (&self->server, weir_server_free);
  g_string_free (self->log, TRUE);
  g_string_free (self->sent, TRUE);
  g_free (self);
}

void
fixture_add (ServerFixture *self, const char *path, const char *body)
{
  g_autofree char *text = g_strconcat (":@ weir 1\n", body, NULL);
  g_autoptr (WeirScript) script = fixture_parse_script (text, -1);

  weir_server_add_script (self->server, path, script);
}

RawClient *
fixture_connect (ServerFixture *self)
{
  guint16 port = weir_server_get_port (self->server);

  return fixture_is_tls () ? raw_client_new_tls (port, NULL) : raw_client_new (port);
}

RawClient *
fixture_ask (ServerFixture *self, const char *request, const char *headers)
{
  RawClient *client = fixture_connect (self);
  g_autofree char *text = g_strdup_printf ("%s HTTP/1.1\r\n" FIXTURE_HOST "%s\r\n", request, headers);

  raw_client_send (client, text);
  return client;
}

RawClient *
fixture_ask_all (ServerFixture *self, const char *request, const char *headers)
{
  RawClient *client = fixture_ask (self, request, headers);

  raw_client_wait_for_end (client);
  return client;
}

typedef struct
{
  ServerFixture *fixture;
  const char *text;
} LogWish;

static gboolean
log_has (gpointer data)
{
  const LogWish *wish = data;

  return strstr (wish->fixture->log->str, wish->text) != NULL;
}

void
fixture_wait_for_log (ServerFixture *self, const char *text)
{
  LogWish wish = { self, text };

  raw_wait_until (log_has, &wish);
}

char *
fixture_dup_undated (RawClient *client)
{
  g_autoptr (GRegex) date =
      g_regex_new ("^Date: \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\r$", G_REGEX_MULTILINE | G_REGEX_RAW, 0, NULL);

  return g_regex_replace_literal (date, client->in->str, (gssize) client->in->len, 0, "Date: -\r", 0, NULL);
}

void
fixture_assert_status (RawClient *client, guint status)
{
  g_autofree char *start = g_strdup_printf ("HTTP/1.1 %u ", status);

  g_test_message ("%.2000s", client->in->str);
  g_assert_true (g_str_has_prefix (client->in->str, start));
}

void
fixture_assert_has (RawClient *client, const char *text)
{
  g_test_message ("%.2000s", client->in->str);
  g_assert_nonnull (strstr (client->in->str, text));
}

void
fixture_assert_answer (ServerFixture *fixture, const char *request, const char *headers, guint status)
{
  g_autoptr (RawClient) client = fixture_ask_all (fixture, request, headers);

  fixture_assert_status (client, status);
  g_assert_true (client->is_eof);
}
