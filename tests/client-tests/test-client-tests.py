#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client tests find what is wrong with a client, and nothing else: test-client-tests.py WEIR, TAP on standard output.

A client that is right keeps every rule. Each of those that are wrong in one thing breaks the rules about that thing, of all rules that it
could break.
"""

import concurrent.futures
import json
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

WEIR = os.path.abspath(sys.argv[1])
HERE = os.path.dirname(os.path.abspath(__file__))
CLIENT = os.path.join(HERE, 'tiny_client.py')

READING = ['Lines', 'Pieces', 'Text', 'Fields', 'Ids']
ENDING = ['End of a connection', 'Resumption', 'Request', 'Interface']
ANSWER = ['Content type', 'Status', 'Redirects']

# flaw: where it is looked for, what it breaks
FLAWS = {
    'lf-only': (READING, 'line-cr line-mixed line-cr-at-once'),
    'wait-after-cr': (READING, 'line-cr-at-once'),
    'python-lines': (READING, 'line-only-these'),
    'lf-after-cr': (READING, 'split-bytes split-cr-lf'),
    'lines-are-whole': (READING, 'split-bytes split-name split-colon split-value split-comment split-utf8 joined'),
    'decode-pieces': (READING, 'split-utf8 split-bom'),
    'keep-bom': (READING, 'split-bom bom bom-again'),
    'drop-every-bom': (READING, 'bom-once bom-later'),
    'latin-1': (READING, 'line-only-these split-utf8 split-bom bom bom-later bom-again utf8-broken utf8-overlong utf8-names charset'),
    'strict-utf-8': (READING, 'utf8-broken utf8-overlong'),
    'trim': (READING, 'data-one-space data-tab event-name-space id-space'),
    'strip-spaces': (READING, 'data-one-space event-name-space id-space'),
    'comment-is-field': (READING, 'comment split-comment'),
    'any-case': (READING, 'field-case'),
    'first-name': (READING, 'event-name-last event-name-empty'),
    'keep-name': (READING, 'split-bytes no-data no-data-name event-name-reset event-name-error'),
    'keep-name-without-data': (READING, 'no-data no-data-name'),
    'dispatch-empty': (READING, 'line-empty-many split-comment bom-once bom-later no-data no-data-name field-unknown comment id-no-data'),
    'drop-empty-data': (READING, 'data-empty data-no-colon'),
    'nul-in-id': (READING, 'id-nul'),
    'ignore-empty-id': (READING, 'id-empty'),
    'forget-id': (READING, 'id-kept'),
    'dispatch-tail': (ENDING, 'tail tail-line tail-utf8 tail-cr resume-tail'),
    'id-at-once': (ENDING, 'resume-tail'),
    'id-needs-data': (ENDING, 'resume-no-data'),
    'latin-1-id': (ENDING, 'resume-utf8'),
    'no-resume': (ENDING, 'resume resume-kept resume-no-data resume-tail resume-utf8 resume-text resume-long resume-cut resume-twice'),
    'no-accept': (ENDING, 'request-accept request-again'),
    'no-cache-control': (ENDING, 'request-no-cache request-again'),
    'no-open': (ENDING, 'open open-at-once reconnect reconnect-fail'),
    'deaf-to-close': (ENDING, 'close close-waiting'),
    'any-type': (ANSWER, 'type-other type-json type-longer type-parameter type-none type-empty type-again'),
    'type-exact': (ANSWER, 'type-case type-parameters'),
    'type-prefix': (ANSWER, 'type-longer'),
    'any-2xx': (ANSWER, 'status-201 status-202 status-206'),
    'retry-5xx': (ANSWER, 'status-500 status-501 status-502 status-503 status-504 status-599 status-500-again status-503-again'),
    'no-redirects': (ANSWER, 'redirect-301 redirect-302 redirect-303 redirect-307 redirect-308 redirect-resume'),
    'retry-int': (['Reconnection time'], 'retry-sign retry-space retry-digits'),
    'retry-prefix': (['Reconnection time'], 'retry-unit retry-point retry-space retry-digits'),
    'retry-32-bits': (['Reconnection time'], 'retry-huge'),
}


def test(folder, flaw, groups, *options):
    """The run, and each rule's verdict in its report."""
    report = os.path.join(folder, f'{flaw}.json')
    command = [WEIR, 'test', os.path.join(folder, 'client-tests'), '--for', '60s', '--report', report, *options, '--',
               sys.executable, CLIENT, flaw, *groups]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding='utf-8', check=False)
    with open(report, encoding='utf-8') as file:
        return done, json.load(file)


def try_right(folder):
    junit = os.path.join(folder, 'junit.xml')
    done, report = test(folder, 'none', [], '--junit', junit)
    verdicts = {rule['name']: rule['verdict'] for rule in report['rules']}
    if done.returncode != 0 or report['broken'] != 0:
        yield done.stdout
    skipped = {name for name, verdict in verdicts.items() if verdict == 'not judged'}
    if any(not name.startswith('cors') and not name.endswith('-again') for name in skipped):
        yield f'not judged: {skipped}'
    suite = ElementTree.parse(junit).getroot()[0]
    if (suite.get('tests'), suite.get('failures'), suite.get('skipped')) != (str(len(verdicts) + 1), '0', str(len(skipped))):
        yield f'JUnit: {suite.attrib}'
    if report['client'] != 'tiny client none' or f'tiny client none: {report["kept"]} rules kept, 0 broken' not in done.stdout:
        yield done.stdout[-200:]


