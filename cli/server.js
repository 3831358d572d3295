import { fail, USAGE_ERROR } from './output.js';

/** @param {string} text @returns {number} */
export function readPort(text) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  return port <= 65535 ? port : fail(USAGE_ERROR, '--port must be a number from 0 to 65535\n');
}

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
    if (error.code === 'EADDRINUSE') return fail(1, `tailchat-login: port ${port} is taken\n`);
    return fail(1, `tailchat-login: cannot start: ${error.code ?? error.message}\n`);
  }
}

/**
 * A terminal sends its signal to npm and to us, and npm sends it on: the second one changes nothing.
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
