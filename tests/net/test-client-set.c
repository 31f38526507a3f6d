/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "raw-client.h"
#include "weir-client-private.h"
#include "weir-limits.h"

#include <errno.h>
#include <sys/socket.h>

typedef struct
{
  WeirClientSet *set;
  WeirClient *client;
  RawClient *peer;
  GString *received;
  guint n_due;
  gint64 due_us;
  guint n_drained;
  guint n_gone;
  GError *error;
  gboolean close_when_due;
  const guint *n_worked; /* (nullable) */
  guint n_worked_until_due;
} Pair;

static void
on_received (WeirClient *client, WeirSpan bytes, gpointer data)
{
  Pair *pair = data;

  g_string_append_len (pair->received, bytes.data, (gssize) bytes.len);
}

static void
on_due (WeirClient *client, gint64 now_us, gpointer data)
{
  Pair *pair = data;

  pair->n_due++;
  pair->due_us = now_us;
  if (pair->n_worked != NULL)
    pair->n_worked_until_due = *pair->n_worked;
  if (pair->close_when_due)
    weir_client_close (g_steal_pointer (&pair->client), WEIR_ENDING_RESET);
}

static void
on_drained (WeirClient *client, gpointer data)
{
  ((Pair *) data)->n_drained++;
}

static void
on_gone (WeirClient *client, const GError *error, gpointer data)
{
  Pair *pair = data;

  pair->n_gone++;
  pair->client = NULL;
  pair->error = error != NULL ? g_error_copy (error) : NULL;
}

static const WeirClientHandlers handlers = { on_received, on_due, on_drained, on_gone };

static void
listen_fds (int fds[2])
{
  struct sockaddr_storage address;
  socklen_t size = sizeof address;
  g_autoptr (GSocket) listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);

  g_assert_true (g_socket_bind (listener, any, TRUE, NULL) && g_socket_listen (listener, NULL));
  g_assert_cmpint (getsockname (g_socket_get_fd (listener), (struct sockaddr *) &address, &size), ==, 0);
  fds[1] = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (connect (fds[1], (struct sockaddr *) &address, size), ==, 0);
  fds[0] = accept4 (g_socket_get_fd (listener), NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  g_assert_cmpint (fds[0], >=, 0);
}

static void
pair_init (Pair *self, WeirClientSet *set)
{
  int fds[2];
  g_autoptr (GError) error = NULL;

  listen_fds (fds);
  *self = (Pair){ .set = set, .received = g_string_new (NULL) };
  self->client = weir_client_set_add (set, fds[0], &handlers, self, &error);
  g_assert_no_error (error);
  self->peer = raw_client_new_for_fd (fds[1]);
}

static void
pair_clear (Pair *self)
{
  g_clear_pointer (&self->peer, raw_client_free);
  g_string_free (self->received, TRUE);
  g_clear_error (&self->error);
}

static WeirClientSet *
new_set (void)
{
  g_autoptr (GError) error = NULL;
  WeirClientSet *set = weir_client_set_new (&error);

  g_assert_no_error (error);
  return set;
}

static gboolean
send_text (WeirClient *client, const char *text)
{
  struct iovec part = { (char *) text, strlen (text) };

  return weir_client_send (client, &part, 1);
}

static gboolean
is_gone (gpointer data)
{
  return ((Pair *) data)->n_gone > 0;
}

static gboolean
is_due (gpointer data)
{
  return ((Pair *) data)->n_due > 0;
}

static gboolean
is_drained (gpointer data)
{
  return ((Pair *) data)->n_drained > 0;
}

static gboolean
has_received (gpointer data)
{
  return ((Pair *) data)->received->len >= 5;
}

static gboolean
has_no_lingering (gpointer data)
{
  return weir_client_set_get_n_lingering (data) == 0;
}

static void
test_both_ways (void)
{
  g_autoptr (WeirClientSet) set = new_set ();
  struct iovec parts[3] = { { (char *) "one ", 4 }, { NULL, 0 }, { (char *) "two", 3 } };
  Pair pair;
  g_autofree char *remote = NULL;

  pair_init (&pair, set);
  g_assert_cmpuint (weir_client_set_get_n_clients (set), ==, 1);
  remote = weir_client_dup_remote (pair.client);
  g_assert_true (g_str_has_prefix (remote, "127.0.0.1:"));

  g_assert_true (weir_client_send (pair.client, parts, 3));
  g_assert_cmpuint (weir_client_get_queued (pair.client), ==, 0);
  raw_client_wait_for (pair.peer, "one two");
  raw_client_send (pair.peer, "hello");
  raw_wait_until (has_received, &pair);
  g_assert_cmpstr (pair.received->str, ==, "hello");
  g_assert_cmpuint (pair.n_drained, ==, 0);
  pair_clear (&pair);
}

