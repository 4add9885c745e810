/** What the schema of a described service cannot say: whose it is, where it is, and whether its paths can be read. */
import { compilePathGlob } from '../destination/glob.ts';
import { catalogue } from '../posting/catalogue.ts';
import { hostsInclude } from '../posting/hosts.ts';
import { error, type Finding, type Place } from './finding.ts';
import type { PostingRule } from './posting-schema.ts';

export function checkDescribed(rule: PostingRule, at: Place): Finding[] {
  const { service, hosts = [], requests, charset } = rule;
  const known = catalogue.find(({ id }) => id === service);
  if (requests === undefined) {
    if (charset === undefined) return [];
    return [
      error(
        [...at, 'charset'],
        'charset は requests で説明するサービスだけに書けます。/ charset is for services that are described by requests.',
        'charset を消してください。/ Delete charset.',
      ),
    ];
  }
  if (known !== undefined) {
    return [
      error(
        [...at, 'requests'],
        `「${known.title}」は目録にあり、要求の形は分かっています。/ ${known.title} is in the catalogue: its requests are known.`,
        'requests を消すか、目録にない名前を service に書いてください。/ Delete requests, or give service a name that is not in the catalogue.',
      ),
    ];
  }
  return [
    ...(/^[a-z0-9][a-z0-9-]*$/.test(service) ? [] : [badName(at, service)]),
    ...(hosts.length > 0 ? [] : [noHosts(at)]),
    ...hosts.flatMap((host, i) => takenHost(host, [...at, 'hosts', i])),
    ...(requests.some(({ act }) => act !== 'harmless') ? [] : [postsNothing(at)]),
    ...requests.flatMap(({ path }, i) =>
      compilePathGlob(path) === null ? [badPath(path, [...at, 'requests', i, 'path'])] : [],
    ),
  ];
}

function badName(at: Place, service: string): Finding {
  return error(
    [...at, 'service'],
    `「${service}」はサービスの名前にできません。/ This cannot be the name of a service.`,
    '「machi-board」のように、英小文字・数字・ハイフンで書いてください。/ Write lower-case letters, digits and hyphens, such as machi-board.',
  );
}

function noHosts(at: Place): Finding {
  return error(
    at,
    '説明するサービスには hosts が要ります。/ A service that is described needs its hosts.',
    'hosts: [board.example.jp] のように書き足してください。/ Add hosts, such as hosts: [board.example.jp].',
  );
}

function takenHost(host: string, at: Place): Finding[] {
  const owner = catalogue.find(({ hosts }) => hostsInclude(hosts, host));
  if (owner === undefined) return [];
  return [
    error(
      at,
      `「${host}」は「${owner.title}」のホストです。/ This is a host of ${owner.title}.`,
      `service: ${owner.id} の規則を書いてください。/ Write rules for service: ${owner.id}.`,
    ),
  ];
}

function postsNothing(at: Place): Finding {
  return error(
    [...at, 'requests'],
    '投稿する要求が一つもありません。/ None of the requests posts anything.',
    'act: post などの要求を書き足してください。/ Add a request with an act such as post.',
  );
}

function badPath(path: string, at: Place): Finding {
  return error(
    at,
    `パス「${path}」を読めません。/ The path cannot be read.`,
    '「/threads/*/posts」のように、/ で始め、「*」は一つの区切りの中、「**」は単独で書いてください。/ Begin with /, let * stay within a segment and ** stand alone, such as /threads/*/posts.',
  );
}
