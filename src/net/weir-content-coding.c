/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-content-coding.h"
#include "weir-limits.h"
#include "weir-request.h"

/* Below this much output a good ratio proves nothing: a few bytes of input may well expand at once. */
#define RATIO_FREE_BYTES (1024u * 1024)

struct _WeirContentCoding
{
  WeirCoding coding;
  GZlibDecompressor *zlib; /* NULL until the first byte tells zlib from raw deflate */
  GByteArray *input;
  guint used; /* of @input */
  guint64 n_in;
  guint64 n_out;
  gboolean in_member; /* bytes of the present member were taken and its end was not seen */
};

WeirCoding
weir_coding_from_header (const char *content_encoding)
{
  g_autofree char *name = g_strstrip (g_strdup (content_encoding != NULL ? content_encoding : ""));

  if (*name == '\0' || g_ascii_strcasecmp (name, "identity") == 0)
    return WEIR_CODING_IDENTITY;
  if (g_ascii_strcasecmp (name, "gzip") == 0 || g_ascii_strcasecmp (name, "x-gzip") == 0)
    return WEIR_CODING_GZIP;
  if (g_ascii_strcasecmp (name, "deflate") == 0)
    return WEIR_CODING_DEFLATE;

  return WEIR_CODING_OTHER;
}

WeirContentCoding *
weir_content_coding_new (WeirCoding coding)
{
  WeirContentCoding *self;

  g_return_val_if_fail (coding == WEIR_CODING_GZIP || coding == WEIR_CODING_DEFLATE, NULL);

  self = g_new0 (WeirContentCoding, 1);
  self->coding = coding;
  self->input = g_byte_array_new ();

  return self;
}

void
weir_content_coding_free (WeirContentCoding *self)
{
  g_clear_object (&self->zlib);
  g_byte_array_unref (self->input);
  g_free (self);
}

void
weir_content_coding_push (WeirContentCoding *self, const char *bytes, gsize n_bytes)
{
  g_byte_array_remove_range (self->input, 0, self->used);
  self->used = 0;
  g_byte_array_append (self->input, (const guint8 *) bytes, (guint) n_bytes);
  self->n_in += n_bytes;
}

gboolean
weir_content_coding_is_whole (const WeirContentCoding *self)
{
  return !self->in_member && self->used == self->input->len;
}

/* Most servers that say deflate send the zlib wrapper, as they should; some send it raw. Returns: FALSE: two bytes are needed */
static gboolean
ensure_zlib (WeirContentCoding *self)
{
  GZlibCompressorFormat format = G_ZLIB_COMPRESSOR_FORMAT_GZIP;

  if (self->zlib != NULL)
    return TRUE;

  if (self->coding == WEIR_CODING_DEFLATE)
    {
      const guint8 *head = self->input->data + self->used;

      if (self->input->len - self->used < 2)
        return FALSE;
      format = (head[0] & 0x0f) == 8 && (head[0] << 8 | head[1]) % 31 == 0 ? G_ZLIB_COMPRESSOR_FORMAT_ZLIB : G_ZLIB_COMPRESSOR_FORMAT_RAW;
    }
  self->zlib = g_zlib_decompressor_new (format);

  return TRUE;
}

static gboolean
check_ratio (WeirContentCoding *self, GError **error)
{
  if (self->n_out <= RATIO_FREE_BYTES || self->n_out / WEIR_LIMIT_GZIP_RATIO <= self->n_in)
    return TRUE;

  g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_LIMIT,
               _ ("The compressed response expands to more than %u times its size; Weir stopped reading it"), WEIR_LIMIT_GZIP_RATIO);
  return FALSE;
}

/* One step of the decompressor. Returns: FALSE on an error; sets @again when nothing came out yet but more may */
static gboolean
convert (WeirContentCoding *self, char *buffer, gsize size, gsize *n_decoded, gboolean *again, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gsize n_read = 0;
  GConverterResult result;

  *again = FALSE;
  result = g_converter_convert (G_CONVERTER (self->zlib), self->input->data + self->used, self->input->len - self->used, buffer, size,
                                G_CONVERTER_NO_FLAGS, &n_read, n_decoded, &failure);
  if (result == G_CONVERTER_ERROR)
    {
      *n_decoded = 0;
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
        return TRUE;
      g_set_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_PROTOCOL, _ ("The compressed response is damaged: %s"), failure->message);
      return FALSE;
    }

  self->in_member = result != G_CONVERTER_FINISHED;
  self->used += (guint) n_read;
  self->n_out += *n_decoded;
  if (result == G_CONVERTER_FINISHED)
    g_converter_reset (G_CONVERTER (self->zlib));
  *again = *n_decoded == 0 && n_read > 0;

  return check_ratio (self, error);
}

gboolean
weir_content_coding_decode (WeirContentCoding *self, char *buffer, gsize size, gsize *n_decoded, GError **error)
{
  gboolean again = TRUE;

  *n_decoded = 0;
  while (again)
    {
      /* zlib may hold output back although all input is taken: it is asked once more after a full buffer. */
      if ((self->used == self->input->len && !self->in_member) || !ensure_zlib (self))
        return TRUE;
      if (!convert (self, buffer, size, n_decoded, &again, error))
        return FALSE;
    }

  return TRUE;
}
