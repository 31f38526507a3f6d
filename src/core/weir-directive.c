/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-directive.h"

#define PREAMBLE WEIR_PLACE_PREAMBLE
#define HEAD (WEIR_PLACE_PREAMBLE | WEIR_PLACE_SECTION_HEAD)
#define BODY WEIR_PLACE_BODY
#define BOUNDARY (HEAD | BODY)
#define STEP (WEIR_PLACE_SECTION_HEAD | BODY | WEIR_PLACE_BLOCK)

/* In the order of the reference (docs/script-format.md). */
static const WeirDirective directives[] = {
  { "weir", "1", N_ ("Makes the file a script; the first line."), PREAMBLE, TRUE, FALSE },
  { "title", "TEXT", N_ ("A name for people."), BOUNDARY, TRUE, FALSE },
  { "note", "TEXT", N_ ("A remark; not sent."), BOUNDARY, TRUE, FALSE },
  { "seed", "N", N_ ("Fixes the draws of random pauses."), PREAMBLE, TRUE, FALSE },
  { "on", "[METHOD] PATH[*]", N_ ("Answers this path; several lines are alternatives."), PREAMBLE, TRUE, FALSE },
  { "match", "header NAME: TEXT | query NAME=TEXT | body /REGEX/[i]", N_ ("Answers only requests that look like this."), PREAMBLE, TRUE,
    FALSE },
  { "count", "by script | by query NAME | by header NAME | by cookie NAME", N_ ("Counts connections for each value of a key."), PREAMBLE,
    TRUE, FALSE },
  { "connect", "N | N..[M] | *", N_ ("Begins the section for these connections."), BOUNDARY, TRUE, FALSE },
  { "status", "none | CODE [TEXT]", N_ ("The response's status; none sends no head."), HEAD, TRUE, FALSE },
  { "redirect", "CODE URL", N_ ("Answers with a redirect."), HEAD, TRUE, FALSE },
  { "header", "NAME: TEXT | -NAME", N_ ("Sets or removes a response header."), HEAD, TRUE, FALSE },
  { "body", "STRING", N_ ("The whole response body, instead of blocks."), HEAD, TRUE, FALSE },
  { "expect", "last-event-id=ID method=METHOD after=TIME..TIME | header NAME: TEXT", N_ ("What the request should look like."), HEAD, TRUE,
    FALSE },
  { "every", "DURATION", N_ ("Pauses before each event but the first."), BOUNDARY, TRUE, FALSE },
  { "keepalive", "DURATION | off", N_ ("Sends a comment in this interval, whatever else is sent."), BOUNDARY, TRUE, FALSE },
  { "drip", "N B/s | N KB/s | off", N_ ("Sends no faster than this."), BOUNDARY, TRUE, FALSE },
  { "template", "on | off", N_ ("Whether {{…}} is filled in."), BOUNDARY, TRUE, FALSE },
  { "resume", "on | off", N_ ("Starts after the block whose id the client sends as Last-Event-ID."), HEAD, TRUE, FALSE },
  { "eol", "lf | crlf | cr", N_ ("Sends these line ends instead of the file's."), BOUNDARY, TRUE, FALSE },
  { "bom", "", N_ ("Sends a byte order mark before the first byte."), BOUNDARY & ~PREAMBLE, TRUE, FALSE },
  { "chunk", "BYTES[+TIME] … [*[+TIME]]", N_ ("Sends the next block in these pieces."), BODY, TRUE, FALSE },
  { "split", "BYTES", N_ ("Sends the next block in pieces of this size."), BODY, TRUE, FALSE },
  { "wait", "DURATION", N_ ("Pauses."), STEP, TRUE, FALSE },
  { "stall", "[DURATION]", N_ ("Sends nothing at all, for this long or for ever."), STEP, TRUE, FALSE },
  { "raw", "STRING", N_ ("Sends exactly these bytes."), STEP, TRUE, FALSE },
  { "chance", "P [VERB …]", N_ ("Does what follows only with this probability."), STEP | WEIR_PLACE_PREAMBLE, TRUE, FALSE },
  { "repeat", "N | forever", N_ ("Begins a loop that `end` closes."), BODY, TRUE, FALSE },
  { "end", "", N_ ("Closes the innermost loop."), BODY, TRUE, FALSE },
  { "close", "", N_ ("Ends the response properly."), STEP, TRUE, FALSE },
  { "cut", "", N_ ("Ends the connection in the middle of the response."), STEP, TRUE, FALSE },
  { "reset", "", N_ ("Ends the connection with a reset."), STEP, TRUE, FALSE },
  { "hold", "", N_ ("Stays open; keep-alives go on."), STEP, TRUE, FALSE },
  { "recorded", "TIME", N_ ("When the recording began; makes the file a recording."), BOUNDARY, TRUE, TRUE },
  { "request", "METHOD URL", N_ ("The request that was sent."), BOUNDARY, TRUE, TRUE },
  { "request-header", "NAME: TEXT", N_ ("A header of the request."), BOUNDARY, TRUE, TRUE },
  { "request-body", "STRING", N_ ("The body of the request."), BOUNDARY, TRUE, TRUE },
  { "hop", "CODE URL", N_ ("A redirect that was followed."), BOUNDARY, TRUE, TRUE },
  { "remote", "ADDRESS", N_ ("The server's address."), BOUNDARY, TRUE, TRUE },
  { "http", "VERSION", N_ ("The version of HTTP."), BOUNDARY, TRUE, TRUE },
  { "tls", "VERSION CIPHER", N_ ("How the connection was encrypted."), BOUNDARY, TRUE, TRUE },
  { "timing", "dns=TIME connect=TIME tls=TIME head=TIME", N_ ("How long the connection took to open."), BOUNDARY, TRUE, TRUE },
  { "open", "[any-type] [compressed]", N_ ("The response was taken for an event stream."), BOUNDARY, TRUE, TRUE },
  { "waiting", "TIME WHY", N_ ("The pause before the next connection."), BOUNDARY, TRUE, TRUE },
  { "failed", "[body-cut]", N_ ("The end that follows is for good: no further connection."), BOUNDARY, TRUE, TRUE },
  { "ended", "REASON [TEXT]", N_ ("How the connection ended; played as the ending that looks most like it."), STEP, TRUE, TRUE },
  { "at", "TIME OFFSET", N_ ("The wall clock at an offset."), BOUNDARY, TRUE, TRUE },
  { "mark", "OFFSET connect=N events=N time=OFFSET last-event-id=STRING", N_ ("A place where reading can start."), BOUNDARY, TRUE, TRUE },
  { "dropped", "N BYTES", N_ ("What was not kept."), BOUNDARY, TRUE, TRUE },
};

