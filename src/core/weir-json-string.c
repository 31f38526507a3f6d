/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-json.h"

#define CHUNK 1024
#define LONGEST_ESCAPE 6

/* What the first byte of a character tells: 0: stands as it is; E: escaped; S: starts a sequence that may have to be. */
enum
{
  E = 1,
  S = 2,
};
/* clang-format off */
static const guint8 classes[256] = {
  E, E, E, E, E, E, E, E,  E, E, E, E, E, E, E, E,  E, E, E, E, E, E, E, E,  E, E, E, E, E, E, E, E,
  ['"'] = E, ['\\'] = E, [0x7f] = E, [0xc2] = S, [0xd8] = S, [0xe2] = S,
};
/* clang-format on */

/* Returns: the length of a character at @text that a terminal or an editor would act on, 0 for another one; @c is its code */
static gsize
match_sequence (const char *text, gsize len, guint *c)
{
  const guchar *b = (const guchar *) text;

  if (len >= 2 && b[0] == 0xc2 && b[1] >= 0x80 && b[1] <= 0x9f)
    {
      *c = b[1]; /* C1 controls */
      return 2;
    }
  if (len >= 2 && b[0] == 0xd8 && b[1] == 0x9c)
    {
      *c = 0x61c; /* Arabic letter mark */
      return 2;
    }
  if (len < 3 || b[0] != 0xe2 || (b[1] != 0x80 && b[1] != 0x81))
    return 0;

  *c = 0x2000u + ((guint) (b[1] & 1) << 6) + (b[2] & 0x3fu);

  return *c == 0x200e || *c == 0x200f || (*c >= 0x2028 && *c <= 0x202e) || (*c >= 0x2066 && *c <= 0x2069) ? 3 : 0;
}

/* Returns: the end of what was written, at most LONGEST_ESCAPE bytes */
static char *
write_escape (char *to, guint c)
{
  static const char digits[] = "0123456789abcdef";
  static const char shorts[] = { ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"', ['\\'] = '\\' };

  *to++ = '\\';
  if (c < G_N_ELEMENTS (shorts) && shorts[c] != '\0')
    {
      *to++ = shorts[c];
      return to;
    }
  *to++ = 'u';
  for (int shift = 12; shift >= 0; shift -= 4)
    *to++ = digits[(c >> shift) & 15];

  return to;
}

/* Appends up to CHUNK bytes of the text from @p on, so that room is asked for once for many escapes.
 * Returns: where to go on */
static const char *
append_chunk (GString *out, const char *p, const char *end)
{
  const char *const chunk_end = p + MIN (end - p, CHUNK);
  const gsize before = out->len;
  const char *plain = p;
  char *to;

  g_string_set_size (out, before + (gsize) (chunk_end - p) * LONGEST_ESCAPE);
  to = out->str + before;
  while (p < chunk_end)
    {
      const guint8 class = classes[(guchar) *p];
      guint c = (guchar) *p;
      gsize n = 1;

      if (class == 0 || (class == S && (n = match_sequence (p, (gsize) (end - p), &c)) == 0))
        {
          p++;
          continue;
        }
      to = mempcpy (to, plain, (gsize) (p - plain));
      to = write_escape (to, c);
      p += n;
      plain = p;
    }
  if (p > plain)
    to = mempcpy (to, plain, (gsize) (p - plain));
  g_string_truncate (out, (gsize) (to - out->str));

  return p;
}

void
weir_json_append_string (GString *out, WeirSpan text)
{
  const char *p = text.len > 0 ? text.data : "";
  const char *const end = p + text.len;

  g_string_append_c (out, '"');
  while (p < end)
    p = append_chunk (out, p, end);
  g_string_append_c (out, '"');
}

static guint
parse_unit (const char *digits)
{
  guint unit = 0;

  for (guint i = 0; i < 4; i++)
    unit = unit * 16 + (guint) g_ascii_xdigit_value (digits[i]);

  return unit;
}

/* At the `u` of an escape. Returns: how many bytes of the lexeme it took */
static gsize
append_unicode_escape (GString *out, const char *p, const char *end)
{
  guint c = parse_unit (p + 1);
  gsize taken = 5;

  if (c >= 0xd800 && c <= 0xdbff && end - p >= 11 && p[5] == '\\' && p[6] == 'u')
    {
      const guint low = parse_unit (p + 7);

      if (low >= 0xdc00 && low <= 0xdfff)
        {
          c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
          taken = 11;
        }
    }
  g_string_append_unichar (out, c >= 0xd800 && c <= 0xdfff ? 0xfffd : c);

  return taken;
}

void
weir_json_append_unescaped (GString *out, WeirSpan lexeme)
{
  static const char escapes[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  const char *p, *end;

  g_return_if_fail (lexeme.len >= 2 && lexeme.data[0] == '"' && lexeme.data[lexeme.len - 1] == '"');

  p = lexeme.data + 1;
  end = lexeme.data + lexeme.len - 1;
  while (p < end)
    {
      const char *backslash = memchr (p, '\\', (gsize) (end - p));

      if (backslash == NULL)
        backslash = end;
      g_string_append_len (out, p, backslash - p);
      if (backslash == end)
        break;
      p = backslash + 1;
      if (*p == 'u')
        {
          p += append_unicode_escape (out, p, end);
          continue;
        }
      g_string_append_c (out, values[strchr (escapes, *p) - escapes]);
      p++;
    }
}
