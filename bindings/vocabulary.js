// Generated from src/vocabulary.def by `npm run vocabulary`. Do not edit.
import * as errors from './errors.js';

const join = () =>
  Object.freeze({
    ...errors.LOGIN_ERRORS,
    ...errors.PAGE_ERRORS,
    ...errors.STORE_ERRORS,
    ...errors.VERIFY_ERRORS,
    ...errors.GROUPS_ERRORS,
    ...errors.GATE_ERRORS,
  });

/** Every error, in the order of the numbers at the wasm boundary, from 1. */
export const ERRORS = /* @__PURE__ */ join();

/** @typedef {keyof typeof ERRORS} ErrorCode */

/** The first codes. `configure` and `begin` can fail only with these, so the page needs no others. */
export const REQUEST_ERROR_CODES = /** @type {ReadonlyArray<ErrorCode>} */ (
  /* @__PURE__ */ 'api_url_invalid redirect_uri_invalid client_id_invalid issuer_invalid scope_invalid prompt_invalid login_hint_invalid extra_parameters_invalid random_invalid'.split(' ')
);

/** The codes with which Tailchat itself ends an authorization. */
export const AUTHORIZATION_ERRORS = /** @type {ReadonlySet<string>} */ (
  /* @__PURE__ */ new Set(['access_denied', 'invalid_request', 'unauthorized_client', 'unsupported_response_type', 'invalid_scope', 'server_error', 'temporarily_unavailable', 'login_required', 'interaction_required', 'consent_required', 'account_selection_required', 'authorization_error'])
);

/** With prompt=none, these mean that nobody is logged in, or that Tailchat must ask the person first. */
export const PROMPT_NONE_ERRORS = /** @type {ReadonlySet<string>} */ (
  /* @__PURE__ */ new Set(['login_required', 'interaction_required', 'consent_required', 'account_selection_required'])
);

/** The OAuth words for an error that a log may show. */
export const OAUTH_WORDS = /** @type {ReadonlySet<string>} */ (
  /* @__PURE__ */ new Set(['access_denied', 'invalid_request', 'unauthorized_client', 'unsupported_response_type', 'invalid_scope', 'server_error', 'temporarily_unavailable', 'login_required', 'interaction_required', 'consent_required', 'account_selection_required', 'invalid_grant', 'invalid_client', 'unsupported_grant_type', 'invalid_token', 'insufficient_scope', 'invalid_target', 'invalid_redirect_uri', 'invalid_client_metadata'])
);

/** The version of this package. */
export const VERSION = '0.1.0';

/** Every limit, in the unit that its name or src/vocabulary.def gives. */
export * as LIMITS from './limits.js';