static gboolean
equals_ignoring_case (WeirSpan a, const char *b)
{
  return a.len == strlen (b) && g_ascii_strncasecmp (a.data, b, a.len) == 0;
}

const WeirDirective *
weir_directive_find (WeirSpan verb)
{
  for (gsize i = 0; i < G_N_ELEMENTS (directives); i++)
    if (verb.len > 0 && verb.data[0] == directives[i].verb[0] && weir_span_equals_string (verb, directives[i].verb))
      return &directives[i];

  return NULL;
}

const WeirDirective *
weir_directive_get_all (gsize *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (directives);
  return directives;
}

/* Insertions, deletions, substitutions and swaps of neighbours that make one word of the other (optimal string alignment). */
static gsize
get_distance (WeirSpan a, const char *b, gsize b_len)
{
  gsize rows[3][32];
  gsize *before = rows[0];
  gsize *last = rows[1];
  gsize *row = rows[2];

  for (gsize j = 0; j <= b_len; j++)
    last[j] = j;
  for (gsize i = 1; i <= a.len; i++)
    {
      gsize *next = before;
      char ca = g_ascii_tolower (a.data[i - 1]);

      row[0] = i;
      for (gsize j = 1; j <= b_len; j++)
        {
          gsize best = last[j - 1] + (ca == b[j - 1] ? 0 : 1);

          best = MIN (best, last[j] + 1);
          best = MIN (best, row[j - 1] + 1);
          if (i > 1 && j > 1 && ca == b[j - 2] && g_ascii_tolower (a.data[i - 2]) == b[j - 1])
            best = MIN (best, before[j - 2] + 1);
          row[j] = best;
        }
      before = last;
      last = row;
      row = next;
    }

  return last[b_len];
}

const char *
weir_directive_suggest (WeirSpan verb)
{
  const char *best = NULL;
  gsize best_distance = 3;

  if (verb.len == 0 || verb.len > 24)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (directives); i++)
    {
      gsize len = strlen (directives[i].verb);
      gsize distance;

      g_assert (len < 32);
      if (equals_ignoring_case (verb, directives[i].verb))
        return directives[i].verb;
      distance = get_distance (verb, directives[i].verb, len);
      /* Most of the word must be right. */
      if (distance < best_distance && distance * 2 <= MIN (len, verb.len))
        {
          best = directives[i].verb;
          best_distance = distance;
        }
    }

  return best;
}
