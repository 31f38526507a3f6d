#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""An EventSource that is right, or wrong in one thing: tiny_client.py FLAW GROUP...

`none` is no flaw; without a group all rules are tried. It is run by `weir test`. Waiting for what does not come is cut short: nothing here is
far away.
"""

import asyncio
import codecs
import json
import os
import re
import sys
import urllib.parse
import urllib.request

URL = os.environ['WEIR_URL']
FLAW = sys.argv[1]
GROUPS = sys.argv[2:]
TELLS = ['open', 'error', 'start', 'end', 'readyState', 'lastEventId', 'origin']
CONNECTING, OPEN, CLOSED = range(3)


class NetworkError(Exception):
    pass


class Parser:
    """The standard's interpretation of a stream, for one connection."""

    def __init__(self, source):
        self.source = source
        self.decoder = codecs.getincrementaldecoder('latin-1' if FLAW == 'latin-1' else 'utf-8')('strict' if FLAW == 'strict-utf-8' else 'replace')
        self.unfinished, self.begun, self.after_cr = [], False, False
        self.data, self.name, self.id = [], '', source.last_id

    def feed(self, received):
        text = received.decode('utf-8', 'replace') if FLAW == 'decode-pieces' else self.decoder.decode(received)
        if text and not self.begun:
            self.begun = True
            text = text.removeprefix('' if FLAW == 'keep-bom' else '\ufeff')
        if FLAW == 'drop-every-bom':
            text = text.replace('\ufeff', '')
        if self.after_cr and text and FLAW != 'lf-after-cr':
            text = text.removeprefix('\n')
            self.after_cr = False
        self.unfinished.append(text)
        if FLAW != 'lines-are-whole' and not re.search('[\n\r\v\f\x85\u2028\u2029]', text):
            return  # else a long line that comes in many pieces would be joined and searched anew with each
        text = ''.join(self.unfinished)
        ends = {
            'lf-only': r'\r?\n',
            'python-lines': '\r\n|[\n\r\v\f\x85\u2028\u2029]',
            'wait-after-cr': r'\r\n|\n|\r(?=[^\n])',
        }.get(FLAW, r'\r\n|\n|\r')
        *lines, rest = re.split(ends, text)
        if text.endswith('\r') and FLAW not in ('lf-only', 'wait-after-cr'):
            self.after_cr = True
        self.unfinished = [] if FLAW == 'lines-are-whole' else [rest]
        for line in lines + ([rest] if FLAW == 'lines-are-whole' and rest else []):
            if not self.source.closed:
                self.take(line)

    def take(self, line):
        if FLAW == 'comment-is-field':
            line = line.removeprefix(':')
        if line == '':
            self.dispatch()
        elif not line.startswith(':'):
            name, _, value = line.partition(':')
            if FLAW == 'trim':
                value = value.strip()
            elif FLAW == 'strip-spaces':
                value = value.lstrip(' ')
            else:
                value = value.removeprefix(' ')
            self.field(name.lower().strip() if FLAW == 'any-case' else name, value)

    def field(self, name, value):
        if name == 'data':
            self.data.append(value)
        elif name == 'event' and not (FLAW == 'first-name' and self.name):
            self.name = value
        elif name == 'id' and ('\0' not in value or FLAW == 'nul-in-id') and (value or FLAW != 'ignore-empty-id'):
            self.id = value
            if FLAW == 'id-at-once':
                self.source.last_id = value
        elif name == 'retry':
            self.source.set_retry(value)

    def dispatch(self):
        if self.data or FLAW != 'id-needs-data':
            self.source.last_id = self.id
        data, name = '\n'.join(self.data), self.name
        has_data = bool(self.data) if FLAW != 'drop-empty-data' else bool(data)
        self.data, self.name = [], self.name if FLAW == 'keep-name' or (FLAW == 'keep-name-without-data' and not has_data) else ''
        if has_data or FLAW == 'dispatch-empty':
            last_id = self.source.last_id
            if FLAW == 'forget-id':
                self.id = ''
            self.source.see('event', event=name or 'message', lastEventId=last_id, origin=self.source.origin,
                            **({'length': len(data)} if len(data) > 65536 else {'data': data + ('\n' if FLAW == 'keep-last-lf' else '')}))


class Body:
    """Reads a response's head, then its body, whatever frames it."""

    def __init__(self, reader):
        self.reader = reader
        self.left = None
        self.chunked = False

    async def read_head(self):
        while True:
            lines = (await self.read_until(b'\r\n\r\n')).decode('latin-1').split('\r\n')
            status = int(lines[0].split(' ')[1])
            if status >= 200:
                break
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(':') for line in lines[1:])}
        self.chunked = headers.get('transfer-encoding') == 'chunked'
        self.left = int(headers['content-length']) if 'content-length' in headers else None
        return status, headers

    async def read_until(self, end):
        try:
            return await self.reader.readuntil(end)
        except (asyncio.IncompleteReadError, OSError) as error:
            raise NetworkError from error

    async def pieces(self):
        """Ends as the response does, or raises."""
        try:
            while self.chunked:
                size = int(await self.read_until(b'\r\n'), 16)
                if size == 0:
                    return
                left = size + 2
                while left > 0:
                    piece = await self.reader.read(left)
                    if not piece:
                        raise NetworkError
                    # Without what ends the chunk.
                    yield piece[:max(0, left - 2)]
                    left -= len(piece)
            while self.left is None or self.left > 0:
                piece = await self.reader.read(65536 if self.left is None else self.left)
                if not piece:
                    return
                self.left = None if self.left is None else self.left - len(piece)
                yield piece
        except OSError as error:
            raise NetworkError from error


