// Generated from bindings/abi/slots.hpp by `npm run vocabulary`. Do not edit.

/** The number of argument slots in the frame. The result slots come after them. */
export const ARGUMENT_SLOTS = 10;

export const configure = /** @type {const} */ ({
  name: 'configure',
  arguments: ['api_url', 'client_id', 'redirect_uri', 'scope', 'issuer'],
  results: ['authorization_base', 'token_endpoint', 'userinfo_endpoint', 'issuer', 'scope'],
});

export const begin = /** @type {const} */ ({
  name: 'begin',
  arguments: ['authorization_base', 'return_to', 'prompt', 'login_hint', 'extra_parameters', 'random'],
  results: ['url', 'state', 'nonce', 'code_verifier', 'return_to'],
});

export const return_to = /** @type {const} */ ({
  name: 'return_to',
  arguments: ['return_to'],
  results: ['return_to'],
});

export const callback = /** @type {const} */ ({
  name: 'callback',
  arguments: ['url', 'state', 'nonce', 'code_verifier', 'redirect_uri', 'return_to', 'issuer', 'client_id', 'expected_issuer', 'expected_client_id'],
  results: ['body', 'return_to'],
});

export const token = /** @type {const} */ ({
  name: 'token',
  arguments: ['content_type', 'body', 'issuer', 'client_id', 'nonce'],
  results: ['access_token', 'id_token', 'sub', 'expires_in', 'scope', 'refresh_token'],
});

export const userinfo = /** @type {const} */ ({
  name: 'userinfo',
  arguments: ['content_type', 'body', 'sub', 'issuer'],
  results: ['sub', 'nickname', 'discriminator', 'avatar'],
});

export const groups_begin = /** @type {const} */ ({
  name: 'groups_begin',
  arguments: ['ids'],
  results: [],
});

export const groups_feed = /** @type {const} */ ({
  name: 'groups_feed',
  arguments: ['piece'],
  results: [],
});

export const groups_end = /** @type {const} */ ({
  name: 'groups_end',
  arguments: [],
  results: ['directory', 'members', 'role_numbers'],
});

export const groups_suspect = /** @type {const} */ ({
  name: 'groups_suspect',
  arguments: [],
  results: ['group'],
});

export const users_begin = /** @type {const} */ ({
  name: 'users_begin',
  arguments: ['ids'],
  results: [],
});

export const users_feed = /** @type {const} */ ({
  name: 'users_feed',
  arguments: ['piece'],
  results: [],
});

export const users_end = /** @type {const} */ ({
  name: 'users_end',
  arguments: [],
  results: ['verdicts'],
});

export const request_path = /** @type {const} */ ({
  name: 'request_path',
  arguments: ['path'],
  results: ['path'],
});

export const failure = /** @type {const} */ ({
  name: 'failure',
  arguments: [],
  results: ['received'],
});
