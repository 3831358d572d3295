// Many users share one isolate at the same time. If a request kept something in a global over an await, another
// request would find it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createClient } from 'tailchat-login';
import { createBrowser, logIn } from '../../testing/browser.js';
import { alice, BASE_URL, bob, createVisitor, startWorld } from '../support/kit.js';

const EACH = 8;

describe('users at the same time', () => {
  /** @type {import('../support/kit.js').World} */
  let world;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());

  /**
   * A fetch that holds the answers of an endpoint until `count` requests have come, and then releases them together. Sockets
   * would deliver them one after the other, which would hide a fault that needs simultaneous answers.
   *
   * @param {number} count
   * @returns {typeof fetch}
   */
  function fetchInStep(count) {
    /** @type {Map<string, { answer: Response, give: (answer: Response) => void }[]>} */
    const waiting = new Map();
    return async (input, init) => {
      const { status, headers, body } = await fetch(input, init).then(readWhole);
      const others = waiting.get(String(input)) ?? [];
      waiting.set(String(input), others);
      return new Promise((give) => {
        others.push({ answer: new Response(body, { status, headers }), give });
        if (others.length === count) for (const other of others.splice(0)) other.give(other.answer);
      });
    };
  }

  test('each get their own session, and /me tells each of themselves', async () => {
    const login = world.makeLogin({ fetch: fetchInStep(2 * EACH), deadline: 10_000 });
    const visits = [];
    for (let count = 0; count < EACH; count += 1)
      for (const user of [alice, bob]) {
        const visitor = createVisitor(login);
        const return_to = `/${user.nickname.slice(0, 3)}/${count}`;
        const callback = await visitor.begin(`return_to=${return_to}`, user);
        visits.push({ visitor, user, return_to, callback });
      }

    const responses = await Promise.all(visits.map(({ visitor, callback }) => visitor.send(callback)));
    assert.deepEqual(
      responses.map(({ headers }) => headers.get('location')),
      visits.map(({ return_to }) => return_to),
    );
    const users = await Promise.all(visits.map(({ visitor }) => visitor.me()));
    assert.deepEqual(
      users.map(({ sub }) => sub),
      visits.map(({ user }) => user._id),
    );
    assert.equal(world.countRedeemed(), visits.length);
  });

  test("each step of the client is of its own login, in whatever order the logins' steps come", async () => {
    const { apiUrl, clientId, clientSecret } = world.config;
    const client = createClient({ apiUrl, clientId, clientSecret, redirectUri: `${BASE_URL}/page` });
    const users = [alice, bob];
    const begun = users.map(() => client.begin());
    const checked = [];
    for (const [index, { url, transaction }] of begun.entries())
      checked.push(client.callback(await logIn(createBrowser(), url, users[index]), transaction));
    const tokens = [];
    for (const callback of checked) tokens.push(await client.exchange(callback));
    const told = await Promise.all(tokens.map((each) => client.userinfo(each)));
    assert.deepEqual(
      told.map(({ sub }) => sub),
      users.map(({ _id }) => _id),
    );
  });
});

/** @param {Response} response */
async function readWhole(response) {
  return { status: response.status, headers: response.headers, body: await response.arrayBuffer() };
}
