// The example that the tests share: an app at Tailchat, two people, the site and its keys.
export const BASE_URL = 'https://app.example';

/** Keys of 32 bytes; the second and third are for a change of keys. */
export const KEYS = [
  'a2V5LW51bWJlci1vbmUtZm9yLXRlc3RzLW9ubHktISE',
  'a2V5LW51bWJlci10d28tZm9yLXRlc3RzLW9ubHktISE',
  'a2V5LW51bWJlci1zaXgtZm9yLXRlc3RzLW9ubHktISE',
];
export const [KEY, SECOND_KEY] = KEYS;

/** The account that a person uses at Tailchat, and that the site then shows. */
export const alice = {
  _id: '64b1f0c2a5d3e97b4c8f1a20',
  email: 'alice@example.com',
  password: 'correct horse',
  nickname: 'Alice <b>&"',
  discriminator: '6244',
};

export const bob = { ...alice, _id: '64b1f0c2a5d3e97b4c8f1a30', email: 'bob@example.com', nickname: 'Bob' };

/** The app as Tailchat stores it. A test adds the addresses that it needs. */
export const APP = {
  appId: 'tc_64b1f0c2a5d3e97b4c8f1a21',
  appSecret: 'secret-of-the-app-0123456789abcd',
  appName: 'Demo',
  capability: ['oauth'],
  redirectUrls: [`${BASE_URL}/auth/callback`, `${BASE_URL}/page`],
};
