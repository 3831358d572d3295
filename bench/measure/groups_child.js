// Reads a bot's groups once, in its own process, so that the peak of memory belongs to this reading. The pieces of the
// answer are made before, and are not measured.
import { readFileSync } from 'node:fs';
import { bindGroups } from '../../bindings/groups.js';
import { groupsOn } from '../../worker/groups/create.js';

const [way, count] = process.argv.slice(2);
const PIECE_BYTES = 65_536;
const GROUP = '64b1f0c2a5d3e97b4c8f1a10';
const ROLE = '64b1f0c2a5d3e97b4c8f1a11';
const core = bindGroups(
  () => new WebAssembly.Module(readFileSync(new URL('../../dist/groups.wasm', import.meta.url))),
);

/** @param {number} i */
const idOf = (i) => (Math.imul(i + 1, 2654435761) >>> 0).toString(16).padStart(24, '0');

/** @param {number} members */
function* makePieces(members) {
  let text = `{"code":200,"data":[{"_id":"${GROUP}","name":"Guild","owner":"${idOf(0)}","members":[`;
  const encoder = new TextEncoder();
  for (let i = 0; i < members; i += 1) {
    text += `${i === 0 ? '' : ','}{"roles":["${ROLE}"],"userId":"${idOf(i)}"}`;
    if (text.length < PIECE_BYTES) continue;
    yield encoder.encode(text.slice(0, PIECE_BYTES));
    text = text.slice(PIECE_BYTES);
  }
  yield encoder.encode(`${text}],"panels":[],"roles":[{"name":"staff","permissions":[],"_id":"${ROLE}"}]}]}`);
}

/** @param {Iterable<Uint8Array>} pieces */
function readOurs(pieces) {
  const reader = core.readGroups([GROUP], false);
  for (const piece of pieces) reader.feed(piece);
  return reader.end().groups[0].member_count;
}

/** The smallest reader with JSON.parse: it joins the text, and collects the roles of each member. @param {Iterable<Uint8Array>} pieces */
function readParsed(pieces) {
  const text = new TextDecoder().decode(Buffer.concat([...pieces]));
  /** @type {Map<string, string[]>} */
  const members = new Map();
  for (const { userId, roles } of JSON.parse(text).data[0].members) members.set(userId, roles);
  return members.size;
}

/** @param {Iterable<Uint8Array>} pieces */
async function refresh(pieces) {
  const source = pieces[Symbol.iterator]();
  const pull = (/** @type {any} */ controller) => {
    const { done, value } = source.next();
    if (done) controller.close();
    else controller.enqueue(value);
  };
  const headers = { 'content-type': 'application/json' };
  const fetch = async (/** @type {any} */ url) =>
    String(url).endsWith('/login')
      ? new Response(JSON.stringify({ code: 200, data: { jwt: 'a.b.c' } }), { headers })
      : new Response(new ReadableStream({ pull }), { headers });
  const options = { apiUrl: 'https://chat.example', botId: 'tc_1', botSecret: 's', groupIds: [GROUP], fetch };
  return (await groupsOn(core)(/** @type {any} */ (options)).list())[0].memberCount;
}

const WAYS = { ours: readOurs, parsed: readParsed, refresh };
const work = WAYS[/** @type {keyof typeof WAYS} */ (way)];
await work(makePieces(100)); // warms up the code
const pieces = [...makePieces(Number(count))];
globalThis.gc?.();
const before = process.memoryUsage().rss;
const begun = process.cpuUsage();
const read = await work(pieces);
const { user, system } = process.cpuUsage(begun);
if (read !== Number(count)) throw new Error(`${read} members were read`);
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ cpu: (user + system) / 1000, peak: Math.max(0, peak - before) }));
