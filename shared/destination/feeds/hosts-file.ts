/**
 * hosts(5): `0.0.0.0 name [name …] # comment`. Lists of sites to block send their names nowhere, or
 * to this machine. A name is that host alone.
 */
import { eachLine } from './each-line.ts';
import type { FeedReader } from './feed-reader.ts';

const nowhere: ReadonlySet<string> = new Set(['0.0.0.0', '127.0.0.1', '::', '::1', '0', '::0']);
/** What every system's own hosts file holds: no sites. */
const own: ReadonlySet<string> = new Set([
  'localhost',
  'localhost.localdomain',
  'local',
  'broadcasthost',
  'ip6-localhost',
  'ip6-loopback',
  'ip6-localnet',
  'ip6-mcastprefix',
  'ip6-allnodes',
  'ip6-allrouters',
  'ip6-allhosts',
  '0.0.0.0',
]);
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*(?:%\w+)?|0)$/i;

export const hostsFile: FeedReader = {
  format: 'hosts',
  read(text, { subdomains }, sink) {
    const takes = { exact: !subdomains, except: false };
    eachLine(text, (line, number) => {
      const hash = line.indexOf('#');
      const said = (hash < 0 ? line : line.slice(0, hash)).trim();
      if (said === '') return;
      const [first = '', ...names] = said.split(/\s+/);
      if (names.length === 0) {
        // Many lists carry the name of the format and leave the addresses out.
        if (!own.has(first.toLowerCase())) sink.host(first, number, takes);
        return;
      }
      if (!address.test(first)) return void sink.skip(said, number, 'not-a-host');
      const sites = names.filter((name) => !own.has(name.toLowerCase()));
      if (sites.length > 0 && !nowhere.has(first))
        return void sink.skip(said, number, 'other-address');
      for (const name of sites) sink.host(name, number, takes);
    });
  },
};
