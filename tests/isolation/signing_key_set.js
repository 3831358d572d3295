// Signs id_tokens with a published key. It is in a key set of the largest size that a verifier accepts.
import { createPublicKey } from 'node:crypto';
import { LIMITS } from '../../bindings/vocabulary.js';
import { compact, DEVELOPMENT_KEY } from '../support/tokens.js';

const KID = 'keystore-CHANGE-ME';

/** The kid of each key fills the key's share of the bytes. */
function makeKeySet() {
  const { n, e } = createPublicKey(DEVELOPMENT_KEY).export({ format: 'jwk' });
  const room = Math.floor((LIMITS.jwks_bytes - 16) / LIMITS.jwks_keys) - 1;
  const keys = Array.from({ length: LIMITS.jwks_keys - 1 }, (_, index) => {
    const key = { kty: 'RSA', use: 'sig', alg: 'RS256', n, e, kid: `${index} ` };
    return { ...key, kid: key.kid.padEnd(key.kid.length + room - JSON.stringify(key).length, 'k') };
  });
  return JSON.stringify({ keys: [...keys, { kty: 'RSA', use: 'sig', alg: 'RS256', n, e, kid: KID }] });
}

export function createSigner() {
  return {
    jwks: makeKeySet(),
    /** @param {object} claims */
    sign: (claims) => compact({ alg: 'RS256', typ: 'JWT', kid: KID }, claims),
  };
}
