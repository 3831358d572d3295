import { randomBytes } from 'node:crypto';
import * as LIMITS from '../../bindings/limits.js';
import { write } from '../output.js';
import { texts } from '../texts/index.js';

/** A new session key for `sessionKeys`. */
export const makeKey = () => randomBytes(LIMITS.session_key_bytes).toString('base64url');

/** @type {import('../main.js').Command} */
export const key = {
  help: texts.key.help,
  options: {},
  run: () => write(`${makeKey()}\n`),
};
