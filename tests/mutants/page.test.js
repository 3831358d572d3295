// The order of a page's steps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEntry, openPage } from '../web/page.js';

test('a login whose transaction cannot be kept does not start', async () => {
  const { start } = await loadEntry();
  const page = openPage('https://app.example/');
  Object.assign(globalThis, { sessionStorage: undefined });
  const options = {
    apiUrl: 'https://chat.example',
    clientId: 'tc_1',
    redirectUri: 'https://app.example/done',
  };
  await assert.rejects(start(options), { code: 'storage_unavailable' });
  assert.deepEqual(page.visited, []);
});
