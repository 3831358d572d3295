/**
 * The menu behind the avatar, as the ARIA menu button pattern says: the user's name, and one item. A popover closes by
 * itself, by Escape and by a press elsewhere. Browsers without popovers (before 2024) get no menu.
 */
import { make } from './make.js';

/**
 * @param {HTMLElement} box
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} name the user's name, which moves into the menu while there is one
 * @param {() => void} onChoose
 */
export function createMenu(box, button, name, onChoose) {
  const item = make('button', 'item');
  const menu = make('div', 'menu', item);
  let isOn = false;

  menu.popover = 'auto';
  menu.part = 'menu';
  menu.role = 'menu';
  item.role = 'menuitem';
  item.tabIndex = -1;
  item.autofocus = true;
  item.onclick = () => {
    menu.hidePopover();
    onChoose();
  };
  menu.onbeforetoggle = ({ newState }) => {
    // In a shadow tree Chromium does not return the focus.
    if (newState === 'closed' && item.matches(':focus')) button.focus();
    const { left, bottom } = box.getBoundingClientRect();
    menu.style.inset = `${bottom}px auto auto min(${left}px, 100vw - 12em)`;
  };
  box.onkeydown = (event) => {
    const { key, target } = event;
    if (!isOn) return;
    if (key === 'Tab') menu.hidePopover();
    if (!/^(?:Arrow|Home|End)/.test(key)) return;
    event.preventDefault();
    if (target === button) button.click();
  };

  /** @param {boolean} wanted @param {string} whole @param {string} action @returns {boolean} whether there is one */
  return (wanted, whole, action) => {
    isOn = wanted && !!menu.hidePopover;
    button.popoverTargetElement = isOn ? menu : null;
    button.ariaHasPopup = isOn ? 'menu' : null;
    menu.ariaLabel = whole;
    item.textContent = action;
    if (!isOn) menu.remove();
    else if (!menu.parentNode) box.append(menu);
    if (isOn) menu.prepend(name);
    return isOn;
  };
}
