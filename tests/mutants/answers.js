// Mutants of the readers of the token and userinfo answers, and of their JSON.
const native = ['vectors'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'duplicate-keys-taken',
    find: 'if (other->name == name) return false;',
    replace: 'if (other->name == name) other->name.clear();',
    native: ['json', 'vectors'],
    why: 'RFC 8259 4: two readers, two meanings',
  },
  {
    name: 'no-depth-cap',
    edits: [
      {
        find: 'if (depth_ == limit::json_depth) return false;',
        replace: 'if (depth_ == 40000) return false;',
      },
      {
        find: 'std::array<nesting, limit::json_depth> levels_;',
        replace: 'std::array<nesting, 40000> levels_;',
      },
    ],
    native: ['json', 'vectors'],
    why: 'limit json_depth: nested JSON costs time and memory',
  },
  {
    name: 'no-member-cap',
    find: 'bool count() noexcept { return ++innermost().entries <= limit::json_members; }',
    replace: 'bool count() noexcept { return ++innermost().entries != 0; }',
    native: ['json', 'vectors'],
    why: 'limit json_members: the search for duplicates is quadratic',
  },
  {
    name: 'byte-order-mark-skipped',
    find: String.raw`if (text.starts_with('\xef')) return std::nullopt;`,
    replace: '',
    native: ['json', 'vectors'],
    why: 'RFC 8259 8.1',
  },
  {
    name: 'nul-ends-the-text',
    find: String.raw`if (text.find('\0') != std::string_view::npos) return std::nullopt;`,
    replace: '',
    native: ['json', 'vectors'],
    why: 'RFC 8259 2: what stands behind a NUL must not be hidden by it',
  },
  {
    name: 'mixed-array-as-strings',
    find: 'kind = sole ? object::type::array_of_string : object::type::other;',
    replace: 'if (sole) kind = object::type::array_of_string;',
    native: ['json', 'vectors'],
    why: 'OpenID Connect Core 2: aud is an array of strings and of nothing else',
  },
  {
    name: 'no-byte-cap-in-the-core',
    find: 'if (response.body.size() > limit::response_bytes) return errors.too_large;',
    replace: '',
    native,
    why: 'limit response_bytes',
  },
  {
    name: 'any-content-type',
    find: 'if (!is_json(response.content_type)) return errors.content_type;',
    replace: '',
    native,
    why: 'RFC 6749 5.1: a gateway without /open answers 200 with HTML',
  },
  {
    name: 'content-type-by-its-beginning',
    find: `json_media_type) &&
         (rest == ';' || rest == ' ' || rest == '\\t');`,
    replace: 'json_media_type) && rest != 0;',
    native,
    why: 'RFC 9110 8.3.1: application/jsonp is another type',
  },
  {
    name: 'token-status-ignored',
    find: 'if (response.status != 200) return read_error(response);',
    replace: 'if (response.status >= 400) return read_error(response);',
    native,
    why: 'RFC 6749 5.1: 200 alone is success',
  },
  {
    name: 'token-type-ignored',
    find: 'if (token_type == nullptr || !equal_ignoring_case(*token_type, "Bearer"))',
    replace: 'if (token_type == nullptr)',
    native,
    why: 'RFC 6749 7.1',
  },
  {
    name: 'token-of-any-characters',
    find: 'token.size() <= limit::token_bytes && is_printable_ascii(token);',
    replace: 'token.size() <= limit::token_bytes;',
    native,
    why: 'RFC 6749 A.12',
  },
  {
    name: 'userinfo-sub-not-compared',
    find: 'if (*answered != sub) return error_code::userinfo_sub_mismatch;',
    replace: '',
    native,
    why: 'OpenID Connect Core 5.3.2: another user',
  },
  {
    name: 'userinfo-sub-not-of-the-id-token',
    find: 'core.userinfo({ sub: tokens.sub, api_url',
    replace: 'core.userinfo({ sub: JSON.parse(new TextDecoder().decode(answer.body)).sub, api_url',
    kill: ['one_user'],
    why: 'OpenID Connect Core 5.3.2: another user',
  },
  {
    name: 'userinfo-status-ignored',
    find: 'if (response.status != 200) return error_code::userinfo_status_invalid;',
    replace: '',
    native,
    why: 'OpenID Connect Core 5.3.3',
  },
  {
    name: 'backend-replaced-anywhere',
    find: `if (avatar.starts_with(backend) && avatar.substr(backend.size()).starts_with('/'))`,
    replace: 'if (avatar.starts_with(backend))',
    native,
    why: '{BACKEND}.evil.example names a foreign host',
  },
  {
    name: 'avatar-on-http',
    find: 'if (!is_address(address, address_kind::with_query_and_fragment, http)) return std::nullopt;',
    replace: `if (!is_address(address, address_kind::with_query_and_fragment, http) &&
      !address.starts_with("http://"))
    return std::nullopt;`,
    native,
    why: 'An avatar is https (http on localhost)',
  },
  {
    name: 'avatar-of-any-scheme',
    find: 'if (!is_address(address, address_kind::with_query_and_fragment, http)) return std::nullopt;',
    replace: '',
    native,
    why: 'javascript: and data: addresses',
  },
  {
    name: 'nickname-of-any-length',
    find: 'return text != nullptr && text->size() <= most ? text : nullptr;',
    replace: 'return text;',
    native,
    why: 'limits nickname_bytes and discriminator_bytes: they are kept',
  },
  {
    name: 'avatar-with-userinfo-or-dots',
    find: 'return !has_dot_segment(url->path);',
    replace: 'return true;',
    native,
    why: 'RFC 3986 5.2.4: {BACKEND}/../ leaves the deployment',
  },
];
