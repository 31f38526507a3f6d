// SPDX-FileCopyrightText: The Weir developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Tries an EventSource of Node.js: node run.mjs MODULE[#EXPORT] [RULE…], where MODULE may be `global` for the one that Node.js has.
// It is what `weir test client-tests -- ` runs, in the folder whose node_modules has the module.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { Mock, run } from './kit.mjs';

/** The name and version of the package that a file belongs to. */
function packageOf(file) {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    const { name, version } = fs.existsSync(manifest) ? JSON.parse(fs.readFileSync(manifest, 'utf8')) : {};
    if (name && version) return { name, version };
  }
  return { name: path.basename(file) };
}

async function load(specifier) {
  const [module, name = 'EventSource'] = specifier.split('#');
  if (module === 'global') return [globalThis[name], { name: 'Node.js’s own EventSource' }];

  const file = createRequire(path.join(process.cwd(), 'here.js')).resolve(/^[./]/.test(module) ? path.resolve(module) : module);
  const exports = await import(pathToFileURL(file));
  return [exports[name] ?? exports.default?.[name] ?? exports.default, packageOf(file)];
}

const [specifier, ...only] = process.argv.slice(2);
const { WEIR_URL, WEIR_TOKEN } = process.env;
if (!specifier || !WEIR_URL) {
  console.error('Run it so: weir test client-tests -- node client-tests/run.mjs MODULE[#EXPORT] [RULE…]');
  process.exit(2);
}

const [EventSource, about] = await load(specifier);
if (typeof EventSource !== 'function') {
  console.error(`${specifier} has no EventSource${specifier === 'global' ? ': try node --experimental-eventsource' : ''}`);
  process.exit(2);
}
// A client that throws where nobody can catch it has broken the rule at hand, not the others.
process.on('uncaughtException', (error) => console.error('thrown by the client:', error));
process.on('unhandledRejection', (error) => console.error('thrown by the client:', error));

const client = { ...about, runtime: `Node.js ${process.versions.node}`, tells: ['open', 'error', 'start', 'end', 'readyState', 'lastEventId', 'origin'] };
try {
  await run(EventSource, new Mock(WEIR_URL, WEIR_TOKEN), client, { atOnce: 16, only });
  process.exit(0);
} catch (error) {
  console.error('It cannot go on:', error.cause ?? error);
  process.exit(1);
}
