// Asks a gate again and again, each time about another path, and sometimes with a forged cookie. Reports by how many bytes
// the heap has grown after the first twentieth of the requests.
import { startWorld } from '../support/kit.js';
import { checkOf, enter, here, makeGate } from '../worker/gate/kit.js';

const checks = Number(process.argv[2]);
const FORGED_EACH = 100;

const world = await startWorld();
const gate = makeGate(world, here({ path: '/open/*', public: true }, { path: '/wiki/*', any: true }));
const cookie = await enter(world);
const [name] = cookie.split('=', 1);

/** @param {number} from @param {number} to */
async function ask(from, to) {
  for (let at = from; at < to; at++) {
    const isForged = at % FORGED_EACH === 0;
    const given = isForged ? `${name}=forged-${at}-${'x'.repeat(1000)}` : cookie;
    const { status } = await gate.fetch(checkOf(`/wiki/${at}?${at}`, { cookie: given }));
    if (status !== (isForged ? 401 : 204)) throw new Error(`check ${at}: ${status}`);
  }
}

function weigh() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const warm = checks / 20;
await ask(0, warm);
const before = weigh();
await ask(warm, checks);
const grown = weigh() - before;
await world.close();
process.send?.({ grown }, () => process.disconnect());
