// Rules that tests/requirements/ names and that no other list breaks.
const kill = ['threats/configuration'];
const native = ['vectors'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'id-token-without-a-sub',
    find: 'if (sub == nullptr || !is_sub(*sub)) return error_code::id_token_sub_invalid;',
    replace: 'if (sub == nullptr) return std::string{};',
    native,
    why: 'OpenID Connect Core 2: sub is required',
  },
  {
    name: 'iat-optional',
    find: `if (iat == nullptr || !(*iat <= now + leeway) ||
      !(*iat >= now - limit::id_token_age_seconds - leeway))`,
    replace: `if (iat != nullptr && (!(*iat <= now + leeway) ||
      !(*iat >= now - limit::id_token_age_seconds - leeway)))`,
    native,
    why: 'OpenID Connect Core 2: iat is required',
  },
  {
    name: 'aud-as-an-array-refused',
    find: '(found->kind == type::string || found->kind == type::array_of_string);',
    replace: 'found->kind == type::string;',
    native: ['json', 'vectors'],
    why: 'OpenID Connect Core 2: aud may be an array',
  },
  {
    name: 'scope-not-sent',
    find: 'append_parameter(base, parameter::scope, client.scope_or_default());',
    replace: '',
    native,
    why: 'OpenID Connect Core 3.1.2.1: scope is required',
  },
  {
    name: 'code-optional',
    find: `if (response->code == nullptr) return error_code::code_missing;
  const auto& code = *response->code;`,
    replace: 'const std::string code{response->code == nullptr ? "none" : *response->code};',
    native,
    why: 'RFC 6749 4.1.2: nothing but a code ends a login',
  },
  {
    name: 'callback-url-of-any-length',
    find: 'if (url.size() > limit::callback_url_bytes) return error_code::callback_url_invalid;',
    replace: '',
    native,
    why: 'Every input has a limit',
  },
  {
    name: 'return-to-not-escaped',
    find: 'append_escaped(out, text.substr(0, 1));',
    replace: 'out += text[0];',
    native,
    why: 'RFC 3986 2: a Location is ASCII',
  },
  {
    name: 'token-members-of-any-type',
    find: 'if (!has_valid_options(*body)) return error_code::token_response_invalid;',
    replace: '',
    native,
    why: 'RFC 6749 5.1: expires_in is a number, scope and refresh_token are texts',
  },
  {
    name: 'id-token-of-any-length',
    find: ' || id_token->size() > limit::token_bytes)',
    replace: ')',
    wasm: true,
    kill: ['threats/id_token'],
    only: 'is over the limit',
    why: 'Every input has a limit',
  },
  {
    name: 'userinfo-members-of-any-type',
    find: 'if (!is_optional_text(*body, name)) return error_code::userinfo_response_invalid;',
    replace: '{}',
    native,
    why: 'OpenID Connect Core 5.1: the members are texts',
  },
  {
    name: 'avatar-of-any-length',
    find: 'if (avatar.size() > limit::avatar_bytes) return std::nullopt;',
    replace: '',
    native,
    why: 'Every input has a limit',
  },
  {
    name: 'api-address-with-a-query',
    find: 'if (kind == address_kind::base && url->query) return false;',
    replace: '',
    native,
    why: 'RFC 8414 2: an issuer has no query',
  },
  {
    name: 'client-secret-not-sent',
    find: '`${callback.body}&${secret}`',
    replace: 'callback.body',
    kill: ['oidcc'],
    only: 'client-secret-basic',
    why: 'RFC 6749 2.3.1: the client says who it is',
  },
  {
    name: 'any-login-for-a-state',
    find: 'return found[0] ?? new TailchatLoginError',
    replace: 'return found[0] ?? transactions[0] ?? new TailchatLoginError',
    kill: ['front_channel'],
    only: 'a state that nobody made',
    why: 'RFC 6749 10.12: a state names its login',
  },
  {
    name: 'return-to-given-twice',
    find: "if (values.length > 1) throw new TailchatLoginError('request_invalid');",
    replace: '',
    kill: ['threats/open_redirect'],
    only: 'given twice',
    why: 'RFC 9700 4.11: two readers may choose two of them',
  },
  {
    name: 'answers-taken-in-by-other-origins',
    find: "  'cross-origin-resource-policy': 'same-origin',\n",
    replace: '',
    kill: ['threats/answers'],
    only: 'is not framed',
    why: 'Fetch 3.7: no other origin reads an answer as a picture or a script',
  },
  {
    name: 'session-key-given-twice',
    find: ' || new Set(keys).size !== keys.length',
    replace: '',
    kill,
    only: 'the same session key twice',
    why: 'A key that stands twice was meant to be another one',
  },
  {
    name: 'base-url-of-any-path',
    find: "path === '' || readBasePath(path) !== undefined ? text : undefined",
    replace: 'text',
    kill,
    only: 'a base URL with a query',
    why: 'RFC 6749 3.1.2: the redirect URI is made of it',
  },
  {
    name: 'option-of-any-name-in-the-error',
    find: "/^[A-Za-z]\\w{0,39}$/.test(name) ? name : 'an option'",
    replace: 'name',
    kill: ['config'],
    why: 'A secret in the place of a name must not reach a log',
  },
  {
    name: 'keys-asked-for-without-a-verifier',
    find: 'if (verifyIdToken === undefined) return;',
    replace: `if (verifyIdToken === undefined) {
    const { iss } = JSON.parse(atob(id_token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
    return void (await fetch(iss + '/open/jwks'));
  }`,
    kill: ['threats/login'],
    only: 'fetches no key',
    why: 'RFC 8725 3.10: no request that nobody has asked for',
  },
  {
    name: 'claims-of-the-cookie-shown',
    edits: [
      {
        find: 'readAccount({ sub, nickname, discriminator, avatar, claims }) {',
        replace: 'readAccount({ sub, nickname, discriminator, avatar, claims, ...others }) {',
      },
      {
        in: 'readAccount',
        find: 'present({ sub, nickname, discriminator, avatar })',
        replace: 'present({ sub, nickname, discriminator, avatar, ...others })',
      },
    ],
    kill: ['threats/userinfo'],
    only: 'and nothing else',
    why: 'An allow-list: what Tailchat adds tomorrow reaches no page',
  },
  {
    name: 'exp-without-leeway',
    find: '!(*exp + leeway > now)',
    replace: '!(*exp > now)',
    native,
    why: 'OpenID Connect Core 3.1.3.7, 9: clocks differ',
  },
  {
    name: 'return-to-without-a-slash',
    find: `if (!path.starts_with('/') || path.starts_with("//")) return false;`,
    replace: 'if (path.starts_with("//")) return false;',
    native,
    why: 'RFC 9700 4.11: a path of this origin',
  },
  {
    name: 'sub-of-any-characters',
    find: 'sub.size() <= limit::sub_bytes && is_printable_ascii(sub);',
    replace: 'sub.size() <= limit::sub_bytes;',
    native,
    why: 'OpenID Connect Core 2: sub is ASCII',
  },
  {
    name: 'token-of-any-length',
    find: 'token.size() <= limit::token_bytes && is_printable_ascii(token);',
    replace: 'is_printable_ascii(token);',
    native,
    why: 'Every input has a limit',
  },
  {
    name: 'any-text-of-the-issuer-in-the-log',
    find: `if (text == nullptr || text->size() > limit::url_bytes ||
      !is_address(*text, address_kind::base, plain_http::anywhere))`,
    replace: 'if (text == nullptr)',
    wasm: true,
    kill: ['front_channel'],
    only: 'a line end behind its iss',
    why: 'A log line says no text of the other side',
  },
];
