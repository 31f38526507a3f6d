# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls that are refused: everywhere, or outside the files whose job they are."""

import fnmatch
import re

from csource import numbered_lines, without_comments

ANYWHERE = ()
LOCKS = ('src/engine/*', 'src/store/weir-recording*')
# (names of calls or words, what to say, files that may). A name is a regular expression for the whole word.
RULES = [
    (r'strcpy|strcat|stpcpy|sprintf|vsprintf|gets|scanf|sscanf|fscanf', 'no bound: use g_strlcpy, g_snprintf, GString', ANYWHERE),
    (r'strncpy|strncat', 'may leave no terminating zero: use g_strlcpy, g_strndup', ANYWHERE),
    (r'strtok|strtok_r', 'changes its input: use WeirSpan, g_strsplit', ANYWHERE),
    (r'atoi|atol|atoll|atof', 'tells no error: use g_ascii_string_to_unsigned', ('tests/*',)),
    (r'strtod|strtof|strtold|g_strtod', 'depends on the locale: use g_ascii_strtod', ANYWHERE),
    (r'system|popen|g_spawn_command_line_\w+', 'runs a shell or splits like one: use GSubprocess with an argument list', ANYWHERE),
    (r'tmpnam|tempnam|mktemp|g_mktemp', 'a race: use g_mkstemp_full, g_file_new_tmp', ANYWHERE),
    (r'rand|srand|random|srandom|drand48|g_random_\w+', 'the seed is a parameter: use a GRand that was handed in', ('src/engine/*', 'src/cli/*', 'src/net/*')),
    (r'localtime|gmtime|ctime|asctime', 'static buffers: use GDateTime', ANYWHERE),
    (r'setjmp|longjmp|alloca|g_alloca|g_newa|g_newa0', 'no unwinding, no unbounded stack', ANYWHERE),
    (r'g_utf8_make_valid', 'not what the standard says for a broken sequence: use weir-utf8', ANYWHERE),
    (r'g_assert_no_error|g_assert_true|g_assert_cmp\w+', 'a test assertion: use g_assert', ('tests/*',)),
    (r'goto', 'use g_autoptr and early returns, or split the function', ANYWHERE),
    (r'usleep|sleep|nanosleep|g_usleep', 'wait on a condition or a timer', ('tests/bench/*',)),
    (r'g_get_monotonic_time|g_get_real_time|clock_gettime|gettimeofday|time|g_date_time_new_now\w*|g_timer_\w+|g_get_current_time',
     'clocks belong to net and engine; elsewhere the time is a parameter', ('src/net/*', 'src/engine/*', 'src/cli/*', 'tests/*')),
    (r'g_thread_\w+|GThread|GThreadPool|pthread_\w+|thrd_\w+|g_task_run_in_thread\w*', 'only weir-worker starts threads',
     ('src/engine/weir-worker*', 'tests/*')),
    (r'GMutex|g_mutex_\w+|GRWLock|g_rw_lock_\w+|GRecMutex|g_rec_mutex_\w+|GCond|g_cond_\w+|g_once_\w+|GOnce',
     'one thread owns each thing; what crosses threads goes through weir-worker or the recording', LOCKS + ('tests/*',)),
    (r'g_atomic_(?!ref_count_|rc_box_)\w+|__atomic_\w+|__sync_\w+|_Atomic|atomic_\w+|stdatomic',
     'atomics only in weir-worker, weir-recording and weir-matches (its readers take no lock either)',
     ('src/engine/weir-worker*', 'src/store/weir-recording*', 'src/store/weir-matches*', 'tests/*')),
    (r'printf|fprintf|vprintf|vfprintf|dprintf|puts|fputs|putchar|fputc|putc|fwrite|perror|g_print|g_printerr|g_print\w*',
     'only cli prints', ('src/cli/*', 'tests/*')),
    (r'g_message|g_info|g_log|g_log_structured', 'only cli tells people something; return a GError', ('src/cli/*', 'tests/*')),
    (r'exit|_exit|abort|quick_exit', 'only a main function ends the program', ('src/cli/*', 'tests/*')),
    (r'getenv|g_getenv|setenv|g_setenv|putenv', 'the environment is read by the programs and handed in', ('src/cli/*', 'src/engine/*', 'src/app/*', 'tests/*')),
]
# A word followed by one of these is something else: `time` the member, `GCond` the declared type is meant though.
_TYPES_AND_KEYWORDS = re.compile(r'^(?:G[A-Z]\w+|goto|_Atomic|stdatomic)$')


def used_words(code):
    """(line, word) of each call, and of each name that is handed on as a callback or is a type."""
    for number, line in numbered_lines(code):
        for match in re.finditer(r'(?<![\w.>])[A-Za-z_]\w*', line):
            word = match.group(0)
            called = re.match(r'\s*\(', line[match.end():])
            if called or _TYPES_AND_KEYWORDS.match(word) or re.match(r'g_\w', word):
                yield number, word


def is_static_state(line):
    """A variable of a file or function that keeps its value and can change."""
    match = re.match(r'\s*static\s+(?!inline\b)([^=;]*?)\s*(?:\[[^=;]*\]\s*)*(?:=.*|;)\s*$', line)
    if not match or re.match(r'.*[(]', match.group(1)):
        return False
    declared = match.group(1)
    if re.search(r'\bGParamSpec \*\w+|^guint signals|_parent_class$', declared):
        return False
    name_part = declared.rsplit('*', 1)
    return not re.search(r'\bconst\b', name_part[-1] if len(name_part) == 2 else declared)


