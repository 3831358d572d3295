/**
 * The default app of the mock. It is the same everywhere, so that a project can name it in its configuration. Neither value
 * is a secret.
 */
export const MOCK_APP = Object.freeze({
  port: 11001,
  clientId: 'tc_6d6f636b6d6f636b6d6f636b',
  clientSecret: 'the-secret-of-the-mock-is-public',
});

/** The group of the mock's accounts. Its owner is nobody of them, for he would have every role. */
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
