/* Everything is done with Firefox's own powers: see parent.js. */
/* global browser */
(async () => {
  const { folder } = await (await fetch(browser.runtime.getURL('orders.json'))).json();
  const inTab = await (await fetch(browser.runtime.getURL('in-tab.js'))).text();
  await browser.hands.take(folder, inTab);
})();
