import { afterAll, expect, test } from 'vitest';
import { createPictureInspection } from '../../../../proxy/hub/drafts/inspect-pictures.ts';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import type { InspectionReport } from '../../../../proxy/inspection/inspect-content.ts';
import { startPool } from '../../../../proxy/inspection/pool.ts';
import { compilePolicy } from '../../../../shared/policy/compile.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { plainPng } from '../../../support/plain-png.ts';
import { smallPolicy } from '../../../support/small-policy.ts';
import { storedDraft } from '../../../support/stored-draft.ts';
import { notice } from '../../inspection/build-pictures.ts';

const stack = new AsyncDisposableStack();
const pool = stack.use(startPool({ size: 1, sizeForSmall: 0 }));
afterAll(() => stack.disposeAsync());

const compiled = compilePolicy(smallPolicy());
const bytes = plainPng([1, 2, 3]);

async function world(inspect: typeof pool.inspect) {
  await using own = new AsyncDisposableStack();
  const folder = own.use(await temporaryFolder());
  const store = own.use(await openSqliteStore(folder.path));
  const pictures = createPictureInspection({ store, inspect, current: () => ({ compiled }) });
  const held = own.move();
  return { store, pictures, [Symbol.asyncDispose]: () => held.disposeAsync() };
}

test('each picture has its report, without a value, and the next look finds it', async () => {
  await using it = await world(pool.inspect);
  await it.store.drafts.add(storedDraft('A'), [
    { digest: 'plain', bytes },
    { digest: 'notice', bytes: notice('png') },
  ]);
  const reports = await it.pictures.ready('A');
  expect(reports.get('plain')).toEqual({ inspected: true, why: null, findings: [] });
  const found = reports.get('notice');
  expect(found?.inspected).toBe(true);
  expect(found?.findings.map(({ kind }) => kind)).toContain('individual-number');
  expect(JSON.stringify(found)).not.toMatch(/\d{12}/);
  expect(await it.store.drafts.uninspected(null)).toBeNull();
});

const clean: InspectionReport = { type: 'png', inspected: true, findings: [] };

test('the same picture is inspected once, whoever asks for it', async () => {
  let asked = 0;
  const { promise, resolve } = Promise.withResolvers<InspectionReport>();
  await using it = await world(() => {
    asked += 1;
    return promise;
  });
  await it.store.drafts.add(storedDraft('A'), [{ digest: 'p', bytes }]);
  const both = Promise.all([it.pictures.tick(), it.pictures.ready('A')]);
  resolve(clean);
  const [, reports] = await both;
  expect(reports.get('p')).toMatchObject({ inspected: true });
  expect(asked).toBe(1);
});

test('where there is no room it stays without a report, and is taken up again', async () => {
  let isBusy = true;
  await using it = await world(async () =>
    isBusy ? { type: null, inspected: false, why: 'busy', findings: [] } : clean,
  );
  await it.store.drafts.add(storedDraft('A'), [{ digest: 'p', bytes }]);
  expect((await it.pictures.ready('A')).size).toBe(0);
  isBusy = false;
  await it.pictures.tick();
  expect((await it.pictures.ready('A')).size).toBe(1);
});

test('what cannot be inspected says why, and is not tried for ever', async () => {
  await using it = await world(async () => ({
    ...{ type: null, inspected: false, why: 'crashed', findings: [] },
  }));
  await it.store.drafts.add(storedDraft('A'), [{ digest: 'p', bytes }]);
  expect((await it.pictures.ready('A')).get('p')).toMatchObject({
    inspected: false,
    why: 'crashed',
  });
});
