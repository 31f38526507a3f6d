#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A keyring on the session bus, as far as libsecret asks one: locked_keyring.py open|refused|waiting|broken

open takes what it is given (and forgets it); the others hold one thing, which is locked: who is asked to unlock it refuses, does not
answer, or fails. Says so in a line when it can be asked, and ends with its standard input.
"""

import sys

from gi.repository import Gio, GLib

ROOT = '/org/freedesktop/secrets'
COLLECTION = ROOT + '/aliases/default'
ITEM = ROOT + '/collection/login/1'
PROMPT = ROOT + '/prompt/1'
NOTHING = '/'
INTERFACES = Gio.DBusNodeInfo.new_for_xml('''<node>
<interface name="org.freedesktop.Secret.Service">
  <method name="OpenSession"><arg type="s" direction="in"/><arg type="v" direction="in"/><arg type="v" direction="out"/><arg type="o" direction="out"/></method>
  <method name="SearchItems"><arg type="a{ss}" direction="in"/><arg type="ao" direction="out"/><arg type="ao" direction="out"/></method>
  <method name="Unlock"><arg type="ao" direction="in"/><arg type="ao" direction="out"/><arg type="o" direction="out"/></method>
  <method name="ReadAlias"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
</interface>
<interface name="org.freedesktop.Secret.Collection">
  <method name="CreateItem"><arg type="a{sv}" direction="in"/><arg type="(oayays)" direction="in"/><arg type="b" direction="in"/><arg type="o" direction="out"/><arg type="o" direction="out"/></method>
</interface>
<interface name="org.freedesktop.Secret.Prompt">
  <method name="Prompt"><arg type="s" direction="in"/></method>
  <method name="Dismiss"/>
  <signal name="Completed"><arg type="b"/><arg type="v"/></signal>
</interface>
</node>''')


class Keyring:
    def __init__(self, kind):
        self.kind = kind
        self.loop = GLib.MainLoop()

    def answer(self, connection, _sender, path, _interface, method, parameters, invocation):
        if method == 'OpenSession':
            if parameters.unpack()[0] != 'plain':
                invocation.return_dbus_error('org.freedesktop.DBus.Error.NotSupported', 'Only plain')
            else:
                invocation.return_value(GLib.Variant('(vo)', (GLib.Variant('s', ''), ROOT + '/session/1')))
        elif self.kind == 'broken':
            invocation.return_dbus_error('org.freedesktop.DBus.Error.Failed', 'login.keyring: the file is damaged')
        elif method == 'SearchItems':
            invocation.return_value(GLib.Variant('(aoao)', ([], [] if self.kind == 'open' else [ITEM])))
        elif method == 'ReadAlias':
            invocation.return_value(GLib.Variant('(o)', (COLLECTION,)))
        elif method == 'CreateItem' and self.kind != 'open':
            invocation.return_dbus_error('org.freedesktop.Secret.Error.IsLocked', 'Locked')
        elif method == 'CreateItem':
            invocation.return_value(GLib.Variant('(oo)', (ITEM, NOTHING)))
        elif method == 'Unlock':
            invocation.return_value(GLib.Variant('(aoo)', ([], PROMPT)))
        else:
            invocation.return_value(None)
            # The person closes the question, or it stays.
            if method == 'Dismiss' or self.kind == 'refused':
                arguments = GLib.Variant('(bv)', (True, GLib.Variant('ao', [])))
                connection.emit_signal(None, path, 'org.freedesktop.Secret.Prompt', 'Completed', arguments)

    def run(self):
        connection = Gio.bus_get_sync(Gio.BusType.SESSION)
        for path, interface in ((ROOT, 'Service'), (COLLECTION, 'Collection'), (PROMPT, 'Prompt')):
            connection.register_object(path, INTERFACES.lookup_interface('org.freedesktop.Secret.' + interface), self.answer, None, None)
        Gio.bus_own_name_on_connection(connection, 'org.freedesktop.secrets', 0, lambda *_: print('ready', flush=True), None)
        GLib.io_add_watch(sys.stdin.fileno(), GLib.PRIORITY_DEFAULT, GLib.IOCondition.HUP, lambda *_: self.loop.quit())
        self.loop.run()


if __name__ == '__main__':
    Keyring(sys.argv[1]).run()
