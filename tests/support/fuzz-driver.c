/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Runs a fuzz target without libFuzzer: first every seed as it is, then mutations of them until the time is over. The target runs
 * in a child; the input it has in hand lies in memory that the parent sees, so it is saved whatever way the child dies.
 */

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fuzz-mutator.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Longer than any target may take for FUZZ_MAX_INPUT bytes, with sanitizers, on a busy machine. */
#define HANG_SECONDS 20

typedef struct
{
  volatile uint64_t n_inputs;
  volatile gboolean finished;
  volatile size_t size;
  uint8_t input[FUZZ_MAX_INPUT];
} Shared;

typedef struct
{
  const char *name;
  double seconds;
  gint64 n_runs; /* -1: as many as the time allows */
  uint64_t seed;
  const char *crash_folder;
  gboolean replay;
  GPtrArray *seeds; /* GBytes */
  GPtrArray *words; /* GBytes */
} Options;

static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_MONOTONIC, &t);
  return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

static void
try_input (Shared *shared, const uint8_t *data, size_t size)
{
  /* A copy of exactly its size, so that reading behind its end is noticed. */
  g_autofree uint8_t *copy = g_malloc (size + (size == 0));

  if (size > 0)
    {
      memcpy (shared->input, data, size);
      memcpy (copy, data, size);
    }
  shared->size = size;
  LLVMFuzzerTestOneInput (copy, size);
  shared->n_inputs++;
}

static void
run_child (const Options *options, Shared *shared)
{
  double end = now () + options->seconds;
  uint8_t *buffer = g_malloc (FUZZ_MAX_INPUT);
  FuzzRandom random = { options->seed * 2 + 1 };

  for (guint i = 0; i < options->seeds->len; i++)
    {
      gsize size;
      const uint8_t *data = g_bytes_get_data (g_ptr_array_index (options->seeds, i), &size);

      try_input (shared, data, MIN (size, FUZZ_MAX_INPUT));
    }
  for (gint64 i = 0; !options->replay && i != options->n_runs && (i % 64 != 0 || now () < end); i++)
    try_input (shared, buffer, fuzz_mutate (&random, options->seeds, options->words, buffer));
  g_free (buffer);
  shared->finished = TRUE;
}

static void
save_input (const Options *options, const Shared *shared, const char *what)
{
  g_autofree char *base = g_strdup_printf ("%s-%s-%" G_GUINT64_FORMAT, options->name, what, options->seed);
  g_autofree char *path = g_build_filename (options->crash_folder, base, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, (const char *) shared->input, (gssize) shared->size, &error))
    printf ("# the input could not be saved: %s\n", error->message);
  else
    printf ("# the input is saved: %s --replay %s\n", options->name, path);
}

/* Waits for the child; %FALSE when an input takes too long. */
static gboolean
wait_for_child (pid_t child, const Shared *shared, int *status)
{
  uint64_t n_inputs = 0;
  double since = now ();
  const struct timespec tick = { 0, 50000000 };
  sigset_t child_ended;

  sigemptyset (&child_ended);
  sigaddset (&child_ended, SIGCHLD);
  while (waitpid (child, status, WNOHANG) == 0)
    {
      if (shared->n_inputs != n_inputs)
        {
          n_inputs = shared->n_inputs;
          since = now ();
        }
      else if (now () - since > HANG_SECONDS)
        {
          kill (child, SIGKILL);
          waitpid (child, status, 0);
          return FALSE;
        }
      sigtimedwait (&child_ended, NULL, &tick);
    }
  return TRUE;
}

static int
run (const Options *options)
{
  Shared *shared = mmap (NULL, sizeof (Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  const char *problem = NULL;
  sigset_t child_ended;
  int status = 0;
  pid_t child;

  if (shared == MAP_FAILED)
    {
      printf ("Bail out! no memory: %s\n", g_strerror (errno));
      return 1;
    }
  sigemptyset (&child_ended);
  sigaddset (&child_ended, SIGCHLD);
  sigprocmask (SIG_BLOCK, &child_ended, NULL);
  fflush (stdout);
  child = fork ();
  if (child == 0)
    {
      run_child (options, shared);
      exit (0);
    }
  if (child < 0)
    problem = "no child process";
  else if (!wait_for_child (child, shared, &status))
    problem = "hang";
  else if (!WIFEXITED (status) || WEXITSTATUS (status) != 0 || !shared->finished)
    problem = "crash";
  if (problem != NULL)
    save_input (options, shared, problem);
  printf ("%s 1 - %s: %" G_GUINT64_FORMAT " inputs%s%s\n", problem == NULL ? "ok" : "not ok", options->name, shared->n_inputs,
          problem == NULL ? "" : ", ", problem == NULL ? "" : problem);
  return problem == NULL ? 0 : 1;
}

static gboolean
load_all (const Options *options, char **paths, GError **error)
{
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      if (g_str_has_suffix (paths[i], ".dict"))
        {
          if (!fuzz_load_words (options->words, paths[i], error))
            return FALSE;
        }
      else if (!fuzz_load_seeds (options->seeds, paths[i], error))
        return FALSE;
    }
  if (options->seeds->len == 0)
    g_ptr_array_add (options->seeds, g_bytes_new_static ("", 0));
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) paths = NULL;
  g_autofree char *crash_folder = NULL;
  gint64 seed = -1;
  Options options = { .seconds = 10, .n_runs = -1 };
  g_autofree char *name = g_path_get_basename (argv[0]);
  const GOptionEntry entries[] = {
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &options.seconds, "How long to mutate", "N" },
    { "runs", 0, 0, G_OPTION_ARG_INT64, &options.n_runs, "How many mutations at most", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Of the random numbers; default: the time", "N" },
    { "replay", 0, 0, G_OPTION_ARG_NONE, &options.replay, "Only run the given files as they are", NULL },
    { "crash-folder", 0, 0, G_OPTION_ARG_FILENAME, &crash_folder, "Where a crashing input is saved; default: here", "DIR" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, "[SEED FILE OR FOLDER, WORDS.dict]…" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GPtrArray) seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;

  options.name = name;
  options.seeds = seeds;
  options.words = words;
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || !load_all (&options, paths, &error))
    {
      printf ("Bail out! %s\n", error->message);
      return 1;
    }
  options.crash_folder = crash_folder != NULL ? crash_folder : ".";
  options.seed = seed >= 0 ? (uint64_t) seed : (uint64_t) time (NULL);
  printf ("1..1\n# --seed %" G_GUINT64_FORMAT ", %u seeds, %u words\n", options.seed, seeds->len, words->len);
  return run (&options);
}
