/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-limits.h"
#include "weir-reconnect.h"

#define MS G_TIME_SPAN_MILLISECOND

static gint64
parse_ms (const char *text)
{
  guint64 ms = 0;

  g_assert_true (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &ms, NULL));
  return ms > (guint64) (G_MAXINT64 / MS) ? G_MAXINT64 : (gint64) ms * MS;
}

/* `name=value` → value */
static const char *
value_of (const char *word, const char *name)
{
  const gsize length = strlen (name);

  return strncmp (word, name, length) == 0 && word[length] == '=' ? word + length + 1 : NULL;
}

static WeirReconnect *
case_new (char **words)
{
  WeirPolicy policy;
  gint64 time_us = -1;
  int max_retries = -1;
  guint32 seed = 1;

  g_assert_true (weir_policy_from_nick (words[1], &policy));
  for (gsize i = 2; words[i] != NULL; i++)
    {
      const char *value;

      if ((value = value_of (words[i], "time")) != NULL)
        time_us = parse_ms (value);
      else if ((value = value_of (words[i], "retries")) != NULL)
        max_retries = atoi (value);
      else if ((value = value_of (words[i], "seed")) != NULL)
        seed = (guint32) atoi (value);
      else
        g_error ("unknown word %s", words[i]);
    }

  return weir_reconnect_new (policy, time_us, max_retries, seed);
}

/* Returns: the index of the word after the arrow */
static gsize
parse_outcome (char **words, WeirOutcome *outcome)
{
  gsize i;

  *outcome = (WeirOutcome){ .retry_after_us = -1 };
  g_assert_true (weir_reason_from_nick (weir_span_from_string (words[1]), &outcome->reason));
  for (i = 2; words[i] != NULL && strcmp (words[i], "->") != 0; i++)
    {
      const char *value;

      if ((value = value_of (words[i], "status")) != NULL)
        outcome->status = (guint) atoi (value);
      else if ((value = value_of (words[i], "retry-after")) != NULL)
        outcome->retry_after_us = parse_ms (value);
      else if (strcmp (words[i], "transient") == 0)
        outcome->transient = TRUE;
      else if (strcmp (words[i], "terminated") == 0)
        outcome->terminated = TRUE;
      else if ((value = value_of (words[i], "open")) != NULL)
        {
          outcome->opened = TRUE;
          outcome->open_us = parse_ms (value);
        }
      else
        g_error ("unknown word %s", words[i]);
    }
  g_assert_nonnull (words[i]);

  return i + 1;
}

static void
check_end (WeirReconnect *self, char **words, const char *place)
{
  WeirOutcome outcome;
  WeirDecision decision;
  char **wanted = words + parse_outcome (words, &outcome);
  g_autofree char *got = NULL;

  if (outcome.opened)
    weir_reconnect_opened (self);
  decision = weir_reconnect_decide (self, &outcome);
  if (decision.reconnect)
    got = g_strdup_printf ("wait %" G_GINT64_FORMAT " µs %s", decision.wait_us, weir_because_get_nick (decision.because));
  else
    got = g_strdup (decision.failed ? "fail" : "stop");

  if (strcmp (wanted[0], "wait") == 0 && decision.reconnect)
    {
      g_auto (GStrv) range = g_strsplit (wanted[1], "..", 2);
      const gint64 least = parse_ms (range[0]);
      const gint64 most = range[1] != NULL ? parse_ms (range[1]) : least;

      if (decision.wait_us < least || decision.wait_us > most || strcmp (weir_because_get_nick (decision.because), wanted[2]) != 0)
        g_error ("%s: wanted %s %s, got %s", place, wanted[1], wanted[2], got);
      g_assert_false (decision.failed);
    }
  else if (strcmp (wanted[0], got) != 0)
    {
      g_error ("%s: wanted %s, got %s", place, wanted[0], got);
    }
}

static guint
run_line (WeirReconnect **self, const char *line, const char *place)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  if (words[0] == NULL || words[0][0] == '\0' || words[0][0] == '#')
    return 0;

  if (strcmp (words[0], "case") == 0)
    {
      g_clear_pointer (self, weir_reconnect_free);
      *self = case_new (words);
      return 0;
    }

  g_assert_nonnull (*self);
  if (strcmp (words[0], "retry") == 0)
    weir_reconnect_set_retry (*self, g_ascii_strtoull (words[1], NULL, 10));
  else if (strcmp (words[0], "time") == 0)
    g_assert_cmpint (weir_reconnect_get_time_us (*self), ==, parse_ms (words[1]));
  else if (strcmp (words[0], "end") == 0)
    check_end (*self, words, place);
  else
    g_error ("%s: unknown line", place);

  return 1;
}

static void
test_cases (gconstpointer data)
{
  const char *name = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases", "reconnect", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirReconnect) self = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_checks = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s:%u", name, i + 1);

      n_checks += run_line (&self, lines[i], place);
    }
  g_assert_cmpuint (n_checks, >, 0);
  g_test_message ("%u lines checked", n_checks);
}

