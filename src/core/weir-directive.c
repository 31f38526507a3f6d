/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-directive.h"

#include "weir-nearest.h"

#define PREAMBLE WEIR_PLACE_PREAMBLE
#define HEAD (WEIR_PLACE_PREAMBLE | WEIR_PLACE_SECTION_HEAD)
#define BODY WEIR_PLACE_BODY
#define BOUNDARY (HEAD | BODY)
#define STEP (WEIR_PLACE_SECTION_HEAD | BODY | WEIR_PLACE_BLOCK)

/* In the order of the reference (docs/script-format.md). */
static const WeirDirective directives[] = {
  { "weir", "1", N_ ("Makes the file a script; the first line."), NULL, WEIR_GROUP_FILE, PREAMBLE, TRUE, FALSE },
  { "title", "TEXT", N_ ("A name for people."), N_ ("The first one counts."), WEIR_GROUP_FILE, BOUNDARY, TRUE, FALSE },
  { "note", "TEXT | for=N [TEXT]", N_ ("A remark; not sent."),
    N_ ("In a recording, “for=N” makes it one on row N, counted from the recording's beginning; the last one holds, and without a "
        "text there is none."),
    WEIR_GROUP_FILE, BOUNDARY, TRUE, FALSE },
  { "seed", "N", N_ ("Fixes the draws of random pauses."),
    N_ ("Also those of templates and chances. Without it each start of the server draws anew; its log says the "
        "seed."),
    WEIR_GROUP_FILE, PREAMBLE, TRUE, FALSE },
  { "on", "[METHOD] PATH[*]", N_ ("Answers this path; several lines are alternatives."),
    N_ ("“*” at its end stands for anything. Without a method it answers all of them."), WEIR_GROUP_FILE, PREAMBLE, TRUE, FALSE },
  { "match", "header NAME: TEXT | query NAME=TEXT | body /REGEX/[i]", N_ ("Answers only requests that look like this."),
    N_ ("A header has exactly this value, a query parameter too, both sides decoded; the regular expression "
        "matches somewhere in the body, with “i” whatever the case. All lines have to hold."),
    WEIR_GROUP_FILE, PREAMBLE, TRUE, FALSE },
  { "count", "by script | by query NAME | by header NAME | by cookie NAME", N_ ("Counts connections for each value of a key."),
    N_ ("Requests without the key are counted together. Unless said, by script."), WEIR_GROUP_FILE, PREAMBLE, TRUE, FALSE },
  { "connect", "N | N..[M] | *", N_ ("Begins the section for these connections."),
    N_ ("The first section that holds a connection's number plays it; when none does, the answer is 204."), WEIR_GROUP_SECTION, BOUNDARY,
    TRUE, FALSE },
  { "status", "none | CODE [TEXT]", N_ ("The response's status; none sends no head."),
    N_ ("200 unless said; from 200 to 999. What is sent without a head is no HTTP."), WEIR_GROUP_SECTION, HEAD, TRUE, FALSE },
  { "redirect", "CODE URL", N_ ("Answers with a redirect."), N_ ("301, 302, 303, 307 or 308, with a Location."), WEIR_GROUP_SECTION, HEAD,
    TRUE, FALSE },
  { "header", "NAME: TEXT | -NAME", N_ ("Sets or removes a response header."),
    N_ ("The same name twice in one section is sent twice. What can be removed are also the defaults, Date and "
        "Access-Control-Allow-Origin."),
    WEIR_GROUP_SECTION, HEAD, TRUE, FALSE },
  { "body", "STRING", N_ ("The whole response body, instead of blocks."),
    N_ ("An error with 204, 205 and 304, which have no content. Before a cut or a reset, half of it is sent."), WEIR_GROUP_SECTION, HEAD,
    TRUE, FALSE },
  { "expect", "last-event-id=ID method=METHOD after=TIME..TIME | header NAME: TEXT", N_ ("What the request should look like."),
    N_ ("One or more of the conditions, all of which have to hold; “last-event-id=\"\"” means that there is none; "
        "“after” is the time from the end of the previous connection to this request. A header has exactly this "
        "value."),
    WEIR_GROUP_SECTION, HEAD, TRUE, FALSE },
  { "every", "DURATION", N_ ("Pauses before each event but the first."), N_ ("Only before blocks that dispatch an event; “0s”: no pause."),
    WEIR_GROUP_SETTING, BOUNDARY, TRUE, FALSE },
  { "keepalive", "DURATION | off", N_ ("Sends a comment in this interval, whatever else is sent."),
    N_ ("The comment is “:” and an empty line, at block boundaries only."), WEIR_GROUP_SETTING, BOUNDARY, TRUE, FALSE },
  { "drip", "N B/s | N KB/s | off", N_ ("Sends no faster than this."),
    N_ ("1 KB is 1000 bytes; a tenth of a second's bytes go out at a time."), WEIR_GROUP_SETTING, BOUNDARY, TRUE, FALSE },
  { "template", "on | off", N_ ("Whether {{…}} is filled in."), N_ ("On unless said."), WEIR_GROUP_SETTING, BOUNDARY, TRUE, FALSE },
  { "resume", "on | off", N_ ("Starts after the block whose id the client sends as Last-Event-ID."),
    N_ ("From the start when there is no such block within 100,000. Off unless said."), WEIR_GROUP_SETTING, HEAD, TRUE, FALSE },
  { "eol", "lf | crlf | cr", N_ ("Sends these line ends instead of the file's."), NULL, WEIR_GROUP_SETTING, BOUNDARY, TRUE, FALSE },
  { "bom", "", N_ ("Sends a byte order mark before the first byte."), N_ ("In no loop."), WEIR_GROUP_SHAPE, BOUNDARY & ~PREAMBLE, TRUE,
    FALSE },
  { "chunk", "BYTES[+TIME] … [*[+TIME]]", N_ ("Sends the next block in these pieces."),
    N_ ("Each is an HTTP chunk and a send of its own, after its time; the last one can be “*”, the rest, which is "
        "also implied. A pause within the block ends a piece."),
    WEIR_GROUP_SHAPE, BODY, TRUE, FALSE },
  { "split", "BYTES", N_ ("Sends the next block in pieces of this size."), NULL, WEIR_GROUP_SHAPE, BODY, TRUE, FALSE },
  { "wait", "DURATION", N_ ("Pauses."),
    N_ ("Keep-alives go on. Between blocks it takes the place of the next “every”; above head verbs it delays the "
        "head."),
    WEIR_GROUP_STEP, STEP, TRUE, FALSE },
  { "stall", "[DURATION]", N_ ("Sends nothing at all, for this long or for ever."),
    N_ ("No keep-alives either. Without a duration it is an ending."), WEIR_GROUP_STEP, STEP, TRUE, FALSE },
  { "raw", "STRING", N_ ("Sends exactly these bytes."), N_ ("Without “eol”, “every” and templates."), WEIR_GROUP_STEP, STEP, TRUE, FALSE },
  { "chance", "P [VERB …]", N_ ("Does what follows only with this probability."),
    N_ ("Written 0.05 or 5%. Alone it is about the next block, with the wait, stall, raw, chunk or split in "
        "between; with a verb behind it about that one: a wait, stall, raw, an ending, or in a head a status, "
        "redirect, header or body. At most 6 in a head; when the status is then no success, or there is a body, no "
        "block is sent."),
    WEIR_GROUP_STEP, STEP | WEIR_PLACE_PREAMBLE, TRUE, FALSE },
  { "repeat", "N | forever", N_ ("Begins a loop that `end` closes."),
    N_ ("At most 16 within each other. One that goes on for ever has to pause, and is an ending."), WEIR_GROUP_STEP, BODY, TRUE, FALSE },
  { "end", "", N_ ("Closes the innermost loop."), NULL, WEIR_GROUP_STEP, BODY, TRUE, FALSE },
  { "close", "", N_ ("Ends the response properly."), N_ ("Also what a section without an ending does."), WEIR_GROUP_STEP, STEP, TRUE,
    FALSE },
  { "cut", "", N_ ("Ends the connection in the middle of the response."), N_ ("A FIN without the last chunk."), WEIR_GROUP_STEP, STEP, TRUE,
    FALSE },
  { "reset", "", N_ ("Ends the connection with a reset."), N_ ("A TCP RST, once everything before it has been sent."), WEIR_GROUP_STEP,
    STEP, TRUE, FALSE },
  { "hold", "", N_ ("Stays open; keep-alives go on."), NULL, WEIR_GROUP_STEP, STEP, TRUE, FALSE },
  { "recorded", "TIME", N_ ("When the recording began; makes the file a recording."), NULL, WEIR_GROUP_RECORDING, BOUNDARY, TRUE, TRUE },
  { "request", "METHOD URL", N_ ("The request that was sent."), NULL, WEIR_GROUP_RECORDING, BOUNDARY, TRUE, TRUE },
  { "request-header", "NAME: TEXT", N_ ("A header of the request."), NULL, WEIR_GROUP_RECORDING, BOUNDARY, TRUE, TRUE },
  { "request-body", "STRING", N_ ("The body of the request."), NULL, WEIR_GROUP_RECORDING, BOUNDARY, TRUE, TRUE },
  { "hop", "CODE URL", N_ ("A redirect that was followed."), NULL, WEIR_GROUP_RECORDING, BOUNDARY, TRUE, TRUE },
  { "remote", "ADDRESS", N_ ("The server's address."), NULL, WEIR_GROUP_RECORDING, BOUNDARY, TRUE, TRUE },
  { "http", "VERSION", N_ ("The version of HTTP."), NULL, WEIR_GROUP_RECORDING, BOUNDARY, TRUE, TRUE },
  { "tls", "VERSION CIPHER", N_ ("How the connection was encrypted."), NULL, WEIR_GROUP_RECORDING, BOUNDARY, TRUE, TRUE },
  { "timing", "dns=TIME connect=TIME tls=TIME head=TIME", N_ ("How long the connection took to open."), NULL, WEIR_GROUP_RECORDING,
    BOUNDARY, TRUE, TRUE },
  { "open", "[any-type] [compressed]", N_ ("The response was taken for an event stream."), NULL, WEIR_GROUP_RECORDING, BOUNDARY, TRUE,
    TRUE },
  { "waiting", "TIME WHY", N_ ("The pause before the next connection."), NULL, WEIR_GROUP_RECORDING, BOUNDARY, TRUE, TRUE },
  { "failed", "[body-cut]", N_ ("The end that follows is for good: no further connection."), NULL, WEIR_GROUP_RECORDING, BOUNDARY, TRUE,
    TRUE },
  { "ended", "REASON [TEXT]", N_ ("How the connection ended; played as the ending that looks most like it."), NULL, WEIR_GROUP_RECORDING,
    STEP, TRUE, TRUE },
  { "at", "TIME OFFSET", N_ ("The wall clock at an offset."), NULL, WEIR_GROUP_RECORDING, BOUNDARY, TRUE, TRUE },
  { "mark", "OFFSET connect=N events=N rows=N time=OFFSET last-event-id=STRING", N_ ("A place where reading can start."), NULL,
    WEIR_GROUP_RECORDING, BOUNDARY, TRUE, TRUE },
  { "dropped", "N BYTES", N_ ("What was not kept."), NULL, WEIR_GROUP_RECORDING, BOUNDARY, TRUE, TRUE },
};

static const char *const groups[] = {
  [WEIR_GROUP_FILE] = N_ ("The file"),
  [WEIR_GROUP_SECTION] = N_ ("Sections and heads"),
  [WEIR_GROUP_SETTING] = N_ ("What holds until it is changed"),
  [WEIR_GROUP_SHAPE] = N_ ("What shapes the next block"),
  [WEIR_GROUP_STEP] = N_ ("Steps and endings"),
  [WEIR_GROUP_RECORDING] = N_ ("Recordings"),
};

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

const char *
weir_directive_group_get_title (WeirDirectiveGroup group)
{
  return _ (groups[group]);
}

const char *
weir_directive_suggest (WeirSpan verb)
{
  WeirNearest nearest = WEIR_NEAREST_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (directives); i++)
    weir_nearest_try (&nearest, verb, directives[i].verb);

  return nearest.word;
}
