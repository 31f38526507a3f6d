/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-fixture.h"

#include <sys/resource.h>
#include <unistd.h>

/* Many bad clients, or none that can come in: those who are served lose nothing. `tests/real/crowds` does the same with thousands. */

#define BAD_CLIENTS 60
#define WITNESSES 5
#define EVENTS 30

typedef struct
{
  ServerFixture *fixture;
  GPtrArray *bad;
  GPtrArray *witnesses;
} Crowd;

static void
crowd_init (Crowd *self, gint64 request_timeout_us)
{
  const WeirServerOptions options = { .speed = 1, .seed = 1, .request_timeout_us = request_timeout_us };
  g_autofree char *script = g_strdup_printf (":@ every 10ms\n:@ repeat %d\ndata: {{n}}\n\n:@ end\n", EVENTS);

  self->fixture = fixture_new (&options);
  self->bad = g_ptr_array_new_with_free_func ((GDestroyNotify) raw_client_free);
  self->witnesses = g_ptr_array_new_with_free_func ((GDestroyNotify) raw_client_free);
  fixture_add (self->fixture, "/witness", script);
  fixture_add (self->fixture, "/flood", ":@ repeat 1000000000\ndata: 0123456789012345678901234567890123456789\n\n:@ end\n");
}

static void
crowd_clear (Crowd *self)
{
  g_ptr_array_unref (self->bad);
  g_ptr_array_unref (self->witnesses);
  fixture_free (self->fixture);
}

static void
call_witnesses (Crowd *self)
{
  for (guint i = 0; i < WITNESSES; i++)
    {
      RawClient *client = fixture_ask (self->fixture, "GET /witness", "");

      raw_client_wait_for (client, "data: 1\n");
      g_ptr_array_add (self->witnesses, client);
    }
}

/* Each of them has all events, in their order, and a proper end. */
static void
check_witnesses (Crowd *self)
{
  g_autoptr (GString) wanted = g_string_new (NULL);

  for (guint i = 1; i <= EVENTS; i++)
    g_string_append_printf (wanted, "data: %u\n\n", i);
  for (guint i = 0; i < self->witnesses->len; i++)
    {
      RawClient *client = g_ptr_array_index (self->witnesses, i);
      g_autoptr (GString) body = NULL;
      gboolean is_whole;

      raw_client_wait_for_end (client);
      body = raw_client_dechunk (client, &is_whole);
      g_assert_cmpstr (body->str, ==, wanted->str);
      g_assert_true (is_whole);
    }
}

static void
test_stalled (void)
{
  Crowd crowd;

  crowd_init (&crowd, 0);
  for (guint i = 0; i < BAD_CLIENTS; i++)
    {
      RawClient *client = fixture_ask (crowd.fixture, "GET /flood", "");

      raw_client_set_reading (client, FALSE);
      g_ptr_array_add (crowd.bad, client);
    }
  call_witnesses (&crowd);
  check_witnesses (&crowd);
  fixture_wait_for_log (crowd.fixture, "notice The client does not read");

  /* One that reads again goes on. */
  raw_client_set_reading (g_ptr_array_index (crowd.bad, 0), TRUE);
  raw_client_wait_for_length (g_ptr_array_index (crowd.bad, 0), 1 << 20);
  crowd_clear (&crowd);
}

static void
test_half_sent (void)
{
  Crowd crowd;

  crowd_init (&crowd, G_TIME_SPAN_SECOND);
  for (guint i = 0; i < BAD_CLIENTS; i++)
    {
      RawClient *client = fixture_connect (crowd.fixture);

      raw_client_send (client, i % 2 == 0 ? "GET /flood HTTP/1.1\r\nHost: 127"
                                          : "POST / HTTP/1.1\r\n" FIXTURE_HOST "Content-Length: 9\r\n\r\nhalf");
      raw_client_wait_until_sent (client);
      g_ptr_array_add (crowd.bad, client);
    }
  call_witnesses (&crowd);
  check_witnesses (&crowd);
  for (guint i = 0; i < BAD_CLIENTS; i++)
    {
      raw_client_wait_for_end (g_ptr_array_index (crowd.bad, i));
      fixture_assert_status (g_ptr_array_index (crowd.bad, i), 408);
    }
  crowd_clear (&crowd);
}

static gboolean
has_answer (gpointer client)
{
  return ((RawClient *) client)->in->len > 0;
}

static void
test_no_descriptors (void)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (int));
  RawClient *late;
  struct rlimit before, fewer;
  Crowd crowd;
  int fd;

  crowd_init (&crowd, 0);
  call_witnesses (&crowd);
  late = fixture_ask (crowd.fixture, "GET /witness", "");
  g_ptr_array_add (crowd.bad, late);
  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &before), ==, 0);
  fewer = (struct rlimit){ 128, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &fewer), ==, 0);
  while ((fd = dup (0)) >= 0)
    g_array_append_val (taken, fd);

  check_witnesses (&crowd);
  g_assert_false (has_answer (late));
  for (guint i = 0; i < taken->len; i++)
    close (g_array_index (taken, int, i));
  raw_wait_until (has_answer, late);
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &before), ==, 0);
  crowd_clear (&crowd);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server-crowd/stalled", test_stalled);
  g_test_add_func ("/server-crowd/half-sent", test_half_sent);
  g_test_add_func ("/server-crowd/no-descriptors", test_no_descriptors);
  return g_test_run ();
}
