import { randomBytes } from 'node:crypto';
import { LIMITS } from '../../bindings/vocabulary.js';
import { write } from '../output.js';

/** A fresh session key, as `sessionKeys` wants it. */
export const makeKey = () => randomBytes(LIMITS.session_key_bytes).toString('base64url');

/** @type {import('../main.js').Command} */
export const key = {
  help: `tailchat-login key
    prints a fresh session key
`,
  options: {},
  run: () => write(`${makeKey()}\n`),
};
