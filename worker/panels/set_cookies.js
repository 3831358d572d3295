/**
 * The cookies that an answer sets. Cleared cookies are left out.
 *
 * @param {{ headers: Headers }} response
 * @returns {{ name: string, value: string, line: string }[]}
 */
export const readSetCookies = (response) => readSetCookieLines(response).filter(({ value }) => value !== '');

/** The parts of every Set-Cookie line. An empty value clears the cookie. @param {{ headers: Headers }} response */
export const readSetCookieLines = ({ headers }) =>
  headers.getSetCookie().map((line) => {
    const [, name, value] = /** @type {RegExpExecArray} */ (/^([^=]+)=([^;]*)/.exec(line));
    return { name, value, line };
  });
