/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-reference-utf8.h"

#include "weir-reference.h"

/* ---- Encoding standard, 8.1.1 "UTF-8 decoder", step by step. ---- */

typedef struct
{
  gunichar code_point;
  guint bytes_seen;
  guint bytes_needed;
  guchar lower_boundary;
  guchar upper_boundary;
} Decoder;

static void
decoder_restart (Decoder *decoder)
{
  *decoder = (Decoder){ .lower_boundary = 0x80, .upper_boundary = 0xBF };
}

typedef enum
{
  CONTINUE,
  CODE_POINT,
  FAILURE,
  FAILURE_AND_AGAIN, /* "prepend byte to ioQueue and return error" */
} Verdict;

static Verdict
decoder_first (Decoder *decoder, guchar byte)
{
  if (byte <= 0x7F)
    {
      decoder->code_point = byte;
      return CODE_POINT;
    }
  if (byte >= 0xC2 && byte <= 0xDF)
    {
      decoder->bytes_needed = 1;
      decoder->code_point = byte & 0x1F;
      return CONTINUE;
    }
  if (byte >= 0xE0 && byte <= 0xEF)
    {
      if (byte == 0xE0)
        decoder->lower_boundary = 0xA0;
      if (byte == 0xED)
        decoder->upper_boundary = 0x9F;
      decoder->bytes_needed = 2;
      decoder->code_point = byte & 0xF;
      return CONTINUE;
    }
  if (byte >= 0xF0 && byte <= 0xF4)
    {
      if (byte == 0xF0)
        decoder->lower_boundary = 0x90;
      if (byte == 0xF4)
        decoder->upper_boundary = 0x8F;
      decoder->bytes_needed = 3;
      decoder->code_point = byte & 0x7;
      return CONTINUE;
    }
  return FAILURE;
}

static Verdict
decoder_handle (Decoder *decoder, guchar byte)
{
  if (decoder->bytes_needed == 0)
    return decoder_first (decoder, byte);

  if (byte < decoder->lower_boundary || byte > decoder->upper_boundary)
    return FAILURE_AND_AGAIN;

  decoder->lower_boundary = 0x80;
  decoder->upper_boundary = 0xBF;
  decoder->code_point = (decoder->code_point << 6) | (byte & 0x3F);
  decoder->bytes_seen++;
  if (decoder->bytes_seen != decoder->bytes_needed)
    return CONTINUE;
  return CODE_POINT;
}

GArray *
weir_reference_decode_points (WeirSpan bytes)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (WeirReferencePoint));
  Decoder decoder;
  gsize start = 0;
  gsize i = 0;

  decoder_restart (&decoder);
  while (i < bytes.len)
    {
      Verdict verdict = decoder_handle (&decoder, (guchar) bytes.data[i]);
      WeirReferencePoint point = { .c = decoder.code_point, .offset = start };

      if (verdict != FAILURE_AND_AGAIN)
        i++;
      if (verdict == CONTINUE)
        continue;
      if (verdict != CODE_POINT)
        {
          point.c = 0xFFFD;
          point.is_replaced = TRUE;
        }
      g_array_append_val (points, point);
      decoder_restart (&decoder);
      start = i;
    }
  if (decoder.bytes_needed != 0)
    {
      WeirReferencePoint point = { .c = 0xFFFD, .offset = start, .is_replaced = TRUE };

      g_array_append_val (points, point);
    }

  return points;
}

gboolean
weir_reference_append_points (GString *text, const WeirReferencePoint *points, gsize n_points)
{
  gboolean valid = TRUE;

  for (gsize i = 0; i < n_points; i++)
    {
      char utf8[6];

      g_string_append_len (text, utf8, g_unichar_to_utf8 (points[i].c, utf8));
      if (points[i].is_replaced)
        valid = FALSE;
    }

  return valid;
}

gboolean
weir_reference_utf8 (WeirSpan bytes, GString *text)
{
  g_autoptr (GArray) points = weir_reference_decode_points (bytes);

  return weir_reference_append_points (text, (const WeirReferencePoint *) (gpointer) points->data, points->len);
}
