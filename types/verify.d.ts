// tailchat-login/verify
import type { VerifierOptions } from './options.js';
import type { WebAbortSignal } from './platform.js';

export type { VerifierOptions } from './options.js';
export * from './fetch.js';

/**
 * Creates a function for the option `verifyIdToken`. It verifies the RS256 signature of an id_token by the keys at
 * `apiUrl`/open/jwks. Today a signature proves nothing, because every Tailchat signs with the key that oidc-provider
 * publishes for development. A login relies on the TLS connection to the token endpoint instead (OpenID Connect Core
 * 3.1.3.7 rule 6).
 *
 * @throws {TailchatLoginError} `configuration_invalid`, `api_url_invalid`, `internal_url_invalid`
 * @example
 * import { createVerifier } from 'tailchat-login/verify';
 * import { createLogin, readEnv } from 'tailchat-login/worker';
 *
 * const verifyIdToken = createVerifier({ apiUrl });
 * const login = createLogin({ ...readEnv(process.env), verifyIdToken });
 */
export declare function createVerifier(options: VerifierOptions): Verifier;

/**
 * Verifies an id_token's signature and times, and returns its claims.
 *
 * @throws {TailchatLoginError} `id_token_signature_invalid`, `id_token_malformed`, `id_token_alg_invalid`,
 *   `id_token_iss_mismatch`, `id_token_aud_mismatch`, `id_token_exp_invalid`, `id_token_nbf_invalid`,
 *   `id_token_iat_invalid`, `jwks_invalid`, `upstream_unreachable`, `upstream_redirected`, `deadline_exceeded`
 */
export type Verifier = (
  idToken: string,
  options?: VerifierCallOptions,
) => Promise<Readonly<Record<string, unknown>>>;

/** The second argument of a `Verifier`. */
export interface VerifierCallOptions {
  /** Aborts the verification before the deadline. */
  readonly signal?: WebAbortSignal | undefined;
}
