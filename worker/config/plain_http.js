const WARNING =
  'tailchat-login: allowHttp is private: where an address is plain http, anybody in that network can read ' +
  'passwords, codes, tokens and cookies, and can change every page; see SECURITY.md, Plain http in a LAN';

/** The logs that were warned. A server may create one client for each environment or host. @type {WeakSet<Function>} */
const warned = new WeakSet();

/**
 * Warns once for each log.
 *
 * @param {(line: string) => void} [log]
 */
export function warnOfPlainHttp(log = console.warn) {
  if (warned.has(log)) return;
  warned.add(log);
  try {
    log(WARNING);
  } catch {
    // A log that throws must not stop the start.
  }
}
