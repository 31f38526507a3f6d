/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-peer-words.h"

#include <glib/gi18n.h>

#include "weir-footer-words.h"
#include "weir-peer-agent.h"
#include "weir-row-text.h"
#include "weir-text.h"
#include "weir-words.h"

/* Columns of one received text in a row: more is in the details. */
#define COLUMNS 200u

static WeirPeerWords *
words_new (void)
{
  WeirPeerWords *self = g_new0 (WeirPeerWords, 1);

  self->title = g_string_new (NULL);
  self->subtitle = g_string_new (NULL);
  self->side = g_string_new (NULL);
  self->note = g_string_new (NULL);
  self->sentence = g_string_new (NULL);

  return self;
}

void
weir_peer_words_free (WeirPeerWords *self)
{
  g_string_free (self->title, TRUE);
  g_string_free (self->subtitle, TRUE);
  g_string_free (self->side, TRUE);
  g_string_free (self->note, TRUE);
  g_string_free (self->sentence, TRUE);
  g_free (self);
}

/* Where one reads from right to left a path stands for itself: its slashes stay where they are. @open: or not, then it ends */
static void
isolate (GString *out, gboolean open)
{
  if (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL)
    g_string_append (out, open ? "\u2068" : "\u2069");
}

static void
append_visible (GString *out, const char *text)
{
  isolate (out, TRUE);
  weir_text_append_row (out, weir_span_from_string (text), COLUMNS);
  isolate (out, FALSE);
}

static void
begin_part (GString *out)
{
  if (out->len > 0)
    g_string_append (out, " · ");
}

static char *
dup_visible (const char *text)
{
  GString *out = g_string_new (NULL);

  if (text[0] != '\0')
    append_visible (out, text);
  return g_string_free (out, FALSE);
}

static char *
dup_time (gint64 wall_us, GTimeZone *zone)
{
  GString *out = g_string_new (NULL);

  weir_row_text_append_wall (out, wall_us, zone);
  return g_string_free (out, FALSE);
}

static gulong
get_plural (guint64 number)
{
  return (gulong) (number < 1000000 ? number : number % 1000000 + 1000000);
}

char *
weir_peer_words_dup_asked (const WeirMockRequestFacts *facts, gboolean short_get)
{
  GString *out = g_string_new (NULL);

  isolate (out, TRUE);
  if (facts->method[0] != '\0' && !(short_get && g_str_equal (facts->method, "GET")))
    {
      weir_text_append_row (out, weir_span_from_string (facts->method), COLUMNS);
      g_string_append_c (out, ' ');
    }
  weir_text_append_row (out, weir_span_from_string (facts->path[0] != '\0' ? facts->path : "?"), COLUMNS);
  isolate (out, FALSE);

  return g_string_free (out, FALSE);
}

static char *
dup_events (const WeirMockRequestFacts *facts)
{
  g_autofree char *number = weir_footer_dup_number (facts->n_events);

  return g_strdup_printf (ngettext ("%s event", "%s events", get_plural (facts->n_events)), number);
}

char *
weir_peer_words_dup_sent (const WeirMockRequestFacts *facts)
{
  g_autofree char *events = dup_events (facts);
  g_autofree char *size = weir_footer_dup_size (facts->n_bytes);

  /* Translators: how many events a client was sent, and how many bytes */
  return g_strdup_printf (_ ("%s, %s"), events, size);
}

/* What it does while it is connected. */
static char *
dup_activity (const WeirMockRequestFacts *facts)
{
  g_autofree char *unsent = NULL;

  switch (facts->activity)
    {
    case WEIR_ACTIVITY_HELD:
      return g_strdup (C_ ("client", "held"));
    case WEIR_ACTIVITY_STALLED:
      return g_strdup (C_ ("client", "stalled"));
    case WEIR_ACTIVITY_UNREAD:
      unsent = weir_footer_dup_size (facts->n_unsent);
      /* Translators: a client does not read what it is sent; %s is a size */
      return g_strdup_printf (C_ ("client", "%s unread"), unsent);
    case WEIR_ACTIVITY_PLAYING:
    default:
      return g_strdup (C_ ("client", "playing"));
    }
}

