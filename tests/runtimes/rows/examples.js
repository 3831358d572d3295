// Runs the unchanged examples with the packed package.
import assert from 'node:assert/strict';
import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../scripts/setup/process.js';
import { assertCondition } from '../condition.js';
import { assertPolicies } from '../policies.js';
import { bundleEdge, serveEdge } from '../edge.js';
import { checkWorker } from '../server_cases.js';
import { createSuite } from '../suite.js';
import { alice, BASE_URL } from '../tailchat.js';
import { createVisitor } from '../visitor.js';

/** @typedef {import('../everywhere.js').Context} Context */

/** Copies an example into a folder that uses the node_modules of this one. @param {Context} context @param {string} name */
async function copyExample({ makeFolder, find }, name) {
  const folder = await makeFolder();
  await cp(join(root, 'examples', name), folder, { recursive: true });
  await symlink(find(''), join(folder, 'node_modules'));
  return folder;
}

/** @param {string} url @param {any} tailchat @param {{ basePath?: string, greeting?: string }} [paths] */
async function check(url, tailchat, { basePath, greeting = '/' } = {}) {
  const suite = createSuite();
  const greet = async (/** @type {ReturnType<typeof createVisitor>} */ who) =>
    (await who.get(greeting)).text();
  await suite.test('it greets nobody', async () =>
    assert.equal(await greet(createVisitor(url, BASE_URL)), 'Nobody is logged in'),
  );
  await suite.test('its page has a policy and HSTS', async () =>
    assertPolicies(await createVisitor(url, BASE_URL).get(greeting)),
  );
  const visitor = await checkWorker(suite, url, tailchat, { basePath });
  await suite.test('it greets who has logged in', async () =>
    assert.equal(await greet(visitor), `Hello ${alice.nickname}`),
  );
  return suite.outcome();
}

/** @param {string} name @param {string} tool the runtime in node_modules @param {string[]} args */
function serve(name, tool, args) {
  return async (/** @type {Context} */ context) => {
    const cwd = await copyExample(context, name);
    const tailchat = await context.startTailchat();
    const env = {
      ...tailchat.environment(),
      PORT: '0',
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
    };
    const { says } = context.start(context.find(tool), args, { cwd, env });
    const [, port] = await says(/istening on:? http:\S+?:(\d+)/);
    return check(`http://127.0.0.1:${port}`, tailchat);
  };
}

/** Vercel routes by the paths of the files. */
const ROUTER = `
  import auth from './api/auth/[route].js';
  import hello from './api/hello.js';
  addEventListener('fetch', (event) => {
    const { pathname } = new URL(event.request.url);
    const route = pathname.startsWith('/api/auth/') ? auth : hello;
    event.respondWith(route(event.request, event));
  });
`;

/** @param {Context} context */
async function runVercel(context) {
  const folder = await copyExample(context, 'vercel');
  const bundle = await bundleEdge({ contents: ROUTER, resolveDir: folder });
  assertCondition(bundle.inputs, 'edge-light');
  const tailchat = await context.startTailchat();
  tailchat.apps[0].redirectUrls.push(`${BASE_URL}/api/auth/callback`);
  const { url } = await serveEdge(context, bundle, tailchat.environment());
  return check(url, tailchat, { basePath: '/api/auth', greeting: '/api/hello' });
}

const DENO = ['serve', '--no-prompt', '--port=0', '--host=127.0.0.1', '--allow-env', '--allow-net=127.0.0.1'];

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  { name: 'example-node', title: 'examples/node', run: serve('node', 'node20/bin/node', ['server.js']) },
  { name: 'example-deno', title: 'examples/deno', run: serve('deno', '.bin/deno', [...DENO, 'server.js']) },
  { name: 'example-bun', title: 'examples/bun', run: serve('bun', '.bin/bun', ['server.js']) },
  { name: 'example-vercel', title: 'examples/vercel', run: runVercel },
].map((row) => ({ ...row, kind: 'example' }));
