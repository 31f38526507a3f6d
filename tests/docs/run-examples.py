#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the documented commands: run-examples.py WEIR DOCUMENT..., TAP on standard output.

In a block that opens with ```console test, a line that starts with "$ " is a command and what follows is what it must print,
standard error included. A line "…" stands for any lines. Times and durations are compared by their form; 8123 stands for a port that is free.
The commands of a block run in one shell, those of a document in one new folder. A server that is started with "&" is waited for, and ended with
its block. A block ```eventstream NAME or ```python NAME is first written to the file NAME there.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile

PORT = '8123'
MARK = '--- end of command ---'
FORMS = [
    (r'\d\d:\d\d:\d\d\.\d+', 'TIME'),
    (r'\d{4}-\d\d-\d\dT[0-9:.]+Z', 'DATE'),
    (r' timestamp="[0-9T:-]+"', ' timestamp="DATE"'),
    (r' time="\d+\.\d+"', ' time="SECONDS"'),
    (r'"t":[0-9.]+', '"t":SECONDS'),
    (r'127\.0\.0\.1:(?!8123)\d+', '127.0.0.1:PEER'),
    (r'\b\d+(\.\d+)? ?(µs|ms|s)\b', 'DURATION'),
]


def form(line):
    for pattern, word in FORMS:
        line = re.sub(pattern, word, line)
    return re.sub(' +', ' ', line).rstrip()


def blocks(text):
    """(information string, lines) of each fenced block."""
    inside = None
    for line in text.split('\n'):
        if inside is None and line.startswith('```'):
            inside = (line[3:].strip(), [])
        elif inside is not None and line.startswith('```'):
            yield inside
            inside = None
        elif inside is not None:
            inside[1].append(line)


def commands(lines):
    """[command, expected lines] of a console block."""
    found = []
    for line in lines:
        if line.startswith('$ '):
            found.append([line[2:], []])
        elif found and line.startswith('> ') and not found[-1][1]:
            found[-1][0] += '\n' + line[2:]
        elif found:
            found[-1][1].append(line)
    return found


def matches(wanted, got):
    if not wanted:
        return not got
    if wanted[0] == '…':
        return any(matches(wanted[1:], got[i:]) for i in range(len(got) + 1))
    return bool(got) and form(wanted[0]) == form(got[0]) and matches(wanted[1:], got[1:])


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return str(probe.getsockname()[1])


def script_of(found, port):
    """One shell script for all commands of a block: a mark behind each, and behind a server a wait until it listens."""
    wait = (f'{sys.executable} -c "import socket, time\nfor i in range(200):\n  try:\n    socket.create_connection((\'127.0.0.1\', {port}))'
            '\n    break\n  except OSError:\n    time.sleep(0.05)"')
    lines = []
    for command, _ in found:
        lines.append(command.replace(PORT, port))
        if command.endswith('&') and PORT in command:
            lines.append(wait)
        lines.append(f"printf '%s\\n' '{MARK}'")
    return '\n'.join(lines)


def run_block(found, folder, weir, port):
    """What each command of the block printed; less than there are commands when it did not end."""
    environment = dict(os.environ, PATH=os.path.dirname(os.path.abspath(weir)) + os.pathsep + os.environ['PATH'])
    with subprocess.Popen(['sh', '-c', script_of(found, port)], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding='utf-8', start_new_session=True) as shell:
        try:
            output = shell.communicate(timeout=90)[0]
        except subprocess.TimeoutExpired:
            os.killpg(shell.pid, signal.SIGKILL)
            output = shell.communicate()[0] + '\nno end within 90 s\n'
        finally:
            try:
                os.killpg(shell.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
    parts = output.replace(port, PORT).split(MARK + '\n')
    return [part.rstrip('\n').split('\n') if part.rstrip('\n') else [] for part in parts]


def try_block(lines, folder, weir):
    found = commands(lines)
    parts = run_block(found, folder, weir, free_port())
    for (command, wanted), got in zip(found, parts + [['it was not reached']] * len(found)):
        while wanted and not wanted[-1]:
            wanted.pop()
        yield command, [] if matches(wanted, got) else ['wanted:', *wanted, 'got:', *got]


def try_document(path, weir):
    """(command, problem lines) of each command of the document."""
    with open(path, encoding='utf-8') as file:
        text = file.read()
    with tempfile.TemporaryDirectory(prefix='weir-docs-') as folder:
        for information, lines in blocks(text):
            words = information.split()
            if len(words) == 2 and words[0] in ('eventstream', 'python'):
                with open(os.path.join(folder, words[1]), 'w', encoding='utf-8') as file:
                    file.write('\n'.join(lines) + '\n')
            elif words == ['console', 'test']:
                yield from try_block(lines, folder, weir)


def main():
    results = []
    for path in sys.argv[2:]:
        name = os.path.basename(path)
        found = [(f'{name}: {command}', problems) for command, problems in try_document(path, sys.argv[1])]
        results += found or [(f'{name}: no example', ['the document has no ```console test block'])]
    print(f'1..{len(results)}')
    for number, (name, problems) in enumerate(results, 1):
        for problem in problems:
            print('# ' + problem)
            print(problem, file=sys.stderr)
        print(f"{'not ok' if problems else 'ok'} {number} - {name}".replace('\n', ' ').replace('#', '%'))
    return 1 if any(problems for _, problems in results) else 0


if __name__ == '__main__':
    sys.exit(main())