static const char *
get_end (const char *end)
{
  if (g_str_equal (end, "close"))
    return C_ ("connection", "closed");
  if (g_str_equal (end, "cut"))
    return C_ ("connection", "cut");
  if (g_str_equal (end, "reset"))
    return C_ ("connection", "reset");
  if (g_str_equal (end, "client"))
    return C_ ("connection", "client left");
  if (g_str_equal (end, "stopped"))
    return C_ ("connection", "stopped");

  return C_ ("connection", "broken");
}

char *
weir_peer_words_dup_fate (const WeirMockRequestFacts *facts)
{
  g_autofree char *duration = weir_words_duration (facts->duration_us);
  g_autofree char *activity = NULL;

  if (facts->end != NULL)
    /* Translators: the first %s is how a connection ended: “cut”, “client left”; the second a duration */
    return g_strdup_printf (_ ("%s after %s"), get_end (facts->end), duration);

  activity = dup_activity (facts);
  /* Translators: %s is what is done to the client: “playing”, “held” */
  return g_strdup_printf (_ ("connected, %s"), activity);
}

static WeirMark
get_mark (const WeirMockRequestFacts *facts)
{
  if (facts->end != NULL)
    return WEIR_MARK_IDLE;

  switch (facts->activity)
    {
    case WEIR_ACTIVITY_HELD:
    case WEIR_ACTIVITY_STALLED:
      return WEIR_MARK_STOPPED;
    case WEIR_ACTIVITY_UNREAD:
      return WEIR_MARK_WAITING;
    case WEIR_ACTIVITY_PLAYING:
    default:
      return WEIR_MARK_OPEN;
    }
}

/* What tells it from the others. */
static void
add_identity (GString *out, const WeirMockRequestFacts *facts)
{
  g_autofree char *name = weir_peer_agent_dup (facts->head);
  g_autofree char *agent = dup_visible (name);
  g_autofree char *id = dup_visible (facts->last_event_id);
  g_autofree char *session = dup_visible (facts->session);
  g_autofree char *connection = weir_footer_dup_number (facts->connection);

  begin_part (out);
  g_string_append_printf (out, "#%" G_GUINT64_FORMAT, facts->client);
  if (agent[0] != '\0')
    {
      begin_part (out);
      g_string_append (out, agent);
    }
  if (id[0] != '\0')
    {
      begin_part (out);
      /* Translators: of a request: the id that it names as the last event it got */
      g_string_append_printf (out, _ ("last event ID %s"), id);
    }
  if (session[0] != '\0')
    {
      begin_part (out);
      g_string_append_printf (out, _ ("session %s"), session);
    }
  if (facts->connection > 0)
    {
      begin_part (out);
      /* Translators: %s is a number: the how manieth connection to a script this is */
      g_string_append_printf (out, _ ("connection %s"), connection);
    }
}

static void
say_all (WeirPeerWords *self)
{
  const GString *const parts[] = { self->title, self->subtitle, self->side, self->note };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i]->len > 0)
      g_string_append_printf (self->sentence, "%s%s", self->sentence->len > 0 ? ", " : "", parts[i]->str);
}

WeirPeerWords *
weir_peer_words_new_for_client (WeirMockRequest *request, GTimeZone *zone)
{
  const WeirMockRequestFacts *facts = weir_mock_request_get_facts (request);
  WeirPeerWords *self = words_new ();
  g_autofree char *asked = weir_peer_words_dup_asked (facts, TRUE);
  g_autofree char *sent = weir_peer_words_dup_sent (facts);
  g_autofree char *activity = dup_activity (facts);
  g_autofree char *time = dup_time (facts->wall_us, zone);
  g_autofree char *remote = dup_visible (facts->remote);

  self->mark = get_mark (facts);
  g_string_append (self->title, asked);
  add_identity (self->subtitle, facts);
  begin_part (self->subtitle);
  /* Translators: %s is a time of day: since when a client is connected */
  g_string_append_printf (self->subtitle, _ ("since %s"), time);
  g_string_append_printf (self->subtitle, " · %s", remote);
  g_string_append (self->side, sent);
  g_string_append (self->note, activity);
  say_all (self);

  return self;
}

static const WeirMockJudgement *
find_failed (const WeirMockRequestFacts *facts)
{
  for (guint i = 0; i < facts->judgements->len; i++)
    {
      const WeirMockJudgement *judgement = g_ptr_array_index (facts->judgements, i);

      if (!judgement->ok)
        return judgement;
    }

  return NULL;
}

