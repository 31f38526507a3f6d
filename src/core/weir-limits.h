/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/* Every bound of the program and its reason. Sizes in bytes, times in µs unless the name says otherwise. */

/* Parser. A 10 MiB event must pass; a line without end must not fill memory. */
#define WEIR_LIMIT_LINE (16u * 1024 * 1024)
/* A block of many lines: twice a line. */
#define WEIR_LIMIT_BLOCK (32u * 1024 * 1024)
/* Reads remembered for one block's `chunk` line; more are written as one piece. */
#define WEIR_LIMIT_BLOCK_READS 4096u

/* Of a URL that is watched: servers refuse a fourth of it, and a field of GTK holds twice as much. */
#define WEIR_LIMIT_URL (32u * 1024)
/* Response heads: libsoup's own cap is the same. */
#define WEIR_LIMIT_HEAD (64u * 1024)
/* Interim 1xx responses before the final one: libsoup takes any number. */
#define WEIR_LIMIT_INTERIM_RESPONSES 100u
#define WEIR_LIMIT_INTERIM_BYTES (64u * 1024)
#define WEIR_LIMIT_REDIRECTS 20u
/* How much of an error response's body is kept and shown. */
#define WEIR_LIMIT_ERROR_BODY (64u * 1024)
/* What one Last-Event-ID header may carry; longer ids are kept but not sent, and that is said. */
#define WEIR_LIMIT_SENT_EVENT_ID (8u * 1024)
/* One size line of the chunked coding, extensions included. */
#define WEIR_LIMIT_CHUNK_LINE (4u * 1024)
/* All trailer lines after the last chunk. */
#define WEIR_LIMIT_TRAILERS (16u * 1024)
/* Decoded bytes for each compressed one (opt-in decoding). */
#define WEIR_LIMIT_GZIP_RATIO 200u
/* Fair turns: one stream may take this much before the others. */
#define WEIR_LIMIT_TURN_BYTES (1024u * 1024)
#define WEIR_LIMIT_TURN_US (2 * G_TIME_SPAN_MILLISECOND)
#define WEIR_LIMIT_READ (64u * 1024)

/* Reconnection. The floor keeps `retry: 0` from becoming a storm. */
#define WEIR_DEFAULT_RECONNECTION_TIME_US (3 * G_TIME_SPAN_SECOND)
#define WEIR_LIMIT_RECONNECTION_FLOOR_US (100 * G_TIME_SPAN_MILLISECOND)
#define WEIR_LIMIT_RECONNECTION_CEILING_US (24 * G_TIME_SPAN_HOUR)
/* 2^53 - 1: what a number in JSON can hold exactly. */
#define WEIR_LIMIT_RETRY_MS G_GUINT64_CONSTANT (9007199254740991)
#define WEIR_DEFAULT_CONNECT_TIMEOUT_US (10 * G_TIME_SPAN_SECOND)

/* Recording. */
#define WEIR_LIMIT_RAW_LINE (64u * 1024)
#define WEIR_LIMIT_SCRATCH_BYTES (G_GUINT64_CONSTANT (2) * 1024 * 1024 * 1024)
#define WEIR_LIMIT_SCRATCH_ROWS (G_GUINT64_CONSTANT (16) * 1024 * 1024)
/* Rows kept where nobody reads them, as on the command line: the file keeps everything. */
#define WEIR_LIMIT_UNREAD_ROWS (64u * 1024)
#define WEIR_LIMIT_MEMORY_RING (64u * 1024 * 1024)
#define WEIR_LIMIT_NAMES 65534u
/* A note on a row: a sentence or two, which one line shows. How many rows have one: more than anyone writes, in a file that was made to
 * fill memory no more than the ring. */
#define WEIR_LIMIT_NOTE 1024u
#define WEIR_LIMIT_NOTES 65536u

/* JSON: nesting that is shown or handed to a library. */
#define WEIR_LIMIT_JSON_DEPTH 256u

/* Rows looked at for an earlier event of the same type: some 10 ms. */
#define WEIR_LIMIT_LOOK_BACK 1000000u
/* Comparing two events: lines of each, and differences found exactly before the search goes on from the best place. */
#define WEIR_LIMIT_DIFF_LINES 100000u
#define WEIR_LIMIT_DIFF_EDITS 256u
/* Lines of one block that are explained; more of them say nothing new. */
#define WEIR_LIMIT_EXPLAINED_LINES 200000u

/* A filter's query: what a person types or pastes. Each level costs stack. */
#define WEIR_LIMIT_FILTER (16u * 1024)
#define WEIR_LIMIT_FILTER_DEPTH 64u

/* A pasted curl command. The longest that a browser writes holds a request's body. */
#define WEIR_LIMIT_CURL (1024u * 1024)
/* What is said about one command, and how many variables are named: more than anyone reads. */
#define WEIR_LIMIT_CURL_NOTES 100u
/* Its headers, and the bytes of its URL and of each: no server takes more, and every one of them becomes a field. */
#define WEIR_LIMIT_CURL_HEADERS 200u
#define WEIR_LIMIT_CURL_VALUE (32u * 1024)

