/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-chunked.h"
#include "weir-limits.h"
#include "weir-request.h"

/* Sixteen digits fill 64 bits. */
#define MAX_DIGITS 16

typedef enum
{
  STATE_SIZE,      /* hexadecimal digits */
  STATE_PADDING,   /* blanks behind the size */
  STATE_EXTENSION, /* from the semicolon to the CR */
  STATE_SIZE_LF,   /* the CR of a size line was seen */
  STATE_DATA,
  STATE_DATA_CR,
  STATE_DATA_LF,
  STATE_TRAILER, /* at the start of a trailer line */
  STATE_TRAILER_TEXT,
  STATE_TRAILER_LF,
  STATE_LAST_LF, /* the CR of the empty line at the very end was seen */
  STATE_DONE,
  STATE_FAILED,
} State;

void
weir_chunked_init (WeirChunked *self)
{
  *self = (WeirChunked){ .state = STATE_SIZE };
}

gboolean
weir_chunked_is_done (const WeirChunked *self)
{
  return self->state == STATE_DONE;
}

static gboolean
fail (WeirChunked *self, int code, const char *message, GError **error)
{
  self->state = STATE_FAILED;
  g_set_error_literal (error, WEIR_NET_ERROR, code, message);

  return FALSE;
}

static gboolean
fail_at (WeirChunked *self, char byte, GError **error)
{
  self->state = STATE_FAILED;
  g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_PROTOCOL, _ ("The chunked framing is broken: byte 0x%02X cannot stand there"),
               (guint) (guchar) byte);

  return FALSE;
}

static gboolean
take_digit (WeirChunked *self, char byte, GError **error)
{
  if (self->n_digits == MAX_DIGITS)
    return fail (self, WEIR_NET_ERROR_LIMIT, _ ("The chunked framing is broken: a chunk size has more than 16 digits"), error);

  self->left = self->left << 4 | (guint64) g_ascii_xdigit_value (byte);
  self->n_digits++;

  return TRUE;
}

/* A byte that can stand in an extension or a trailer: no control byte but the tab. */
static gboolean
is_text (char byte)
{
  return byte == '\t' || ((guchar) byte >= 0x20 && byte != 0x7f);
}

/* One byte of a size line. */
static gboolean
take_size_byte (WeirChunked *self, char byte, GError **error)
{
  if (++self->n_line > WEIR_LIMIT_CHUNK_LINE)
    return fail (self, WEIR_NET_ERROR_LIMIT, _ ("The chunked framing is broken: the line of a chunk size does not end"), error);

  if (self->state == STATE_SIZE_LF)
    {
      if (byte != '\n')
        return fail_at (self, byte, error);
      self->state = self->left > 0 ? STATE_DATA : STATE_TRAILER;
    }
  else if (self->state == STATE_SIZE && g_ascii_isxdigit (byte))
    return take_digit (self, byte, error);
  else if (self->n_digits == 0)
    return fail_at (self, byte, error);
  else if (byte == '\r')
    self->state = STATE_SIZE_LF;
  else if (byte == ';' || (self->state == STATE_EXTENSION && is_text (byte)))
    self->state = STATE_EXTENSION;
  else if (byte == ' ' || byte == '\t')
    self->state = STATE_PADDING;
  else
    return fail_at (self, byte, error);

  return TRUE;
}

static gboolean
take_trailer_byte (WeirChunked *self, char byte, GError **error)
{
  if (++self->n_trailers > WEIR_LIMIT_TRAILERS)
    return fail (self, WEIR_NET_ERROR_LIMIT, _ ("The chunked framing is broken: the trailers after the last chunk do not end"), error);

  if (self->state == STATE_TRAILER_LF || self->state == STATE_LAST_LF)
    {
      if (byte != '\n')
        return fail_at (self, byte, error);
      self->state = self->state == STATE_LAST_LF ? STATE_DONE : STATE_TRAILER;
    }
  else if (byte == '\r')
    self->state = self->state == STATE_TRAILER ? STATE_LAST_LF : STATE_TRAILER_LF;
  else if (is_text (byte))
    self->state = STATE_TRAILER_TEXT;
  else
    return fail_at (self, byte, error);

  return TRUE;
}

/* One byte that is not data. */
static gboolean
take_byte (WeirChunked *self, char byte, GError **error)
{
  if (self->state <= STATE_SIZE_LF)
    return take_size_byte (self, byte, error);
  if (self->state >= STATE_TRAILER)
    return take_trailer_byte (self, byte, error);

  if (byte != (self->state == STATE_DATA_CR ? '\r' : '\n'))
    return fail (self, WEIR_NET_ERROR_PROTOCOL, _ ("The chunked framing is broken: a chunk is longer than its size says"), error);

  if (self->state == STATE_DATA_CR)
    self->state = STATE_DATA_LF;
  else
    weir_chunked_init (self);

  return TRUE;
}

static inline int
get_digit (char byte)
{
  if (byte >= '0' && byte <= '9')
    return byte - '0';
  if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'f')
    return (byte | 0x20) - 'a' + 10;

  return -1;
}

/* What stands between the data of almost all chunks, in one go: the line end of one, a bare size, and its line end. Returns: how many
 * bytes were taken; 0: byte by byte then */
static inline gsize
take_usual (WeirChunked *self, const char *bytes, gsize n_bytes)
{
  gsize at = self->state == STATE_DATA_CR ? 2 : 0;
  guint64 size = 0;
  gsize n_digits = 0;
  int digit;

  if (n_bytes < at + MAX_DIGITS || (at > 0 && (bytes[0] != '\r' || bytes[1] != '\n')))
    return 0;

  while (n_digits < MAX_DIGITS - 2 && (digit = get_digit (bytes[at + n_digits])) >= 0)
    {
      size = size << 4 | (guint64) digit;
      n_digits++;
    }
  if (size == 0 || bytes[at + n_digits] != '\r' || bytes[at + n_digits + 1] != '\n')
    return 0;

  *self = (WeirChunked){ .state = STATE_DATA, .n_digits = (guint8) n_digits, .n_line = (guint32) n_digits + 2, .left = size };

  return at + n_digits + 2;
}

gboolean
weir_chunked_decode (WeirChunked *self, char *bytes, gsize n_bytes, gsize *n_data, GError **error)
{
  gsize from = 0;
  gsize to = 0;

  while (from < n_bytes && self->state != STATE_DONE)
    {
      gsize n = 0;

      if (self->state == STATE_DATA_CR || (self->state == STATE_SIZE && self->n_digits == 0))
        n = take_usual (self, bytes + from, n_bytes - from);
      if (n > 0)
        {
          from += n;
          continue;
        }
      if (self->state == STATE_FAILED)
        {
          *n_data = to;
          return fail (self, WEIR_NET_ERROR_PROTOCOL, _ ("The chunked framing is broken"), error);
        }
      if (self->state != STATE_DATA)
        {
          if (!take_byte (self, bytes[from], error))
            {
              *n_data = to;
              return FALSE;
            }
          from++;
          continue;
        }

      n = (gsize) MIN (self->left, (guint64) (n_bytes - from));
      memmove (bytes + to, bytes + from, n);
      from += n;
      to += n;
      self->left -= n;
      if (self->left == 0)
        self->state = STATE_DATA_CR;
    }

  *n_data = to;

  return TRUE;
}
