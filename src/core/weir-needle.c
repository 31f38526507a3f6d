/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-needle.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/*
 * The anchor is the longest part of the needle that is made of the same bytes in every case, but for the bit that tells the two
 * cases of an ASCII letter. It is found by two of its bytes at once, many places at a time; then what stands before and after it
 * is compared by characters. A needle without such a part (a Greek word) is tried wherever a character beyond ASCII stands.
 */
struct _WeirNeedle
{
  guint8 *anchor; /* lower case if caseless */
  guint8 *masks;  /* ORed to a byte before it is compared: the case bit of a letter */
  gsize n_anchor; /* may be 0 */
  gsize first;    /* the two bytes that are looked for, as positions in the anchor */
  gsize second;
  gunichar *before; /* folded, nearest to the anchor first */
  gsize n_before;
  gunichar *after; /* folded */
  gsize n_after;
};

gunichar
weir_needle_fold (gunichar character)
{
  gunichar folded;

  if (character < 0x80)
    return (gunichar) g_ascii_tolower ((char) character);
  folded = g_unichar_tolower (g_unichar_toupper (character));

  return folded < 0x80 ? character : folded;
}

/* Whether another character may be the same when case does not count, one that is other bytes. */
static gboolean
has_cases (gunichar character)
{
  return character >= 0x80 && (g_unichar_islower (character) || g_unichar_isupper (character) || g_unichar_istitle (character) ||
                               g_unichar_toupper (character) != character || g_unichar_tolower (character) != character);
}

/* Bytes of texts that are streamed, the most frequent first: to look for one of them finds little but false places. */
static guint
get_frequency (guint8 byte)
{
  static const char frequent[] = " e\"taoinsrldcmu:,p0hfg12.bykvw345_6789-{}/xjqz[]ETSAICNOR\\PDML";
  const char *place = byte != 0 ? strchr (frequent, byte) : NULL;

  /* The first byte of three that most of Chinese begins with. */
  if (byte >= 0xE3 && byte <= 0xE9)
    return 40;

  return place != NULL ? (guint) (sizeof frequent - (gsize) (place - frequent)) : 0;
}

static void
choose_bytes (WeirNeedle *self)
{
  self->first = 0;
  for (gsize i = 1; i < self->n_anchor; i++)
    if (get_frequency (self->anchor[i]) < get_frequency (self->anchor[self->first]))
      self->first = i;

  self->second = self->first == 0 ? self->n_anchor - 1 : 0;
  for (gsize i = 0; i < self->n_anchor; i++)
    if (i != self->first && get_frequency (self->anchor[i]) < get_frequency (self->anchor[self->second]))
      self->second = i;
}

/* The longest part without characters that have_cases(), in bytes. */
static WeirSpan
find_anchor (WeirSpan text, gboolean caseless)
{
  WeirSpan longest = weir_span (text.data, 0);
  const char *end = text.data + text.len;
  const char *start = text.data;

  if (!caseless)
    return text;

  for (const char *p = start; p < end;)
    {
      gboolean ends_here = has_cases (g_utf8_get_char (p));
      const char *next = g_utf8_next_char (p);

      if (ends_here)
        start = next;
      else if ((gsize) (next - start) > longest.len)
        longest = weir_span (start, (gsize) (next - start));
      p = next;
    }

  return longest;
}

static gunichar *
fold_all (const char *text, const char *end, gsize *n_characters)
{
  GArray *characters = g_array_new (FALSE, FALSE, sizeof (gunichar));

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar folded = weir_needle_fold (g_utf8_get_char (p));

      g_array_append_val (characters, folded);
    }
  *n_characters = characters->len;

  return (gunichar *) (gpointer) g_array_free (characters, FALSE);
}

