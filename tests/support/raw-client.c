/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "raw-client.h"

#include <arpa/inet.h>
#include <errno.h>
#include <glib-unix.h>
#include <sys/socket.h>
#include <unistd.h>

/* Longer than a machine that has other things to do needs for anything. */
#define TIMEOUT_S 40

void
raw_client_add_read (RawClient *self, const char *bytes, gsize len)
{
  g_string_append_len (self->in, bytes, (gssize) len);
  g_ptr_array_add (self->reads, g_strndup (bytes, len));
}

static gboolean
on_readable (int fd, GIOCondition condition, gpointer user_data)
{
  RawClient *self = user_data;
  static const gsize size = 65536;
  g_autofree char *buffer = g_malloc (size);
  ssize_t n = recv (fd, buffer, size, MSG_DONTWAIT);

  if (n > 0 && self->transport != NULL)
    {
      self->transport->take (self->tls, buffer, (gsize) n);
      return G_SOURCE_CONTINUE;
    }
  if (n > 0)
    {
      raw_client_add_read (self, buffer, (gsize) n);
      return G_SOURCE_CONTINUE;
    }
  if (n < 0 && errno == EAGAIN)
    return G_SOURCE_CONTINUE;

  self->is_eof = n == 0;
  self->error = n < 0 ? errno : 0;
  g_clear_pointer (&self->source, g_source_unref);
  return G_SOURCE_REMOVE;
}

RawClient *
raw_client_new_for_fd (int fd)
{
  RawClient *self = g_new0 (RawClient, 1);

  self->fd = fd;
  self->in = g_string_new (NULL);
  self->reads = g_ptr_array_new_with_free_func (g_free);
  raw_client_set_reading (self, TRUE);

  return self;
}

RawClient *
raw_client_new (guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port), .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);

  return raw_client_new_for_fd (fd);
}

static void
stop_reading (RawClient *self)
{
  if (self->source == NULL)
    return;

  g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

void
raw_client_free (RawClient *self)
{
  stop_reading (self);
  if (self->transport != NULL)
    self->transport->free (self->tls);
  close (self->fd);
  g_string_free (self->in, TRUE);
  g_ptr_array_unref (self->reads);
  g_free (self);
}

static gboolean
is_settled (gpointer data)
{
  RawClient *self = data;

  return self->transport->is_settled (self->tls) || self->source == NULL;
}

void
raw_client_wait_until_sent (RawClient *self)
{
  if (self->transport != NULL)
    raw_wait_until (is_settled, self);
}

void
raw_client_set_reading (RawClient *self, gboolean reading)
{
  if (reading && self->source == NULL)
    {
      self->source = g_unix_fd_source_new (self->fd, G_IO_IN);
      g_source_set_callback (self->source, G_SOURCE_FUNC (on_readable), self, NULL);
      g_source_attach (self->source, g_main_context_get_thread_default ());
    }
  else if (!reading && self->source != NULL)
    {
      /* What was sent before is to reach the server. */
      raw_client_wait_until_sent (self);
      stop_reading (self);
    }
}

void
raw_client_send_bytes (RawClient *self, const char *bytes, gsize len)
{
  if (self->transport != NULL)
    {
      self->transport->send (self->tls, bytes, len);
      return;
    }

  while (len > 0)
    {
      ssize_t n = send (self->fd, bytes, len, MSG_NOSIGNAL | MSG_DONTWAIT);

      if (n < 0)
        {
          g_assert_cmpint (errno, ==, EAGAIN);
          g_main_context_iteration (g_main_context_get_thread_default (), FALSE);
          continue;
        }
      bytes += n;
      len -= (gsize) n;
    }
}

void
raw_client_send (RawClient *self, const char *text)
{
  raw_client_send_bytes (self, text, strlen (text));
}

void
raw_client_finish_sending (RawClient *self)
{
  raw_client_wait_until_sent (self);
  if (self->transport != NULL)
    self->transport->finish (self->tls);
  g_assert_cmpint (shutdown (self->fd, SHUT_WR), ==, 0);
}

static gboolean
on_timeout (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

static GSource *
add_timeout (guint ms, gboolean *fired)
{
  GSource *source = g_timeout_source_new (ms);

  g_source_set_callback (source, on_timeout, fired, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

void
raw_wait_until (gboolean (*condition) (gpointer data), gpointer data)
{
  gboolean too_late = FALSE;
  GSource *timeout = add_timeout (TIMEOUT_S * 1000, &too_late);

  while (!condition (data))
    {
      g_assert_false (too_late);
      g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
    }
  g_source_destroy (timeout);
  g_source_unref (timeout);
}

void
raw_run_for (guint ms)
{
  gboolean over = FALSE;
  GSource *timeout = add_timeout (ms, &over);

  while (!over)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  g_source_destroy (timeout);
  g_source_unref (timeout);
}

typedef struct
{
  RawClient *client;
  const char *text;
  gsize len;
} Wish;

static gboolean
has_text (gpointer data)
{
  Wish *wish = data;

  return strstr (wish->client->in->str, wish->text) != NULL;
}

static gboolean
has_length (gpointer data)
{
  Wish *wish = data;

  return wish->client->in->len >= wish->len;
}

static gboolean
has_ended (gpointer data)
{
  RawClient *client = data;

  return client->is_eof || client->error != 0;
}

void
raw_client_wait_for (RawClient *self, const char *text)
{
  Wish wish = { .client = self, .text = text };

  raw_wait_until (has_text, &wish);
}

void
raw_client_wait_for_length (RawClient *self, gsize len)
{
  Wish wish = { .client = self, .len = len };

  raw_wait_until (has_length, &wish);
}

void
raw_client_wait_for_end (RawClient *self)
{
  raw_wait_until (has_ended, self);
}

const char *
raw_client_get_body (RawClient *self)
{
  const char *end = strstr (self->in->str, "\r\n\r\n");

  g_assert_nonnull (end);
  return end + 4;
}

/* Returns: the length of the chunk's framing and data, 0 when it is not whole */
static gsize
take_chunk (const char *start, const char *end, gsize *size)
{
  char *line;

  *size = g_ascii_strtoull (start, &line, 16);
  if (line == start || end - line < 2 || memcmp (line, "\r\n", 2) != 0)
    return 0;
  line += 2;
  if ((gsize) (end - line) < *size + 2 || memcmp (line + *size, "\r\n", 2) != 0)
    return 0;

  return (gsize) (line - start) + *size + 2;
}

GString *
raw_client_dechunk (RawClient *self, gboolean *is_whole)
{
  GString *data = g_string_new (NULL);
  const char *at = raw_client_get_body (self);
  const char *end = self->in->str + self->in->len;
  gsize size = 1;
  gsize taken;

  while (size > 0 && at < end && (taken = take_chunk (at, end, &size)) > 0)
    {
      g_string_append_len (data, at + taken - 2 - size, (gssize) size);
      at += taken;
    }
  if (is_whole != NULL)
    *is_whole = size == 0 && at == end;

  return data;
}
