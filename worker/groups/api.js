import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { locate } from '../client/details.js';
import { receive } from '../client/upstream.js';
import { readBytes, readPieces } from '../lib/read_bytes.js';

/**
 * @typedef {import('../lib/deadline.js').Deadline} Deadline
 * @typedef {import('../../types/platform.js').FetchResponse} FetchResponse
 *
 * @typedef {object} ApiCall
 * @property {string} action as in the path: `group/getUserGroups`
 * @property {object} parameters go in the body: those of a query are in logs
 * @property {string} [jwt]
 * @property {Deadline} deadline
 *
 * @typedef {object} ApiAnswer
 * @property {string} at
 * @property {number} status
 * @property {any} [data] of a good answer
 * @property {Record<string, unknown>} [failure] what Tailchat says of another one
 */

/** Tailchat's own words for what went wrong. Its messages are for people, and some are always Chinese. */
const TYPES = new Set(
  'NO_TOKEN INVALID_TOKEN SERVICE_NOT_FOUND SERVICE_NOT_AVAILABLE REQUEST_TIMEOUT VALIDATION_ERROR'.split(
    ' ',
  ),
);

/**
 * Tailchat's API as a bot uses it. Any method works there; what has a token goes by POST.
 *
 * @param {{ apiUrl: string, internalUrl?: string, fetch?: import('../../types/platform.js').Fetch }} config
 */
export function createApi({ apiUrl, internalUrl, fetch: given }) {
  const base = `${(internalUrl ?? apiUrl).replace(/\/$/, '')}/api/`;
  // The platform's is looked up at each call: tests and runtimes replace it after this is loaded.
  /** @type {import('../../types/platform.js').Fetch} */
  const fetch = (...args) => (given ?? globalThis.fetch)(...args);

  /**
   * @template T
   * @param {ApiCall} call
   * @param {(response: FetchResponse) => Promise<T>} read
   */
  const post = ({ action, parameters, jwt, deadline }, read) => {
    const headers = {
      accept: 'application/json',
      'accept-language': 'en', // some failures are told apart by their message alone
      'content-type': 'application/json',
      ...(jwt !== undefined && { 'x-token': jwt }),
    };
    const init = { method: 'POST', headers, body: JSON.stringify(parameters) };
    return receive({ fetch, url: base + action, init, deadline }, read);
  };

  /** @param {FetchResponse} response @param {Deadline} deadline */
  const readJson = async ({ body }, { race }) =>
    parse(await readBytes(body, LIMITS.response_bytes, 'api_response_too_large', race));

  return Object.freeze({
    /** @param {ApiCall} call @returns {Promise<ApiAnswer>} */
    async ask(call) {
      const answer = await post(call, (response) => readJson(response, call.deadline));
      const { at, status, body } = answer;
      if (status !== 200) return { at, status, failure: body ?? {} };
      if (!isJson(answer) || typeof body !== 'object' || body === null) throw refuse(answer);
      return { at, status, data: body.data };
    },

    /**
     * Hands a good answer on as it comes.
     *
     * @template T
     * @param {ApiCall} call
     * @param {import('../../bindings/groups.js').Reader<T>} reader
     * @returns {Promise<T>}
     * @throws {TailchatLoginError} with `upstreamStatus` where the answer is no good one
     */
    async read(call, reader) {
      const answer = await post(call, async (response) => {
        if (!isGood(response)) return { failure: await readJson(response, call.deadline) };
        await readPieces(response.body, reader.feed, call.deadline.race);
        return { value: reader.end() };
      });
      if (answer.body.value === undefined) throw refuse(answer, answer.body.failure);
      return answer.body.value;
    },
  });
}

/** @typedef {ReturnType<typeof createApi>} Api */

/**
 * An answer that is not what Tailchat's API says when all is well.
 *
 * @param {{ at: string, status: number }} answer
 * @param {{ type?: unknown }} [failure]
 */
export function refuse({ at, status }, failure) {
  const type = String(failure?.type);
  const oauthError = TYPES.has(type) ? type : undefined;
  return locate(new TailchatLoginError('api_response_invalid'), { at, upstreamStatus: status, oauthError });
}

/** @param {FetchResponse} response */
const isGood = ({ status, headers }) =>
  status === 200 && isJson({ content_type: headers.get('content-type') ?? '' });

/** @param {{ content_type: string }} answer */
const isJson = ({ content_type }) => /^application\/json(?![\w.+-])/i.test(content_type);

/** @param {Uint8Array} bytes @returns {any} */
function parse(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
