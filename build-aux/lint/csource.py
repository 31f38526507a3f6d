# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Just enough of C for the checks."""

import re

_TOKENS = re.compile(r'''(?P<comment>/\*.*?\*/|//[^\n]*)|(?P<text>"(?:\\.|[^"\\\n])*")|(?P<char>'(?:\\.|[^'\\\n])*')''', re.S)


def without_comments(source, keep_strings=False):
    """The code with comments, and the insides of strings and character constants, blanked out; lines keep their numbers."""
    def blank(match):
        text = match.group(0)
        if match.group('comment'):
            return re.sub(r'[^\n]', ' ', text)
        return text if keep_strings else text[0] + ' ' * (len(text) - 2) + text[-1]
    return _TOKENS.sub(blank, source)


def numbered_lines(source):
    return enumerate(source.split('\n'), 1)


def includes(source):
    """(line number, as written with its quotes or brackets) of each include line."""
    for number, line in numbered_lines(without_comments(source, keep_strings=True)):
        match = re.match(r'\s*#\s*(?:include|include_next|import)\b\s*(\S.*?)\s*$', line)
        if match:
            yield number, match.group(1)


def functions(source):
    """(name, first line, number of lines) of each function definition, which GNU style opens and closes in the first column."""
    lines = without_comments(source).split('\n')
    start = None
    for i, line in enumerate(lines):
        if line.startswith('{') and i > 0 and lines[i - 1].rstrip().endswith(')'):
            start = i - 1
            while start > 0 and not re.match(r'[A-Za-z_]\w* \(', lines[start]):
                start -= 1
        elif line.startswith('}') and start is not None:
            yield lines[start].split(' ', 1)[0], start + 1, i - start + 1
            start = None
