// Shows all states of the button on one sheet, in both themes and languages. Each base path is a worker that always gives
// the same answer.
import 'tailchat-login/button';

const STATES = ['loading', 'out', 'in', 'error'];
const SCHEMES = ['light', 'dark'];
const LANGUAGES = ['en', 'zh-CN'];

// The policy of this page allows neither style elements nor style attributes.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  body { display: grid; grid-template-columns: 1fr 1fr; margin: 0; font: 16px/1.5 system-ui, sans-serif }
  section { padding: 24px; background: Canvas; color: CanvasText }
  .light { color-scheme: light }
  .dark { color-scheme: dark }
  p { display: flex; align-items: center; gap: 16px; margin: 12px 0 }
  .w200 { inline-size: 200px }
  .w160 { inline-size: 160px }
  p::before { content: attr(title); inline-size: 5em; opacity: .7 }
`);
document.adoptedStyleSheets = [sheet];

for (const scheme of SCHEMES)
  for (const language of LANGUAGES) {
    const section = document.body.appendChild(document.createElement('section'));
    section.className = scheme;
    section.lang = language;
    for (const state of STATES) section.append(makeLine(state, state));
  }
document.body.lastElementChild?.append(makeLine('focus', 'out'));

for (const [title, state, attributes] of /** @type {[string, string, Record<string, string>][]} */ ([
  ['outline', 'out', { variant: 'outline' }],
  ['small', 'out', { size: 'small' }],
  ['large', 'in', { size: 'large' }],
  ['menu', 'in', { menu: '' }],
  ['icon', 'out', { variant: 'icon' }],
  ['icon', 'in', { variant: 'icon' }],
  ['icon', 'error', { variant: 'icon' }],
  ['200px', 'out', { class: 'w200' }],
  ['200px', 'in', { class: 'w200' }],
  ['200px', 'error', { class: 'w200' }],
  ['160px', 'out', { class: 'w160' }],
  ['160px', 'in', { class: 'w160' }],
  ['160px', 'error', { class: 'w160' }],
]))
  for (const section of document.querySelectorAll('section')) {
    const line = section.appendChild(makeLine(title, state));
    const [element] = /** @type {any} */ (line.children);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.dataset.varied = '';
  }

/** @param {string} title @param {string} state */
function makeLine(title, state) {
  const line = document.createElement('p');
  line.title = title;
  line.appendChild(document.createElement('tailchat-login')).setAttribute('base-path', `/${state}`);
  return line;
}

/** @param {any} element */
function describe(element) {
  const box = element.shadowRoot.querySelector('.box');
  const [language, scheme] = [box.lang, element.closest('section').className];
  const { width, height } = box.getBoundingClientRect();
  return { language, scheme, state: element.state, text: box.innerText, width, height };
}

/** Writes the report when all workers that answer have answered, and all avatars have loaded. */
function report() {
  const all = /** @type {any[]} */ ([...document.querySelectorAll('tailchat-login')]);
  const images = all.map(({ shadowRoot }) => shadowRoot.querySelector('img'));
  const ready = all.every((element) => element.state === element.basePath.slice(1));
  if (!ready || images.some((image) => image.src && image.hidden)) return requestAnimationFrame(report);
  // Stops the animations, and shows what would appear later.
  for (const { shadowRoot } of all)
    for (const animation of shadowRoot.querySelector('.spinner').getAnimations()) animation.cancel();
  document.querySelector('[title=focus] tailchat-login').focus({ focusVisible: true });
  const line = document.body.appendChild(document.createElement('output'));
  line.hidden = true;
  line.id = 'report';
  line.textContent = JSON.stringify({
    elements: all.filter(({ dataset }) => dataset.varied === undefined).map(describe),
    violations,
  });
}

/** @type {string[]} */
const violations = [];
addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective));
report();
