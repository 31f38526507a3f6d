# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every translation is complete, nothing fuzzy, and its formats fit."""

import os
import shutil
import tempfile

from check_potfiles import listed
from lint import Skip

# As meson's preset "glib".
XGETTEXT = ['xgettext', '--from-code=UTF-8', '--add-comments', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2',
            '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3', '--flag=N_:1:pass-c-format', '--flag=C_:2:pass-c-format',
            '--flag=NC_:2:pass-c-format', '--flag=g_dngettext:2:pass-c-format', '--flag=g_strdup_printf:1:c-format',
            '--flag=g_string_printf:2:c-format', '--flag=g_string_append_printf:2:c-format', '--flag=g_set_error:4:c-format',
            '--flag=g_error_new:3:c-format', '--package-name=weir', '--copyright-holder=The Weir developers']


def languages(tree):
    words = [line.split('#')[0].split() for line in tree.read('po/LINGUAS').splitlines()]
    return [name for line in words for name in line]


def make_template(tree, path):
    """Writes the current texts to @path; what xgettext says when it does not work."""
    done = tree.run(*XGETTEXT, '--output=' + path, *listed(tree))
    return done.stdout if done.returncode != 0 or not os.path.exists(path) else ''


def check(tree):
    if shutil.which('msgcmp') is None:
        raise Skip('gettext is not installed')
    with tempfile.TemporaryDirectory(prefix='weir-po-') as folder:
        template = os.path.join(folder, 'weir.pot')
        problem = make_template(tree, template)
        if problem:
            yield problem
            return
        for language in languages(tree):
            path = f'po/{language}.po'
            for command in (['msgfmt', '--check', '--output-file=/dev/null', path], ['msgcmp', path, template]):
                done = tree.run(*command)
                if done.returncode != 0:
                    yield f'{path} ({command[0]}): run tools/update-po and translate\n{done.stdout.strip()}'


def _po(text, flags=''):
    return ('msgid ""\nmsgstr ""\n"Project-Id-Version: weir\\n"\n"PO-Revision-Date: 2026-11-21 00:00+0000\\n"\n"Last-Translator: a <a@b.example>\\n"\n'
            '"Language-Team: a <a@b.example>\\n"\n"Language: zh_CN\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
            f'"Content-Transfer-Encoding: 8bit\\n"\n\n{flags}msgid "one %s"\nmsgstr "{text}"\n')


_FILES = {'po/POTFILES': 'src/a.c\n', 'po/LINGUAS': 'zh_CN # a comment\n', 'src/a.c': 'f (_("one %s"));\n'}
GOOD = {**_FILES, 'po/zh_CN.po': _po('一 %s')}
BAD = [
    ({**_FILES, 'po/zh_CN.po': _po('')}, 'untranslated'),
    ({**_FILES, 'po/zh_CN.po': _po('一 %s', '#, fuzzy\n')}, 'needs to be reviewed'),
    ({**_FILES, 'po/zh_CN.po': _po('一 %d', '#, c-format\n')}, 'msgfmt'),
    ({**_FILES, 'po/zh_CN.po': _po('一 %s'), 'src/a.c': 'f (_("two"));\n'}, 'msgcmp'),
]
