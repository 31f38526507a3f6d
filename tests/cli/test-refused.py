#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile requests against a running `weir serve`: test-refused.py WEIR SOURCE [--tls], TAP. The cases: tests/cases/refused."""

import json
import os
import re
import socket
import ssl
import subprocess
import sys
import tempfile

WEIR, SOURCE = sys.argv[1:3]
TLS = '--tls' in sys.argv[3:]
FOLDER = os.path.join(SOURCE, 'tests', 'cases', 'refused')
TOKEN = 'f00dfeedf00dfeedf00dfeedf00dfeed'
SCRIPT = ':@ weir 1\n:@ on GET /*\n:@ on POST /*\ndata: script\n\n:@ close\n'
ESCAPES = {'n': '\n', 'r': '\r', 't': '\t', '"': '"', '\\': '\\'}
TIMEOUT_S = 8
SCHEMES = ('https', 'http') if TLS else ('http', 'https')


def unquote(text, where):
    """`"…" [* COUNT] [+ …]` as bytes."""
    out = b''
    while True:
        match = re.match(r'"((?:[^"\\]|\\.)*)"(?: \* (\d+))?(?: \+ )?', text)
        if not match:
            sys.exit(f'{where}: no string: {text[:80]}')
        once = re.sub(rb'\\(x..|.)', lambda m: bytes([int(m[1][1:], 16)]) if m[1][:1] == b'x' else ESCAPES[m[1].decode()].encode(),
                      match[1].encode(), flags=re.S)
        out += once * int(match[2] or 1)
        text = text[match.end():]
        if not text:
            for name, value in ((b'$T', TOKEN), (b'$O', SCHEMES[0] + '://localhost'), (b'$P', SCHEMES[1] + '://localhost')):
                out = out.replace(name, value.encode())
            return out


def read_cases():
    cases = []
    for file in sorted(os.listdir(FOLDER)):
        if not file.endswith('.case'):
            continue
        with open(os.path.join(FOLDER, file), encoding='utf-8') as lines:
            for number, line in enumerate(lines, 1):
                where = f'{file}:{number}'
                word, _, rest = line.rstrip('\n').partition(' ')
                if not word or word.startswith('#'):
                    continue
                if word == 'case':
                    cases.append({'name': f'{file[:-5]}/{rest}', 'bytes': b'', 'cut': False, 'status': None, 'has': [], 'control': False})
                    continue
                case = cases[-1]
                if word == 'send':
                    case['bytes'] += unquote(rest, where)
                elif word in ('get', 'post', 'control'):
                    start = {'get': b'GET /', 'post': b'POST /', 'control': b'GET /.weir/clients'}[word]
                    case['bytes'] += start + b' HTTP/1.1\r\nHost: localhost\r\n' + unquote(rest, where) + b'\r\n'
                elif word == 'call':
                    path, _, body = rest.partition(' ')
                    content = unquote(body, where)
                    case['bytes'] += (f'POST /.weir/{path} HTTP/1.1\r\nHost: localhost\r\nX-Weir-Token: {TOKEN}\r\n'
                                      f'Content-Length: {len(content)}\r\n\r\n').encode() + content
                elif word == 'cut':
                    case['cut'] = True
                elif word == 'status':
                    case['status'] = rest.split()
                elif word == 'has':
                    case['has'].append(unquote(rest, where))
                else:
                    sys.exit(f'{where}: what is {word}?')
    for case in cases:
        if case['status'] is None:
            sys.exit(f"{case['name']}: no status")
        case['control'] = re.match(rb'\S+ (?:http://[^/ ]*)?/(?:\.|%2e)weir/', case['bytes'], re.I) is not None
    return cases


def connect(port, context):
    plain = socket.create_connection(('127.0.0.1', port), timeout=TIMEOUT_S)
    return context.wrap_socket(plain, server_hostname='localhost') if context else plain


def exchange(port, context, case):
    """What came until the server's end; None: it did not end."""
    received = b''
    with connect(port, context) as client:
        try:
            client.sendall(case['bytes'])
            if case['cut'] and context:
                client.unwrap()
            elif case['cut']:
                client.shutdown(socket.SHUT_WR)
        except ConnectionError:
            pass  # refused before all was sent
        except (ssl.SSLError, OSError):
            pass
        try:
            while chunk := client.recv(65536):
                received += chunk
        except (ConnectionError, ssl.SSLEOFError, ssl.SSLZeroReturnError, ValueError):
            pass
        except OSError as error:
            if isinstance(error, TimeoutError):
                return None
    return received


def judge(case, received):
    if received is None:
        return 'the server did not end the connection'
    if case['status'] == ['none']:
        return f'answered: {received[:200]}' if received else None
    statuses = re.findall(rb'^HTTP/1\.1 (\d{3}) ', received, re.M)
    statuses = [status.decode() for status in statuses if status != b'100']
    if len(statuses) != 1:
        return f'{len(statuses)} answers: {received[:400]}'
    if statuses[0] not in case['status']:
        return f"{statuses[0]}, not {' or '.join(case['status'])}: {received[:400]}"
    is_script = b'data: script' in received
    if is_script != (statuses[0] == '200' and not case['control']):
        return f'the script answered, or did not: {received[:400]}'
    head, _, body = received.partition(b'\r\n\r\n')
    if case['control'] and b'\r\nContent-Type: application/json' not in head:
        return f'no JSON: {received[:400]}'
    if case['control'] and b'Access-Control-' in head:
        return 'CORS headers'
    if case['control']:
        try:
            answer = json.loads(body)
        except ValueError:
            return f'no JSON: {body[:400]}'
        if statuses[0] != '200' and not answer.get('error'):
            return 'no error is said'
    for text in case['has']:
        if text not in received:
            return f'no {text} in {received[:400]}'
    return None


def serve(folder):
    script = os.path.join(folder, 'script.eventstream')
    token = os.path.join(folder, 'token')
    with open(script, 'w', encoding='utf-8') as file:
        file.write(SCRIPT)
    with open(os.open(token, os.O_WRONLY | os.O_CREAT, 0o600), 'w', encoding='utf-8') as file:
        file.write(TOKEN + '\n')
    command = [WEIR, 'serve', script, '--port', '0', '--output', 'jsonl', '--token-file', token] + (['--tls'] if TLS else [])
    environment = {**os.environ, 'XDG_DATA_HOME': folder}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
    return server, json.loads(server.stdout.readline())


def main():
    cases = read_cases()
    print(f'1..{len(cases) + 1}')
    failed = 0
    with tempfile.TemporaryDirectory(prefix='weir-refused-') as folder:
        server, listening = serve(folder)
        port = int(listening['url'].rpartition(':')[2])
        context = ssl.create_default_context(cafile=listening['certificate']) if TLS else None
        for number, case in enumerate(cases, 1):
            problem = judge(case, exchange(port, context, case))
            failed += problem is not None
            if problem:
                print(f'# {problem}')
                print(f"{case['name']}: {problem}", file=sys.stderr)
            print(f"{'not ok' if problem else 'ok'} {number} - {case['name']}", flush=True)
        server.terminate()
        for _ in server.stdout:
            pass
        status = server.wait()
    failed += status != 0
    print(f"{'not ok' if status else 'ok'} {len(cases) + 1} - the server goes on, and ends well")
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
