# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A file has one clear job and a function fits on a screen."""

from csource import functions

SOURCE_LINES = 400
# One test file covers one source file, with its tables and helpers: splitting it would scatter the cases of one job.
TEST_LINES = 600
FUNCTION_LINES = 60


def is_list(name, path):
    """A function that only registers one thing a line is as long as the list is."""
    return name.endswith('_class_init') or (name == 'main' and path.startswith('tests/'))


def check(tree):
    for path in tree.files('.c', '.h', under='src/') + tree.files('.c', '.h', under='tests/'):
        source = tree.read(path)
        limit = TEST_LINES if path.startswith('tests/') else SOURCE_LINES
        n_lines = source.count('\n')
        if n_lines > limit:
            yield f'{path}: {n_lines} lines, the limit is {limit}: split it by job'
        for name, line, length in functions(source):
            if length > FUNCTION_LINES and not is_list(name, path):
                yield f'{path}:{line}: {name} has {length} lines, the limit is {FUNCTION_LINES}: split it'


def _function(name, n_lines):
    return f'static void\n{name} (int a,\n  int b)\n{{\n' + '  a ();\n' * (n_lines - 4) + '}\n'


GOOD = {
    'src/core/a.c': _function('fine', 60) + _function('weir_a_class_init', 90) + 'int x[] = {\n' + '  1,\n' * 70 + '};\n',
    'tests/core/test-a.c': '\n' * 600,
}
BAD = [
    ({'src/core/a.c': '\n' * 401}, '401 lines'),
    ({'tests/core/a.c': '\n' * 601}, '601 lines'),
    ({'src/core/a.c': _function('long_one', 61)}, 'a.c:2: long_one has 61 lines'),
]
