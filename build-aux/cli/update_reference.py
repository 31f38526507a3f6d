# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""update_reference.py WEIR [--check]: the tables of docs/script-format*.md, from the program and its translations."""

import gettext
import io
import os
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import reference  # noqa: E402

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# Each document: its language, the titles of its columns, what stands between sentences.
DOCUMENTS = {
    'script-format.md': (None, ('verb', 'what it does'), ('template', 'what it becomes'), ' '),
    'script-format.zh_CN.md': ('zh_CN', ('动词', '作用'), ('模板', '变成什么'), ''),
}


def translator(language):
    if language is None:
        return str
    path = os.path.join(SOURCE, 'po', language + '.po')
    done = subprocess.run(['msgfmt', '-o', '-', os.environ.get('WEIR_PO', path)], stdout=subprocess.PIPE, check=True)
    return gettext.GNUTranslations(io.BytesIO(done.stdout)).gettext


def make(name, text, records):
    """The document with its tables as they should be."""
    language, verb_titles, template_titles, join = DOCUMENTS[name]
    translate = translator(language)
    verbs, templates = records
    text = reference.put_in(text, 'verbs', reference.markdown_verbs(verbs, translate, verb_titles, join))
    return reference.put_in(text, 'templates', reference.markdown_templates(templates, translate, template_titles, join))


def main():
    records = reference.read(sys.argv[1])
    is_old = False
    for name in DOCUMENTS:
        path = os.path.join(SOURCE, 'docs', name)
        with open(path, encoding='utf-8') as file:
            before = file.read()
        after = make(name, before, records)
        is_old = is_old or after != before
        if '--check' in sys.argv and after != before:
            print(f'docs/{name} is not what the table of verbs says: run tools/update-reference', file=sys.stderr)
        elif after != before:
            with open(path, 'w', encoding='utf-8') as file:
                file.write(after)
    return 1 if is_old and '--check' in sys.argv else 0


if __name__ == '__main__':
    sys.exit(main())
