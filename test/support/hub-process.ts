/** A hub in a process of its own, for tests that kill it. Says its port; argument: the home. */
import { startHub } from '../../proxy/hub/hub.ts';
import { createLog } from '../../proxy/platform/log.ts';
import { pathsBelow } from '../../proxy/platform/paths.ts';

const [home = '', port = '0'] = process.argv.slice(2);
const hub = await startHub({
  paths: pathsBelow(home),
  port: Number(port),
  linkPort: 3129,
  consoleFolder: home,
  log: createLog('hub', 'error'),
});
process.send?.({ port: hub.port });
process.once('disconnect', () => process.exit());
