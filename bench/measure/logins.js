// Walks through logins as a browser does, up to the callback's request.
import assert from 'node:assert/strict';
import { answerAuthorization, BASE_URL, RETURN_TO, USER as ALICE } from '../fixture.js';

/** @type {Record<string, string>} */
const USER = ALICE;

/** The Cookie header that a browser sends after an answer. @param {Response} response */
export const cookiesOf = (response) =>
  response.headers
    .getSetCookie()
    .filter((line) => !/; *max-age=0/i.test(line))
    .map((line) => line.split(';', 1)[0])
    .join('; ');

/** A turn of whole logins is this many times as long as a turn of one step, because more code has to become warm. */
export const LONGER = 5;

/**
 * @typedef {object} Worker
 * @property {(request: Request) => Promise<Response>} login
 * @property {(request: Request) => Promise<Response>} callback
 * @property {(request: Request) => Promise<any>} [user] absent if the contender has no session
 */

/**
 * @param {Worker} worker
 * @param {{ prepare(code: string, nonce: string | undefined): void }} stub
 * @param {string} issuer
 */
export function createLogins(worker, stub, issuer) {
  /** The callback of one login. @returns {Promise<Request>} */
  async function begin() {
    const query = new URLSearchParams({ return_to: RETURN_TO });
    const started = await worker.login(new Request(`${BASE_URL}/auth/login?${query}`));
    const location = started.headers.get('location') ?? (await started.json()).url; // a script's login answers JSON
    const url = answerAuthorization(location, stub, issuer);
    return new Request(url, { headers: { cookie: cookiesOf(started) } });
  }

  /** A later request of a user who is logged in. It has only the session cookie, the first that the callback set. @returns {Promise<Request>} */
  async function enter() {
    const [cookie] = cookiesOf(await worker.callback(await begin())).split('; ');
    return new Request(`${BASE_URL}/account`, { headers: { cookie } });
  }

  return {
    begin,
    enter,
    /** @param {number} n @param {() => Promise<Request>} make */
    async many(n, make) {
      const requests = [];
      for (let i = 0; i < n; i += 1) requests.push(await make());
      return requests;
    },
    /** Checks that the contender logs in the right user. Otherwise its figures would mean nothing. */
    async assertWorks() {
      const done = await worker.callback(await begin());
      if (worker.user === undefined) return assert.equal(await done.text(), USER.sub);
      assert.equal(done.status, 302, await done.text());
      const cookie = cookiesOf(done);
      const user = await worker.user(new Request(BASE_URL, { headers: { cookie } }));
      assert.equal(user.nickname, USER.nickname);
      for (const [name, value] of Object.entries(user))
        if (name in USER) assert.equal(value, USER[name], name);
    },
  };
}
