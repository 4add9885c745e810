/**
 * Bluesky's own server in a process of its own: a PLC directory in memory, and a personal data
 * server that keeps everything below one folder. Both listen on loopback, without TLS.
 *
 *   argv: public host[:port], folder        IPC out: { port, plcPort }
 *
 * It ends when whoever started it lets go of the channel.
 */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { PDS } from '@atproto/pds';
import { Database, PlcServer } from '@did-plc/server';

const [hostname = '', folder = ''] = process.argv.slice(2);
const secret = () => randomBytes(32).toString('hex');

/** Both would listen on every address of the machine. */
function keepToLoopback(app: PDS['app']): void {
  const listen = app.listen.bind(app);
  app.listen = ((port: number) => listen(port, '127.0.0.1')) as typeof app.listen;
}

const plc = PlcServer.create({ db: Database.mock(), port: 0 });
keepToLoopback(plc.app);
const { port: plcPort } = (await plc.start()).address() as AddressInfo;

const pds = await PDS.fromEnv({
  devMode: true,
  hostname,
  // Its public address has a port, which a did:web could not be made of.
  serviceDid: 'did:web:localhost',
  port: 0,
  dataDirectory: folder,
  blobstoreDiskLocation: path.join(folder, 'blobs'),
  blobstoreDiskTmpLocation: path.join(folder, 'temporary-blobs'),
  didPlcUrl: `http://127.0.0.1:${plcPort}`,
  adminPassword: secret(),
  jwtSecret: secret(),
  plcRotationKeyK256PrivateKeyHex: secret(),
  serviceHandleDomains: ['.test'],
  inviteRequired: false,
  disableSsrfProtection: true,
  bskyAppViewUrl: 'https://appview.invalid',
  bskyAppViewDid: 'did:example:invalid',
  crawlers: [],
});
keepToLoopback(pds.app);
const { port } = (await pds.start()).address() as AddressInfo;

process.once('disconnect', () => process.exit());
process.send?.({ port, plcPort });
