/**
 * The stylesheet of the element, constructed: a CSP without style-src allows it. Text takes colour and font from the page.
 * Lines are mixed from that colour, so that light and dark follow the page. The box has the same size in all states. A
 * rule of the page for `tailchat-login` overrides `:host`.
 */
const CSS = `
:host {
  display: inline-block;
  position: relative;
  inline-size: 18em;
  max-inline-size: 100%;
  block-size: 3em;
  vertical-align: middle;
  line-height: 1.25;
  --_accent: var(--tailchat-login-accent, #3f5bd9);
  --_on-accent: var(--tailchat-login-on-accent, #fff);
  --_line: color-mix(in srgb, currentcolor 35%, transparent);
  --_radius: var(--tailchat-login-radius, .75em);
}
:host([hidden]), [hidden] { display: none !important }
* { box-sizing: border-box }
.box { display: flex; align-items: center; gap: .6em; inline-size: 100%; block-size: 100% }
.loading { justify-content: center; border: 1px solid var(--_line); border-radius: var(--_radius) }
.avatar {
  position: relative;
  display: grid;
  flex: none;
  place-items: center;
  inline-size: 2.25em;
  block-size: 2.25em;
  overflow: hidden;
  border: 1px solid transparent;
  border-radius: 50%;
  background: var(--_accent);
  color: var(--_on-accent);
  font-weight: 600;
}
.error .avatar { background: #a33; color: #fff }
.avatar img { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; object-fit: cover }
.name { display: flex; flex: 1; min-inline-size: 0; white-space: nowrap }
.error .name { white-space: normal }
.name bdi { overflow: hidden; text-overflow: ellipsis }
.number { flex: none; opacity: .75 }
button {
  display: flex;
  flex: none;
  align-items: center;
  justify-content: center;
  gap: .6em;
  max-inline-size: 100%;
  block-size: 100%;
  margin: 0;
  padding: 0 .8em;
  overflow: hidden;
  border: 1px solid var(--_line);
  border-radius: var(--_radius);
  background: transparent;
  color: inherit;
  font: inherit;
  font-weight: 600;
  white-space: nowrap;
  cursor: pointer;
}
button:hover { border-color: currentcolor }
button:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px }
.in button, .error button { font-size: .9em }
.out button { flex: 1; border-color: transparent; background: var(--_accent); color: var(--_on-accent) }
.out button:hover { filter: brightness(1.1) }
button[aria-disabled=true] { cursor: progress }
button[aria-disabled=true] .label { opacity: .75 }
svg { flex: none; inline-size: 1.25em; block-size: 1.25em; fill: currentcolor }
.unseen {
  position: absolute;
  inset: 0 auto auto 0;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.spinner {
  inline-size: 1.25em;
  block-size: 1.25em;
  border: 2px solid var(--_line);
  border-block-start-color: currentcolor;
  border-radius: 50%;
  animation: turn .9s linear infinite, appear .2s .5s backwards;
}
@keyframes turn { to { rotate: 1turn } }
@keyframes appear { from { opacity: 0 } }
@media (prefers-reduced-motion: reduce) { .spinner { animation: none } }
@media (forced-colors: active) {
  .spinner { border-color: GrayText; border-block-start-color: Highlight }
  button:focus-visible { outline-color: Highlight }
}
`;

/** @type {CSSStyleSheet | undefined} */
let sheet;

/**
 * One sheet for all elements. Safari before 16.4 and jsdom before 27 construct none: each element has its own there, which a
 * CSP must allow.
 *
 * @param {ShadowRoot} root
 */
export function addStyle(root) {
  try {
    if (!sheet) {
      const made = new CSSStyleSheet();
      made.replaceSync(CSS);
      sheet = made;
    }
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = CSS;
    root.append(style);
  }
}
