# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripts whose wire is compared: those of the tests and templates, and generated ones."""

import glob
import os
import re

from script_draws import Request
from script_law import Script
from script_maker import make
from script_wire import Job

CONNECTIONS = (1, 2, 3)
HORIZON = 1500000


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def is_right(path):
    """Whether the case is a script without errors."""
    expected = path[:-len('.eventstream')] + '.expected'
    return not os.path.exists(expected) or b': error: ' not in read(expected)


def script_files(source):
    """Those of the cases and of the templates."""
    folders = os.path.join(source, 'tests', 'cases', 'script'), os.path.join(source, 'data', 'templates')
    return [path for folder in folders for path in sorted(glob.glob(os.path.join(folder, '*.eventstream')))]


def document_examples(source, folder):
    """The scripts in the format's documents, as files in @folder."""
    paths = []
    for name in ('script-format.md', 'script-format.zh_CN.md', 'serving.md', 'testing.md'):
        text = read(os.path.join(source, 'docs', name))
        for i, example in enumerate(re.findall(rb'```eventstream[^\n]*\n(.*?)```', text, re.S)):
            paths.append(os.path.join(folder, f'{name}-{i}.eventstream'))
            with open(paths[-1], 'wb') as file:
                file.write(example)
    return paths


def route_of(script, path):
    """(method, path) to ask for; None when the request would have to be made up."""
    method, path = script.routes[0] if script.routes else ('GET', path)
    if any(match.startswith(b'body') or b'\xff' in match for match in script.matches) or method in ('OPTIONS', 'HEAD'):
        return None
    return method or 'GET', path.replace('*', 'any')


def wishes_of(script):
    """The headers and the query that `match` lines ask for."""
    headers, query = [], []
    for match in script.matches:
        kind, _, rest = match.decode().partition(' ')
        name, _, value = rest.partition(':' if kind == 'header' else '=')
        (headers if kind == 'header' else query).append((name, value.strip()))
    return headers, '&'.join(f'{name}={value}' for name, value in query)


def counted(script, headers, query):
    """What `count by` finds in such a request."""
    if not script.counts or script.counts[0] == 'script':
        return ''
    kind, name = script.counts
    pairs = dict(pair.split('=') for pair in query.split('&')) if query else {}
    named = {key.lower(): value for key, value in headers}
    return pairs.get(name, '') if kind == 'query' else named.get(name.lower(), '') if kind == 'header' else ''


def job_of(path, speed, seed, **more):
    """(job, whether it has routes), or None."""
    script = Script(read(path))
    name = os.path.basename(path)[:-len('.eventstream')]
    route = route_of(script, '/' + name)
    if route is None:
        return None
    headers, query = wishes_of(script)
    key = counted(script, headers, query)

    def ask(number):
        return Request('/' + name, number, method=route[0], seed=seed if seed is not None else script.seed, speed=speed, headers=headers,
                       query=query, counted=key, last_event_id=b'' if number == 1 else b'9', **more)

    return Job(name, script, route[1], ask, CONNECTIONS, HORIZON), bool(script.routes)


def hand_made(source, speed):
    """(files, jobs) of each server; scripts with routes of their own might answer for others. For `--seed 1`."""
    together, apart = ([], []), []
    for path in script_files(source):
        found = job_of(path, speed, 1) if is_right(path) else None
        if found is not None and not found[1]:
            together[0].append(path)
            together[1].append(found[0])
        elif found is not None:
            paths = {route[1] for route in found[0].script.routes}
            batch = next((batch for batch in apart if batch[2] is not None and not paths & batch[2]), None)
            if batch is None or '*' in str(paths):
                batch = ([], [], None if '*' in str(paths) else set())
                apart.append(batch)
            batch[0].append(path)
            batch[1].append(found[0])
            if batch[2] is not None:
                batch[2].update(paths)
    return [together, *(batch[:2] for batch in apart)]


def generated(folder, seed, n):
    """(files, jobs) of n scripts, which have seeds of their own; some are asked for in a session, some by an old client."""
    files, jobs = [], []
    for i in range(n):
        path = os.path.join(folder, f'generated-{seed}-{i}.eventstream')
        with open(path, 'wb') as file:
            file.write(make(seed * 100000 + i))
        files.append(path)
        jobs.append(job_of(path, 1, None, session='worker-1' if i % 3 == 1 else '', http='1.0' if i % 4 == 2 else '1.1')[0])
    return files, jobs