static void
test_policies (void)
{
  WeirPolicy policy = WEIR_POLICY_BROWSER;

  for (guint i = WEIR_POLICY_BROWSER; i <= WEIR_POLICY_ONCE; i++)
    {
      g_assert_true (weir_policy_from_nick (weir_policy_get_nick ((WeirPolicy) i), &policy));
      g_assert_cmpuint (policy, ==, i);
    }
  g_assert_cmpstr (weir_policy_get_nick (WEIR_POLICY_PERSISTENT), ==, "persistent");
  g_assert_false (weir_policy_from_nick ("Once", &policy));
  g_assert_false (weir_policy_from_nick ("", &policy));
  g_assert_false (weir_policy_from_nick (NULL, &policy));
  g_assert_cmpint (policy, ==, WEIR_POLICY_ONCE);
}

static WeirOutcome
random_outcome (GRand *rand)
{
  static const gint64 times[] = { -1, 0, 1, MS, G_TIME_SPAN_SECOND, 60 * G_TIME_SPAN_SECOND, 25 * G_TIME_SPAN_HOUR, G_MAXINT64 };

  return (WeirOutcome){
    .reason = (WeirReason) g_rand_int_range (rand, 0, WEIR_REASON_STOPPED + 1),
    .status = (guint) g_rand_int_range (rand, 0, 700),
    .opened = g_rand_boolean (rand),
    .open_us = MAX (times[g_rand_int_range (rand, 0, G_N_ELEMENTS (times))], 0),
    .retry_after_us = times[g_rand_int_range (rand, 0, G_N_ELEMENTS (times))],
    .transient = g_rand_boolean (rand),
    .terminated = g_rand_boolean (rand),
  };
}

/* Whatever comes in whatever order: never below the floor or what was asked, never above 24 h, and reproducible by the seed. */
static void
test_any_sequence (void)
{
  static const guint64 retries[] = { 0, 1, 99, 100, 2500, 86400000, WEIR_LIMIT_RETRY_MS, G_MAXUINT64 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 3000; round++)
    {
      const WeirPolicy policy = (WeirPolicy) g_rand_int_range (rand, 0, 3);
      const gint64 start_us = g_rand_boolean (rand) ? -1 : (gint64) g_rand_int (rand) * 1000;
      const guint32 seed = g_rand_int (rand);
      g_autoptr (WeirReconnect) self = weir_reconnect_new (policy, start_us, g_rand_int_range (rand, -1, 4), seed);
      g_autoptr (WeirReconnect) unlimited = weir_reconnect_new (policy, start_us, -1, seed);
      gint64 asked_us = 0;

      for (guint step = 0; step < 50; step++)
        {
          const WeirOutcome outcome = random_outcome (rand);
          WeirDecision decision;

          if (g_rand_int_range (rand, 0, 5) == 0)
            {
              const guint64 ms = retries[g_rand_int_range (rand, 0, G_N_ELEMENTS (retries))];

              weir_reconnect_set_retry (self, ms);
              weir_reconnect_set_retry (unlimited, ms);
              asked_us = weir_reconnect_get_time_us (self);
            }
          if (outcome.opened)
            {
              weir_reconnect_opened (self);
              weir_reconnect_opened (unlimited);
            }
          decision = weir_reconnect_decide (self, &outcome);
          if (!decision.reconnect)
            break;

          g_assert_cmpint (policy, !=, WEIR_POLICY_ONCE);
          g_assert_false (decision.failed);
          g_assert_cmpint (decision.wait_us, >=, WEIR_LIMIT_RECONNECTION_FLOOR_US);
          g_assert_cmpint (decision.wait_us, >=, asked_us);
          g_assert_cmpint (decision.wait_us, <=, WEIR_LIMIT_RECONNECTION_CEILING_US);
          if (outcome.reason == WEIR_REASON_STATUS)
            g_assert_cmpint (decision.wait_us, >=, MIN (outcome.retry_after_us, WEIR_LIMIT_RECONNECTION_CEILING_US));
          g_assert_cmpint (weir_reconnect_decide (unlimited, &outcome).wait_us, ==, decision.wait_us);
        }
    }
}

/* Clients that are cut off together come back spread over half the wait. */
static void
test_jitter_spreads (void)
{
  const WeirOutcome refused = { .reason = WEIR_REASON_REFUSED, .retry_after_us = -1 };
  guint buckets[10] = { 0 };

  for (guint32 seed = 0; seed < 10000; seed++)
    {
      g_autoptr (WeirReconnect) self = weir_reconnect_new (WEIR_POLICY_PERSISTENT, 10 * G_TIME_SPAN_SECOND, -1, seed);
      const gint64 wait_us = weir_reconnect_decide (self, &refused).wait_us;

      buckets[MIN ((wait_us - 5 * G_TIME_SPAN_SECOND) / (500 * MS), 9)]++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (buckets); i++)
    {
      g_assert_cmpuint (buckets[i], >, 850);
      g_assert_cmpuint (buckets[i], <, 1150);
    }
}

int
main (int argc, char **argv)
{
  static const char *const files[] = { "browser.case", "once.case", "persistent.case", "retries.case", "time.case" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/reconnect/cases/", files[i], NULL);

      g_test_add_data_func (path, files[i], test_cases);
    }
  g_test_add_func ("/reconnect/policies", test_policies);
  g_test_add_func ("/reconnect/any-sequence", test_any_sequence);
  g_test_add_func ("/reconnect/jitter-spreads", test_jitter_spreads);

  return g_test_run ();
}
