import { readObject } from './ask.js';
import { failed, ok } from './finding.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */

/**
 * A login service whose stores hang still serves discovery and keys. The endpoints asked here look something up.
 *
 * @param {Visit} visit
 * @returns {Promise<Finding>}
 */
export async function checkStores({ silent, texts: { stores: say } }) {
  const { answer } = await silent();
  if (answer.fault === 'deadline_exceeded') {
    return failed(say.hang, say.advice);
  }
  if (answer.fault !== undefined) return ok(say.reached); // another check explains this fault
  return ok(say.ok);
}

/** This request names no client, so it ends before any lookup. @param {Visit} visit @returns {Promise<Finding>} */
export async function checkPost({ post, texts: { post: say } }) {
  const answer = await post();
  if (answer.fault === 'deadline_exceeded') return failed(say.silent, say.advice);
  if (answer.fault !== undefined) return failed(say.fails(answer.fault), say.advice);
  const { status } = answer;
  if (status >= 300 && status < 400) return failed(say.redirected(status), say.adviceRedirected);
  if (typeof readObject(answer)?.error === 'string') return ok(say.ok);
  return failed(say.other(status), say.advice);
}

/**
 * A token request hangs, and an empty one does not.
 *
 * @param {Visit['texts']} texts
 * @returns {Finding}
 */
export const tokenHangs = ({ stores: say }) => failed(say.token, say.advice);
