// Mutants of the two requests to Tailchat.
const upstream = ['client/upstream'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'redirect-followed',
    find: "redirect: 'manual', // 'error' throws on workerd",
    replace: "redirect: 'follow',",
    kill: upstream,
    only: 'answers /open/token with a 307',
    why: 'RFC 9700 4.12: a 307 carries the client secret to its target',
  },
  {
    name: 'redirect-taken-for-an-answer',
    find: 'return redirected || type ===',
    replace: 'return type ===',
    kill: upstream,
    only: 'that followed a redirect',
    why: "RFC 9700 4.12: a caller's own fetch may follow",
  },
  {
    name: 'no-body-cap',
    find: 'if (length > limit) throw new TailchatLoginError(tooLarge);',
    replace: '',
    kill: ['bounds'],
    why: 'An endless body, counted while it is read',
  },
  {
    name: 'body-cap-after-reading',
    edits: [
      {
        find: 'if (length > limit) throw new TailchatLoginError(tooLarge);',
        replace: '',
      },
      {
        find: '  return concat(chunks, length);',
        replace: `  if (length > limit) throw new TailchatLoginError(tooLarge);
  return concat(chunks, length);`,
      },
    ],
    kill: ['bounds'],
    why: 'A small body that unpacks to gigabytes must never be held',
  },
  {
    name: 'large-body-read-on',
    find: 'reader.cancel().catch(() => {}); // frees the connection; a second failure says nothing new',
    replace: '',
    kill: ['bounds'],
    why: 'What is refused must free its connection',
  },
  {
    name: 'deadline-removed',
    find: `setTimeout(() => expire(new TailchatLoginError('deadline_exceeded')), milliseconds);`,
    replace: 'setTimeout(() => {}, milliseconds);',
    kill: ['bounds'],
    why: 'A gateway that does not route /open hangs with no reply',
  },
  {
    name: 'deadline-by-the-signal-alone',
    find: 'race: (work) => Promise.race([work, expired]),',
    replace: 'race: (work) => work,',
    kill: ['bounds'],
    why: 'A fetch or a stream may not heed the signal',
  },
  {
    name: 'deadline-not-for-the-body',
    find: 'readBytes(body, limit, tooLarge, deadline.race)',
    replace: 'readBytes(body, limit, tooLarge)',
    kill: ['bounds'],
    why: 'A body that never comes',
  },
  {
    name: 'deadline-for-each-request',
    find: 'userinfo(await exchange(checked, deadline), deadline)',
    replace: `{
      const tokens = await exchange(checked, deadline);
      return within((own) => userinfo(tokens, own));
    }`,
    kill: ['client/client'],
    why: 'One total deadline for token and me',
  },
  {
    name: 'caller-cannot-leave',
    find: `  if (caller?.aborted) leave();
  else caller?.addEventListener('abort', leave, { once: true });`,
    replace: '',
    kill: ['bounds'],
    why: 'The signal of exchange and userinfo',
  },
  {
    name: 'code-sent-again-after-a-failure',
    find: 'const answer = await postForm({ fetch, url: token_endpoint, form, deadline, tooLarge });',
    replace: `const send = () =>
      postForm({ fetch, url: token_endpoint, form, deadline, tooLarge: 'token_response_too_large' });
    const answer = await send().catch(send);`,
    kill: upstream,
    only: 'resets the connection at /open/token',
    why: 'RFC 6749 4.1.2: a code used twice revokes the tokens of its first use',
  },
  {
    name: 'origin-sent-upstream',
    in: 'HEADERS',
    find: "accept: 'application/json',",
    replace: "accept: 'application/json', origin: 'https://app.example',",
    kill: upstream,
    only: 'it gets a form and nothing of the browser',
    why: 'Tailchat refuses any request with an Origin',
  },
  {
    name: 'cookies-sent-upstream',
    in: 'HEADERS',
    find: "accept: 'application/json',",
    replace: "accept: 'application/json', cookie: 'session=1',",
    kill: upstream,
    only: 'it gets a form and nothing of the browser',
    why: "Nothing of the browser's request goes along",
  },
  {
    name: 'token-request-as-json',
    find: "'content-type': 'application/x-www-form-urlencoded',",
    replace: "'content-type': 'application/json',",
    kill: ['client/client'],
    why: 'RFC 6749 4.1.3: a form',
  },
  {
    name: 'access-token-in-the-query',
    find: 'url: userinfo_endpoint, form,',
    replace: 'url: `${userinfo_endpoint}?${form}`, form,',
    kill: ['one_user'],
    only: 'at addresses without a secret',
    why: 'RFC 9700 4.3.2: addresses are logged',
  },
  {
    name: 'client-secret-not-escaped',
    find: 'new URLSearchParams({ client_secret }).toString()',
    replace: '`client_secret=${client_secret}`',
    kill: ['client/client'],
    why: 'RFC 6749 2.3.1, appendix B',
  },
];
