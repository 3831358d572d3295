import { ENDED } from '../../bindings/ended.js';

/**
 * Asks for a login immediately, or waits for the button. A message from another window only makes it ask. It also asks once
 * each time the page is shown again, or focused after the button was pressed. The answer replaces the page.
 */
export const PANEL_SCRIPT = `(() => {
const { begin, waits } = document.currentScript.dataset;
let pressed = waits === 'pressed';
const ask = () => location.replace(pressed ? begin + '&asked=pressed' : begin);
if (waits === undefined) return ask();
const button = document.getElementById('login');
let away = pressed && !document.hasFocus();
const leave = () => { away = true; };
const back = () => { if (away && document.visibilityState === 'visible') { away = false; ask(); } };
button.onclick = (event) => {
pressed = true;
const opened = open(button.href, '_blank', 'popup,width=480,height=720');
event.preventDefault();
if (!opened) document.getElementById('blocked').hidden = false;
};
document.getElementById('blocked').onclick = () => { pressed = true; };
onmessage = ({ origin, data }) => { if (origin === location.origin && data === '${ENDED}') ask(); };
onblur = () => { if (pressed) leave(); };
onfocus = () => { if (pressed) back(); };
document.onvisibilitychange = () => document.visibilityState === 'visible' ? back() : leave();
new IntersectionObserver(([{ isIntersecting }]) => isIntersecting ? back() : leave()).observe(document.body);
})();`;

/** Tells only pages of this origin that the login has ended, and nothing else. */
export const END_SCRIPT = `opener?.postMessage('${ENDED}', location.origin);
new BroadcastChannel('${ENDED}').postMessage('${ENDED}');
close();`;

/** SHA-256 of the scripts; a test computes them again. */
export const PANEL_HASH = 'sha256-KpdTh8Luy+M6z3OMk3igcKXj7vpiXAMqq0mJgYMeFj4=';
export const END_HASH = 'sha256-vv8zrdq7cfz9S3KYowvpGFyCNRfZl8T6yZKvuRMI/ME=';
