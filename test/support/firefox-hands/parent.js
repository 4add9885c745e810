/* With Firefox's own powers: takes orders from a folder, finds the tab, and has the files ready. */
/* global Cc, ChromeUtils, Ci, Cu, ExtensionAPI, Services */
const { File, IOUtils, PathUtils } = Cu.getGlobalForObject(Services);
const { setTimeout } = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs');

this.hands = class extends ExtensionAPI {
  getAPI() {
    return {
      hands: {
        async take(folder, inTab) {
          void takeOrders(folder, inTab);
        },
      },
    };
  }
};

/** `N.order` is answered by `N.answer`. No network: whatever guards the browser would see it. */
async function takeOrders(folder, inTab) {
  for (let next = 1; ; ) {
    const order = PathUtils.join(folder, `${next}.order`);
    if (!(await IOUtils.exists(order))) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    const answer = await give(await IOUtils.readJSON(order), inTab).catch(String);
    const place = PathUtils.join(folder, `${next}.answer`);
    await IOUtils.writeUTF8(place, answer, { tmpPath: `${place}.part` });
    next += 1;
  }
}

async function give({ paths, ...order }, inTab) {
  const files = await Promise.all(
    paths.map((path) => {
      const file = Cc['@mozilla.org/file/local;1'].createInstance(Ci.nsIFile);
      file.initWithPath(path);
      // A folder is a file that calls itself one, as in a real drop.
      return File.createFromNsIFile(file, { existenceCheck: false });
    }),
  );
  for (const { gBrowser } of Services.wm.getEnumerator('navigator:browser')) {
    const tab = gBrowser.tabs.find(({ linkedBrowser }) =>
      linkedBrowser.currentURI.spec.includes(order.tab),
    );
    if (tab === undefined) continue;
    const manager = tab.linkedBrowser.messageManager;
    const name = `hands:${Math.random()}`;
    const answer = new Promise((resolve) => {
      const hear = ({ data }) => {
        manager.removeMessageListener(name, hear);
        resolve(data);
      };
      manager.addMessageListener(name, hear);
    });
    const script = `{ const orderName = ${JSON.stringify(name)};\n${inTab} }`;
    manager.loadFrameScript(`data:;charset=utf-8,${encodeURIComponent(script)}`, false);
    manager.sendAsyncMessage(name, { ...order, files });
    return answer;
  }
  return 'no such tab';
}
