/** The policy of the first start: the starter, or a file, made to reach this hub's own address. */
import { isMap, isSeq, parseDocument } from 'yaml';
import { parsePolicy } from '../../../shared/policy/parse.ts';
import type { List } from '../../../shared/policy/schema.ts';
import { StartError } from '../../platform/start-error.ts';
import { applyChanges, writePolicy } from './apply-changes.ts';
import { cutOff, type OwnPorts } from './cut-off.ts';

/**
 * @param yaml where it names 127.0.0.1:8600, the hub's own port is put instead
 * @throws StartError with every problem
 */
export function firstPolicy(yaml: string, name: string, ports: OwnPorts, now: number): string {
  let text = yaml.replaceAll('127.0.0.1:8600', `127.0.0.1:${ports.hub}`);
  for (const path of ['zones.open', 'destinations']) {
    const { policy, problems } = parsePolicy(text);
    if (policy === null) throw unusable(name, problems);
    if (!cutOff(policy, ports, now).some((problem) => problem.path === path)) continue;
    text = path === 'zones.open' ? openZone(text, ports.hub) : allowHub(text, ports.hub);
  }
  const { policy, problems } = parsePolicy(text);
  const left = policy === null ? problems : cutOff(policy, ports, now);
  if (left.length > 0) throw unusable(name, left);
  return text;
}

function openZone(yaml: string, port: number): string {
  const document = parseDocument(yaml);
  const zones = document.get('zones');
  const own = `127.0.0.1:${port}`;
  const open = isMap(zones) ? zones.get('open') : null;
  if (isSeq(open)) open.add(own);
  else document.setIn(['zones', 'open'], [own]);
  return writePolicy(document);
}

function allowHub(yaml: string, port: number): string {
  const list: List = {
    id: 'sekisho',
    title: '関所',
    action: 'allow',
    owner: '情報政策課',
    reason: '関所の管理画面を開くため',
    entries: [`127.0.0.1:${port}`],
  };
  return applyChanges(yaml, [{ op: 'add-list', list }]).yaml;
}

function unusable(
  name: string,
  problems: readonly { line: number | null; path: string; message: string; cure: string }[],
): StartError {
  const lines = problems.map(
    ({ line, path, message, cure }) => `${line ?? '-'} ${path}: ${message}. ${cure}`,
  );
  return new StartError(
    `${name} を公開できません / ${name} cannot be published:\n  ${lines.join('\n  ')}`,
  );
}