WeirNeedle *
weir_needle_new (WeirSpan text, gboolean caseless)
{
  WeirNeedle *self = g_new0 (WeirNeedle, 1);
  WeirSpan anchor;

  g_return_val_if_fail (text.len > 0, NULL);

  anchor = find_anchor (text, caseless);
  self->n_anchor = anchor.len;
  self->anchor = g_malloc0 (anchor.len);
  self->masks = g_malloc0 (anchor.len);
  for (gsize i = 0; i < anchor.len; i++)
    {
      self->anchor[i] = (guint8) (caseless ? g_ascii_tolower (anchor.data[i]) : anchor.data[i]);
      self->masks[i] = caseless && g_ascii_isalpha (anchor.data[i]) ? 0x20 : 0;
    }
  if (anchor.len > 0)
    choose_bytes (self);

  self->before = fold_all (text.data, anchor.data, &self->n_before);
  for (gsize i = 0; i < self->n_before / 2; i++)
    {
      gunichar swapped = self->before[i];

      self->before[i] = self->before[self->n_before - 1 - i];
      self->before[self->n_before - 1 - i] = swapped;
    }
  self->after = fold_all (anchor.data + anchor.len, text.data + text.len, &self->n_after);

  return self;
}

void
weir_needle_free (WeirNeedle *self)
{
  g_free (self->anchor);
  g_free (self->masks);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

gsize
weir_needle_get_weight (const WeirNeedle *self)
{
  return self->n_anchor;
}

/* The character that starts at @p. Returns: its bytes; 0: none that is valid */
static gsize
read_character (const char *p, const char *end, gunichar *character)
{
  *character = g_utf8_get_char_validated (p, end - p);
  /* GLib takes a NUL for the end. */
  if (*character == (gunichar) -2 && *p == '\0')
    *character = 0;
  if (*character == (gunichar) -1 || *character == (gunichar) -2)
    return 0;

  return (gsize) (g_utf8_next_char (p) - p);
}

static const char *
match_after (const WeirNeedle *self, const char *p, const char *end)
{
  for (gsize i = 0; i < self->n_after; i++)
    {
      gunichar character;
      gsize n = p < end ? read_character (p, end, &character) : 0;

      if (n == 0 || weir_needle_fold (character) != self->after[i])
        return NULL;
      p += n;
    }

  return p;
}

static const char *
match_before (const WeirNeedle *self, const char *bytes, const char *p)
{
  for (gsize i = 0; i < self->n_before; i++)
    {
      const char *end = p;
      gunichar character;

      if (p == bytes)
        return NULL;
      do
        p--;
      while (p > bytes && end - p < 4 && ((guint8) *p & 0xC0) == 0x80);
      if (read_character (p, end, &character) != (gsize) (end - p) || weir_needle_fold (character) != self->before[i])
        return NULL;
    }

  return p;
}

/* Whether the anchor stands at @place, and the rest around it. */
static gboolean
match_at (const WeirNeedle *self, WeirSpan bytes, const char *place, WeirSpan *found)
{
  const char *start, *end;

  for (gsize i = 0; i < self->n_anchor; i++)
    if (((guint8) place[i] | self->masks[i]) != self->anchor[i])
      return FALSE;
  start = match_before (self, bytes.data, place);
  end = start != NULL ? match_after (self, place + self->n_anchor, bytes.data + bytes.len) : NULL;
  if (end == NULL)
    return FALSE;
  *found = weir_span (start, (gsize) (end - start));

  return TRUE;
}

/* Where the two bytes stand among the 16 places from @place on, one bit each. */
#ifdef __SSE2__

typedef struct
{
  __m128i bytes[2];
  __m128i masks[2];
} Pattern;

static inline void
pattern_init (Pattern *self, const WeirNeedle *needle)
{
  self->bytes[0] = _mm_set1_epi8 ((char) needle->anchor[needle->first]);
  self->bytes[1] = _mm_set1_epi8 ((char) needle->anchor[needle->second]);
  self->masks[0] = _mm_set1_epi8 ((char) needle->masks[needle->first]);
  self->masks[1] = _mm_set1_epi8 ((char) needle->masks[needle->second]);
}

static inline guint
pattern_test (const Pattern *self, const char *first, const char *second)
{
  __m128i a = _mm_or_si128 (_mm_loadu_si128 ((const __m128i *) (const void *) first), self->masks[0]);
  __m128i b = _mm_or_si128 (_mm_loadu_si128 ((const __m128i *) (const void *) second), self->masks[1]);

  return (guint) _mm_movemask_epi8 (_mm_and_si128 (_mm_cmpeq_epi8 (a, self->bytes[0]), _mm_cmpeq_epi8 (b, self->bytes[1])));
}

#else

typedef struct
{
  guint8 bytes[2];
  guint8 masks[2];
} Pattern;

static inline void
pattern_init (Pattern *self, const WeirNeedle *needle)
{
  self->bytes[0] = needle->anchor[needle->first];
  self->bytes[1] = needle->anchor[needle->second];
  self->masks[0] = needle->masks[needle->first];
  self->masks[1] = needle->masks[needle->second];
}

static inline guint
pattern_test (const Pattern *self, const char *first, const char *second)
{
  guint bits = 0;

  for (guint i = 0; i < 16; i++)
    bits |= (((guint8) first[i] | self->masks[0]) == self->bytes[0] && ((guint8) second[i] | self->masks[1]) == self->bytes[1] ? 1u : 0u)
            << i;

  return bits;
}

#endif

/* The same of 64 places: thrice as fast, because the four do not wait for each other. */
static inline guint64
pattern_test_64 (const Pattern *self, const char *first, const char *second)
{
  return pattern_test (self, first, second) | (guint64) pattern_test (self, first + 16, second + 16) << 16 |
         (guint64) pattern_test (self, first + 32, second + 32) << 32 | (guint64) pattern_test (self, first + 48, second + 48) << 48;
}

static gboolean
find_by_anchor (const WeirNeedle *self, WeirSpan bytes, WeirSpan *found)
{
  const char *place = bytes.data;
  const char *last = bytes.data + (bytes.len - self->n_anchor); /* the last place where the anchor fits */
  Pattern pattern;

  pattern_init (&pattern, self);
  for (; last - place >= 63; place += 64)
    {
      guint64 bits = pattern_test_64 (&pattern, place + self->first, place + self->second);

      for (; bits != 0; bits &= bits - 1)
        if (match_at (self, bytes, place + __builtin_ctzll (bits), found))
          return TRUE;
    }
  for (; last - place >= 15; place += 16)
    {
      guint bits = pattern_test (&pattern, place + self->first, place + self->second);

      for (; bits != 0; bits &= bits - 1)
        if (match_at (self, bytes, place + __builtin_ctz (bits), found))
          return TRUE;
    }
  for (; place <= last; place++)
    if (((guint8) place[self->first] | self->masks[self->first]) == self->anchor[self->first] && match_at (self, bytes, place, found))
      return TRUE;

  return FALSE;
}

/* Every character of the needle is one beyond ASCII. */
static gboolean
find_by_characters (const WeirNeedle *self, WeirSpan bytes, WeirSpan *found)
{
  const char *end = bytes.data + bytes.len;

  for (const char *p = bytes.data; p < end; p++)
    {
      const char *stop;

      while (end - p >= 16)
        {
          guint64 words[2];

          memcpy (words, p, sizeof words);
          if (((words[0] | words[1]) & G_GUINT64_CONSTANT (0x8080808080808080)) != 0)
            break;
          p += 16;
        }
      if (p == end)
        break;
      if ((guint8) *p < 0xC2)
        continue;
      stop = match_after (self, p, end);
      if (stop != NULL)
        {
          *found = weir_span (p, (gsize) (stop - p));
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
weir_needle_find (const WeirNeedle *self, WeirSpan bytes, WeirSpan *found)
{
  if (self->n_anchor == 0)
    return find_by_characters (self, bytes, found);

  return bytes.len >= self->n_anchor && find_by_anchor (self, bytes, found);
}