static void
add_mismatch (GString *out, const WeirMockJudgement *judgement)
{
  g_autofree char *wanted = dup_visible (judgement->wanted);
  g_autofree char *got = dup_visible (judgement->got);

  /* Translators: of a request: what a line of the script expected, and what came */
  g_string_append_printf (out, _ ("Expected %s, got %s"), wanted, got);
}

static void
fill_notice (WeirPeerWords *self, const WeirMockRequestFacts *facts, GTimeZone *zone)
{
  g_autofree char *time = dup_time (facts->wall_us, zone);

  self->mark = WEIR_MARK_WAITING;
  append_visible (self->title, facts->notice != NULL ? facts->notice : "");
  g_string_append (self->subtitle, time);
}

static char *
dup_short_end (const WeirMockRequestFacts *facts)
{
  g_autofree char *duration = weir_words_duration (facts->duration_us);

  /* Translators: how a connection ended, and after how long */
  return g_strdup_printf (C_ ("connection", "%s, %s"), get_end (facts->end), duration);
}

static void
fill_request (WeirPeerWords *self, const WeirMockRequestFacts *facts, GTimeZone *zone)
{
  const WeirMockJudgement *failed = find_failed (facts);
  g_autofree char *asked = weir_peer_words_dup_asked (facts, FALSE);
  g_autofree char *sent = weir_peer_words_dup_sent (facts);
  g_autofree char *time = dup_time (facts->wall_us, zone);
  g_autofree char *remote = dup_visible (facts->remote);
  g_autofree char *fate = facts->end != NULL ? dup_short_end (facts) : dup_activity (facts);

  self->mark = failed != NULL ? WEIR_MARK_FAILED : get_mark (facts);
  self->is_bad = failed != NULL;
  g_string_append (self->title, asked);
  if (failed != NULL)
    add_mismatch (self->subtitle, failed);
  begin_part (self->subtitle);
  g_string_append (self->subtitle, time);
  add_identity (self->subtitle, facts);
  if (facts->n_events > 0)
    g_string_append_printf (self->subtitle, " · %s", sent);
  g_string_append_printf (self->subtitle, " · %s", remote);
  if (facts->status > 0)
    g_string_append_printf (self->side, "%u", facts->status);
  else if (facts->head != NULL)
    g_string_append (self->side, _ ("no answer"));
  g_string_append (self->note, fate);
}

WeirPeerWords *
weir_peer_words_new_for_log (WeirMockRequest *request, GTimeZone *zone)
{
  const WeirMockRequestFacts *facts = weir_mock_request_get_facts (request);
  WeirPeerWords *self = words_new ();

  if (facts->client == 0)
    fill_notice (self, facts, zone);
  else
    fill_request (self, facts, zone);
  say_all (self);

  return self;
}

WeirPeerWords *
weir_peer_words_new_for_outcome (WeirMockOutcome *item)
{
  const WeirExpectOutcome *outcome = weir_mock_outcome_get (item);
  WeirPeerWords *self = words_new ();
  g_autofree char *held = weir_footer_dup_number (outcome->n_held);
  g_autofree char *failed = weir_footer_dup_number (outcome->n_failed);
  g_autofree char *path = dup_visible (outcome->path);
  g_autofree char *got = dup_visible (outcome->got != NULL ? outcome->got : "");

  append_visible (self->title, outcome->wanted);
  self->is_bad = outcome->n_failed > 0;
  self->is_held = !self->is_bad && outcome->n_held > 0;
  self->mark = self->is_bad ? WEIR_MARK_FAILED : WEIR_MARK_IDLE;
  if (self->is_bad)
    /* Translators: what came in place of what was expected */
    g_string_append_printf (self->subtitle, _ ("Got %s"), got);
  begin_part (self->subtitle);
  /* Translators: where an expectation stands: %s is a path of the server, %u a line of the script */
  g_string_append_printf (self->subtitle, _ ("%s, line %u"), path, outcome->line);
  if (outcome->n_failed > 0)
    g_string_append_printf (self->side, ngettext ("%s failed", "%s failed", get_plural (outcome->n_failed)), failed);
  else if (outcome->n_held == 0)
    g_string_append (self->side, _ ("not reached yet"));
  if (outcome->n_held > 0)
    g_string_append_printf (outcome->n_failed > 0 ? self->note : self->side, ngettext ("%s held", "%s held", get_plural (outcome->n_held)),
                            held);
  say_all (self);

  return self;
}
