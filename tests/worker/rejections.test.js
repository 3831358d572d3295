// The promises of the site's own functions may reject. The worker handles them, because an unhandled rejection would
// end a Node process.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { createVisitor, startWorld } from '../support/kit.js';

/** @type {import('../support/kit.js').World} */
let world;
/** @type {unknown[]} */
const unhandled = [];
const note = (/** @type {unknown} */ reason) => unhandled.push(reason);
before(async () => {
  world = await startWorld();
  process.on('unhandledRejection', note);
});
after(() => {
  process.off('unhandledRejection', note);
  return world.close();
});

const reject = async () => {
  throw new Error('of the site');
};

for (const name of ['log', 'agentName', 'onEvent']) {
  test(`a ${name} that rejects costs no login, and its rejection is handled`, async () => {
    const store = createMemoryStore();
    const visitor = createVisitor(world.makeLogin({ store, [name]: reject }));
    await visitor.get('/auth/callback?state=none'); // has a line in the log
    assert.equal((await visitor.enter()).status, 302);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(unhandled.splice(0), []);
  });
}
