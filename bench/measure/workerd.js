// Starts workerd with the code of the tests. That code looks for packages in its own folder, where a bench installs none,
// so this file gives it the same packages from this folder.
import { register } from 'node:module';

const hook = `
const ours = ${JSON.stringify(import.meta.url)};
export const resolve = (name, context, next) =>
  next(name, ['esbuild', 'workerd'].includes(name) ? { ...context, parentURL: ours } : context);
`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
const { bundle, NEWEST, serve } = await import('../../tests/runtimes/workerd.js');

export { NEWEST, serve };
export const bundleWorker = () => bundle(new URL('../worker/ours_bundle.js', import.meta.url).href);
