// Runs the recipes of docs/frameworks.md for servers with (req, res, next) middlewares, on the oldest Node.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { checkGreeting, checkGuarded, startNode } from '../frameworks/checks.js';
import { makeProject } from '../frameworks/recipe.js';
import { checkWorker } from '../server_cases.js';
import { createSuite } from '../suite.js';

/** @typedef {import('../everywhere.js').Context} Context */

/**
 * Runs a server on the oldest Node, where an answer with several cookies breaks most easily.
 *
 * @param {string} heading of its recipe
 * @param {string} name of its package
 */
function runMiddlewares(heading, name) {
  return async (/** @type {Context} */ context) => {
    const renamed = name === 'express-4' ? { express: name } : undefined;
    const folder = await makeProject(context, heading, { 'variants.js': await readVariants() }, renamed);
    const tailchat = await context.startTailchat();
    const node = context.find('node20/bin/node');
    const url = await startNode(context, folder, tailchat, ['server.js'], { node });
    const suite = createSuite();
    await checkGreeting(suite, url, tailchat);
    await checkGuarded(suite, url, tailchat);
    if (heading === 'Express')
      await checkVariants(
        suite,
        await startNode(context, folder, tailchat, ['variants.js'], { node }),
        tailchat,
      );
    return { version: await context.versionOf(name), ...suite.outcome() };
  };
}

const readVariants = () => readFile(new URL('../frameworks/express_variants.js', import.meta.url), 'utf8');

/** @param {import('../suite.js').Suite} suite @param {string} url @param {any} tailchat */
async function checkVariants(suite, url, tailchat) {
  await checkWorker(suite, url, tailchat);
  await suite.test('a login that the page started ends behind a body parser', async () => {
    const headers = { 'x-tailchat-login': '1', 'content-type': 'application/json' };
    const body = '{"url":"https://app.example/","transaction":{}}';
    const response = await fetch(`${url}/auth/exchange`, { method: 'POST', headers, body });
    assert.deepEqual(await response.json(), { error: 'request_invalid' });
    const large = JSON.stringify({ url: 'x'.repeat(50_000) });
    assert.equal((await fetch(`${url}/auth/exchange`, { method: 'POST', headers, body: large })).status, 413);
  });
  await suite.test("other paths are the site's own", async () => {
    assert.equal(await (await fetch(`${url}/elsewhere`)).text(), 'the site');
  });
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  { name: 'framework-express', title: 'Express 5', run: runMiddlewares('Express', 'express') },
  { name: 'framework-express-4', title: 'Express 4', run: runMiddlewares('Express', 'express-4') },
  { name: 'framework-fastify', title: 'Fastify', run: runMiddlewares('Fastify', 'fastify') },
].map((row) => ({ ...row, kind: 'example' }));