def is_broken_quark(line):
    return re.match(r'G_DEFINE_QUARK \([^,]* ', line)


def is_broken_text(line):
    """gettext cannot look through G_GSIZE_FORMAT and its like: translators would see the text end there."""
    return re.search(r'(?<!\w)N?C?_ ?\((?:"[^"]*" *(?:PRI\w+ *)?)*G_', line)


def check(tree):
    rules = [(re.compile(r'(?:' + names + r')$'), text, allowed) for names, text, allowed in RULES]
    for path in tree.files('.c', '.h', under='src/') + tree.files('.c', '.h', under='tests/'):
        source = tree.read(path)
        code = without_comments(source)
        here = [(names, text) for names, text, allowed in rules if not any(fnmatch.fnmatch(path, a) for a in allowed)]
        for line, word in used_words(code):
            for names, text in here:
                if names.match(word):
                    yield f'{path}:{line}: {word}: {text}'
        for line, text in numbered_lines(without_comments(source, keep_strings=True)):
            if is_broken_text(text):
                yield f'{path}:{line}: a GLib macro inside a text to translate; use %zu, or PRIu64 of inttypes.h'
        for line, text in numbered_lines(code):
            if is_broken_quark(text):
                yield f'{path}:{line}: spaces in the quark: put /* clang-format off */ and on around it'
        if path.startswith('src/'):
            for line, text in numbered_lines(code):
                if is_static_state(text):
                    yield f'{path}:{line}: global mutable state: {text.strip()}'


GOOD = {
    'src/core/weir-a.c': 'static const char *const names[] = {\n};\nstatic const int x = 3;\nstatic void f (int time);\n'
                         '/* printf () */\nint y = row->time (3) + a.time (2);\nconst char *s = "goto strcpy (";\n'
                         'static GParamSpec *properties[N_PROPS];\nstatic guint signals[N_SIGNALS];\n'
                         'g_snprintf (a);\ng_atomic_ref_count_inc (&self->refs);\nstatic inline gsize f (void);\n'
                         'static const struct { int a; } table[] = {\n',
    'src/engine/weir-worker.c': 'g_thread_new ();\ng_atomic_int_get ();\n',
    'src/store/weir-recording-rows.c': 'g_atomic_pointer_set ();\n',
    'src/store/weir-matches.c': 'atomic_load (&self->count);\n',
    'src/cli/weir-main.c': 'g_print ("");\nexit (1);\n',
    'src/net/weir-b.c': 'g_get_monotonic_time ();\n',
}


def _bad(path, text, word):
    return ({path: text}, f'{path}:1: {word}')


BAD = [
    _bad('src/core/weir-a.c', 'strcpy (a, b);\n', 'strcpy: no bound'),
    _bad('src/core/weir-a.c', 'x = atoi(a);\n', 'atoi: tells no error'),
    _bad('src/cli/weir-a.c', 'strtok (a, b);\n', 'strtok'),
    _bad('src/cli/weir-a.c', 'system ("a");\n', 'system'),
    _bad('src/core/weir-a.c', 'g_utf8_make_valid (a, 1);\n', 'g_utf8_make_valid'),
    _bad('src/core/weir-a.c', 'goto out;\n', 'goto'),
    _bad('src/core/weir-a.c', 't = g_get_monotonic_time ();\n', 'g_get_monotonic_time: clocks'),
    _bad('src/store/weir-a.c', 't = time (NULL);\n', 'time: clocks'),
    _bad('src/app/weir-a.c', 'g_get_real_time ();\n', 'g_get_real_time: clocks'),
    _bad('src/net/weir-a.c', 'g_thread_new ("a", f, NULL);\n', 'g_thread_new: only weir-worker'),
    _bad('src/cli/weir-a.c', 'g_task_run_in_thread (task, f);\n', 'g_task_run_in_thread: only weir-worker'),
    _bad('src/net/weir-a.c', 'g_atomic_int_inc (&a);\n', 'g_atomic_int_inc: atomics'),
    _bad('src/core/weir-a.c', '_Atomic int a;\n', '_Atomic: atomics'),
    _bad('src/net/weir-a.c', 'GMutex lock;\n', 'GMutex: one thread'),
    _bad('src/engine/weir-a.c', 'printf ("a");\n', 'printf: only cli'),
    _bad('src/app/weir-a.c', 'g_print ("a");\n', 'g_print: only cli'),
    _bad('src/app/weir-a.c', 'call (g_print);\n', 'g_print: only cli'),
    _bad('tests/core/test-a.c', 'g_usleep (3);\n', 'g_usleep: wait'),
    _bad('src/core/weir-a.c', 'G_DEFINE_QUARK (weir - a - quark, a)\n', 'spaces in the quark'),
    _bad('src/core/weir-a.c', 'f (_ ("x %" PRIu64 " y %" G_GSIZE_FORMAT));\n', 'a GLib macro inside'),
    _bad('src/core/weir-a.c', 'static int counter;\n', 'global mutable state'),
    _bad('src/core/weir-a.c', 'static char *name = NULL;\n', 'global mutable state'),
    _bad('src/core/weir-a.c', '  static const char *names[3];\n', 'global mutable state'),
]
