import { TailchatLoginError } from '../../bindings/error.js';
import { LIMITS } from '../../bindings/vocabulary.js';
import { makeRoom, readCookies, refuseRepeated, sessionBytes } from '../cookies.js';
import { logNote } from '../log.js';
import { redirect } from '../responses.js';
import { judgeReturnTo, REFUSED } from '../return_to.js';
import { sealTransaction } from '../transaction.js';

/**
 * `GET login?return_to=/path`: to Tailchat, with the transaction in a cookie of its own. With
 * `prompt=none` it is a silent login, which shows nothing and may end anonymous.
 *
 * @param {import('../call.js').Call} call
 */
export async function login({ request, url, context, tell }) {
  const { client, config, cookieNames } = context;
  const cookies = readCookies(request, cookieNames);
  refuseRepeated(cookies);
  const prompt = readOnce(url.searchParams, 'prompt');
  const { origin, path, refused } = judgeReturnTo(context, readOnce(url.searchParams, 'return_to'));
  const { url: location, transaction } = begin(client, path, prompt);
  const silent = prompt === 'none';

  const held = sessionBytes(cookieNames, cookies);
  let started = await sealTransaction(context, transaction, { silent, origin });
  // Beside the largest session there is no room for the longest return_to.
  const isTooLong = path !== '/' && started.length + held > LIMITS.cookies_bytes;
  if (isTooLong) {
    started = await sealTransaction(context, { ...transaction, return_to: '/' }, { silent, origin });
  }
  const kept = { transactions: 1, bytes: started.length + held };
  const cleared = makeRoom(cookieNames, cookies.transactions, kept);
  const isRefused = refused || isTooLong;
  if (isRefused) logNote(config.log, 'login: return_to_refused');
  tell({ type: 'login_started', silent, ...(isRefused && REFUSED) });
  return redirect(location, [started, ...cleared]);
}

/**
 * @param {URLSearchParams} parameters
 * @param {string} name
 */
function readOnce(parameters, name) {
  const values = parameters.getAll(name);
  if (values.length > 1) throw new TailchatLoginError('request_invalid');
  return values[0];
}

/**
 * A wrong prompt is a caller's mistake to the client, and the browser's to a route.
 *
 * @param {Readonly<import('../client.js').Client>} client
 * @param {string | undefined} returnTo
 * @param {string | undefined} prompt
 */
function begin(client, returnTo, prompt) {
  try {
    return client.begin({ returnTo, prompt });
  } catch (error) {
    if (!(error instanceof TailchatLoginError) || error.code !== 'prompt_invalid') throw error;
    throw new TailchatLoginError('request_invalid', { cause: error });
  }
}
