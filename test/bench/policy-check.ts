/** `policy check` of 50,000 entries: reading, checking, and the analysis with its witnesses. */
import { analysePolicy } from '../../shared/policy/analyse/analyse-policy.ts';
import { parsePolicy } from '../../shared/policy/parse.ts';

const entries = 50_000;
const at = Date.parse('2026-11-24T10:00:00+09:00');

/** Hosts of every kind, one in fifty written twice, many on one host by their paths. */
function policyYaml(): string {
  const lines = Array.from({ length: entries }, (_, i) => {
    if (i % 50 === 49) return `https://h${i - 1}.example.com`;
    if (i % 5 === 0) return `code.example.com/team${i}/`;
    return i % 7 === 0 ? `.h${i}.example.jp` : `h${i}.example.com`;
  });
  const list = (id: string, action: string, part: string[]) => `    - id: ${id}
      title: a
      action: ${action}
      owner: a
      reason: a
      entries:
${part.map((line) => `        - ${line}`).join('\n')}
`;
  return `version: 1
organization: { name: みほん市 }
mode: enforce
zones: { closed: [10.0.0.0/8] }
destinations:
  default: block
  lists:
${list('a', 'allow', lines.slice(0, entries / 2))}${list('b', 'block', lines.slice(entries / 2))}`;
}

function timed<T>(what: string, act: () => T): T {
  const start = performance.now();
  const result = act();
  process.stdout.write(`${what.padEnd(44)} ${(performance.now() - start).toFixed(0)} ms\n`);
  return result;
}

export async function run(): Promise<void> {
  const yaml = policyYaml();
  const { policy } = timed(`read and checked, ${entries} entries`, () => parsePolicy(yaml));
  if (policy === null) throw new Error('the policy of the bench has problems');
  const sampleHosts = Array.from({ length: 2000 }, (_, i) => `x.h${i}.example.com`);
  const found = timed('analysed', () => analysePolicy(policy, { at, sampleHosts }));
  timed('analysed again', () => analysePolicy(policy, { at, sampleHosts }));
  process.stdout.write(`warnings: ${found.length}\n`);
}
