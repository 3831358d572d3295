/** Tailchat's tokens: HS256, valid for 30 days, with the user inside. Users and bots have the same kind. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { unauthorized } from './failure.js';

const LIFE_SECONDS = 30 * 86_400;

/** @param {unknown} value */
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

export function createTokens() {
  const secret = randomBytes(32);
  /** @param {string} text */
  const sign = (text) => createHmac('sha256', secret).update(text).digest();

  return {
    /** @param {{ _id: string, nickname: string, email: string, avatar?: string | null }} user */
    issue({ _id, nickname, email, avatar }) {
      const iat = Math.floor(Date.now() / 1000);
      const claims = { _id, nickname, email, avatar, iat, exp: iat + LIFE_SECONDS };
      const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
      return `${text}.${sign(text).toString('base64url')}`;
    },

    /** @param {string | undefined} token @returns {string} the user's id */
    read(token) {
      if (token === undefined) throw unauthorized();
      const [header, claims, signature, ...rest] = token.split('.');
      if (!header || !claims || !signature || rest.length > 0)
        throw unauthorized('JsonWebTokenError: jwt malformed');
      const given = Buffer.from(signature, 'base64url');
      const own = sign(`${header}.${claims}`);
      if (given.length !== own.length || !timingSafeEqual(given, own))
        throw unauthorized('JsonWebTokenError: invalid signature');
      const { _id, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString());
      if (exp * 1000 <= Date.now()) throw unauthorized('TokenExpiredError: jwt expired');
      return _id;
    },
  };
}
