/**
 * The part of a login that the gate uses, which makes no Response. The key is the login itself: a wrapper around it may have
 * a stricter `require`, so it has no entry here.
 *
 * @typedef {object} Inside
 * @property {import('../../types/worker.js').LoginSite} site
 * @property {(request: Request) => Promise<{ user?: import('../../types/worker.js').SessionUser, lines: ReadonlyArray<string> }>} read
 *   the user, and the Set-Cookie lines that renew the session
 * @property {(request: Request, reading: Promise<any>) => Promise<any>} require answers as `require` of the login does, by
 *   what `read` has promised
 *
 * @typedef {(request: any, env: unknown) => Promise<Inside>} Enter
 */

/** @type {WeakMap<object, Enter>} */
export const insides = new WeakMap();
