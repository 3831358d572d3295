// Generated from src/vocabulary.def by `npm run vocabulary`. Do not edit.

/**
 * Every error: the code, the HTTP status of the worker's answer, the message. The codes are in the order of their numbers
 * at the wasm boundary, from 1.
 */
export const ERRORS = /* @__PURE__ */ Object.freeze({
  api_url_invalid: { status: 500, message: 'apiUrl is not an absolute https URL without userinfo, query and fragment (http only for localhost, 127.0.0.1 and [::1]; in a private network with allowHttp, TAILCHAT_ALLOW_HTTP=private)' },
  redirect_uri_invalid: { status: 500, message: 'redirectUri is not an absolute https URL without userinfo and fragment (http only for localhost, 127.0.0.1 and [::1]; in a private network with allowHttp, TAILCHAT_ALLOW_HTTP=private)' },
  client_id_invalid: { status: 500, message: 'clientId is not 1 to 255 visible ASCII characters' },
  issuer_invalid: { status: 500, message: 'issuer is not an http or https URL in visible ASCII' },
  scope_invalid: { status: 500, message: 'scope is not a list of scope tokens with openid among them' },
  prompt_invalid: { status: 500, message: 'prompt is not none, or some of login, consent and select_account' },
  login_hint_invalid: { status: 500, message: 'login_hint is too long or has control characters' },
  extra_parameters_invalid: { status: 500, message: 'the extra parameters are too long, malformed or repeated, or name a parameter that the login sets itself' },
  random_invalid: { status: 500, message: 'randomBytes did not return 96 bytes' },
  internal_url_invalid: { status: 500, message: 'internalUrl is not an absolute https URL without userinfo, query and fragment (http only for this machine and a private network: elsewhere it would send the secret unencrypted)' },
  configuration_invalid: { status: 500, message: 'an option is missing, unknown or wrong; the message names it' },
  callback_url_invalid: { status: 400, message: 'the callback URL is malformed or too long' },
  parameter_repeated: { status: 400, message: 'code, state, iss or error appears more than once' },
  state_missing: { status: 400, message: 'the callback has no state' },
  state_mismatch: { status: 400, message: 'the state is not the one of this login' },
  issuer_missing: { status: 400, message: 'the callback has no iss' },
  issuer_mismatch: { status: 400, message: "the callback's iss is not the expected issuer" },
  code_missing: { status: 400, message: 'the callback has neither code nor error' },
  code_invalid: { status: 400, message: 'the code is too long or has characters that no code has' },
  transaction_missing: { status: 400, message: "this browser holds no login for the callback's state" },
  transaction_invalid: { status: 400, message: 'the transaction is malformed or was made for another client or issuer' },
  transaction_expired: { status: 400, message: 'the login took too long' },
  transaction_finished: { status: 400, message: 'this login has already ended' },
  access_denied: { status: 400, message: 'the authorization was refused' },
  invalid_request: { status: 400, message: 'Tailchat found the authorization request malformed' },
  unauthorized_client: { status: 400, message: 'the app may not use this flow' },
  unsupported_response_type: { status: 400, message: 'Tailchat does not support response_type=code for this app' },
  invalid_scope: { status: 400, message: 'Tailchat refused the scope' },
  server_error: { status: 400, message: 'Tailchat had an internal error during the authorization' },
  temporarily_unavailable: { status: 400, message: 'Tailchat is overloaded or in maintenance' },
  login_required: { status: 400, message: 'prompt=none, and nobody is logged in at Tailchat' },
  interaction_required: { status: 400, message: 'prompt=none, and Tailchat needs to ask the user' },
  consent_required: { status: 400, message: "prompt=none, and Tailchat needs the user's consent" },
  account_selection_required: { status: 400, message: 'prompt=none, and Tailchat needs the user to choose an account' },
  authorization_error: { status: 400, message: 'the authorization ended with an unknown error' },
  invalid_grant: { status: 400, message: 'Tailchat refused the code: expired, used before, or made for another login' },
  invalid_client: { status: 500, message: 'Tailchat refused clientId or clientSecret, or OAuth is off for the app: check both on the open platform' },
  token_error: { status: 502, message: 'the token endpoint answered with another OAuth error' },
  token_status_invalid: { status: 502, message: 'the token endpoint answered with an unexpected HTTP status' },
  token_content_type_invalid: { status: 502, message: "the token endpoint's answer is not JSON; is /open routed to Tailchat?" },
  token_response_too_large: { status: 502, message: "the token endpoint's answer is over the limit" },
  token_response_invalid: { status: 502, message: "the token endpoint's answer is malformed JSON, nested too deep, repeats a key, or has a missing or wrong member" },
  token_type_invalid: { status: 502, message: 'token_type is not Bearer' },
  id_token_missing: { status: 502, message: 'the answer has no id_token' },
  id_token_malformed: { status: 502, message: 'the id_token is not a compact JWS of JSON objects' },
  id_token_alg_invalid: { status: 502, message: "the id_token's alg is not RS256" },
  id_token_iss_mismatch: { status: 502, message: "the id_token's iss is not the expected issuer" },
  id_token_sub_invalid: { status: 502, message: "the id_token's sub is not 1 to 255 ASCII characters" },
  id_token_aud_mismatch: { status: 502, message: "the id_token's aud is not this client alone" },
  id_token_azp_mismatch: { status: 502, message: "the id_token's azp is not this client" },
  id_token_exp_invalid: { status: 502, message: 'the id_token has expired or has no exp' },
  id_token_iat_invalid: { status: 502, message: 'the id_token has no iat, or one too far from now; do the clocks differ?' },
  id_token_nbf_invalid: { status: 502, message: 'the id_token is not valid yet' },
  id_token_nonce_mismatch: { status: 502, message: "the id_token's nonce is not the one of this login" },
  id_token_at_hash_mismatch: { status: 502, message: 'at_hash does not match the access token' },
  userinfo_status_invalid: { status: 502, message: 'the userinfo endpoint answered with an unexpected HTTP status' },
  userinfo_content_type_invalid: { status: 502, message: "the userinfo endpoint's answer is not JSON" },
  userinfo_response_too_large: { status: 502, message: "the userinfo endpoint's answer is over the limit" },
  userinfo_response_invalid: { status: 502, message: "the userinfo endpoint's answer is malformed JSON, nested too deep, repeats a key, or has a wrong member" },
  userinfo_sub_mismatch: { status: 502, message: 'the userinfo answer is about another user' },
  upstream_unreachable: { status: 502, message: 'Tailchat could not be reached, or the connection broke' },
  upstream_redirected: { status: 502, message: 'Tailchat answered with a redirect, which is never followed' },
  deadline_exceeded: { status: 504, message: 'Tailchat did not answer within the deadline' },
  unauthenticated: { status: 401, message: 'there is no valid session' },
  cross_site_request: { status: 403, message: 'the request came from another site' },
  request_header_missing: { status: 403, message: 'the X-Tailchat-Login: 1 header is missing' },
  request_invalid: { status: 400, message: "the request's body or a parameter is malformed" },
  request_timeout: { status: 408, message: "the request's body did not end within the deadline" },
  request_too_large: { status: 413, message: "the request's body is over the limit" },
  request_body_used: { status: 500, message: "something before the login's routes has read the request's body and left nothing of it: a body parser belongs behind them" },
  cookie_repeated: { status: 400, message: 'the request has a cookie of the login twice' },
  cookie_too_large: { status: 500, message: 'a cookie, or a session in the store, would be over 4096 bytes' },
  store_unavailable: { status: 503, message: 'the session store failed, did not answer in time, or returned a value that was never stored' },
  session_revoked: { status: 403, message: "the user's sessions were revoked during the login, or by a machine whose clock is ahead; or the store lost the new session" },
  not_found: { status: 404, message: 'there is no such route' },
  method_not_allowed: { status: 405, message: 'the route does not answer this method' },
  prefetch_refused: { status: 503, message: 'a prefetch cannot start or finish a login' },
  navigation_required: { status: 403, message: 'login and callback answer navigations only, not pictures, scripts, fetches or foreign frames; a service worker passes one on by fetching event.request itself' },
  internal_error: { status: 500, message: 'an unexpected failure' },
  base_path_invalid: { status: 500, message: "basePath is neither a path of the page's own origin nor an https address of the worker (http only on the page's own host)" },
  worker_unreachable: { status: 502, message: 'the page could not reach the worker' },
  storage_unavailable: { status: 500, message: 'sessionStorage is not available to the page' },
  wasm_unavailable: { status: 500, message: "the page could not load its part of the package or compile the WebAssembly; does the CSP allow 'wasm-unsafe-eval'?" },
  id_token_signature_invalid: { status: 502, message: "the id_token's signature is not by a key of the configured API's /open/jwks" },
  jwks_invalid: { status: 502, message: 'the answer of /open/jwks is not a JSON Web Key Set, or over the limit' },
  login_refused: { status: 403, message: 'onLogin refused the user' },
  on_login_failed: { status: 500, message: 'onLogin threw' },
  session_claims_invalid: { status: 500, message: 'onLogin must return undefined, false or a JSON object within the limit' },
  bot_login_refused: { status: 502, message: "Tailchat refused the bot's login: botId or botSecret is wrong, or the app lacks the bot capability" },
  bot_login_closed: { status: 502, message: 'Tailchat lets no bot log in since its core was restarted: restart the open platform (openapi) as well' },
  api_response_invalid: { status: 502, message: "Tailchat's API gave another answer than it should" },
  api_response_too_large: { status: 502, message: "an answer of Tailchat's API is over the limit" },
  groups_unavailable: { status: 503, message: 'who is in which group, and who is banned, cannot be said now' },
  group_unknown: { status: 503, message: 'the bot is not in the group, or there is none of this id' },
  group_missing: { status: 403, message: 'the user is not a member of the group' },
  role_missing: { status: 403, message: 'the user does not have the role' },
  gate_request_invalid: { status: 400, message: "the gate was not asked as a proxy asks it: a header that says what was requested is missing, repeated or malformed, or names an origin that is none of baseUrl's" },
  path_ambiguous: { status: 403, message: 'the path may be read differently by the proxy and by the program behind it' },
  rule_refused: { status: 403, message: 'no rule of the gate lets this request in' },
  assertion_invalid: { status: 401, message: 'the assertion is missing or malformed, has expired, or is not by this gate for this program' },
});

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
