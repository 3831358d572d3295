import { TailchatLoginError } from '../../bindings/error.js';
import { OF_ASKING, readProvider } from './provider.js';
import { askUser } from './user.js';

/** @type {typeof import('../../types/providers/passport.js').tailchat} */
export function tailchat(options, findAccount) {
  const provider = readProvider(options, OF_ASKING);

  /** @type {import('../../types/providers/passport.js').PassportVerify} */
  const verify = (req, access_token, _refreshToken, { id_token }, _profile, done) => {
    const login = async () => {
      checkIssuer(/** @type {any} */ (req.query)?.iss, provider.issuer);
      const user = await askUser(provider, { access_token, id_token });
      return (await findAccount(user, req)) || false;
    };
    const answer = /** @type {(error: unknown, account?: object | false, info?: object) => void} */ (done);
    login().then(
      (account) => answer(null, account),
      (error) => (isRefusal(error) ? answer(null, false, { message: error.code }) : answer(error)),
    );
  };

  return [
    {
      authorizationURL: provider.authorization_endpoint,
      tokenURL: provider.token_endpoint,
      clientID: provider.clientId,
      clientSecret: provider.clientSecret,
      callbackURL: provider.redirectUri,
      scope: provider.scope,
      state: true,
      pkce: true,
      passReqToCallback: true,
      skipUserProfile: true, // its own request has no time limit
    },
    verify,
  ];
}

/** Passport does not compare the issuer, so it would accept a code of another server (RFC 9207 2.4). @param {unknown} iss @param {string} issuer */
function checkIssuer(iss, issuer) {
  if (iss === undefined) throw new TailchatLoginError('issuer_missing');
  if (iss !== issuer) throw new TailchatLoginError('issuer_mismatch');
}

/** Passport answers a failure with 401, and an error with 500. @param {unknown} error */
const isRefusal = (error) => error instanceof TailchatLoginError && error.status < 500;