def try_wrong(folder, flaw):
    groups, wanted = FLAWS[flaw]
    done, report = test(folder, flaw, groups)
    broken = {rule['name'] for rule in report['rules'] if rule['verdict'] == 'broken'}
    if broken != set(wanted.split()):
        yield f'wanted: {sorted(wanted.split())}'
        yield f'got: {sorted(broken)}'
        yield done.stdout
    if done.returncode != 1:
        yield f'exit status {done.returncode}'


def try_known(folder):
    """A rule that is known to be broken is no failure; one that is not there is a slip."""
    for flaw, known, status in [('any-case', 'field-case', 0), ('any-case', 'id', 1), ('none', 'no-such-rule', 2)]:
        command = [WEIR, 'test', os.path.join(folder, 'client-tests'), '--known', known, '--', sys.executable, CLIENT, flaw, 'Fields']
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8', check=False)
        if done.returncode != status or (status == 2) != ('no-such-rule' in done.stderr):
            yield f'{flaw}, {known}: {done.returncode} {done.stderr}'


def try_failing(folder):
    """A client that fails, and one that reports nothing."""
    for command in ['exit 3', 'true']:
        done = subprocess.run([WEIR, 'test', os.path.join(folder, 'client-tests'), '--', 'sh', '-c', command],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8', check=False)
        wanted = 'exit status 3' if command == 'exit 3' else 'it did not report that it was done'
        if done.returncode != 1 or wanted not in done.stderr:
            yield f'{command}: {done.returncode} {done.stderr}'


def try_lint(folder):
    """What comes with Weir has no error, a rule for each script, and a script for each rule."""
    tests = os.path.join(folder, 'client-tests')
    scripts = sorted(name for name in os.listdir(tests) if name.endswith('.eventstream'))
    done = subprocess.run([WEIR, 'lint', *scripts], cwd=tests, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding='utf-8', check=False)
    if done.returncode != 0:
        yield done.stdout
    with open(os.path.join(tests, 'rules.json'), encoding='utf-8') as file:
        names = [rule['name'] for rule in json.load(file)['rules']]
    if sorted(set(names)) != sorted(names):
        yield 'a rule stands there twice'
    for name in set(names) ^ {name.removesuffix('.eventstream').removesuffix('-there') for name in scripts}:
        yield f'{name} is a rule or a script, not both'


def try_writing(folder):
    """It does not write over what is there unless it is told to, and then all of it."""
    script = os.path.join(folder, 'client-tests', 'line-lf.eventstream')
    with open(script, 'a', encoding='utf-8') as file:
        file.write(': more\n')
    for option, status, ends in [([], 2, True), (['--replace'], 0, False)]:
        done = subprocess.run([WEIR, 'new', 'client-tests', *option], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        with open(script, encoding='utf-8') as file:
            if done.returncode != status or file.read().endswith(': more\n') != ends:
                yield f'{option}: {done.returncode} {done.stderr}'


def try_node(folder):
    """The runner for Node.js, with an EventSource that never connects."""
    if shutil.which('node') is None:
        yield 'SKIP node is not installed'
        return
    module = os.path.join(folder, 'never.mjs')
    with open(module, 'w', encoding='utf-8') as file:
        file.write('export class EventSource extends EventTarget { readyState = 0; close() { this.readyState = 2; } }\n')
    runner = os.path.join(folder, 'client-tests', 'run.mjs')
    report = os.path.join(folder, 'node.json')
    command = [WEIR, 'test', 'client-tests', '--report', report, '--', 'node', runner, module, 'state-start', 'state-end', 'status-204']
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding='utf-8', check=False)
    with open(report, encoding='utf-8') as file:
        rules = {rule['name']: rule['verdict'] for rule in json.load(file)['rules']}
    if done.returncode != 1 or (rules['state-start'], rules['state-end'], rules['status-204']) != ('kept', 'broken', 'broken'):
        yield done.stdout


def main():
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(4) as pool:
        subprocess.run([WEIR, 'new', 'client-tests'], cwd=folder, stdout=subprocess.DEVNULL, check=True)
        tries = {'lint': try_lint, 'a right client': try_right}
        for flaw in sorted(FLAWS, key=lambda flaw: FLAWS[flaw][0] != ['Reconnection time']):
            tries[flaw] = lambda folder, flaw=flaw: try_wrong(folder, flaw)
        tries |= {'a client that fails': try_failing, 'known': try_known, 'node': try_node}
        futures = {name: pool.submit(lambda func=func: list(func(folder))) for name, func in tries.items()}
        tries['writing'] = try_writing

        print(f'1..{len(tries)}')
        for number, (name, func) in enumerate(tries.items(), 1):
            problems = futures[name].result() if name in futures else list(func(folder))
            skip = bool(problems) and problems[0].startswith('SKIP')
            if problems and not skip and name in futures:
                # A machine that does much else makes clients late: once more, when nothing of this runs beside it.
                concurrent.futures.wait(futures.values())
                print('#', name, 'is tried again')
                problems = list(func(folder))
            print('not ok' if problems and not skip else 'ok', number, name, f'# {problems[0]}' if skip else '')
            for problem in problems if not skip else []:
                print('#', problem.replace('\n', '\n# '))


main()
