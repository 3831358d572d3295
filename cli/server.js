import { fail, USAGE_ERROR } from './output.js';
import { texts } from './texts/index.js';

/** @param {string} text @returns {number} */
export function readPort(text) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  return port <= 65535 ? port : fail(USAGE_ERROR, `${texts.port}\n`);
}

/** The system's codes for a host that it cannot listen on. */
const UNUSABLE = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'EINVAL']);

/**
 * @template T
 * @param {number} port
 * @param {() => Promise<T>} start
 * @returns {Promise<T>}
 */
export async function startOn(port, start) {
  try {
    return await start();
  } catch (cause) {
    const error = /** @type {NodeJS.ErrnoException} */ (cause);
    if (error.code === 'EADDRINUSE') return fail(1, `tailchat-login: ${texts.taken(port)}\n`);
    if (error.code === 'EACCES') return fail(1, `tailchat-login: ${texts.noRights(port)}\n`);
    if (UNUSABLE.has(error.code ?? ''))
      return fail(1, `tailchat-login: ${texts.otherHost(String(error.code))}\n`);
    return fail(1, `tailchat-login: ${texts.cannotStart(error.code ?? error.message)}\n`);
  }
}

/**
 * A terminal sends its signal to npm and to this process, and npm sends it again. The second signal changes nothing.
 *
 * @param {() => Promise<void>} close
 */
export function stopOnSignal(close) {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
