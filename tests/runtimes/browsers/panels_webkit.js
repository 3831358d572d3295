// Checks a panel on another domain in WebKitGTK. It stores no partitioned cookies, so the panel offers a window instead.
import { By } from 'selenium-webdriver';
import { startPanels } from '../../e2e/panels/scene.js';
import { createSuite } from '../suite.js';
import { openDriver } from './webkit.js';

const PATIENCE = 60_000;

/**
 * Tries again and again, because a navigation may remove the frame at any step.
 *
 * @param {import('selenium-webdriver').WebDriver} driver
 * @param {string} selector
 * @param {RegExp} text
 */
const seeInPanel = (driver, selector, text) =>
  driver.wait(
    async () => {
      try {
        await driver.switchTo().defaultContent();
        await driver.switchTo().frame(0);
        return text.test(await driver.findElement(By.css(selector)).getText());
      } catch {
        return false;
      }
    },
    PATIENCE,
    `${selector} ${text}`,
  );

/** @param {import('../everywhere.js').Context} context */
export async function checkPanelsInWebKit(context) {
  const scene = await startPanels('localhost'); // WebKitGTK has no option for a list of hosts
  context.after(() => scene.close());
  const driver = await openDriver(context, { acceptInsecureCerts: true });
  const suite = createSuite();

  await suite.test(
    'on another domain the panel says that no cookie is kept, and offers the window',
    async () => {
      await driver.get(scene.groupOf(`${scene.base}/private`));
      await seeInPanel(driver, 'body', /keeps no cookies for a panel/);
      await seeInPanel(driver, 'a.again', /new window/);
    },
  );
  return { version: (await driver.getCapabilities()).getBrowserVersion() ?? '', ...suite.outcome() };
}
