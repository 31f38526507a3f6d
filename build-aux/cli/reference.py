# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `weir lint --verbs` says of the verbs and templates of scripts, as parts of the documents and of the man page."""

import itertools
import json
import os
import re
import subprocess

BEGIN = '<!-- made by tools/update-reference: {} -->'
END = '<!-- end -->'


def read(weir):
    """(the records of the verbs, those of the templates), in English."""
    environment = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='', ASAN_OPTIONS='detect_leaks=0')
    done = subprocess.run([weir, 'lint', '--verbs', '--output', 'jsonl'], env=environment, stdout=subprocess.PIPE, encoding='utf-8', check=True)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    return [r for r in records if r['type'] == 'verb'], [r for r in records if r['type'] == 'template']


def forms(verb):
    return [f"{verb['verb']} {syntax}".strip() for syntax in verb['syntax'].split(' | ')]


def sentences(record, translate, join):
    return join.join(translate(record[key]) for key in ('summary', 'details') if key in record)


def code(text):
    """What stands in `…` in a translated text is code there already; braces are."""
    return re.sub(r'(?<!`)(\{\{[^}]*\}\})(?!`)', r'`\1`', text)


def markdown_verbs(verbs, translate, titles, join):
    """@titles: of the columns"""
    lines = []
    for group, members in itertools.groupby(verbs, key=lambda verb: verb['group']):
        lines += [f'### {translate(group)}', '', f'| {titles[0]} | {titles[1]} |', '|---|---|']
        for verb in members:
            lines.append('| ' + ', '.join(f'`{form}`' for form in forms(verb)) + ' | ' + code(sentences(verb, translate, join)) + ' |')
        lines.append('')
    return '\n'.join(lines)


def markdown_templates(templates, translate, titles, join):
    lines = [f'| {titles[0]} | {titles[1]} |', '|---|---|']
    for template in templates:
        usages = re.findall(r'\{\{.*?\}\}', template['usage'])
        lines.append('| ' + ', '.join(f'`{usage}`' for usage in usages) + ' | ' + sentences(template, translate, join) + ' |')
    return '\n'.join(lines) + '\n'


def put_in(text, name, part):
    """The document with this part between its marks."""
    begin = BEGIN.format(name)
    before, mark, rest = text.partition(begin + '\n')
    if not mark or END not in rest:
        raise ValueError(f'“{begin}” and “{END}” are missing')
    return before + mark + part + rest[rest.index(END):]
