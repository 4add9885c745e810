import { expect, test } from 'vitest';
import { startImports } from '../../../../proxy/hub/imports/start-imports.ts';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import { createLog } from '../../../../proxy/platform/log.ts';
import { parsePolicy } from '../../../../shared/policy/parse.ts';
import type { Policy } from '../../../../shared/policy/schema.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import {
  listenSecurely,
  openSiteAuthority,
  secureServer,
} from '../../../support/site-authority.ts';

function policyWith(port: number, open: boolean): Policy {
  const { policy, problems } = parsePolicy(`
version: 1
organization: { name: 試験市 }
mode: enforce
zones: { closed: [127.0.0.0/8], open: [${open ? `"127.0.0.1:${port}"` : ''}] }
destinations: { default: allow, lists: [] }
posting:
  - service: wordpress
    responsible: sns
    accounts:
      - name: 広報ブログ
        posters: [tanaka]
        import: { from: rss, url: "https://blog.localhost:${port}/feed" }
`);
  if (policy === null) throw new Error(JSON.stringify(problems));
  return policy;
}

async function startWorld(open: boolean) {
  await using stack = new AsyncDisposableStack();
  const sites = stack.use(await openSiteAuthority());
  let asked = () => {};
  const whenAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  // It takes the question, and never answers.
  const server = secureServer(sites, 'blog.localhost').on('request', () => asked());
  const { port } = stack.use(await listenSecurely(server));
  const folder = stack.use(await temporaryFolder());
  const store = stack.use(await openSqliteStore(folder.path));
  const changes: string[] = [];
  const imports = startImports({
    policy: () => policyWith(port, open),
    password: () => null,
    network: { ca: sites.caPem },
    store: store.imports,
    audit: {
      record: async ({ act }) => void changes.push(act),
      left: () => ({ id: '', json: '' }),
      settle: async () => {},
    },
    now: Date.now,
    log: createLog('hub', 'silent'),
  });
  const held = stack.move();
  return { imports, changes, whenAsked, [Symbol.asyncDispose]: () => held.disposeAsync() };
}

test('the end breaks off what is being read, and says nothing of the list', async () => {
  await using world = await startWorld(true);
  const run = world.imports.tick();
  await world.whenAsked;
  world.imports.stop();
  await run;
  expect(world.changes).toEqual([]);
  expect(await world.imports.states()).toMatchObject([{ checkedAt: null, failure: null }]);
});

test('a list in a closed zone is never asked for', async () => {
  await using world = await startWorld(false);
  await world.imports.tick();
  expect(world.changes).toEqual(['import-failed']);
  expect((await world.imports.states())[0]?.failure?.code).toBe('zone-closed');
});
