// Runs the session stores on the real services.
import { join } from 'node:path';
import { runNodeTests } from '../node_tests.js';

/**
 * @param {string} name
 * @param {Omit<import('../everywhere.js').Row, 'name' | 'kind' | 'run'>} row
 * @param {string[]} files
 * @param {string} from the package whose version is shown
 * @returns {import('../everywhere.js').Row}
 */
const makeRow = (name, row, files, from) => ({
  ...row,
  name,
  kind: 'store',
  async run(context) {
    const outcome = await runNodeTests(
      context,
      files.map((file) => join(context.folder, 'store', file)),
    );
    return { ...outcome, version: await context.versionOf(from) };
  },
});

export const rows = [
  makeRow('store-redis', { title: 'Redis', packages: ['redis'] }, ['redis.cases.js'], '@redis/client'),
  makeRow('store-objects', { title: 'Cloudflare Durable Objects' }, ['objects.cases.js'], 'miniflare'),
  makeRow(
    'store-isolates',
    { title: 'two isolates over Durable Objects' },
    ['isolates.cases.js'],
    'miniflare',
  ),
  makeRow('store-kv', { title: 'Cloudflare KV' }, ['kv.cases.js'], 'miniflare'),
];
