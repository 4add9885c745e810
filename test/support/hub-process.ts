/**
 * A hub in a process of its own, for tests that kill it. Says its port. Arguments: the home, the port,
 * milliseconds between two looks at what is to be sent.
 */
import { startHub } from '../../proxy/hub/hub.ts';
import { createLog } from '../../proxy/platform/log.ts';
import { pathsBelow } from '../../proxy/platform/paths.ts';

const [home = '', port = '0', sendEvery] = process.argv.slice(2);
const hub = await startHub({
  paths: pathsBelow(home),
  port: Number(port),
  linkPort: 3129,
  consoleFolder: home,
  log: createLog('hub', 'error'),
  ...(sendEvery !== undefined && { sendEvery: Number(sendEvery) }),
});
process.send?.({ port: hub.port });
process.once('disconnect', () => process.exit());
