/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

G_BEGIN_DECLS

/* One pass over the bytes, a stride of 64 at a time: where lines end, and whether a line needs a second look. */

#define WEIR_STRIDE 64u

/**
 * WeirStride:
 * @eols: bit i is set when byte i is a CR or an LF
 * @odds: bit i is set when byte i is NUL or has its high bit set
 */
typedef struct
{
  guint64 eols;
  guint64 odds;
} WeirStride;

/* The bytes of a word that are zero: the top bit of each such byte. Exact: no carry crosses bytes. */
static inline guint64
weir_stride_zeros (guint64 word)
{
  const guint64 low7 = G_GUINT64_CONSTANT (0x7F7F7F7F7F7F7F7F);

  return ~(((word & low7) + low7) | word | low7);
}

/* The top bits of the eight bytes as eight bits, first byte lowest. */
static inline guint64
weir_stride_gather (guint64 top_bits)
{
  return ((top_bits >> 7) * G_GUINT64_CONSTANT (0x0102040810204080)) >> 56;
}

static inline WeirStride
weir_stride_load_portable (const char *bytes)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  const guint64 top = G_GUINT64_CONSTANT (0x8080808080808080);
  WeirStride stride = { 0, 0 };

  for (guint i = 0; i < WEIR_STRIDE; i += 8)
    {
      guint64 word;
      guint64 eols;
      guint64 odds;

      memcpy (&word, bytes + i, sizeof word);
      word = GUINT64_FROM_LE (word);
      eols = weir_stride_zeros (word ^ (ones * '\n')) | weir_stride_zeros (word ^ (ones * '\r'));
      odds = weir_stride_zeros (word) | (word & top);
      if ((eols | odds) == 0)
        continue;
      stride.eols |= weir_stride_gather (eols) << i;
      stride.odds |= weir_stride_gather (odds) << i;
    }

  return stride;
}

/* Whether the stride holds neither a line end nor an odd byte. May say no for a plain one: any control character up to CR will do. */
static inline gboolean
weir_stride_is_plain_portable (const char *bytes)
{
  const guint64 above_cr = G_GUINT64_CONSTANT (0x0E0E0E0E0E0E0E0E);
  guint64 seen = 0;

  for (guint i = 0; i < WEIR_STRIDE; i += 8)
    {
      guint64 word;

      memcpy (&word, bytes + i, sizeof word);
      /* The lowest byte up to CR borrows and so sets its top bit. */
      seen |= (word - above_cr) | word;
    }

  return (seen & G_GUINT64_CONSTANT (0x8080808080808080)) == 0;
}

#ifdef __SSE2__

static inline __m128i
weir_stride_vector (const char *bytes)
{
  return _mm_loadu_si128 ((const __m128i *) (const void *) bytes);
}

static inline WeirStride
weir_stride_load (const char *bytes)
{
  const __m128i lf = _mm_set1_epi8 ('\n');
  const __m128i cr = _mm_set1_epi8 ('\r');
  const __m128i one = _mm_set1_epi8 (1);
  WeirStride stride = { 0, 0 };

  for (guint i = 0; i < WEIR_STRIDE; i += 16)
    {
      __m128i v = weir_stride_vector (bytes + i);
      __m128i eols = _mm_or_si128 (_mm_cmpeq_epi8 (v, lf), _mm_cmpeq_epi8 (v, cr));

      stride.eols |= (guint64) (guint) _mm_movemask_epi8 (eols) << i;
      /* As signed bytes, NUL and those with the high bit are the ones below 1. */
      stride.odds |= (guint64) (guint) _mm_movemask_epi8 (_mm_cmplt_epi8 (v, one)) << i;
    }

  return stride;
}

static inline gboolean
weir_stride_is_plain (const char *bytes)
{
  const __m128i cr = _mm_set1_epi8 ('\r');
  __m128i a = _mm_cmpgt_epi8 (weir_stride_vector (bytes), cr);
  __m128i b = _mm_cmpgt_epi8 (weir_stride_vector (bytes + 16), cr);
  __m128i c = _mm_cmpgt_epi8 (weir_stride_vector (bytes + 32), cr);
  __m128i d = _mm_cmpgt_epi8 (weir_stride_vector (bytes + 48), cr);

  return _mm_movemask_epi8 (_mm_and_si128 (_mm_and_si128 (a, b), _mm_and_si128 (c, d))) == 0xFFFF;
}

#else

#define weir_stride_load weir_stride_load_portable
#define weir_stride_is_plain weir_stride_is_plain_portable

#endif

/**
 * WeirLineScanner:
 * @start: of the current stride
 * @end: of the bytes
 * @stride: what is not passed yet of the current stride
 * @is_odd: whether an odd byte was seen since the last line end, in the strides before the current one
 */
typedef struct
{
  const char *start;
  const char *end;
  WeirStride stride;
  gboolean is_odd;
} WeirLineScanner;

static inline void
weir_line_scanner_load (WeirLineScanner *self)
{
  gsize left = (gsize) (self->end - self->start);

  if (left >= WEIR_STRIDE)
    {
      self->stride = weir_stride_load (self->start);
    }
  else
    {
      char last[WEIR_STRIDE];

      memset (last, ' ', sizeof last);
      memcpy (last, self->start, left);
      self->stride = weir_stride_load (last);
    }
}

/* Faster than loading, and worth a try where lines are long. */
static inline void
weir_line_scanner_skip_plain (WeirLineScanner *self)
{
  while ((gsize) (self->end - self->start) >= WEIR_STRIDE && weir_stride_is_plain (self->start))
    self->start += WEIR_STRIDE;
}

/* @bytes: not empty */
static inline void
weir_line_scanner_init (WeirLineScanner *self, const char *bytes, const char *end)
{
  self->start = bytes;
  self->end = end;
  self->is_odd = FALSE;
  weir_line_scanner_load (self);
}

/**
 * weir_line_scanner_next:
 * @is_odd: (out): whether a NUL or a byte with the high bit stands between the previous line end and this one (or the end)
 *
 * Returns: (nullable): the next CR or LF; %NULL at the end
 */
static inline const char *
weir_line_scanner_next (WeirLineScanner *self, gboolean *is_odd)
{
  gboolean is_long = FALSE;
  guint64 below;
  guint bit;

  while (G_UNLIKELY (self->stride.eols == 0))
    {
      self->is_odd |= self->stride.odds != 0;
      self->stride.odds = 0;
      if ((gsize) (self->end - self->start) <= WEIR_STRIDE)
        {
          *is_odd = self->is_odd;
          return NULL;
        }
      self->start += WEIR_STRIDE;
      if (is_long)
        weir_line_scanner_skip_plain (self);
      weir_line_scanner_load (self);
      is_long = TRUE;
    }

  bit = (guint) __builtin_ctzll (self->stride.eols);
  below = (G_GUINT64_CONSTANT (1) << bit) - 1;
  *is_odd = self->is_odd || (self->stride.odds & below) != 0;
  self->is_odd = FALSE;
  self->stride.odds &= ~below;
  self->stride.eols &= self->stride.eols - 1;

  return self->start + bit;
}

G_END_DECLS
