# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The formatting as a failing difference: tools/format mends it."""

import difflib
import os
import re
import shutil

from lint import Skip

# They agree on every file so far; 18 and later break lines elsewhere.
VERSIONS = ('14', '15', '16', '17')
STYLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '.clang-format')


def find_formatter(tree):
    for name in ['clang-format-' + version for version in VERSIONS] + ['clang-format']:
        path = shutil.which(name)
        if path:
            version = re.search(r'version (\d+)', tree.run(path, '--version').stdout)
            if version and version.group(1) in VERSIONS:
                return path
    raise Skip(f'no clang-format {VERSIONS[0]} to {VERSIONS[-1]} is installed (other versions format differently)')


def check(tree):
    formatter = find_formatter(tree)
    style = f'--style=file:{STYLE}'
    files = tree.files('.c', '.h', under='src/') + tree.files('.c', '.h', under='tests/')
    # One run for all tells which; a run for each of those shows what.
    done = tree.run(formatter, style, '--dry-run', '--ferror-limit=1', *files)
    if done.returncode != 0:
        yield done.stdout
    for path in sorted(set(re.findall(r'^(\S+?):\d+:\d+: ', done.stdout, re.M))):
        new = tree.run(formatter, style, path).stdout
        difference = difflib.unified_diff(tree.read(path).splitlines(), new.splitlines(), path, 'tools/format', n=1, lineterm='')
        yield '\n'.join(list(difference)[:40])


GOOD = {'src/core/a.c': 'int\nmain (void)\n{\n  return 0;\n}\n'}
BAD = [({'src/core/a.c': 'int main(void) { return 0; }\n'}, '+main (void)')]
