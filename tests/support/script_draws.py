# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws and templates of a script, as docs/script-format.md has them ("Draws", "Templates")."""

import datetime
import math
import re
import urllib.parse

WORD = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15
PAUSES, KEEPALIVES, TEMPLATES, CHANCES = range(4)
# What the clock says when nobody knows: only its width counts then.
SOME_DAY = 1795256430456000


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
    return z ^ (z >> 31)


def seed_of(seed, *texts):
    """A seed of its own for each script, and each session and counted value."""
    for text in texts:
        if text:
            fnv = 0xCBF29CE484222325
            for byte in text:
                fnv = ((fnv ^ byte) * 0x100000001B3) & WORD
            seed ^= fnv
    return seed


class Draws:
    def __init__(self, seed, connection, stream):
        self.state = mix(mix(mix((seed + GAMMA) & WORD) ^ ((connection + GAMMA) & WORD)) ^ ((stream + GAMMA) & WORD))

    def next(self):
        self.state = (self.state + GAMMA) & WORD
        return mix(self.state)

    def between(self, low, high):
        return low + self.next() % (high - low + 1)

    def chance(self, chance):
        """@chance: of 10^9"""
        return self.between(0, 10**9 - 1) < chance

    def duration(self, low, high):
        if high is None:
            return int(-math.log(((self.next() >> 11) + 1) * 2.0**-53) * low + 0.5)
        return low if low == high else self.between(low, high)


def words_of(text):
    return [match.group(1) if match.group(1) is not None else match.group(2) for match in re.finditer(r'"([^"]*)"|([^ \t]+)', text)]


def scaled(text, places):
    whole, _, part = text.partition('.')
    return int(whole + part.ljust(places, '0'))


def id_number(data):
    return int(data) if re.fullmatch(rb'[0-9]{1,18}', data) else None


class Templates:
    """fill() gives the bytes and their holes: (offset, length, what, due) where the clock's text goes."""

    def __init__(self, request):
        self.request = request
        self.start()

    def start(self):
        self.draws = Draws(self.request.draw_seed, self.request.connection, TEMPLATES)
        self.event = 1
        last = id_number(self.request.last_event_id)
        self.next_id = 1 if last is None else last + 1

    def fill(self, data, number, due):
        out, holes, at = bytearray(), [], 0
        while (start := data.find(b'{{', at)) >= 0:
            out += data[at:start]
            if data[start:start + 4] == b'{{{{':
                out += b'{{'
                at = start + 4
                continue
            end = data.index(b'}}', start)
            value, hole = self.evaluate(data[start + 2:end].decode().strip(' \t'), number, due)
            if hole:
                holes.append((len(out), len(value), hole, due))
            out += value
            at = end + 2
        return bytes(out + data[at:]), holes

    def clock(self, form, due):
        wall = self.request.wall_us + due
        moment = datetime.datetime.fromtimestamp(wall // 10**6, datetime.timezone.utc)
        return moment.strftime(form or '%Y-%m-%dT%H:%M:%S') + ('' if form else f'.{wall // 1000 % 1000:03}Z')

    def evaluate(self, call, number, due):
        name, *words = words_of(call)
        request = self.request
        if name == 'now':
            form = call[3:].strip(' \t').strip('"')
            return self.clock(form, due).encode(), form or 'now'
        if name == 'unix-ms':
            return b'%d' % ((request.wall_us + due) // 1000), 'unix-ms'
        simple = {'n': lambda: number, 'i': lambda: self.event, 'next-id': lambda: self.next_id,
                  'uuid': self.uuid, 'random': lambda: self.random(*words), 'pick': lambda: words[self.draws.between(0, len(words) - 1)],
                  'last-event-id': lambda: request.last_event_id.decode(), 'query': lambda: request.get_query(words[0]),
                  'header': lambda: request.get_header(words[0])}
        return re.sub('[\r\n\0]', ' ', str(simple[name]())).encode(), None

    def random(self, low, high):
        places = max(len(low.partition('.')[2]), len(high.partition('.')[2]))
        drawn = self.draws.between(scaled(low, places), scaled(high, places))
        sign, size = ('-' if drawn < 0 else ''), abs(drawn)
        return f'{sign}{size // 10**places}' + (f'.{size % 10**places:0{places}}' if places else '')

    def uuid(self):
        high = self.draws.next() & ~0xF000 & WORD | 0x4000
        low = self.draws.next() >> 2 | 1 << 63
        text = f'{high:016x}{low:016x}'
        return '-'.join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


class Request:
    """@session, @counted: of a path /~KEY/ and of `count by`"""

    def __init__(self, path, connection=1, **more):
        self.connection = connection
        self.method, self.wall_us = more.get('method', 'GET'), more.get('wall_us', SOME_DAY)
        self.seed, self.speed = more.get('seed', 1), more.get('speed', 1)
        self.longest_pause = more.get('longest_pause', 1 << 62)
        self.last_event_id = more.get('last_event_id', b'')
        self.http, self.session = more.get('http', '1.1'), more.get('session', '')
        self.query, self.headers = more.get('query', ''), [('Host', '127.0.0.1'), *more.get('headers', [])]
        key = self.session + ('\n' + more['counted'] if more.get('counted') else '')
        self.draw_seed = seed_of(self.seed, path.encode(), key.encode())

    def get_query(self, name):
        return urllib.parse.parse_qs(self.query, keep_blank_values=True).get(name, [''])[0]

    def get_header(self, name):
        headers = self.headers + ([('Last-Event-ID', self.last_event_id.decode())] if self.last_event_id else [])
        return ', '.join(value for key, value in headers if key.lower() == name.lower())