static void
test_gone (void)
{
  g_autoptr (WeirClientSet) set = new_set ();
  Pair closed, reset;
  struct linger at_once = { 1, 0 };

  pair_init (&closed, set);
  pair_init (&reset, set);
  g_clear_pointer (&closed.peer, raw_client_free);
  raw_wait_until (is_gone, &closed);
  g_assert_no_error (closed.error);

  g_assert_cmpint (setsockopt (reset.peer->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), ==, 0);
  g_clear_pointer (&reset.peer, raw_client_free);
  raw_wait_until (is_gone, &reset);
  g_assert_error (reset.error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  g_assert_cmpuint (weir_client_set_get_n_clients (set), ==, 0);
  pair_clear (&closed);
  pair_clear (&reset);
}

/* The failed send itself is silent; the source tells. */
static void
test_send_to_gone (void)
{
  g_autoptr (WeirClientSet) set = new_set ();
  struct linger at_once = { 1, 0 };
  Pair pair;

  pair_init (&pair, set);
  g_assert_cmpint (setsockopt (pair.peer->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), ==, 0);
  g_clear_pointer (&pair.peer, raw_client_free);
  g_assert_true (send_text (pair.client, "into the void"));
  g_assert_true (send_text (pair.client, "again"));
  g_assert_cmpuint (pair.n_gone, ==, 0);
  raw_wait_until (is_gone, &pair);
  g_assert_nonnull (pair.error);
  g_assert_cmpuint (pair.n_gone, ==, 1);
  pair_clear (&pair);
}

static void
test_close (void)
{
  g_autoptr (WeirClientSet) set = new_set ();
  Pair pair;

  pair_init (&pair, set);
  g_assert_true (send_text (pair.client, "bye"));
  /* Bytes that nobody has read must not turn the FIN into an RST. */
  raw_client_send (pair.peer, "still talking");
  weir_client_close (g_steal_pointer (&pair.client), WEIR_ENDING_CLOSE);
  g_assert_cmpuint (weir_client_set_get_n_clients (set), ==, 0);
  g_assert_cmpuint (weir_client_set_get_n_lingering (set), ==, 1);
  raw_client_send (pair.peer, "still talking");
  raw_client_wait_for_end (pair.peer);
  g_assert_true (pair.peer->is_eof);
  g_assert_cmpstr (pair.peer->in->str, ==, "bye");
  g_clear_pointer (&pair.peer, raw_client_free);
  raw_wait_until (has_no_lingering, set);
  g_assert_cmpuint (pair.n_gone, ==, 0);
  g_assert_cmpuint (pair.received->len, ==, 0);
  pair_clear (&pair);
}

static void
test_lingering_ends (void)
{
  g_autoptr (WeirClientSet) set = new_set ();
  Pair pair;
  gint64 start_us = g_get_monotonic_time ();

  pair_init (&pair, set);
  weir_client_close (g_steal_pointer (&pair.client), WEIR_ENDING_CLOSE);
  raw_wait_until (has_no_lingering, set);
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, WEIR_LIMIT_LINGER_US);
  pair_clear (&pair);
}

static void
test_reset (void)
{
  g_autoptr (WeirClientSet) set = new_set ();
  Pair pair;

  pair_init (&pair, set);
  g_assert_true (send_text (pair.client, "last words"));
  raw_client_wait_for (pair.peer, "last words");
  weir_client_close (g_steal_pointer (&pair.client), WEIR_ENDING_RESET);
  raw_client_wait_for_end (pair.peer);
  g_assert_cmpint (pair.peer->error, ==, ECONNRESET);
  g_assert_cmpuint (weir_client_set_get_n_lingering (set), ==, 0);
  pair_clear (&pair);
}

/* Sends until the kernel and the queue are full. Returns: how much */
static gsize
fill (WeirClient *client)
{
  static const gsize size = 100000;
  g_autofree char *block = g_malloc (size);
  struct iovec part = { block, size };
  gsize total = 0;

  memset (block, 'x', size);
  while (weir_client_send (client, &part, 1))
    total += size;
  g_assert_cmpuint (weir_client_get_queued (client), <=, WEIR_LIMIT_CLIENT_QUEUE);
  g_assert_cmpuint (weir_client_get_queued (client), >, WEIR_LIMIT_CLIENT_QUEUE - size);
  return total;
}

