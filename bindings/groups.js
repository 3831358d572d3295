import { TailchatLoginError } from './errors/groups.js';
import { instantiate, remedyOf } from './program.js';
import * as slots from './slots.js';
import { ERRORS } from './vocabulary.js';

const SLOT_WORDS = 2; // address and size, 32 bits each

/** The largest piece that is passed to an instance in one call. */
const PIECE_BYTES = 65536;

const NOTHING = new Uint8Array();

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** ERRORS has the codes in the order of their numbers. */
const CODES = /** @type {import('./vocabulary.js').ErrorCode[]} */ (Object.keys(ERRORS));

/**
 * @typedef {import('./instance.js').Exports} Exports
 * @typedef {import('./instance.js').Operation} Operation
 */

/**
 * The groups of an answer. Every id is a text of 24 digits.
 *
 * @typedef {object} GroupsRead
 * @property {ReadonlyArray<GroupRead>} groups
 * @property {Uint8Array} members 24 bytes each: the user's id, the index of the first role, the number of roles,
 *   and the end of a mute (seconds)
 * @property {Uint8Array} role_numbers 2 bytes each: indexes into the roles of the group
 * @property {ReadonlyArray<string>} foreign ids of the groups that were not kept
 * @property {number} left_out the number of those that were too large or too many to keep
 *
 * @typedef {object} GroupRead
 * @property {string} id
 * @property {string} name empty if it is too long
 * @property {string} owner empty if there is none
 * @property {number} first_member
 * @property {number} member_count they are contiguous and sorted by id
 * @property {ReadonlyArray<{ id: string, name: string }>} roles
 */

/**
 * Reads an answer while it arrives: call `feed` for each piece, then `end`. Each answer has its own instance, which is
 * dropped with it. No data of one answer remains for the next, and the memory of a large answer is freed.
 *
 * @template T
 * @typedef {object} Reader
 * @property {(bytes: Uint8Array) => void} feed
 * @property {() => T} end
 * @property {() => string | undefined} suspect the group that may be the reason if the answer does not end
 */

/**
 * The readers. The first use gets the program from `compile`.
 *
 * @param {() => import('./program.js').Program} compile
 * @param {import('./program.js').Condition} [condition] the package condition that selected the program
 * @param {() => Promise<void>} [ready]
 */
export function bindGroups(compile, condition = 'default', ready = async () => {}) {
  /** @type {import('./program.js').Program | undefined} */
  let program;

  function open() {
    let exports;
    try {
      exports = instantiate((program ??= compile()));
    } catch (cause) {
      throw new TailchatLoginError('wasm_unavailable', { cause, message: remedyOf(condition) });
    }
    return createCalls(exports);
  }

  return Object.freeze({
    /** Resolves once the readers can be used. */
    ready,

    /**
     * @param {ReadonlyArray<string>} named ids of groups
     * @param {boolean} keepOthers
     * @returns {Reader<GroupsRead>}
     */
    readGroups(named, keepOthers) {
      const { call, feed, suspect } = open();
      call(slots.groups_begin, encoder.encode(named.join('')), keepOthers ? 1 : 0);
      return {
        feed: (bytes) => feed(slots.groups_feed, bytes),
        end() {
          return readResults(call(slots.groups_end));
        },
        suspect,
      };
    },

    /**
     * @param {ReadonlyArray<string>} asked ids of users
     * @returns {Reader<string>} one character for each: `a` active, `b` banned, `d` deleted
     */
    readUsers(asked) {
      const { call, feed } = open();
      call(slots.users_begin, encoder.encode(asked.join('')));
      return {
        feed: (bytes) => feed(slots.users_feed, bytes),
        end: () => textOf(call(slots.users_end).verdicts) ?? '',
        suspect: () => undefined,
      };
    },
  });
}

/** @typedef {ReturnType<typeof bindGroups>} GroupsCore */

/** @param {Uint8Array} bytes */
const textOf = (bytes) => (bytes.length === 0 ? undefined : decoder.decode(bytes));

/**
 * @param {Record<'directory' | 'members' | 'role_numbers', Uint8Array>} results
 * @returns {GroupsRead}
 */
export function readResults({ directory, members, role_numbers }) {
  const [groups, foreign, left_out] = JSON.parse(decoder.decode(directory));
  const named = (/** @type {[string, string]} */ [id, name]) => ({ id, name });
  return {
    groups: groups.map((/** @type {any} */ [id, name, owner, first_member, member_count, roles]) => ({
      id,
      name,
      owner,
      first_member,
      member_count,
      roles: roles.map(named),
    })),
    members,
    role_numbers,
    foreign,
    left_out,
  };
}

/**
 * The calls into one instance. After a call that trapped or failed, the instance is not called again.
 *
 * @param {Exports} exports
 */
function createCalls(exports) {
  const frame = exports.frame() / Uint32Array.BYTES_PER_ELEMENT;
  const buffer = exports.allocate(PIECE_BYTES);

  /** When the memory grows, it gets a new buffer. */
  const words = () => new Uint32Array(exports.memory.buffer);

  /** @param {number} index @returns {Uint8Array} a copy; empty if there is none */
  function resultAt(index) {
    const slot = frame + SLOT_WORDS * (slots.ARGUMENT_SLOTS + index);
    const [address, size] = words().subarray(slot, slot + SLOT_WORDS);
    return new Uint8Array(exports.memory.buffer, address, size).slice();
  }

  /** Set when a call has failed, with the group that it named. @type {{ group?: string } | undefined} */
  let failure;

  /**
   * @template {Operation} O
   * @param {O} operation
   * @param {Uint8Array} [bytes] the only argument, at most PIECE_BYTES
   * @param {number} [number]
   * @returns {Record<O['results'][number], Uint8Array>}
   */
  function call(operation, bytes = NOTHING, number = 0) {
    if (failure !== undefined) throw new TailchatLoginError('internal_error');
    failure = {};
    let code;
    try {
      new Uint8Array(exports.memory.buffer, buffer, PIECE_BYTES).set(bytes);
      words().set([buffer, bytes.length], frame);
      code = exports[operation.name](number);
    } catch (cause) {
      throw new TailchatLoginError('internal_error', { cause });
    }
    if (code !== 0) {
      failure.group = textOf(resultAt(slots.failure.results.indexOf('received')));
      throw new TailchatLoginError(CODES[code - 1] ?? 'internal_error');
    }
    failure = undefined;
    return /** @type {any} */ (
      Object.fromEntries(operation.results.map((name, index) => [name, resultAt(index)]))
    );
  }

  return {
    call,

    /** @param {Operation} operation @param {Uint8Array} bytes */
    feed(operation, bytes) {
      for (let at = 0; at < bytes.length; at += PIECE_BYTES)
        call(operation, bytes.subarray(at, at + PIECE_BYTES));
    },

    suspect: () => (failure === undefined ? textOf(call(slots.groups_suspect).group) : failure.group),
  };
}
