# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be seen of a request: what can be pasted, the dialog with all that folds out, what is wrong in it, and passwords."""

import tempfile
import time

import desktop
from picture_servers import with_server

FIELD = 'URL, cURL command, JSON or event stream'
PASTES = {
    'host': 'stream.example.com/prices',
    'scheme': 'wss://stream.example.com/prices',
    'curl-blank': "curl https://stream.example.com/v2/prices -H \"Authorization: Bearer $PRICES_TOKEN\" -H 'Accept: text/event-stream'",
    'powershell': 'Invoke-WebRequest -UseBasicParsing -Uri "https://stream.example.com/v2/prices"',
    'jsonl': '{"minute": 3}\n{"minute": 81}\n{"minute": 90}\n',
    'json-broken': '[{"minute": 3}, {"minute": 81]',
    'script': ':@ weir 1\n:@ every 400ms\ndata: one\n\ndata: two\n\n',
    'text': 'It was the best of times, it was the worst of times,\nit was the age of wisdom.',
    'no-file': '/home/nobody/here.eventstream',
}
CURL = '''sudo curl -X PATCH 'https://stream.example.com/v2/prices' --http3 --cert me.pem --retry 5 --limit-rate 1k \\
  -H "Authorization: Bearer $PRICES_TOKEN" -H 'X-Api-Key: k-123' -H 'Connection: close' -H 'X-Trace: 7f3a' -F file=@notes.txt \\
  -o out.txt --max-time 30 --connect-timeout 4 --proxy socks5://127.0.0.1:1080 --frobnicate | jq .'''


def take_pastes(studio):
    with studio.open() as window:
        for name, text in PASTES.items():
            window.write(studio.tr(FIELD), text)
            studio.shoot('05-paste-' + name)
        window.write(studio.tr(FIELD), '\n'.join(f'line {n} of a long text' for n in range(200000)))
        time.sleep(1)
        studio.shoot('05-paste-long')


def take_request(studio):
    with studio.open() as window:
        window.write(studio.tr(FIELD), CURL)
        studio.shoot('06-paste')
        window.click(studio.tr('Show request…'))
        studio.center('Request')
        studio.shoot('06-request-notes')
        scroll_through(studio, '06-request')
        studio.back()
        window.write(studio.tr(FIELD), PASTES['curl-blank'])
        window.click(studio.tr('Show request…'))
        studio.center('Request')
        studio.shoot('07-request-blank')


def scroll_through(studio, name):
    """With all that folds out."""
    studio.point('Times and tries', 'label')
    studio.shoot(name + '-times')
    studio.point('Certificates and proxy', 'label')
    studio.shoot(name + '-certificates')
    studio.point('As a cURL command', 'label')
    studio.scroll(60)
    studio.shoot(name + '-curl')


@with_server
def take_edit(studio, _server, base):
    with studio.open(base + '/quiet') as window:
        window.find(None, studio.tr('Cut'))
        desktop.press('ctrl+e')
        studio.center('Request')
        studio.shoot('08-edit')
        window.click(studio.tr('Add a header'))
        studio.shoot('08-edit-header')
        desktop.type_text('Bad name:')
        desktop.press('Tab')
        desktop.type_text('x')
        studio.shoot('08-edit-header-wrong')
        scroll_through(studio, '08-edit')
        studio.back()
        desktop.press('ctrl+l')
        desktop.press('ctrl+a')
        desktop.type_text('http:/nowhere')
        desktop.press('Return')
        studio.shoot('09-address-wrong')
        desktop.press('Escape')
        window.click(studio.tr('Method'))
        studio.shoot('09-methods')
        desktop.press('Escape')


@with_server
def take_secrets(studio, _server, base):
    """There is no keyring on this bus: what should be remembered cannot be; what was not remembered is asked for."""
    home = tempfile.TemporaryDirectory()
    with studio.open(home=home) as window:
        window.write(studio.tr(FIELD), f"curl -X POST '{base}/post' -u jo:secret -H 'X-Api-Key: k-123' -d x=1")
        window.click(studio.tr('Show request…'))
        studio.center('Request')
        studio.point('Remember in the keyring', 'label')
        studio.shoot('0a-password')
        window.click(studio.tr('Send'))
        window.find(None, studio.tr('Cut'))
        studio.tell('windowfocus', '--sync', studio.front)
        studio.shoot('0a-no-keyring')
        desktop.press('ctrl+q')
        window.process.wait()
    with studio.open(home=home) as window:
        desktop.press('alt+1')
        window.find(None, studio.tr('Start'))
        studio.shoot('0b-not-started')
        window.click(studio.tr('Start'))
        studio.center('Request')
        studio.shoot('0b-not-remembered')
    home.cleanup()
