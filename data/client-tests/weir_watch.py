#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries `weir watch`, and shows how a client that is no EventSource of JavaScript is tried: weir_watch.py [RULE or GROUP...]

It is what `weir test client-tests -- ` runs. WEIR is the program to try, `weir` unless it is set.
"""

import concurrent.futures
import json
import os
import queue
import ssl
import subprocess
import sys
import threading
import time
import urllib.request

URL = os.environ['WEIR_URL']
PROGRAM = os.environ.get('WEIR', 'weir')
CACERT = os.environ.get('WEIR_CACERT')  # with weir test --tls
TLS = ssl.create_default_context(cafile=CACERT)
TELLS = ['open', 'error', 'readyState', 'lastEventId']


def report(**members):
    request = urllib.request.Request(f'{URL}/.weir/report', json.dumps(members).encode(), {'X-Weir-Token': os.environ['WEIR_TOKEN']})
    with urllib.request.urlopen(request, context=TLS) as answer:
        return json.load(answer)


def translate(record):
    """What a record of `weir watch --output jsonl` is to an EventSource; None: nothing."""
    if record['type'] == 'event':
        data = record['data']
        size = {'length': len(data)} if len(data) > 65536 else {'data': data}
        return {'type': 'event', 'event': record['event'], 'lastEventId': record['lastEventId'], **size}
    if record['type'] == 'open':
        return {'type': 'open', 'readyState': 1}
    if record['type'] == 'waiting':
        return {'type': 'error', 'readyState': 0}
    if record['type'] == 'failed':
        return {'type': 'error', 'readyState': 2}
    return None


def read(program, things):
    for line in program.stdout:
        thing = translate(json.loads(line))
        if thing:
            things.put((time.monotonic(), thing))


def play(rule):
    """What the client did with the rule's script, in order."""
    looks = rule.get('looks', ['event'])
    wanted = sum(item.get('times', 1) for item in rule['saw'])
    linger = rule.get('linger', 200) / 1000
    end = time.monotonic() + (rule.get('limit', 5000) / 1000 if wanted else linger)
    saw, count, things = [], 0, queue.Queue()
    stop = ['--count', str(rule['closeAfter'])] if rule.get('closeAfter') and looks == ['event'] else []
    trust = ['--cacert', CACERT] if CACERT else []
    command = [PROGRAM, 'watch', f'{URL}/{rule["name"]}', '--output', 'jsonl', '--retries', '20', *trust, *stop]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding='utf-8') as program:
        reader = threading.Thread(target=read, args=[program, things])
        reader.start()
        while time.monotonic() < end:
            try:
                when, thing = things.get(timeout=max(0, end - time.monotonic()))
            except queue.Empty:
                break
            saw.append(thing)
            count += thing['type'] in looks
            if not stop and count == rule.get('closeAfter'):
                program.terminate()
            if count == wanted or thing.get('readyState') == 2:
                end = when + linger
        program.terminate()
        reader.join()
    return saw


def try_rule(rule):
    skip = 'weir watch has no origins' if rule.get('other') else None
    return report(rule=rule['name'], skip=skip) if skip else report(rule=rule['name'], saw=play(rule))


def main():
    with urllib.request.urlopen(f'{URL}/rules.json', context=TLS) as answer:
        rules = json.load(answer)['rules']
    rules = [rule for rule in rules if not sys.argv[1:] or rule['name'] in sys.argv[1:] or rule['group'] in sys.argv[1:]]
    version = subprocess.run([PROGRAM, '--version'], stdout=subprocess.PIPE, encoding='utf-8', check=True).stdout.split()[-1]
    report(client={'name': 'weir watch', 'version': version, 'tells': TELLS})
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(try_rule, sorted(rules, key=lambda rule: -rule.get('limit', 0))))
    report(done=True)


main()
