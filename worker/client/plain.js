/**
 * https, a host of two or more labels, perhaps a port of four digits, perhaps a path of words. The core takes many more
 * addresses, and each of these as it is.
 */
const PLAIN_ADDRESS = /^https:\/\/(?:[a-z\d]+(?:-[a-z\d]+)*\.)+[a-z]{2,20}(?::[1-9]\d{3})?(?:\/[\w-]+)*$/;
const MOST_CHARACTERS = 250;

/** @param {string | undefined} text */
const isPlainAddress = (text = '') => text.length <= MOST_CHARACTERS && PLAIN_ADDRESS.test(text);

/**
 * Whether the core's `configure` has nothing to refuse of a client. That it has something is for the core alone to say.
 *
 * @param {import('../../bindings/authorization.js').Client} client
 */
export function isPlainClient({ api_url, client_id, redirect_uri, scope, issuer = api_url }) {
  return (
    [api_url, redirect_uri, issuer].every(isPlainAddress) &&
    /^[\w-]{1,255}$/.test(client_id) &&
    scope === undefined
  );
}
