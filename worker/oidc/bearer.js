import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { readRequestBody } from '../http/request_body.js';
import { refuseBearer } from './answers.js';

/** RFC 6750 2.1: the scheme in any case (RFC 9110 11.1), and a b64token. */
const BEARER = /^Bearer(?: +(.*))?$/is;
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

/**
 * The access token of a request, from its header or its form. A token in the query would reach logs and histories, so the
 * request is refused even if it also has a good token.
 *
 * @param {Request} request
 * @param {number} milliseconds for the body
 * @returns {Promise<{ token: string } | { refused: Response }>}
 */
export async function readBearer(request, milliseconds) {
  if (new URL(request.url).searchParams.has('access_token'))
    return { refused: refuseBearer('invalid_request', 'access_token must not be in the query') };
  const credentials = BEARER.exec(request.headers.get('authorization') ?? '');
  const inHeader = credentials === null ? [] : [credentials[1] ?? ''];
  const given = [...inHeader, ...(await readForm(request, milliseconds))];
  if (given.length === 0) return { refused: refuseBearer() };
  if (given.length > 1) return { refused: refuseBearer('invalid_request', 'the access token comes twice') };
  const token = given[0].trimEnd();
  if (token.length > LIMITS.token_bytes || !TOKEN.test(token))
    return { refused: refuseBearer('invalid_token', 'the access token is malformed') };
  return { token };
}

/** RFC 6750 2.2: a form, in a method that has a body. @param {Request} request @param {number} milliseconds */
async function readForm(request, milliseconds) {
  const type = request.headers.get('content-type') ?? '';
  if (request.method !== 'POST' || !/^application\/x-www-form-urlencoded(?:\s*;|\s*$)/i.test(type)) return [];
  const body = await readRequestBody(request, milliseconds);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return new URLSearchParams(text).getAll('access_token');
  } catch (cause) {
    throw new TailchatLoginError('request_invalid', { cause });
  }
}
