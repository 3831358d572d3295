// A reporter for node:test. It prints a line for each test as soon as the test fails. It leaves out suites, which only
// repeat the failures of their tests, and tests that were cancelled with their parent.
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
