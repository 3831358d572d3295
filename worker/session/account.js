/**
 * The members that a session may leave out if the whole account is too long for a cookie, and their order. The sub and the
 * site's own claims always stay.
 */
const DISPENSABLE = /** @type {const} */ (['avatar', 'nickname', 'discriminator']);

const encoder = new TextEncoder();

/**
 * @template {object} Account
 * @param {Account} account
 * @param {number} most bytes, as JSON
 * @returns {{ account: Account, left_out: string[] }}
 */
export function fitAccount(account, most) {
  /** @type {string[]} */
  const left_out = [];
  let fitting = account;
  for (const name of DISPENSABLE) {
    if (encoder.encode(JSON.stringify(fitting)).byteLength <= most) break;
    if (!Object.hasOwn(fitting, name)) continue;
    const { [name]: _, ...others } = /** @type {any} */ (fitting);
    fitting = others;
    left_out.push(name);
  }
  return { account: fitting, left_out };
}
