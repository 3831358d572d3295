import { generateKeyPairSync, randomBytes } from 'node:crypto';
import * as LIMITS from '../../bindings/limits.js';
import { write } from '../output.js';
import { texts } from '../texts/index.js';

/** A new session key for `sessionKeys`. */
export const makeKey = () => randomBytes(LIMITS.session_key_bytes).toString('base64url');

/** A new key for `assertionKeys`. */
export function makeAssertionKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y, d } = privateKey.export({ format: 'jwk' });
  return [x, y, d].join('.');
}

/** @type {import('../main.js').Command} */
export const key = {
  help: texts.key.help,
  options: { assertion: { type: 'boolean' } },
  run: ({ assertion }) => write(`${assertion ? makeAssertionKey() : makeKey()}\n`),
};
