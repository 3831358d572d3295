// tailchat-login/verify
import type { VerifierOptions } from './options.js';
import type { WebAbortSignal } from './platform.js';

export type { VerifierOptions } from './options.js';
export * from './fetch.js';

/**
 * Makes what verifies an id_token's RS256 signature by the keys at `apiUrl`/open/jwks, for the option `verifyIdToken`.
 * Today it proves nothing: every Tailchat signs with the key that oidc-provider publishes for development. A login
 * rests on the TLS connection to the token endpoint instead (OpenID Connect Core 3.1.3.7 rule 6).
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
 * Verifies an id_token's signature and times, and gives its claims.
 *
 * @throws {TailchatLoginError} `id_token_signature_invalid`, `id_token_malformed`, `id_token_alg_invalid`,
 *   `id_token_iss_mismatch`, `id_token_aud_mismatch`, `id_token_exp_invalid`, `id_token_nbf_invalid`,
 *   `id_token_iat_invalid`, `jwks_invalid`, `upstream_unreachable`, `upstream_redirected`, `deadline_exceeded`
 */
export type Verifier = (
  idToken: string,
  options?: VerifierCallOptions,
) => Promise<Readonly<Record<string, unknown>>>;

/** What a `Verifier` is called with beside the id_token. */
export interface VerifierCallOptions {
  /** Ends the verification sooner than the deadline. */
  readonly signal?: WebAbortSignal | undefined;
}
