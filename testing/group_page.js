/**
 * A page of the mock like a group of Tailchat. Every panel with a website is a plain frame, which stays loaded while another
 * panel is shown.
 */
import { CONTROLS } from './controls.js';
import { escape } from './pages.js';

/** @typedef {import('./options.js').Group} Group */

export const GROUP_PAGE = `${CONTROLS}/group`;

const STYLE = `body { display: grid; grid-template-columns: 12rem 1fr; height: 100vh; margin: 0; font: 16px/1.5 system-ui, sans-serif; }
nav { padding: 1rem; overflow: auto; color: #e8eaed; background: #22262c; }
h1 { margin: 0 0 1rem; font-size: 1.1rem; }
a { display: block; padding: .5rem 0; color: inherit; overflow-wrap: anywhere; }
iframe { display: none; width: 100%; height: 100%; border: 0; }
iframe:first-child:not(:has(~ :target)), iframe:target { display: block; }`;

/** @param {{ groups: Group[] }} world */
export const createGroupPage =
  ({ groups }) =>
  (/** @type {unknown} */ _request, /** @type {import('node:http').ServerResponse} */ response) => {
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "frame-ancestors 'none'",
    });
    response.end(render(groups));
  };

/** @param {Group[]} groups */
function render(groups) {
  const all = groups.flatMap(({ name, panels = [] }) =>
    /** @type {any[]} */ (panels)
      .filter(({ meta }) => /^https?:\/\//.test(String(meta?.url)))
      .map((panel) => ({ group: name, name: String(panel.name), url: String(panel.meta.url) })),
  );
  const links = all.map(({ group, name }, at) => `<a href="#p${at}">${escape(`${group}: ${name}`)}</a>`);
  const frames = all.map(({ url }, at) => `<iframe id="p${at}" src="${escape(url)}"></iframe>`);
  return `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Group - Tailchat</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
<nav><h1>Tailchat</h1>${links.join('')}</nav>
<main>${frames.join('')}</main>
</html>
`;
}
