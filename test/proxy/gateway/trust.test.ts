import { connect } from 'node:tls';
import { expect, test } from 'vitest';
import { createTrust } from '../../../proxy/gateway/trust.ts';
import { listenSecurely, openSiteAuthority, secureServer } from '../../support/site-authority.ts';

test('is made once, when it is first asked for', () => {
  const trust = createTrust();
  expect(trust()).toBe(trust());
});

test.each([true, false])('believes an authority only where it is given: %s', async (isGiven) => {
  await using sites = await openSiteAuthority();
  await using site = await listenSecurely(secureServer(sites, 'city.localhost'));
  const secureContext = createTrust(isGiven ? [sites.caPem] : [])();
  const { port } = site;
  const socket = connect({ host: '127.0.0.1', port, servername: 'city.localhost', secureContext });
  const isTrusted = await new Promise((resolve) => {
    socket.once('secureConnect', () => resolve(true)).once('error', () => resolve(false));
  });
  socket.destroy();
  expect(isTrusted).toBe(isGiven);
});
