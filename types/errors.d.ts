// Generated from src/vocabulary.def by `npm run vocabulary`. Do not edit.

/** The status and the meaning of an error code. */
export interface ErrorEntry {
  /** The HTTP status of the worker's answer. */
  readonly status: number;
  /** The meaning of the code, which is also the error's message. */
  readonly message: string;
}

/** Every error code of this package, with its status and its meaning. */
export interface ErrorTable {
  /**
   * 500: apiUrl is not an absolute https URL without userinfo, query and fragment (http only for localhost, 127.0.0.1
   * and [::1]; in a private network with allowHttp, TAILCHAT_ALLOW_HTTP=private). RFC 6749 3.1.
   */
  readonly api_url_invalid: ErrorEntry;
  /**
   * 500: redirectUri is not an absolute https URL without userinfo and fragment (http only for localhost, 127.0.0.1
   * and [::1]; in a private network with allowHttp, TAILCHAT_ALLOW_HTTP=private). RFC 6749 3.1.2.
   */
  readonly redirect_uri_invalid: ErrorEntry;
  /** 500: clientId is not 1 to 255 visible ASCII characters. RFC 6749 A.1. */
  readonly client_id_invalid: ErrorEntry;
  /** 500: issuer is not an http or https URL in visible ASCII. RFC 9207 2. */
  readonly issuer_invalid: ErrorEntry;
  /** 500: scope is not a list of scope tokens with openid among them. RFC 6749 3.3, OpenID Connect Core 3.1.2.1. */
  readonly scope_invalid: ErrorEntry;
  /** 500: prompt is not none, or some of login, consent and select_account. OpenID Connect Core 3.1.2.1. */
  readonly prompt_invalid: ErrorEntry;
  /** 500: login_hint is too long or has control characters. OpenID Connect Core 3.1.2.1. */
  readonly login_hint_invalid: ErrorEntry;
  /**
   * 500: the extra parameters are too long, malformed or repeated, or name a parameter that the login sets itself. RFC
   * 6749 3.1.
   */
  readonly extra_parameters_invalid: ErrorEntry;
  /** 500: randomBytes did not return 96 bytes. RFC 6749 10.10. */
  readonly random_invalid: ErrorEntry;
  /**
   * 500: internalUrl is not an absolute https URL without userinfo, query and fragment (http only for this machine and
   * a private network: elsewhere it would send the secret unencrypted). RFC 6749 3.2.
   */
  readonly internal_url_invalid: ErrorEntry;
  /** 500: an option is missing, unknown or wrong; the message names it. docs/configuration.md. */
  readonly configuration_invalid: ErrorEntry;
  /** 400: the callback URL is malformed or too long. RFC 6749 4.1.2. */
  readonly callback_url_invalid: ErrorEntry;
  /** 400: code, state, iss or error appears more than once. RFC 6749 3.1. */
  readonly parameter_repeated: ErrorEntry;
  /** 400: the callback has no state. RFC 6749 4.1.2. */
  readonly state_missing: ErrorEntry;
  /** 400: the state is not the one of this login. RFC 6749 10.12. */
  readonly state_mismatch: ErrorEntry;
  /** 400: the callback has no iss. RFC 9207 2.4. */
  readonly issuer_missing: ErrorEntry;
  /** 400: the callback's iss is not the expected issuer. RFC 9207 2.4. */
  readonly issuer_mismatch: ErrorEntry;
  /** 400: the callback has neither code nor error. RFC 6749 4.1.2. */
  readonly code_missing: ErrorEntry;
  /** 400: the code is too long or has characters that no code has. RFC 6749 A.11. */
  readonly code_invalid: ErrorEntry;
  /** 400: this browser holds no login for the callback's state. RFC 6749 10.12. */
  readonly transaction_missing: ErrorEntry;
  /** 400: the transaction is malformed or was made for another client or issuer. RFC 6749 10.12. */
  readonly transaction_invalid: ErrorEntry;
  /** 400: the login took too long. RFC 9700 2.1. */
  readonly transaction_expired: ErrorEntry;
  /** 400: this login has already ended. RFC 6749 4.1.2. */
  readonly transaction_finished: ErrorEntry;
  /** 400: the authorization was refused. RFC 6749 4.1.2.1. */
  readonly access_denied: ErrorEntry;
  /** 400: Tailchat found the authorization request malformed. RFC 6749 4.1.2.1. */
  readonly invalid_request: ErrorEntry;
  /** 400: the app may not use this flow. RFC 6749 4.1.2.1. */
  readonly unauthorized_client: ErrorEntry;
  /** 400: Tailchat does not support response_type=code for this app. RFC 6749 4.1.2.1. */
  readonly unsupported_response_type: ErrorEntry;
  /** 400: Tailchat refused the scope. RFC 6749 4.1.2.1. */
  readonly invalid_scope: ErrorEntry;
  /** 400: Tailchat had an internal error during the authorization. RFC 6749 4.1.2.1. */
  readonly server_error: ErrorEntry;
  /** 400: Tailchat is overloaded or in maintenance. RFC 6749 4.1.2.1. */
  readonly temporarily_unavailable: ErrorEntry;
  /** 400: prompt=none, and nobody is logged in at Tailchat. OpenID Connect Core 3.1.2.6. */
  readonly login_required: ErrorEntry;
  /** 400: prompt=none, and Tailchat needs to ask the user. OpenID Connect Core 3.1.2.6. */
  readonly interaction_required: ErrorEntry;
  /** 400: prompt=none, and Tailchat needs the user's consent. OpenID Connect Core 3.1.2.6. */
  readonly consent_required: ErrorEntry;
  /** 400: prompt=none, and Tailchat needs the user to choose an account. OpenID Connect Core 3.1.2.6. */
  readonly account_selection_required: ErrorEntry;
  /** 400: the authorization ended with an unknown error. RFC 6749 4.1.2.1. */
  readonly authorization_error: ErrorEntry;
  /** 400: Tailchat refused the code: expired, used before, or made for another login. RFC 6749 5.2. */
  readonly invalid_grant: ErrorEntry;
  /**
   * 500: Tailchat refused clientId or clientSecret, or OAuth is off for the app: check both on the open platform. RFC
   * 6749 5.2.
   */
  readonly invalid_client: ErrorEntry;
  /** 502: the token endpoint answered with another OAuth error. RFC 6749 5.2. */
  readonly token_error: ErrorEntry;
  /** 502: the token endpoint answered with an unexpected HTTP status. RFC 6749 5. */
  readonly token_status_invalid: ErrorEntry;
  /** 502: the token endpoint's answer is not JSON; is /open routed to Tailchat?. RFC 6749 5.1. */
  readonly token_content_type_invalid: ErrorEntry;
  /** 502: the token endpoint's answer is over the limit. RFC 6749 5.1. */
  readonly token_response_too_large: ErrorEntry;
  /**
   * 502: the token endpoint's answer is malformed JSON, nested too deep, repeats a key, or has a missing or wrong
   * member. RFC 6749 5.1.
   */
  readonly token_response_invalid: ErrorEntry;
  /** 502: token_type is not Bearer. RFC 6749 7.1. */
  readonly token_type_invalid: ErrorEntry;
  /** 502: the answer has no id_token. OpenID Connect Core 3.1.3.3. */
  readonly id_token_missing: ErrorEntry;
  /** 502: the id_token is not a compact JWS of JSON objects. RFC 7519 7.2. */
  readonly id_token_malformed: ErrorEntry;
  /** 502: the id_token's alg is not RS256. OpenID Connect Core 3.1.3.7 rule 7. */
  readonly id_token_alg_invalid: ErrorEntry;
  /** 502: the id_token's iss is not the expected issuer. OpenID Connect Core 3.1.3.7 rule 2. */
  readonly id_token_iss_mismatch: ErrorEntry;
  /** 502: the id_token's sub is not 1 to 255 ASCII characters. OpenID Connect Core 2. */
  readonly id_token_sub_invalid: ErrorEntry;
  /** 502: the id_token's aud is not this client alone. OpenID Connect Core 3.1.3.7 rule 3. */
  readonly id_token_aud_mismatch: ErrorEntry;
  /** 502: the id_token's azp is not this client. OpenID Connect Core 3.1.3.7 rule 5. */
  readonly id_token_azp_mismatch: ErrorEntry;
  /** 502: the id_token has expired or has no exp. OpenID Connect Core 3.1.3.7 rule 9. */
  readonly id_token_exp_invalid: ErrorEntry;
  /** 502: the id_token has no iat, or one too far from now; do the clocks differ?. OpenID Connect Core 3.1.3.7 rule 10. */
  readonly id_token_iat_invalid: ErrorEntry;
  /** 502: the id_token is not valid yet. RFC 7519 4.1.5. */
  readonly id_token_nbf_invalid: ErrorEntry;
  /** 502: the id_token's nonce is not the one of this login. OpenID Connect Core 3.1.3.7 rule 11. */
  readonly id_token_nonce_mismatch: ErrorEntry;
  /** 502: at_hash does not match the access token. OpenID Connect Core 3.1.3.8. */
  readonly id_token_at_hash_mismatch: ErrorEntry;
  /** 502: the userinfo endpoint answered with an unexpected HTTP status. OpenID Connect Core 5.3.3. */
  readonly userinfo_status_invalid: ErrorEntry;
  /** 502: the userinfo endpoint's answer is not JSON. OpenID Connect Core 5.3.2. */
  readonly userinfo_content_type_invalid: ErrorEntry;
  /** 502: the userinfo endpoint's answer is over the limit. OpenID Connect Core 5.3.2. */
  readonly userinfo_response_too_large: ErrorEntry;
  /**
   * 502: the userinfo endpoint's answer is malformed JSON, nested too deep, repeats a key, or has a wrong member.
   * OpenID Connect Core 5.3.2.
   */
  readonly userinfo_response_invalid: ErrorEntry;
  /** 502: the userinfo answer is about another user. OpenID Connect Core 5.3.2. */
  readonly userinfo_sub_mismatch: ErrorEntry;
  /** 502: Tailchat could not be reached, or the connection broke. RFC 9110 15.6.3. */
  readonly upstream_unreachable: ErrorEntry;
  /** 502: Tailchat answered with a redirect, which is never followed. RFC 9700 4.12. */
  readonly upstream_redirected: ErrorEntry;
  /** 504: Tailchat did not answer within the deadline. RFC 9110 15.6.5. */
  readonly deadline_exceeded: ErrorEntry;
  /** 401: there is no valid session. RFC 9110 15.5.2. */
  readonly unauthenticated: ErrorEntry;
  /** 403: the request came from another site. RFC 9700 4.7. */
  readonly cross_site_request: ErrorEntry;
  /** 403: the X-Tailchat-Login: 1 header is missing. RFC 9700 4.7. */
  readonly request_header_missing: ErrorEntry;
  /** 400: the request's body or a parameter is malformed. RFC 9110 15.5.1. */
  readonly request_invalid: ErrorEntry;
  /** 408: the request's body did not end within the deadline. RFC 9110 15.5.9. */
  readonly request_timeout: ErrorEntry;
  /** 413: the request's body is over the limit. RFC 9110 15.5.14. */
  readonly request_too_large: ErrorEntry;
  /**
   * 500: something before the login's routes has read the request's body and left nothing of it: a body parser belongs
   * behind them. Fetch 5.3.
   */
  readonly request_body_used: ErrorEntry;
  /** 400: the request has a cookie of the login twice. RFC 6265bis 5.8.3. */
  readonly cookie_repeated: ErrorEntry;
  /** 500: a cookie, or a session in the store, would be over 4096 bytes. RFC 6265bis 5.6. */
  readonly cookie_too_large: ErrorEntry;
  /** 404: there is no such route. RFC 9110 15.5.5. */
  readonly not_found: ErrorEntry;
  /** 405: the route does not answer this method. RFC 9110 15.5.6. */
  readonly method_not_allowed: ErrorEntry;
  /** 503: a prefetch cannot start or finish a login. RFC 9110 15.6.4. */
  readonly prefetch_refused: ErrorEntry;
  /**
   * 403: login and callback answer navigations only, not pictures, scripts, fetches or foreign frames; a service
   * worker passes one on by fetching event.request itself. Fetch Metadata 2.2.
   */
  readonly navigation_required: ErrorEntry;
  /** 500: an unexpected failure. RFC 9110 15.6.1. */
  readonly internal_error: ErrorEntry;
  /**
   * 500: the page could not load its part of the package or compile the WebAssembly; does the CSP allow
   * 'wasm-unsafe-eval'?. CSP Level 3 6.1.12.
   */
  readonly wasm_unavailable: ErrorEntry;
  /**
   * 502: the id_token's signature is not by a key of the configured API's /open/jwks. OpenID Connect Core 3.1.3.7 rule
   * 6.
   */
  readonly id_token_signature_invalid: ErrorEntry;
  /** 403: onLogin refused the user. docs/configuration.md, onLogin. */
  readonly login_refused: ErrorEntry;
  /** 500: onLogin threw. docs/configuration.md, onLogin. */
  readonly on_login_failed: ErrorEntry;
  /** 500: onLogin must return undefined, false or a JSON object within the limit. docs/configuration.md, onLogin. */
  readonly session_claims_invalid: ErrorEntry;
  /** 503: groups and bans are unknown at the moment. docs/groups.md. */
  readonly groups_unavailable: ErrorEntry;
  /** 403: the user is not a member of the group. docs/groups.md. */
  readonly group_missing: ErrorEntry;
  /** 403: the user does not have the role. docs/groups.md. */
  readonly role_missing: ErrorEntry;
  /**
   * 500: basePath is neither a path of the page's own origin nor an https address of the worker (http only on the
   * page's own host). HTML Standard, Location.
   */
  readonly base_path_invalid: ErrorEntry;
  /** 502: the page could not reach the worker. RFC 9110 15.6.3. */
  readonly worker_unreachable: ErrorEntry;
  /** 500: sessionStorage is not available to the page. HTML Web Storage. */
  readonly storage_unavailable: ErrorEntry;
  /** 503: the session store failed, did not answer in time, or returned a value that was never stored. RFC 9110 15.6.4. */
  readonly store_unavailable: ErrorEntry;
  /**
   * 403: the user's sessions were revoked during the login, or by a machine whose clock is ahead; or the store lost
   * the new session. RFC 9110 15.5.4.
   */
  readonly session_revoked: ErrorEntry;
  /** 502: the answer of /open/jwks is not a JSON Web Key Set, or over the limit. RFC 7517 5. */
  readonly jwks_invalid: ErrorEntry;
  /** 401: the assertion is missing or malformed, has expired, or is not by this gate for this program. docs/gate.md. */
  readonly assertion_invalid: ErrorEntry;
  /**
   * 502: Tailchat refused the bot's login: botId or botSecret is wrong, or the app lacks the bot capability.
   * docs/groups.md.
   */
  readonly bot_login_refused: ErrorEntry;
  /**
   * 502: Tailchat lets no bot log in since its core was restarted: restart the open platform (openapi) as well.
   * docs/groups.md.
   */
  readonly bot_login_closed: ErrorEntry;
  /** 502: Tailchat's API gave another answer than it should. docs/groups.md. */
  readonly api_response_invalid: ErrorEntry;
  /** 502: an answer of Tailchat's API is over the limit. docs/groups.md. */
  readonly api_response_too_large: ErrorEntry;
  /** 503: the bot is not in the group, or there is none of this id. docs/groups.md. */
  readonly group_unknown: ErrorEntry;
  /**
   * 400: the gate was not asked as a proxy asks it: a header that says what was requested is missing, repeated or
   * malformed, or names an origin that is none of baseUrl's. docs/gate.md.
   */
  readonly gate_request_invalid: ErrorEntry;
  /** 403: the path may be read differently by the proxy and by the program behind it. docs/gate.md. */
  readonly path_ambiguous: ErrorEntry;
  /** 403: no rule of the gate lets this request in. docs/gate.md. */
  readonly rule_refused: ErrorEntry;
}

/** The code of an error: a name that stays the same in all versions. */
export type ErrorCode = keyof ErrorTable;