static void
test_queue (void)
{
  g_autoptr (WeirClientSet) set = new_set ();
  Pair pair;
  gsize total;

  pair_init (&pair, set);
  raw_client_set_reading (pair.peer, FALSE);
  total = fill (pair.client);
  raw_client_set_reading (pair.peer, TRUE);
  raw_wait_until (is_drained, &pair);
  g_assert_cmpuint (weir_client_get_queued (pair.client), ==, 0);
  raw_client_wait_for_length (pair.peer, total);
  g_assert_true (send_text (pair.client, "end"));
  raw_client_wait_for_length (pair.peer, total + 3);
  g_assert_true (g_str_has_suffix (pair.peer->in->str, "xxend"));
  g_assert_cmpuint (pair.n_drained, ==, 1);
  pair_clear (&pair);
}

/* A kernel that takes a little at a time: what was sent is cut off the queue now and then, and nothing is lost by it. */
static void
test_queue_in_parts (void)
{
  g_autoptr (WeirClientSet) set = new_set ();
  g_autoptr (GString) sent = g_string_new (NULL);
  int small = 4096;
  Pair pair;

  pair_init (&pair, set);
  g_assert_cmpint (setsockopt (pair.client->fd, SOL_SOCKET, SO_SNDBUF, &small, sizeof small), ==, 0);
  raw_client_set_reading (pair.peer, FALSE);
  for (guint i = 0; sent->len < 900000; i++)
    {
      g_autofree char *line = g_strdup_printf ("line %u\n", i);
      struct iovec parts[3] = { { line, 3 }, { NULL, 0 }, { line + 3, strlen (line) - 3 } };

      g_string_append (sent, line);
      g_assert_true (weir_client_send (pair.client, parts, G_N_ELEMENTS (parts)));
    }
  raw_client_set_reading (pair.peer, TRUE);
  raw_wait_until (is_drained, &pair);
  raw_client_wait_for_length (pair.peer, sent->len);
  g_assert_true (g_string_equal (pair.peer->in, sent));
  pair_clear (&pair);
}

/* What is queued goes out before the FIN, although the owner is done. */
static void
test_close_drains (void)
{
  g_autoptr (WeirClientSet) set = new_set ();
  Pair pair;
  gsize total;

  pair_init (&pair, set);
  raw_client_set_reading (pair.peer, FALSE);
  total = fill (pair.client);
  weir_client_close (g_steal_pointer (&pair.client), WEIR_ENDING_CLOSE);
  raw_client_set_reading (pair.peer, TRUE);
  raw_client_wait_for_end (pair.peer);
  g_assert_true (pair.peer->is_eof);
  g_assert_cmpuint (pair.peer->in->len, ==, total);
  g_assert_cmpuint (pair.n_drained, ==, 0);
  pair_clear (&pair);
}

/* A peer that closes its sending side and goes on reading gets the rest; one that is gone is let go. */
static void
test_close_drains_half_closed (void)
{
  g_autoptr (WeirClientSet) set = new_set ();
  Pair half, gone;
  gsize total;

  pair_init (&half, set);
  pair_init (&gone, set);
  raw_client_set_reading (half.peer, FALSE);
  raw_client_set_reading (gone.peer, FALSE);
  total = fill (half.client);
  (void) fill (gone.client);
  weir_client_close (g_steal_pointer (&half.client), WEIR_ENDING_CLOSE);
  weir_client_close (g_steal_pointer (&gone.client), WEIR_ENDING_CLOSE);
  g_assert_cmpint (shutdown (half.peer->fd, SHUT_WR), ==, 0);
  g_clear_pointer (&gone.peer, raw_client_free);
  raw_run_for (20);
  g_assert_cmpuint (weir_client_set_get_n_lingering (set), ==, 1);
  raw_client_set_reading (half.peer, TRUE);
  raw_client_wait_for_end (half.peer);
  g_assert_cmpuint (half.peer->in->len, ==, total);
  raw_wait_until (has_no_lingering, set);
  pair_clear (&half);
  pair_clear (&gone);
}

static void
test_due (void)
{
  g_autoptr (WeirClientSet) set = new_set ();
  Pair pairs[3];
  gint64 start_us = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    pair_init (&pairs[i], set);
  weir_client_set_due (pairs[0].client, start_us + 20000);
  weir_client_set_due (pairs[1].client, start_us + 10000);
  weir_client_set_due (pairs[2].client, start_us + 5000);
  weir_client_set_due (pairs[2].client, G_MAXINT64);
  raw_wait_until (is_due, &pairs[0]);
  g_assert_cmpint (pairs[1].due_us, >=, start_us + 10000);
  g_assert_cmpint (pairs[0].due_us, >=, start_us + 20000);
  g_assert_cmpint (pairs[1].due_us, <=, pairs[0].due_us);
  g_assert_cmpuint (pairs[1].n_due, ==, 1);
  g_assert_cmpuint (pairs[2].n_due, ==, 0);

  /* A time that has passed is due at the next turn; before 0 too. */
  weir_client_set_due (pairs[2].client, -5);
  raw_wait_until (is_due, &pairs[2]);
  /* The same time again, although the timer descriptor has just fired for it. */
  pairs[2].n_due = 0;
  weir_client_set_due (pairs[2].client, -5);
  raw_wait_until (is_due, &pairs[2]);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    pair_clear (&pairs[i]);
}

