import { readObject } from './ask.js';
import { failed, ok, skipped } from './finding.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */

/** Both endpoints look things up: a login service whose stores hang still gives its discovery and its keys. */
export const STORES = "Look at Tailchat's Redis and MongoDB, and at the log of its openapi service.";

const POSTS = 'Let the gateway send POST requests to /open/ on as it does GET.';

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkStores({ silent }) {
  const { answer } = await silent();
  if (answer.fault === 'deadline_exceeded') {
    return failed(
      "the login service answers, but not where it has to look something up: Tailchat's Redis or MongoDB hangs",
      STORES,
    );
  }
  if (answer.fault !== undefined) return ok('the authorization endpoint is reached'); // its own check says more
  return ok('Tailchat finds what it stores');
}

/** Without a client in it this request ends before anything is looked up. @param {Visit} visit @returns {Promise<Finding>} */
export async function checkPost({ post }) {
  const answer = await post();
  if (answer.fault === 'deadline_exceeded') {
    return failed('POST requests to /open/token get no answer, while GET ones do', POSTS);
  }
  if (answer.fault !== undefined) return failed(`POST requests to /open/token fail (${answer.fault})`, POSTS);
  const { status } = answer;
  if (status >= 300 && status < 400) {
    return failed(
      `POST requests to /open/token are redirected (status ${status})`,
      'Give the final address: no redirect is followed with a secret in hand.',
    );
  }
  if (typeof readObject(answer)?.error === 'string') return ok('POST requests reach the login service');
  return failed(
    `POST requests to /open/token are answered with status ${status}, not by the login service`,
    POSTS,
  );
}

/** A token request that hangs where an empty one is answered. @returns {Finding} */
export const tokenHangs = () =>
  failed("the token endpoint hangs where it looks a code up: Tailchat's Redis or MongoDB hangs", STORES);

export const NOT_SEEN = () => skipped('not to be seen while the app is refused');
