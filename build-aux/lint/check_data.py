# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Desktop entry, metainfo, MIME type, icons, .ui and flatpak manifest are what their readers expect."""

import json
import os
import shutil
import xml.etree.ElementTree as ElementTree

from lint import Skip

XML = ('.xml', '.ui', '.svg', '.xml.in')


def need(tool):
    if shutil.which(tool) is None:
        raise Skip(f'{tool} is not installed')
    return tool


def built(tree, suffix):
    """What the build made of data/*.in: merged with the translations."""
    folder = os.path.join(tree.build or tree.root, 'data')
    if not os.path.isdir(folder):
        return []
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(suffix)]


def run(tree, *command):
    done = tree.run(*command)
    if done.returncode != 0:
        yield f'{command[0]}: {done.stdout.strip()}'


def check_desktop(tree):
    need('desktop-file-validate')
    for path in built(tree, '.desktop'):
        # Hints are as good as errors here: the tool ends with 0 for them.
        done = tree.run('desktop-file-validate', '--no-warn-deprecated', path)
        if done.returncode != 0 or done.stdout.strip():
            yield done.stdout.strip() or f'{path}: not valid'


def check_metainfo(tree):
    need('appstreamcli')
    # The project has no home page; versions before 1.0 neither ask for one nor know the name of the question.
    no_page = '--override=url-homepage-missing=info'
    for path in built(tree, '.metainfo.xml'):
        command = ['appstreamcli', 'validate', '--no-net', '--explain', no_page, path]
        if 'not recognized' in tree.run(*command).stdout:
            command.remove(no_page)
        yield from run(tree, *command)


def check_xml(tree):
    need('xmllint')
    for path in tree.files(*XML):
        yield from run(tree, 'xmllint', '--noout', '--nonet', path)
    for path in built(tree, '.xml'):
        yield from run(tree, 'xmllint', '--noout', '--nonet', path)


def check_icons(tree):
    for path in tree.files('.svg'):
        try:
            root = ElementTree.fromstring(tree.read_bytes(path))
        except ElementTree.ParseError:
            continue
        wanted = '16' if path.endswith('-symbolic.svg') else '128'
        if not root.tag.endswith('svg') or root.get('width') != wanted or root.get('height') != wanted:
            yield f'{path}: not an SVG of {wanted} × {wanted}'


def check_flatpak(tree):
    for path in tree.files('.json', under='flatpak/'):
        try:
            manifest = json.loads(tree.read(path))
        except ValueError as error:
            yield f'{path}: {error}'
            continue
        name = os.path.basename(path)[:-len('.json')]
        if manifest.get('id', manifest.get('app-id')) != name:
            yield f'{path}: its id is not {name}'
        for key in ('runtime', 'runtime-version', 'sdk', 'command', 'finish-args', 'modules'):
            if key not in manifest:
                yield f'{path}: no {key}'


def check_json(tree):
    for path in tree.files('.json'):
        if path.startswith(('tests/cases/', 'tests/fuzz/corpus/', 'flatpak/')):
            continue
        try:
            json.loads(tree.read(path))
        except ValueError as error:
            yield f'{path}: {error}'


def check(tree):
    for part in (check_desktop, check_metainfo, check_xml, check_icons, check_flatpak, check_json):
        yield from part(tree)


_DESKTOP = '[Desktop Entry]\nType=Application\nName=Weir\nExec=weir %U\n'
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128"/>\n'
GOOD = {'data/a.desktop': _DESKTOP, 'data/icons/a.svg': _SVG,
        'flatpak/a.b.C.json': '{"id": "a.b.C", "runtime": "", "runtime-version": "", "sdk": "", "command": "", "finish-args": [], "modules": []}'}
BAD = [
    ({'data/a.desktop': _DESKTOP.replace('Exec=weir', 'Exec="weir')}, 'Exec'),
    ({'data/a.metainfo.xml': '<component type="desktop-application"><id>x</id></component>\n'}, 'appstreamcli'),
    ({'src/app/a.ui': '<interface>\n'}, 'xmllint'),
    ({'data/icons/a.svg': _SVG.replace('128', '64')}, 'not an SVG of 128'),
    ({'data/icons/a-symbolic.svg': _SVG}, 'not an SVG of 16'),
    ({'flatpak/a.b.C.json': '{'}, 'a.b.C.json: '),
    ({'flatpak/a.b.C.json': '{"id": "x.y.Z"}'}, 'its id is not a.b.C'),
    ({'a.json': '{'}, 'a.json: '),
]
