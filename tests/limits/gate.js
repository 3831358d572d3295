// The limits of the gate.
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { verifyAssertion } from 'tailchat-login/verify';
import { gate } from '../../bindings/wasm/gate/inline.js';
import { listGroups } from '../../worker/gate/headers.js';
import { fill, outcome } from './core.js';

/** The allowed difference between the clocks of the gate and of the program, in seconds. */
const LEEWAY_SECONDS = 5;
const MADE_AT = 1_800_000_000;

/** Verifies an assertion of the given age. By its own exp it is valid for a day. @param {number} seconds */
async function verifyAt(seconds) {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwt = await new SignJWT({ groups: [], roles: [] })
    .setProtectedHeader({ alg: 'ES256', kid: 'a' })
    .setIssuer('https://wiki.example')
    .setAudience('wiki.example')
    .setSubject('x')
    .setIssuedAt(MADE_AT)
    .setExpirationTime(MADE_AT + 86400)
    .sign(privateKey);
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'a', alg: 'ES256', use: 'sig' }];
  const options = {
    iss: 'https://wiki.example',
    aud: 'wiki.example',
    fetch: async () => Response.json({ keys }),
    now: () => (MADE_AT + seconds) * 1000,
  };
  return verifyAssertion(jwt, options).then(
    () => 'ok',
    (error) => error.code,
  );
}

/** The header with one group, whose id and comma have that many bytes. @param {number} bytes */
function listOne(bytes) {
  const id = fill('', bytes - 1);
  const user = /** @type {any} */ ({ groups: [{ id, roles: [] }] });
  return listGroups(user, new Map([[id, new Set()]])).length === 1 ? 'ok' : 'left out';
}

/** @type {Partial<Record<string, import('./limits.test.js').Case[]>>} */
export const GATE = {
  request_path_bytes: [
    {
      what: 'the path of a request',
      probe: (n) => outcome(() => gate.requestPath(fill('/', n))),
      bad: 'path_ambiguous',
    },
  ],
  gate_groups_bytes: [{ what: 'the header of groups', probe: listOne, bad: 'left out' }],
  assertion_seconds: [
    { what: "an assertion's age", off: LEEWAY_SECONDS, probe: verifyAt, bad: 'assertion_invalid' },
  ],
};