/* Unprinted output of the command line before the socket is no longer read. */
#define WEIR_LIMIT_UNPRINTED (64u * 1024 * 1024)

/* Server. */
#define WEIR_LIMIT_REQUEST_HEAD (16u * 1024)
#define WEIR_LIMIT_REQUEST_HEAD_US (10 * G_TIME_SPAN_SECOND)
/* A request's body: prompts for a model are long, uploads are not our business. */
#define WEIR_LIMIT_REQUEST_BODY (1024u * 1024)
#define WEIR_LIMIT_REQUEST_HEADERS 100u
#define WEIR_LIMIT_CLIENT_QUEUE (1024u * 1024)
/* What is pushed into a stream at once: it has to fit into an empty queue. */
#define WEIR_LIMIT_PUSH (512u * 1024)
/* Answers that wait for their request, and paths and sessions that are held or have a speed of their own. */
#define WEIR_LIMIT_RULES 1024u
/* What the control interface remembers of what happened, and the longest answer it gives. */
#define WEIR_LIMIT_SERVED_LOG 10000u
/* What the window remembers of requests, beside their number: a prompt for a model is some 100 KiB, all that a person goes back to is
 * far less than the whole. */
#define WEIR_LIMIT_SERVED_BODY (256u * 1024)
#define WEIR_LIMIT_SERVED_BYTES (32u * 1024 * 1024)
#define WEIR_LIMIT_CONTROL_ANSWER (512u * 1024)
/* How long a call may wait for something to happen: what is between does not give up sooner. */
#define WEIR_LIMIT_CONTROL_WAIT_US (30 * G_TIME_SPAN_SECOND)
/* A script whose client does not read waits from here on: the kernel holds megabytes already, a deeper queue serves nobody. */
#define WEIR_LIMIT_CLIENT_WAIT (32u * 1024)
/* That long nothing of it is taken: said. */
#define WEIR_LIMIT_CLIENT_WAIT_US (500 * G_TIME_SPAN_MILLISECOND)
/* After our FIN a client may still be sending: closing at once would answer that with RST and lose what it has not read. */
#define WEIR_LIMIT_LINGER_US (2 * G_TIME_SPAN_SECOND)
/* A closed client that takes nothing of the rest for so long is let go. */
#define WEIR_LIMIT_DRAIN_US (30 * G_TIME_SPAN_SECOND)
/* No descriptors left: accepting is tried again so often. Those who gave up meanwhile take a descriptor each for a moment: a long
 * backlog of them needs many tries. */
#define WEIR_LIMIT_ACCEPT_PAUSE_US (50 * G_TIME_SPAN_MILLISECOND)
/* Path prefixes "/~KEY" counted apart, over all scripts of a server. */
#define WEIR_LIMIT_SESSIONS 65536u
#define WEIR_LIMIT_LISTEN_BACKLOG 4096
/* A script may work this long before other clients get their turn. */
#define WEIR_LIMIT_SCRIPT_TURN_US (5 * G_TIME_SPAN_MILLISECOND)
/* `resume` looks this far for the client's last id. */
#define WEIR_LIMIT_RESUME_BLOCKS 100000u
/* Steps a search takes in all: a loop of nothing but pauses holds no block. */
#define WEIR_LIMIT_RESUME_STEPS (16u * WEIR_LIMIT_RESUME_BLOCKS)

/* Scripts. What a person reads before mending the first ones. */
#define WEIR_LIMIT_DIAGNOSTICS 100u
/* Of a regular expression on a request's body: some tens of milliseconds. */
#define WEIR_LIMIT_MATCH_STEPS 1000000u
/* `header` and `expect` lines, each, that a section has with what it inherits: every section keeps its own list. */
#define WEIR_LIMIT_HEAD_LINES 256u
/* A JSON or text file that becomes a script: it is held in memory three times. */
#define WEIR_LIMIT_IMPORT (64u * 1024 * 1024)
/* `drip`, in its unit: beyond it nothing is slowed down. */
#define WEIR_LIMIT_DRIP 1000000000u
/* Loops in loops: each level costs every player a counter; nobody reads deeper. */
#define WEIR_LIMIT_REPEAT_DEPTH 16u
/* One pause: with 2^64 rounds of it the schedule saturates instead of wrapping. */
#define WEIR_LIMIT_DURATION_US (3650 * G_TIME_SPAN_DAY)
/* Steps a player takes in one call, each well under 10 µs: far below WEIR_LIMIT_SCRIPT_TURN_US. */
#define WEIR_LIMIT_PLAYER_STEPS 256u
/* Keep-alives at high speed: no closer than this. */
#define WEIR_LIMIT_KEEPALIVE_US (1 * G_TIME_SPAN_MILLISECOND)
