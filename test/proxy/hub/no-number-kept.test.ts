/** Rule 1 at the hub: an Individual Number that is typed anywhere stands in no file and no answer. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startHub } from '../../support/start-hub.ts';
import { joinTestTerminal } from '../../support/test-terminal.ts';

const groups = ['1234', '5678', '9018'];
const number = groups.join('');
const fullWidth = [...number].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('');
const spellings = [number, groups.join('-'), groups.join(' '), fullWidth];
const text = `番号 ${spellings.join('、')}`;

async function everyFile(folder: string): Promise<string> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((each) => each.isFile());
  const texts = files.map((file) => readFile(path.join(file.parentPath, file.name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

test('a number typed into every field stands in no file, no record and no page', async () => {
  await using hub = await startHub();
  const { administrator } = hub;
  const terminal = await joinTestTerminal(hub.origin, await hub.joinToken());
  const join = { token: await hub.joinToken(), name: `pc-${number}` };
  await fetch(`${hub.origin}/terminal/v1/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(join),
  });
  const state = { revision: 1, version: number, waiting: 0, people: [number] };
  await terminal.call('POST', 'heartbeat', state);
  const ask = async (url: string) => {
    const who = { user: number, unit: number };
    const body = {
      decision: number,
      url,
      page: `http://a.example/${number}`,
      reason: text,
      ...who,
    };
    const answer = await terminal.call('POST', 'access-requests', body);
    return ((await answer.json()) as { id: string }).id;
  };
  const id = await ask(`http://${number}@b.example/${number}?q=${number}#${number}`);
  const other = await ask(`http://${number}.example/`);
  const grant = { for: 'all', as: 'host', term: 'hour', until: null, word: text } as const;
  await administrator.call('grant', grant, { id });
  await administrator.call('decline', { word: text }, { id: other });

  const { revision: base } = await administrator.call('policy');
  const list = { title: 't', action: 'allow' as const, owner: 'o', reason: 'r', entries: [] };
  const changes = [{ op: 'add-list' as const, list: { id: 'a', ...list } }];
  await administrator.call('publish', { base, changes, note: text });
  const broken = [{ op: 'replace' as const, yaml: `version: 1\n"${number}": [${number}` }];
  const refusedPublish = { base: base + 1, changes: broken, note: text };
  await expect(administrator.call('publish', refusedPublish)).rejects.toThrow('policy-problems');

  const staff = { role: 'staff', user: null } as const;
  for (const wish of [
    { id: number, name: '名前', ...staff },
    { id: 'sato', name: text, ...staff },
    { id: 'sato', name: '佐藤', role: 'staff' as const, user: number },
  ]) {
    await expect(administrator.call('createAccount', wish)).rejects.toThrow('invalid');
  }
  await administrator.call('createAccount', { id: 'sato', name: '佐藤', ...staff });
  const renamed = administrator.call('changeAccount', { name: text }, { id: 'sato' });
  await expect(renamed).rejects.toThrow('invalid');
  const wrong = { id: number, password: number };
  await expect(hub.client().call('signIn', wrong)).rejects.toThrow('sign-in-failed');
  await administrator.call('test', {
    url: `http://a.example/${number}`,
    user: number,
    unit: number,
    at: null,
  });
  await administrator.call('records', undefined, { query: { text, user: number, host: number } });
  await administrator.call('postings', undefined, {
    query: { text, user: number, account: number },
  });
  await administrator.call('uploads', undefined, { query: { text, user: number, rule: number } });
  await administrator.raw('GET', `/api/postings/${number}`);
  await administrator.raw('GET', `/api/postings/export?format=csv&text=${number}`);
  await administrator.raw('GET', `/api/lists/${number}?a=${number}`);
  await administrator.raw('GET', `/${number}.html`);

  const answers = await Promise.all([
    administrator.raw('GET', '/api/records/export?format=csv'),
    administrator.raw('GET', '/api/records/export?format=jsonl'),
    administrator.raw('GET', '/api/access-requests?state=all'),
    administrator.raw('GET', '/api/accounts'),
    administrator.raw('GET', '/api/terminals'),
    administrator.raw('GET', '/api/overview'),
    administrator.raw('GET', '/api/revisions'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  const shown = await Promise.all(answers.map((answer) => answer.text()));
  const kept = await everyFile(hub.home);
  expect(kept).toContain('佐藤');
  for (const spelling of spellings) {
    expect(shown.filter((each) => each.includes(spelling))).toEqual([]);
    expect(kept.includes(spelling)).toBe(false);
  }
});
