// A reporter for node:test: one line for each test that fails, as soon as it does. A suite only repeats what its
// tests say, and a test that was cancelled with its parent says nothing of its own.
export const FAILED = '\u0001failed ';
export const PASSED = '\u0001passed ';

/** @param {AsyncIterable<{ type: string, data: any }>} events */
export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:fail' && type !== 'test:pass') continue;
    if (data.details?.type === 'suite' || data.name.endsWith('.test.js')) continue;
    if (data.skip !== undefined || data.todo !== undefined) continue;
    yield `\n${type === 'test:fail' ? FAILED : PASSED}${data.name.replaceAll('\n', ' ')}\n`;
  }
}
