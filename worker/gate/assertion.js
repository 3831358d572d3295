import { calculateJwkThumbprint, importJWK, jwtVerify, SignJWT } from 'jose';
import * as LIMITS from '../../bindings/limits.js';
import { respond } from '../http/responses.js';
import { KEYS_RULE } from './keys.js';
import { invalid } from './options.js';

/**
 * Assertions: a token of a minute by which a program knows that the gate has let somebody in, and whom. The first key
 * signs, all are published, so that a new key can be made known before it signs.
 *
 * @typedef {ReturnType<typeof createSigner>} Signer
 * @typedef {import('../../types/worker.js').SessionUser} User
 */

const ALG = 'ES256';
/** One user's requests come close together: an assertion serves those of a quarter of its life. */
const SHARED_MILLISECONDS = (LIMITS.assertion_seconds * 1000) / 4;
const JWKS_SECONDS = 300;

/** @param {ReadonlyArray<string>} texts X.Y.D of a key on the curve P-256, as `tailchat-login key --assertion` makes them */
export function createSigner(texts) {
  /** @type {Awaited<ReturnType<typeof readKeys>> | undefined} */
  let known;
  const keys = async () => (known ??= await readKeys(texts));

  return {
    /**
     * @param {User} user
     * @param {ReadonlyArray<string>} groups GROUP, and GROUP/ROLE
     * @param {{ host: string, baseUrl: string }} place
     * @param {number} now milliseconds
     */
    async sign({ sub }, groups, { host, baseUrl }, now) {
      const [{ kid, key }] = await keys();
      const isRole = (/** @type {string} */ one) => one.includes('/');
      const iat = Math.floor(now / 1000);
      const jwt = await new SignJWT({
        groups: groups.filter((one) => !isRole(one)),
        roles: groups.filter(isRole),
      })
        .setProtectedHeader({ alg: ALG, typ: 'JWT', kid })
        .setIssuer(baseUrl)
        .setAudience(host)
        .setSubject(sub)
        .setIssuedAt(iat)
        .setExpirationTime(iat + LIMITS.assertion_seconds)
        .sign(key);
      return { jwt, until: now + SHARED_MILLISECONDS };
    },

    /** The public halves. */
    async publish() {
      const body = JSON.stringify({ keys: (await keys()).map(({ jwk }) => jwk) });
      return respond(200, body, {
        'content-type': 'application/json',
        'cache-control': `public, max-age=${JWKS_SECONDS}`,
      });
    },
  };
}

/** @param {ReadonlyArray<string>} texts */
const readKeys = (texts) => Promise.all(texts.map(readKey));

/** @param {string} text */
async function readKey(text) {
  const [x, y, d] = text.split('.');
  const open = { kty: 'EC', crv: 'P-256', x, y };
  const kid = await calculateJwkThumbprint(open);
  try {
    const key = /** @type {CryptoKey} */ (await importJWK({ ...open, d }, ALG));
    // Not every platform compares the halves.
    const probe = await new SignJWT({}).setProtectedHeader({ alg: ALG }).sign(key);
    await jwtVerify(probe, await importJWK(open, ALG));
    return { kid, key, jwk: { ...open, kid, alg: ALG, use: 'sig' } };
  } catch {
    throw invalid('assertionKeys', `assertionKeys must be ${KEYS_RULE}`);
  }
}
