/**
 * The cookies that an answer of ours sets, and does not clear.
 *
 * @param {{ headers: Headers }} response
 * @returns {{ name: string, value: string, line: string }[]}
 */
export const setsOf = (response) => linesOf(response).filter(({ value }) => value !== '');

/** Every Set-Cookie line of ours in its parts. An empty value clears the cookie. @param {{ headers: Headers }} response */
export const linesOf = ({ headers }) =>
  headers.getSetCookie().map((line) => {
    const [, name, value] = /** @type {RegExpExecArray} */ (/^([^=]+)=([^;]*)/.exec(line));
    return { name, value, line };
  });
