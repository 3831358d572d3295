// workerd, by the code that the tests start it with. That finds its packages in its own folder, which is not installed
// for a bench; those of this folder are the same.
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
