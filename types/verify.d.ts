// tailchat-login/verify
import type { VerifierOptions } from './options.js';
import type { Fetch } from './fetch.js';
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

/**
 * Verifies the `X-Tailchat-Assertion` that a program behind the gate gets with each request, and gives its claims. It is
 * of the last minute, by a key of the gate, and for this program alone; every failure of that is `assertion_invalid`.
 *
 * @throws {TailchatLoginError} `assertion_invalid`, `configuration_invalid`, `jwks_invalid`, `upstream_unreachable`,
 *   `upstream_redirected`, `deadline_exceeded`
 * @example
 * import { verifyAssertion } from 'tailchat-login/verify';
 *
 * const assertion = request.headers.get('x-tailchat-assertion');
 * const { sub, roles } = await verifyAssertion(assertion, { iss: 'https://wiki.example', aud: 'wiki.example' });
 */
export declare function verifyAssertion(
  assertion: string | null | undefined,
  options: AssertionOptions,
): Promise<AssertionClaims>;

/** What `verifyAssertion` compares with. */
export interface AssertionOptions {
  /** The gate's `baseUrl`. */
  readonly iss: string;
  /** The host by which browsers know this program, with its port where the address shows one. */
  readonly aud: string;
  /**
   * Where the gate's keys are.
   *
   * @default iss + "/auth/jwks"
   */
  readonly jwksUrl?: string | undefined;
  /**
   * How long one verification may take, with the request for the keys: milliseconds.
   *
   * @default 5000
   */
  readonly deadline?: number | undefined;
  /** Asks for the keys; the platform's fetch if not given. */
  readonly fetch?: Fetch | undefined;
  /** The time in milliseconds; Date.now if not given. */
  readonly now?: (() => number) | undefined;
}

/** What an assertion says. The object is frozen. */
export interface AssertionClaims {
  /** The gate's `baseUrl`. */
  readonly iss: string;
  /** The host that it is for. */
  readonly aud: string;
  /** The user. */
  readonly sub: string;
  /** The ids of the user's groups, of those that the rules for this host name. */
  readonly groups: ReadonlyArray<string>;
  /** The user's roles, `GROUP/ROLE`, of those that the rules for this host name. */
  readonly roles: ReadonlyArray<string>;
  /** When it was made, in seconds since 1970. */
  readonly iat: number;
  /** When it ends, in seconds since 1970. */
  readonly exp: number;
}

/** What a `Verifier` is called with beside the id_token. */
export interface VerifierCallOptions {
  /** Aborts the verification before the deadline. */
  readonly signal?: WebAbortSignal | undefined;
}
