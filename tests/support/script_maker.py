# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scripts at random, right by construction and as odd as that allows: make(seed) is one. All its connections together take some seconds.

With tight, keep-alives come so close that a late server would leave some out: for virtual time.
"""

import random

LINES = ['data: a', 'data', 'data:b', 'data: \u6c34', 'event: tick', 'event:', 'id: {n}', 'id', 'retry: 100', ': comment', ':@@ stuffed',
         ':@@', ':@@@', 'unknown: field', 'da', ' data: x', 'data: {{"a": 1}}', ':', 'data: ' + 'x' * 300]
FILLED = ['data: {{n}} {{i}}', 'id: {{next-id}}', 'data: {{random 1 6}} {{random 9.50 10.00}} {{random -5 5}}', 'data: {{uuid}}',
          'event: {{pick bid ask "light blue"}}', 'data: {{now}}', 'data: {{unix-ms}}', 'data: {{{{n}}', 'data: {{last-event-id}}',
          'data: {{query q}}', 'data: {{header Host}}', 'data: {{now %H:%M:%S}}', ': {{n}}']
RAWS = ['data: r\\n\\n', 'da', '\\n', '\\r\\n\\r\\n', ': c\\n', '\\x00\\xff', 'data: tab\\t\\"q\\"\\\\\\n\\n', 'id: 9\\ndata: nine\\n\\n']
ENDINGS = ['close', 'cut', 'reset', 'hold', 'stall']


class Maker:
    def __init__(self, seed, tight):
        self.random = random.Random(seed)
        self.tight = tight
        self.out = bytearray()
        self.end = self.pick(['\n', '\n', '\r\n', '\r', None])
        self.left = 0
        self.number = 0
        self.after_wire_cr = False

    def pick(self, of):
        return self.random.choice(of)

    def often(self, percent):
        return self.random.randrange(100) < percent

    def line(self, text):
        end = self.end or self.pick(['\n', '\r\n', '\r'])
        # CR, then an empty line that ends with LF, would be one line end.
        if self.out[-1:] == b'\r' and not text and end[0] == '\n':
            end = '\r'
        self.out += (text + end).encode()

    def directive(self, text):
        self.line(':@ ' + text)
        while self.often(25):
            self.line('')

    def duration(self, most):
        low, high = sorted(self.random.randrange(most * 1000) for _ in range(2))
        return self.pick([f'{high // 1000}ms', f'{low}us..{high}us', f'~{low // 3000 + 1}ms', f'{high}us'])

    def pause(self, most=60):
        """Within what the section may take."""
        most = max(min(most, self.left // 3), 1)
        self.left -= most
        return self.duration(most)

    def block(self, has_templates, within=True):
        is_open = False
        for _ in range(self.random.randrange(1, 6)):
            text = self.pick(LINES + (FILLED if has_templates else []))
            self.number += 1
            text = text.replace('{n}', str(self.number)) if 'id: {n}' in text else text.replace('{{"', '{"').replace('}}', '}') \
                if '{{"' in text else text
            self.line(text)
            is_open = is_open or text[0] != ':'
            if is_open and within and self.often(12):
                self.directive(self.pick([f'wait {self.pause()}', f'stall {self.pause()}', f'chance 0.5 wait {self.pause()}', 'x-tool within',
                                          'raw "data: within\\n"', 'chance 20% raw "data: maybe\\n"']))
        self.line('data: last' if is_open else ': last')
        if is_open or self.often(50):
            self.line('')
        while self.often(20):
            self.line('')

    def keepalive(self):
        if self.tight:
            return self.pick([f'keepalive {self.random.randrange(1, 60)}ms', f'keepalive {self.random.randrange(5, 20)}ms..40ms', 'keepalive ~9ms'])
        return f'keepalive {self.random.randrange(30, 90)}ms'

    def shape(self):
        pieces = [f'{self.random.randrange(1, 12)}' + self.pick(['', f'+{self.random.randrange(20000)}us']) for _ in range(self.random.randrange(1, 4))]
        self.left -= 60
        return self.pick([f'split {self.random.randrange(2, 60)}', 'chunk ' + ' '.join(pieces), 'chunk ' + ' '.join(pieces) + self.pick([' *', ' *+5ms'])])

    def between(self, in_loop):
        while self.often(35):
            self.directive(self.pick([
                'note x', 'note for=3 x', 'note for=7', 'title y', 'x-other tool', f'wait {self.pause()}', f'every {self.duration(30)}', 'every 0s',
                self.keepalive(), 'keepalive off',
                f'stall {self.pause()}', f'drip {self.random.randrange(2, 30)} KB/s', 'drip 7777 B/s', 'drip off', 'eol crlf', 'eol lf', 'eol cr',
                f'raw "{self.pick(RAWS[:1] + RAWS[4:5] + RAWS[6:])}"', f'chance 0.5 wait {self.pause()}']
                + ([] if in_loop else [f'chance {self.random.randrange(1, 9)}% {self.pick(ENDINGS)}'])))

    def blocks(self, has_templates, depth=0):
        for _ in range(self.random.randrange(0 if depth == 0 else 1, 5 - depth)):
            self.between(depth > 0)
            if depth < 2 and self.often(20):
                times = self.random.randrange(1, 4)
                left = self.left
                self.left //= times
                self.directive(f'repeat {times}')
                self.blocks(has_templates, depth + 1)
                self.directive('end')
                self.left = left // 2
                continue
            if self.often(15):
                self.directive(self.pick(['chance 0.5', 'chance 50%', 'chance 0.999999999']))
            if self.often(25):
                self.directive(self.shape())
            self.block(has_templates)

    def head(self, has_templates):
        """Whether blocks may follow."""
        while self.often(30):
            self.directive(self.pick(['header X-One: 1', 'header Set-Cookie: a=b', 'header -Cache-Control', 'header Cache-Control: no-store',
                                      'expect method=GET', 'header X-Odd: \u6c34', 'header Connection: keep-alive', 'header -Date', 'header -Access-Control-Allow-Origin',
                                      'header date: today'] +
                                     (['header X-Id: {{uuid}}', 'header X-Now: {{now}} {{random 1 9}}'] if has_templates else [])))
        if self.often(10):
            self.directive(f'wait {self.pause()}')
        if self.often(15):
            self.directive(self.pick(['status 200 Fine', 'status 201', 'status none', 'status 503', 'status 299 Odd phrase']))
        elif self.often(8):
            self.directive(self.pick(['chance 0.5 status 503', 'chance 30% header X-Maybe: yes', 'chance 0.4 redirect 307 /elsewhere',
                                      'chance 0.3 body "instead\\n"']))
        elif self.often(12):
            self.directive(self.pick(['status 204', 'status 404', 'redirect 302 /there', 'status 304', 'status 205']))
            return False
        elif self.often(10):
            self.directive(self.pick(['status 500', 'status 429 Slow down', 'header X-Body: 1']))
            if self.often(20):
                self.directive(f'wait {self.pause()}')
            self.directive('body "a body, \\"quoted\\"\\n"')
            return False
        return True

    def section(self):
        has_templates = self.often(60)
        self.left = 500
        self.directive('template ' + ('on' if has_templates else 'off'))
        may_send = self.head(has_templates)
        if may_send:
            if self.often(10):
                self.directive('bom')
            if self.often(25):
                self.directive('resume on') if self.out.rstrip().endswith((b'template on', b'template off')) else None
            self.blocks(has_templates)
            self.between(False)
        if may_send and self.often(12):
            self.directive('repeat forever')
            self.directive(f'wait {self.random.randrange(5, 40)}ms')
            self.blocks(has_templates, 1)
            self.directive('end')
            return
        if may_send and self.often(15):
            self.line(self.pick(['data: cut off', 'id: 5', 'data']))
        elif self.often(40):
            return
        self.directive(self.pick(ENDINGS))

    def make(self):
        if self.often(15):
            self.out += b'\xef\xbb\xbf'
        self.directive('weir 1')
        self.directive(f'seed {self.random.randrange(1000)}')
        n = self.random.randrange(4)
        while self.often(40):
            self.directive(self.pick(['title A script', f'every {self.duration(25)}', 'header X-All: yes', 'resume on', self.keepalive(), 'eol lf',
                                      'drip 50 KB/s', 'x-tool says']))
        if n == 0:
            self.section()
            return bytes(self.out)
        first = 1
        for i in range(n):
            last = first + self.random.randrange(2)
            self.directive(f'connect {first}..' if i == n - 1 and self.often(50) else f'connect {first}' if first == last else
                           f'connect {first}..{last}')
            self.section()
            first = last + 1
        return bytes(self.out)


def make(seed, tight=False):
    return Maker(seed, tight).make()
