// The doctor distinguishes a private CA from a server that does not send its intermediate certificates.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { after, test } from 'node:test';
import { readPassword } from '../../../cli/account.js';
import { makeAuthority } from '../../support/certificates.js';
import { run } from '../../support/command.js';

const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
after(() => rmSync(folder, { recursive: true }));
const own = makeAuthority();
const open = makeAuthority({ namesIssuer: true });
const trusted = join(folder, 'root.pem');
writeFileSync(trusted, own.root);

const PRIVATE = /private CA/;
const INTERMEDIATE = /without the intermediate certificates/;

/** @type {[string, { key: string, cert: string }, boolean, RegExp, RegExp][]} */
const servers = [
  ['of a private CA, alone', own.direct, false, PRIVATE, /NODE_EXTRA_CA_CERTS/],
  [
    'of a private CA, with all others',
    { ...own.leaf, cert: own.leaf.cert + own.intermediate + own.root },
    false,
    PRIVATE,
    /NODE_EXTRA_CA_CERTS/,
  ],
  [
    'of a private CA, with the intermediate one',
    { ...own.leaf, cert: own.leaf.cert + own.intermediate },
    false,
    PRIVATE,
    /NODE_EXTRA_CA_CERTS/,
  ],
  ['of a CA as public ones are, alone', open.leaf, false, INTERMEDIATE, /fullchain/],
  ['of a CA that is trusted, without the intermediate one', own.leaf, true, INTERMEDIATE, /fullchain/],
];
for (const [what, server, trust, text, advice] of servers) {
  test(`a certificate ${what}`, async (t) => {
    const listening = createServer(server, (_, response) => response.end()).listen(0, '127.0.0.1');
    await once(listening, 'listening');
    t.after(() => {
      listening.close();
      listening.closeAllConnections();
    });
    const { port } = /** @type {import('node:net').AddressInfo} */ (listening.address());
    const flags = ['--client-id', 'tc_0', '--redirect-uri', 'http://localhost:8787/auth/callback', '--json'];
    const { status, out } = await run(['doctor', '--api', `https://localhost:${port}`, ...flags], {
      ...(trust && { NODE_EXTRA_CA_CERTS: trusted }),
    });
    assert.equal(status, 1);
    const reachable = JSON.parse(out).checks.find((/** @type {any} */ { name }) => name === 'reachable');
    assert.match(reachable.text, text);
    if (text === PRIVATE) assert.doesNotMatch(reachable.text, INTERMEDIATE);
    assert.match(reachable.advice, advice);
  });
}

test('a password is asked at a terminal without echo', async () => {
  const input = /** @type {any} */ (Object.assign(new PassThrough(), { isTTY: true, setRawMode() {} }));
  const output = new PassThrough();
  const asked = readPassword('Password: ', { input, output });
  input.write('pass word\r');
  assert.equal(await asked, 'pass word');
  output.end();
  assert.equal((await output.toArray()).join(''), 'Password: \n');
});
