// WebKitGTK's own small browser, which needs a display.
import { readdir } from 'node:fs/promises';
import { Builder, By, error } from 'selenium-webdriver';
import { findPort } from '../ports.js';

const LIBRARIES = '/usr/lib/x86_64-linux-gnu';

/** Debian installs it in a folder named after the version of the library. */
async function findBrowser() {
  const folder = (await readdir(LIBRARIES)).find((name) => name.startsWith('webkit2gtk-4'));
  return `${LIBRARIES}/${folder}/MiniBrowser`;
}

/** Waits until the driver accepts connections. @param {import('selenium-webdriver').Builder} builder */
async function connect(builder) {
  for (;;) {
    try {
      return await builder.build();
    } catch (cause) {
      if (/** @type {Error} */ (cause).message.includes('ECONNREFUSED')) continue;
      throw cause;
    }
  }
}

/** @param {import('../everywhere.js').Context} context @param {object} [capabilities] additional ones */
export async function openDriver({ after, start }, capabilities = {}) {
  const port = await findPort();
  start('xvfb-run', ['-a', 'WebKitWebDriver', '--host=127.0.0.1', `--port=${port}`]);
  const options = { binary: await findBrowser(), args: ['--automation'] };
  const builder = new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .forBrowser('MiniBrowser')
    .withCapabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options, ...capabilities });
  const driver = await connect(builder);
  after(() => driver.quit());
  return driver;
}

/** @param {import('../everywhere.js').Context} context @returns {Promise<import('./cases.js').Browser>} */
export async function openWebKit(context) {
  const driver = await openDriver(context);

  /**
   * Tries again and again, because a navigation may remove the element at any step.
   * @template T
   * @param {string} selector
   * @param {(element: import('selenium-webdriver').WebElement) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async function withElement(selector, work) {
    /** @type {{ value: T } | undefined} */
    let done;
    await driver.wait(async () => {
      try {
        done = { value: await work(await driver.findElement(By.css(selector))) };
      } catch (cause) {
        const gone =
          cause instanceof error.NoSuchElementError || cause instanceof error.StaleElementReferenceError;
        if (!gone) throw cause;
      }
      return done !== undefined;
    }, 30_000);
    return /** @type {{ value: T }} */ (done).value;
  }

  return {
    version: (await driver.getCapabilities()).getBrowserVersion() ?? '',
    open: (url) => driver.get(url),
    address: () => driver.getCurrentUrl(),
    click: (selector) => withElement(selector, (element) => element.click()),
    fill: (selector, text) => withElement(selector, (element) => element.sendKeys(text)),
    read: (selector) =>
      withElement(`${selector}:not(:empty)`, (element) => element.getProperty('textContent')),
    screenshot: async () => Buffer.from(await driver.takeScreenshot(), 'base64'),
  };
}
