/** Changes to the starter policy for tests on this machine: people, and sites on loopback. */
import { parseDocument } from 'yaml';

export interface LoopbackSites {
  /** Ports that the gateway may open on 127.0.0.1. */
  readonly ports: readonly number[];
  /** Entries of a list of its own that allows them. */
  readonly allow: readonly string[];
  /** Entries of a list that warns. */
  readonly warn?: readonly string[];
}

export function cityPolicy(starter: string, { ports, allow, warn = [] }: LoopbackSites): string {
  const document = parseDocument(starter);
  const open = (document.getIn(['zones', 'open']) as { toJSON(): string[] } | undefined)?.toJSON();
  document.setIn(['zones', 'open'], [...(open ?? []), ...ports.map((port) => `127.0.0.1:${port}`)]);
  document.setIn(['units'], ['総務企画部', '教育委員会']);
  document.setIn(
    ['users'],
    [
      { id: 'tanaka', name: '田中', unit: '総務企画部' },
      { id: 'suzuki', name: '鈴木', unit: '教育委員会' },
    ],
  );
  document.addIn(
    ['destinations', 'lists'],
    document.createNode({
      id: 'loopback',
      title: '試験用',
      action: 'allow',
      owner: '情報政策課',
      reason: '試験のための宛先',
      entries: [...allow],
    }),
  );
  if (warn.length > 0) {
    document.addIn(
      ['destinations', 'lists'],
      document.createNode({
        id: 'care',
        title: '注意して使うサイト',
        action: 'warn',
        owner: '情報政策課',
        reason: '約款による外部サービス',
        clause: '8-3',
        entries: [...warn],
      }),
    );
  }
  return document.toString();
}