/* One client's handler may end another whose event is in the same turn. */
typedef struct
{
  Pair pairs[2];
} Couple;

static void
on_received_end_other (WeirClient *client, WeirSpan bytes, gpointer data)
{
  Couple *couple = data;

  for (guint i = 0; i < 2; i++)
    if (couple->pairs[i].client != NULL && couple->pairs[i].client != client)
      weir_client_close (g_steal_pointer (&couple->pairs[i].client), WEIR_ENDING_RESET);
  couple->pairs[0].n_due++;
}

static void
test_end_other (void)
{
  static const WeirClientHandlers ending = { .received = on_received_end_other };
  g_autoptr (WeirClientSet) set = new_set ();
  Couple couple;

  for (guint i = 0; i < 2; i++)
    {
      pair_init (&couple.pairs[i], set);
      weir_client_set_handlers (couple.pairs[i].client, &ending, &couple);
    }
  raw_client_send (couple.pairs[0].peer, "a");
  raw_client_send (couple.pairs[1].peer, "b");
  raw_wait_until (is_due, &couple.pairs[0]);
  raw_run_for (5);
  g_assert_cmpuint (couple.pairs[0].n_due, ==, 1);
  g_assert_cmpuint (weir_client_set_get_n_clients (set), ==, 1);
  for (guint i = 0; i < 2; i++)
    pair_clear (&couple.pairs[i]);
}

static void
test_end_within_due (void)
{
  g_autoptr (WeirClientSet) set = new_set ();
  Pair pair;

  pair_init (&pair, set);
  pair.close_when_due = TRUE;
  weir_client_set_due (pair.client, 0);
  raw_client_wait_for_end (pair.peer);
  g_assert_cmpint (pair.peer->error, ==, ECONNRESET);
  pair_clear (&pair);
}

static void
on_received_work (WeirClient *client, WeirSpan bytes, gpointer data)
{
  gint64 end_us = g_get_monotonic_time () + 2 * G_TIME_SPAN_MILLISECOND;

  (*(guint *) data)++;
  while (g_get_monotonic_time () < end_us)
    ;
}

/* What is due is not held up by sockets that are all ready at once and give work: handshakes, requests. */
static void
test_due_among_many (void)
{
  static const WeirClientHandlers working = { .received = on_received_work };
  g_autoptr (WeirClientSet) set = new_set ();
  Pair pairs[50];
  guint n_worked = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      pair_init (&pairs[i], set);
      if (i > 0)
        weir_client_set_handlers (pairs[i].client, &working, &n_worked);
      raw_client_send (pairs[i].peer, "a");
    }
  pairs[0].n_worked = &n_worked;
  weir_client_set_due (pairs[0].client, g_get_monotonic_time () + 5 * G_TIME_SPAN_MILLISECOND);
  raw_wait_until (is_due, &pairs[0]);
  /* Counted, not timed: three take longer than that, however slow the machine is. */
  g_assert_cmpuint (pairs[0].n_worked_until_due, <, 25);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    pair_clear (&pairs[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client-set/both-ways", test_both_ways);
  g_test_add_func ("/client-set/due-among-many", test_due_among_many);
  g_test_add_func ("/client-set/gone", test_gone);
  g_test_add_func ("/client-set/send-to-gone", test_send_to_gone);
  g_test_add_func ("/client-set/close", test_close);
  g_test_add_func ("/client-set/lingering-ends", test_lingering_ends);
  g_test_add_func ("/client-set/reset", test_reset);
  g_test_add_func ("/client-set/queue", test_queue);
  g_test_add_func ("/client-set/queue-in-parts", test_queue_in_parts);
  g_test_add_func ("/client-set/close-drains", test_close_drains);
  g_test_add_func ("/client-set/close-drains-half-closed", test_close_drains_half_closed);
  g_test_add_func ("/client-set/due", test_due);
  g_test_add_func ("/client-set/end-other", test_end_other);
  g_test_add_func ("/client-set/end-within-due", test_end_within_due);
  return g_test_run ();
}
