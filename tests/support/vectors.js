// Runs the core's operations with the members of tests/vectors/*.json on any core, and compares the results with those that
// a vector expects.

/** @param {string} hex */
const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));

/** @param {Uint8Array} bytes */
const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @param {string} text */
const base64url = (text) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** RFC 7386. @param {any} target @param {any} patch @returns {any} */
function mergePatch(target, patch) {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const isObject = target !== null && typeof target === 'object' && !Array.isArray(target);
  const merged = new Map(isObject ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

/** @param {any} parts */
const compactJws = ({ header, claims, signature = 'c2ln' }) =>
  `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(claims))}.${signature}`;

/** @param {any} input */
function bodyOf(input) {
  if (input.body_hex !== undefined) return fromHex(input.body_hex);
  if (input.body_text !== undefined) return new TextEncoder().encode(input.body_text);
  const body = { ...input.body_json };
  if (typeof body.id_token === 'object') body.id_token = compactJws(body.id_token);
  return new TextEncoder().encode(JSON.stringify(body));
}

/** @type {Record<string, (core: any, input: any) => any>} */
const operations = {
  configure(core, input) {
    const client = core.configure(input);
    return { ...client, authorization_endpoint: client.authorization_base.split('?')[0] };
  },
  begin(core, { random_hex, ...input }) {
    const random = fromHex(random_hex);
    const { url, transaction } = core.begin(core.configure(input), { ...input, random, now: 1 });
    return { ...transaction, url };
  },
  return_to: (core, input) => ({ return_to: core.returnTo(input.return_to) }),
  callback: (core, input) => core.callback(input),
  token: (core, input) => core.token({ ...input, body: bodyOf(input) }),
  userinfo: (core, input) => core.userinfo({ ...input, body: bodyOf(input) }),
  groups: (core, input) =>
    inAnyPieces(bodyOf(input), () => core.readGroups(input.named, input.keep_others), describeGroups),
  request_path: (core, input) => ({ path: core.requestPath(input.path) }),
  users: (core, input) =>
    inAnyPieces(
      bodyOf(input),
      () => core.readUsers(input.asked),
      (verdicts) => ({ verdicts }),
    ),
};

/**
 * Checks that an answer has the same result, however it is cut into pieces, and returns the result.
 *
 * @param {Uint8Array} body @param {() => any} open @param {(read: any) => any} describe
 */
function inAnyPieces(body, open, describe) {
  const [whole, ...others] = [body.length + 1, 1, 7].map((size) => {
    try {
      const reader = open();
      for (let at = 0; at < body.length; at += size) reader.feed(body.subarray(at, at + size));
      return describe(reader.end());
    } catch (error) {
      return { error: /** @type {any} */ (error).code };
    }
  });
  // No assert: workerd runs this too.
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(whole)))
    throw new Error('other pieces are read otherwise');
  return whole;
}

/** @param {import('../../bindings/groups.js').GroupsRead} read */
function describeGroups({ groups, members, role_numbers, foreign, left_out }) {
  const rows = new DataView(members.buffer);
  const numbers = new DataView(role_numbers.buffer);
  const member = (/** @type {any} */ group, /** @type {number} */ row) => {
    const first = rows.getUint32(row * 24 + 12, true);
    const roles = Array.from(
      { length: rows.getUint32(row * 24 + 16, true) },
      (_, i) => group.roles[numbers.getUint16((first + i) * 2, true)].id,
    );
    return [toHex(members.subarray(row * 24, row * 24 + 12)), roles, rows.getUint32(row * 24 + 20, true)];
  };
  return {
    groups: groups.map((group) => ({
      id: group.id,
      name: JSON.stringify(group.name).slice(1, -1),
      owner: group.owner || null,
      roles: group.roles.map(({ id, name }) => [id, JSON.stringify(name).slice(1, -1)]),
      members: Array.from({ length: group.member_count }, (_, i) => member(group, group.first_member + i)),
    })),
    foreign,
    left_out,
  };
}

/** The result of a vector's operation: its members, or its error. @param {any} core @param {any} file @param {any} vector */
export function run(core, file, vector) {
  try {
    return operations[file.operation](core, mergePatch(file.base, vector.input));
  } catch (error) {
    const { code, received } = /** @type {any} */ (error);
    if (code === undefined) throw error;
    return { error: code, ...(received && { received }) };
  }
}

/** The members of an outcome that the vector names; null means absent. @param {any} outcome @param {any} expected */
export function relevant(outcome, expected) {
  const entries = Object.keys(expected).map((name) => [
    name,
    Object.hasOwn(outcome, name) ? outcome[name] : null,
  ]);
  const error = 'error' in expected || outcome.error === undefined ? [] : [['error', outcome.error]];
  return Object.fromEntries([...entries, ...error]);
}