class Source:
    """One event source; `things` is what it did."""

    def __init__(self, url, on_thing):
        self.url, self.on_thing, self.things = url, on_thing, []
        self.origin = 'http://' + urllib.parse.urlsplit(url).netloc
        self.last_id, self.retry, self.closed, self.state = '', 1.1, False, CONNECTING
        self.task = asyncio.create_task(self.run())

    def see(self, kind, **members):
        if not self.closed or FLAW == 'deaf-to-close':
            self.things.append({'type': kind, **members})
            self.on_thing(self.things[-1])

    def set_retry(self, value):
        try:
            if FLAW == 'retry-int':
                self.retry = int(value) / 1000
            elif FLAW == 'retry-prefix' and re.match(r'\d+', value):
                self.retry = int(re.match(r'\d+', value)[0]) / 1000
            elif FLAW == 'retry-32-bits' and re.fullmatch('[0-9]+', value):
                self.retry = (int(value) if int(value) < 2 ** 31 else 1) / 1000
            elif FLAW != 'ignore-retry' and re.fullmatch('[0-9]+', value):
                self.retry = int(value) / 1000
        except ValueError:
            pass

    def close(self):
        self.closed, self.state = True, CLOSED
        if FLAW != 'deaf-to-close':
            self.task.cancel()

    async def run(self):
        while self.state != CLOSED or FLAW == 'deaf-to-close':
            try:
                again = await self.connect(self.url)
            except NetworkError:
                again = True
            if (not again and FLAW != 'never-give-up') or FLAW == 'never-reconnect':
                self.state = CLOSED
                self.see('error', readyState=CLOSED)
                return
            self.state = CONNECTING
            self.see('error', readyState=CONNECTING)
            await asyncio.sleep(self.retry)

    async def connect(self, url, redirects=5):
        """Whether it should be tried again."""
        parts = urllib.parse.urlsplit(url)
        try:
            reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=2 ** 20)
        except OSError as error:
            raise NetworkError from error
        try:
            headers = ['GET ' + parts.path + ' HTTP/1.1', 'Host: ' + parts.netloc]
            headers += [] if FLAW == 'no-accept' else ['Accept: text/event-stream']
            headers += [] if FLAW == 'no-cache-control' else ['Cache-Control: no-cache']
            headers += ['Last-Event-ID: ' + self.last_id] if self.last_id and FLAW != 'no-resume' else []
            writer.write('\r\n'.join(headers + ['', '']).encode('utf-8' if FLAW != 'latin-1-id' else 'latin-1', 'replace'))
            return await self.answer(Body(reader), url, redirects)
        finally:
            writer.close()

    async def answer(self, body, url, redirects):
        status, headers = await body.read_head()
        if status in (301, 302, 303, 307, 308) and 'location' in headers and redirects and FLAW != 'no-redirects':
            return await self.connect(urllib.parse.urljoin(url, headers['location']), redirects - 1)
        if FLAW == 'retry-5xx' and status >= 500:
            return True
        kind = headers.get('content-type', '')
        good = {'any-type': True, 'type-exact': kind == 'text/event-stream', 'type-prefix': kind.lower().startswith('text/event-stream')}.get(
            FLAW, kind.split(';')[0].strip().lower() == 'text/event-stream')
        if not good or not (status == 200 or FLAW == 'any-status' or (FLAW == 'any-2xx' and 200 <= status < 300)):
            return False
        self.state = OPEN
        if FLAW != 'no-open':
            self.see('open', readyState=OPEN)
        parser = Parser(self)
        async for piece in body.pieces():
            parser.feed(piece)
        if FLAW == 'dispatch-tail':
            parser.take(''.join(parser.unfinished))
            parser.dispatch()
        return True


async def play(rule):
    """What the source did with the rule's script, in order."""
    looks = rule.get('looks', ['event'])
    wanted = sum(item.get('times', 1) for item in rule['saw'] if item.get('type') not in ('start', 'end'))
    enough = asyncio.Event()
    count = 0
    source = None

    def on_thing(thing):
        nonlocal count
        count += thing['type'] in looks
        if count == rule.get('closeAfter'):
            source.close()
        if count >= wanted or thing.get('readyState') == CLOSED:
            enough.set()

    source = Source(f'{URL}/{rule["name"]}', on_thing)
    start = {'type': 'start', 'readyState': source.state}
    if wanted:
        try:
            await asyncio.wait_for(enough.wait(), rule.get('limit', 4000) / 1000)
        except asyncio.TimeoutError:
            pass
    await asyncio.sleep(rule.get('linger', 100) / 1000)
    things = list(source.things)
    source.close()
    source.task.cancel()
    return [start, *things, {'type': 'end', 'readyState': source.state}]


def report(**members):
    request = urllib.request.Request(f'{URL}/.weir/report', json.dumps(members).encode(), {'X-Weir-Token': os.environ['WEIR_TOKEN']})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


async def main():
    with urllib.request.urlopen(f'{URL}/rules.json') as answer:
        rules = [rule for rule in json.load(answer)['rules'] if not GROUPS or rule['group'] in GROUPS]
    report(client={'name': 'tiny client', 'version': FLAW, 'tells': TELLS})
    seats = asyncio.Semaphore(64)

    async def try_rule(rule):
        async with seats:
            saw = await play(rule)
        await asyncio.to_thread(report, rule=rule['name'], saw=saw)

    await asyncio.gather(*(try_rule(rule) for rule in rules if not rule.get('other')))
    report(done=True)


asyncio.run(main())
