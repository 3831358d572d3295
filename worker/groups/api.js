import { TailchatLoginError } from '../../bindings/errors/groups.js';
import * as LIMITS from '../../bindings/limits.js';
import { locate } from '../client/details.js';
import { receive } from '../client/upstream.js';
import { readBytes, readPieces } from '../lib/read_bytes.js';

/**
 * @typedef {import('../lib/deadline.js').Deadline} Deadline
 * @typedef {import('../../types/fetch.js').FetchResponse} FetchResponse
 *
 * @typedef {object} ApiCall
 * @property {string} action the end of the path: `group/getUserGroups`
 * @property {object} parameters sent in the body, because logs contain queries
 * @property {string} [jwt]
 * @property {Deadline} deadline
 *
 * @typedef {object} ApiAnswer
 * @property {string} at
 * @property {number} status
 * @property {any} [data] if the answer is a success
 * @property {Record<string, unknown>} [failure] Tailchat's description of the failure, otherwise
 */

/** Tailchat's names for failures. Its messages are written for people, and some exist only in Chinese. */
const TYPES = new Set(
  'NO_TOKEN INVALID_TOKEN SERVICE_NOT_FOUND SERVICE_NOT_AVAILABLE REQUEST_TIMEOUT VALIDATION_ERROR'.split(
    ' ',
  ),
);

/**
 * Tailchat's API as a bot uses it. It accepts every HTTP method. These calls use POST, because they may carry a token.
 *
 * @param {{ apiUrl: string, internalUrl?: string, fetch?: import('../../types/fetch.js').Fetch }} config
 */
export function createApi({ apiUrl, internalUrl, fetch: given }) {
  const base = `${(internalUrl ?? apiUrl).replace(/\/$/, '')}/api/`;
  // Each call looks up the platform's fetch, because tests and runtimes replace it after this file is loaded.
  /** @type {import('../../types/fetch.js').Fetch} */
  const fetch = (...args) => (given ?? globalThis.fetch)(...args);

  /**
   * @template T
   * @param {ApiCall} call
   * @param {(response: FetchResponse) => Promise<T>} read
   */
  const post = ({ action, parameters, jwt, deadline }, read) => {
    const headers = {
      accept: 'application/json',
      'accept-language': 'en', // some failures differ only in their message
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
     * Passes a successful answer to the reader while it arrives.
     *
     * @template T
     * @param {ApiCall} call
     * @param {import('../../bindings/groups.js').Reader<T>} reader
     * @returns {Promise<T>}
     * @throws {TailchatLoginError} with `upstreamStatus` if the answer is not a success
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
 * The error for an answer that is not a success.
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
