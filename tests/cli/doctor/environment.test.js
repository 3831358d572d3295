// Checks the doctor's findings about variables that serve would refuse.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listFaults } from '../../../cli/doctor/environment.js';
import { KEY } from '../../support/kit.js';

const ENV = {
  TAILCHAT_API_URL: 'https://tailchat.example',
  TAILCHAT_CLIENT_ID: 'tc_0123456789abcdef01234567',
  TAILCHAT_CLIENT_SECRET: 'SECRET-VALUE',
  TAILCHAT_SESSION_KEYS: KEY,
  TAILCHAT_BASE_URL: 'https://app.example/docs',
};

test('a misspelt variable is a fault beside the others, and one of Kubernetes is none', () => {
  assert.deepEqual(listFaults({ ...ENV, TAILCHAT_PORT: 'tcp://10.0.0.1:11000' }), []);
  const faults = listFaults({ ...ENV, TAILCHAT_SESSION_SECOND: '60', TAILCHAT_DEADLINE: '5s' });
  assert.deepEqual(faults, [
    {
      variable: 'TAILCHAT_SESSION_SECOND',
      message: 'TAILCHAT_SESSION_SECOND is not known: is TAILCHAT_SESSION_SECONDS meant?',
    },
    {
      variable: 'TAILCHAT_DEADLINE',
      message: 'TAILCHAT_DEADLINE must be a whole number of milliseconds from 1 to 60000',
    },
  ]);
});

test('all variables that are missing are one fault, beside one that is wrong', () => {
  const faults = listFaults({ TAILCHAT_SESSION_KEYS: KEY, TAILCHAT_DEADLINE: '5s' });
  assert.deepEqual(
    faults.map(({ message }) => message),
    [
      'TAILCHAT_API_URL, TAILCHAT_CLIENT_ID, TAILCHAT_CLIENT_SECRET and TAILCHAT_BASE_URL are missing',
      'TAILCHAT_DEADLINE must be a whole number of milliseconds from 1 to 60000',
    ],
  );
});
