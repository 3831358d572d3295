/**
 * The app that the mock knows by default. It is the same everywhere, so that a project can name it in its
 * configuration: neither of the two is a secret.
 */
export const MOCK_APP = Object.freeze({
  port: 11001,
  clientId: 'tc_6d6f636b6d6f636b6d6f636b',
  clientSecret: 'the-secret-of-the-mock-is-public',
});

/** @param {number} port */
export const mockUrl = (port) => `http://127.0.0.1:${port}`;
