# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES names every file that has text to translate and no other; tools/update-po writes it."""

import re

from csource import without_comments

POTFILES = 'po/POTFILES'
MARKED = re.compile(r'(?<![\w.])(?:_|N_|C_|NC_|Q_|gettext|ngettext|g_dngettext|g_dpgettext2) ?\(')
DESKTOP_KEY = re.compile(r'^(?:Name|GenericName|Comment|Keywords)=', re.M)


def has_text(path, text):
    if path.endswith(('.c', '.h')):
        return bool(MARKED.search(re.sub(r'^\s*#\s*define.*$', '', without_comments(text), flags=re.M)))
    if path.endswith('.ui'):
        return 'translatable="yes"' in text
    if path.endswith('.desktop.in'):
        return bool(DESKTOP_KEY.search(text))
    return path.endswith(('.metainfo.xml.in', '.mime.xml.in'))


def wanted(tree):
    """The files with text to translate, sorted."""
    return [path for path in tree.files(under='data/') + tree.files(under='src/')
            if path.endswith(('.c', '.h', '.ui', '.in')) and has_text(path, tree.read(path))]


def listed(tree):
    lines = tree.read(POTFILES).splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith('#')]


def check(tree):
    found, want = listed(tree), wanted(tree)
    for path in sorted(set(want) - set(found)):
        yield f'{POTFILES} does not name {path}: run tools/update-po'
    for path in sorted(set(found) - set(want)):
        yield f'{POTFILES} names {path}, which has nothing to translate: run tools/update-po'
    if not set(want) ^ set(found) and found != want:
        yield f'{POTFILES} is not sorted: run tools/update-po'


_LIST = '# a comment\ndata/a.desktop.in\nsrc/core/a.c\nsrc/core/b.c\n'
_FILES = {'data/a.desktop.in': 'Name=x\n', 'src/core/a.c': 'f (_ ("x"));\n', 'src/core/b.c': 'f (ngettext ("a", "b", n));\n',
          'src/core/c.c': '/* _ ("x") */ f (a_ ("b"));\n#define N_(x) x\n'}
GOOD = {**_FILES, 'po/POTFILES': _LIST}
BAD = [
    ({**_FILES, 'po/POTFILES': _LIST.replace('src/core/b.c\n', '')}, 'does not name src/core/b.c'),
    ({**_FILES, 'po/POTFILES': _LIST + 'src/core/c.c\n'}, 'names src/core/c.c'),
    ({**_FILES, 'po/POTFILES': _LIST + 'src/gone.c\n'}, 'names src/gone.c'),
    ({**_FILES, 'po/POTFILES': 'src/core/b.c\nsrc/core/a.c\ndata/a.desktop.in\n'}, 'not sorted'),
]
