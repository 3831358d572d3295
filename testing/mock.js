/** The app, the group and the accounts of the mock, for `tailchat-login mock` and `tailchat-login/vite`. */
import { createHash } from 'node:crypto';

/** @typedef {import('./options.js').User} User */

/**
 * The default app of the mock. It is the same everywhere, so that a project can name it in its configuration. Neither value
 * is a secret.
 */
export const MOCK_APP = Object.freeze({
  port: 11001,
  clientId: 'tc_6d6f636b6d6f636b6d6f636b',
  clientSecret: 'the-secret-of-the-mock-is-public',
});

/** The group of the mock's accounts. Another user owns it, because an owner has every role. */
export const MOCK_GROUP = Object.freeze({
  id: '6d6f636b67726f7570000001',
  owner: '6d6f636b6f776e6572000001',
  staff: '6d6f636b726f6c6500000001',
});

/** @param {ReadonlyArray<{ _id: string }>} users the first has the role */
export const makeGroup = (users) => ({
  _id: MOCK_GROUP.id,
  name: 'Guild',
  owner: MOCK_GROUP.owner,
  members: [MOCK_GROUP.owner, ...users.map(({ _id }) => _id)].map((userId) => ({
    userId,
    roles: userId === users[0]?._id ? [MOCK_GROUP.staff] : [],
  })),
  roles: [{ _id: MOCK_GROUP.staff, name: 'staff' }],
});

/** @param {number} port */
export const mockUrl = (port) => `http://127.0.0.1:${port}`;

/** The password of every account without its own. */
export const PASSWORD = 'demo-password';

/** @type {ReadonlyArray<Partial<User> & { email: string, nickname: string }>} */
export const SEEDED = Object.freeze([
  { email: 'alice@example.com', nickname: 'Alice', discriminator: '6244' },
  { email: 'bob@example.com', nickname: 'Bob', discriminator: '0007' },
]);

/**
 * Completes an account. A missing id is derived from the email, so that a user has the same id after each start.
 *
 * @param {Partial<User>} user
 */
export const completeUser = (user) =>
  /** @type {User} */ ({
    _id: createHash('sha256').update(String(user.email)).digest('hex').slice(0, 24),
    password: PASSWORD,
    discriminator: '0001',
    ...user,
  });

/**
 * The options of `startTailchat` for the mock.
 *
 * @param {{ port: number, users: User[], app?: { appId?: string, appSecret?: string, redirectUrls?: string[] } }} given
 */
export const mockOptions = ({ port, users, app }) => ({
  port,
  apps: [
    {
      appId: MOCK_APP.clientId,
      appSecret: MOCK_APP.clientSecret,
      appName: 'Mock',
      capability: ['oauth', 'bot'],
      redirectUrls: ['http://localhost/auth/callback'],
      anyLocalhostCallback: true,
      ...app,
    },
  ],
  users,
  groups: [makeGroup(users)],
  controls: true,
  standardDiscovery: true,
});
