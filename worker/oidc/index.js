import { nameRoute } from '../http/site.js';
import { logFailure, toLoginError } from '../observe/log.js';
import { answerJson, answerPreflight, refuseBearer, refuseMethod } from './answers.js';
import { createAsker, readRefusal } from './ask.js';
import { readBearer } from './bearer.js';
import { describeProvider } from './discovery.js';
import { readOidcOptions } from './options.js';

export { readOidcEnv } from './options.js';

/** OpenID Connect Discovery 1.0, section 4. */
const DISCOVERY = '/.well-known/openid-configuration';

const DESCRIPTIONS = Object.freeze({
  invalid_token: 'the access token is not valid any more, or never was',
  insufficient_scope: 'the access token lacks the scope openid',
});

/** @type {typeof import('../../types/oidc.js').createOidc} */
export function createOidc(options) {
  const relay = readOidcOptions(options);
  const { config, site } = relay;
  const askClaims = createAsker(relay);
  const document = describeProvider(relay);

  /** @param {Request} request */
  async function answerUserinfo(request) {
    const bearer = await readBearer(request, config.deadline);
    if ('refused' in bearer) return bearer.refused;
    const claims = await askClaims(bearer.token);
    return claims === undefined
      ? refuseBearer('invalid_token', DESCRIPTIONS.invalid_token)
      : answerJson(200, claims);
  }

  /** @param {unknown} thrown */
  function answerFailure(thrown) {
    const refusal = readRefusal(thrown);
    if (refusal !== undefined) return refuseBearer(refusal, DESCRIPTIONS[refusal]);
    const error = toLoginError(thrown);
    logFailure(config.log, 'userinfo', error);
    return answerJson(error.status, { error: error.code });
  }

  /** @type {ReadonlyArray<{ methods: string, fits: (pathname: string) => boolean, answer: (request: Request) => Promise<Response> | Response }>} */
  const routes = [
    {
      methods: 'GET, POST',
      fits: (pathname) => nameRoute(site, pathname) === 'userinfo',
      answer: (request) => answerUserinfo(request).catch(answerFailure),
    },
    {
      methods: 'GET',
      fits: (pathname) => pathname.endsWith(DISCOVERY),
      answer: () => answerJson(200, document),
    },
  ];
  /** @param {string} url */
  const find = (url) => routes.find(({ fits }) => fits(new URL(url).pathname));

  /** @type {import('../../types/oidc.js').Oidc} */
  const oidc = {
    document,
    handles: ({ url }) => find(url) !== undefined,
    async fetch(request) {
      const route = find(request.url);
      if (route === undefined) return answerJson(404, { error: 'not_found' });
      const { methods, answer } = route;
      if (request.method === 'OPTIONS') return answerPreflight(methods);
      return methods.split(', ').includes(request.method)
        ? answer(/** @type {Request} */ (request))
        : refuseMethod(methods);
    },
  };
  return Object.freeze(oidc);
}
