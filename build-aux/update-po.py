#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings po/POTFILES and the po files up to date; called by tools/update-po."""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, 'lint'))

from check_potfiles import POTFILES, wanted  # noqa: E402
from check_translations import languages, make_template  # noqa: E402
from lint import Tree  # noqa: E402

HEAD = '# SPDX-FileCopyrightText: The Weir developers\n# SPDX-License-Identifier: GPL-3.0-or-later\n# Written by tools/update-po.\n'


def without_date(path):
    """The template's date says nothing and is a conflict in each merge."""
    with open(path, encoding='utf-8') as file:
        lines = [line for line in file if not line.startswith('"POT-Creation-Date')]
    with open(path, 'w', encoding='utf-8') as file:
        file.writelines(lines)


def main():
    tree = Tree(os.path.join(HERE, '..'))
    with open(tree.path(POTFILES), 'w', encoding='utf-8') as file:
        file.write(HEAD + ''.join(path + '\n' for path in wanted(tree)))
    with tempfile.TemporaryDirectory(prefix='weir-po-') as folder:
        template = os.path.join(folder, 'weir.pot')
        problem = make_template(tree, template)
        if problem:
            print(problem, file=sys.stderr)
            return 1
        for language in languages(tree):
            path = tree.path(f'po/{language}.po')
            merged = os.path.join(folder, 'merged.po')
            # No guesses: a text that changed is translated anew. No line numbers: they would change with every commit.
            subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '--no-location', '--sort-by-file', '--output-file=' + merged,
                            path, template], check=True)
            subprocess.run(['msgattrib', '--no-obsolete', '--no-location', '--output-file=' + path, merged], check=True)
            without_date(path)
            print(path + ': ', end='', flush=True)
            subprocess.run(['msgfmt', '--statistics', '--output-file=/dev/null', path], check=True, stderr=subprocess.STDOUT)
    return 0


if __name__ == '__main__':
    sys.exit(main())
