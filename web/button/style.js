/**
 * The stylesheet of the element, constructed: a CSP without style-src allows it. Text takes colour and font from the page.
 * Lines are mixed from that colour, so that light and dark follow the page. The box has the same size in all states. A
 * rule of the page for `tailchat-login` overrides `:host`.
 */
const CSS = `
:host {
  display:inline-block; position:relative; container-type:inline-size; contain-intrinsic-inline-size:18em;
  inline-size:18em; max-inline-size:100%; block-size:3em; vertical-align:middle; line-height:1.25;
  --_accent:var(--tailchat-login-accent, #3f5bd9); --_on:var(--tailchat-login-on-accent, #fff);
  --_line:color-mix(in srgb, currentcolor 35%, transparent); --_radius:var(--tailchat-login-radius, .75em);
}
:host([size=small]) { font-size:.85em }
:host([size=large]) { font-size:1.2em }
:host([variant=icon]) { inline-size:3em }
:host([hidden]), [hidden] { display:none !important }
* { box-sizing:border-box }
.box, button, .name { display:flex; align-items:center; gap:.6em }
.box { inline-size:100%; block-size:100% }
.loading { justify-content:center; border:1px solid var(--_line); border-radius:var(--_radius) }
.avatar {
  position:relative; display:grid; flex:none; place-items:center; inline-size:2.25em; block-size:2.25em;
  overflow:hidden; border:1px solid transparent; border-radius:50%; background:var(--_accent); color:var(--_on);
  font-weight:600;
}
.error .avatar { background:#a33; color:#fff }
.avatar img { position:absolute; inset:0; inline-size:100%; block-size:100%; object-fit:cover }
.name { flex:1; gap:0; min-inline-size:0; white-space:nowrap }
.error .name { white-space:normal }
bdi, .label { overflow:hidden; text-overflow:ellipsis }
.number { flex:none; opacity:.75 }
button {
  flex:none; justify-content:center; max-inline-size:100%; block-size:100%; margin:0; padding:0 .8em;
  overflow:hidden; border:1px solid var(--_line); border-radius:var(--_radius); background:0; color:inherit;
  font:inherit; font-weight:600; white-space:nowrap; cursor:pointer;
}
button:hover { border-color:currentcolor }
button:focus-visible { outline:3px solid var(--_accent); outline-offset:2px }
.in button, .error button { font-size:.9em }
.out button { flex:1; border-color:transparent; background:var(--_accent); color:var(--_on) }
.out button:hover { filter:brightness(1.1) }
:host([variant=outline]) .out button { border-color:var(--_line); background:0; color:inherit }
:host([variant=icon]) button { flex:1 }
:host([variant=icon]) button, [aria-haspopup] { padding:0 .3em }
[aria-disabled=true] { cursor:progress }
[aria-disabled=true] .label { opacity:.75 }
svg { flex:none; inline-size:1.25em; block-size:1.25em; fill:currentcolor; stroke:currentcolor; stroke-width:3; stroke-linejoin:round }
.menu { inline-size:11em; margin:.3em 0; border:1px solid; border-radius:var(--_radius) }
.menu .name { padding:.3em .7em .6em; opacity:.75 }
.menu button { inline-size:100%; block-size:2.5em; border:0 }
.menu button:hover { background:var(--_line) }
.unseen, [aria-haspopup] .label, :host([variant=icon]) .label, :host([variant=icon]) .box > .name {
  position:absolute; inset:0 auto auto 0; inline-size:1px; block-size:1px; clip-path:inset(50%); white-space:nowrap;
}
.spinner {
  inline-size:1.25em; block-size:1.25em; border:2px solid var(--_line); border-block-start-color:currentcolor;
  border-radius:50%; animation:turn .9s linear infinite, appear .2s .5s backwards;
}
@keyframes turn { to { rotate:1turn } }
@keyframes appear { from { opacity:0 } }
@container (inline-size < 14.5em) { .error .name, .box > .name .number { display:none } }
@media (prefers-reduced-motion:reduce) { .spinner { animation:none } }
@media (forced-colors:active) {
  .spinner { border-color:GrayText; border-block-start-color:Highlight }
  button:focus-visible { outline-color:Highlight }
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
