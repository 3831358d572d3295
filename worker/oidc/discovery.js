/**
 * OpenID Connect Discovery 1.0, section 3. The document names only what works at Tailchat. It has no implicit flow, no other
 * response mode, and no endpoint to end a session: Tailchat's own document names one, but Tailchat does not answer there.
 *
 * @param {import('./options.js').Relay} relay
 */
export function describeProvider({ config, site, tailchat }) {
  const { email, placeholderEmail, groups } = config;
  const withEmail = email || placeholderEmail;
  return Object.freeze({
    ...tailchat,
    userinfo_endpoint: `${site.origin}${site.routes}/userinfo`,
    scopes_supported: ['openid', 'profile', 'offline_access', ...(withEmail ? ['email'] : [])],
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'name',
      'preferred_username',
      'picture',
      ...(groups ? ['groups'] : []),
      ...(withEmail ? ['email', 'email_verified'] : []),
    ],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
    claim_types_supported: ['normal'],
    authorization_response_iss_parameter_supported: true,
    claims_parameter_supported: false,
    request_parameter_supported: false,
    request_uri_parameter_supported: false, // true if not given
  });
}
