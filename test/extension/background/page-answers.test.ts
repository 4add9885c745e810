import { describe, expect, it } from 'vitest';
import { createAcknowledged } from '../../../extension/background/acknowledged.ts';
import { type LinkFailure, noAnswer } from '../../../extension/background/link-call.ts';
import type { LinkSession } from '../../../extension/background/link-session.ts';
import { createPageAnswers, listOf } from '../../../extension/background/page-answers.ts';
import { createProjectionHolder } from '../../../extension/background/projection-holder.ts';
import { createStoppedStore } from '../../../extension/background/stopped-store.ts';
import { keptInMemory } from '../../../extension/platform/kept-in-memory.ts';
import { compileProjection, projectPolicy } from '../../../shared/policy/projection.ts';
import { smallPolicy } from '../../support/running-link.ts';

const published = '2027-01-05T00:00:00.000Z';
const options = { user: 'tanaka', unit: '総務企画部', terminal: null, revision: 1, published };
const projection = projectPolicy(smallPolicy(), options);
const held = { projection, compiled: compileProjection(projection) };

describe('the list behind a rule', () => {
  it.each([
    [
      'is named by the part before the slash',
      'bodies/city.example',
      { title: '自治体', reason: '業務' },
    ],
    ['is none for a key of the policy', 'destinations.default', null],
    ['is none for a list that only begins alike', 'bodies-2/city.example', null],
    ['is none without a rule', null, null],
  ])('%s', (_, rule, expected) => {
    expect(listOf(held, rule)).toEqual(expected);
  });
});

const url = 'http://warned.example:8080/form';
const id = 'D214-3YDS-AK0E-R1RP';
const warning = { action: 'warn', reason: 'entry', rule: null, clause: null, id } as const;
const until = '2027-01-05T00:10:00.000Z';

const part = {
  tab: 7,
  host: 'cdn.example',
  count: 3,
  decision: {
    ...warning,
    action: 'block' as const,
    at: published,
    url: 'https://cdn.example/lib.js',
    host: 'cdn.example',
    source: 'extension' as const,
  },
};

/** A link that gives the same answer to everything; `asked` are the steps in their order. */
async function pagesWith(answer: { until: string } | LinkFailure) {
  const asked: string[] = [];
  const opened: string[] = [];
  const ask = async (call: string) => {
    asked.push(call);
    return 'until' in answer ? { ok: true, answer } : answer;
  };
  const acknowledged = createAcknowledged({
    kept: keptInMemory(),
    now: () => Date.parse(published),
  });
  const stopped = createStoppedStore(keptInMemory());
  const decision = { ...warning, at: published, url, host: 'warned.example', source: 'extension' };
  await stopped.add({
    ref: id,
    url,
    page: null,
    at: 0,
    obstacle: null,
    decision: decision as never,
  });
  const pages = createPageAnswers({
    enrolled: async () => null,
    enrolment: { enrol: async () => noAnswer, changePerson: async () => {} },
    credentials: { current: async () => noAnswer, renew: async () => noAnswer },
    session: { ask } as unknown as LinkSession,
    netRules: { withoutRoom: 0 },
    projections: createProjectionHolder({
      onChange: async () => {},
      kept: keptInMemory(),
      key: async () => null,
    }),
    acknowledged,
    stopped,
    reporter: {
      async flush() {
        asked.push('flush');
        return true;
      },
    },
    wanted: {
      of: async (tab) => (tab === 7 ? [part] : []),
      find: async (ref) => (ref === part.decision.id ? part : null),
    },
    news: { shown: async () => {} },
    tabUrl: async () => 'https://www.city.example/page#part',
    restartWatch: () => {},
    openBlockPage: async (ref) => void opened.push(ref),
    now: () => Date.parse(published),
  });
  return {
    pages,
    asked,
    stopped,
    opened,
    covered: () => acknowledged.covers({ decision: warning, url }),
  };
}

describe('going on from a warning', () => {
  it('reports the early decision first, and remembers what the link opened', async () => {
    const { pages, asked, covered } = await pagesWith({ until });
    expect(await pages.acknowledge({ ref: id, reason: '業務' })).toEqual({ ok: true });
    expect(asked).toEqual(['flush', 'acknowledge']);
    expect(await covered()).toBe(true);
  });

  it('remembers nothing where the link refuses', async () => {
    const { pages, covered } = await pagesWith(noAnswer);
    expect(await pages.acknowledge({ ref: id, reason: '業務' })).toEqual(noAnswer);
    expect(await covered()).toBe(false);
  });

  it('ends with the person', async () => {
    const { pages, covered } = await pagesWith({ until });
    await pages.acknowledge({ ref: id, reason: '業務' });
    await pages['switch-person']({ user: 'suzuki' });
    expect(await covered()).toBe(false);
  });
});

describe('a part of a page', () => {
  it('is asked for from the block page, with the page that wanted it', async () => {
    const { pages, stopped, opened } = await pagesWith(noAnswer);
    await pages['ask-for-part']({ ref: id });
    expect(opened).toEqual([id]);
    expect(await stopped.get(id)).toMatchObject({
      url: 'https://cdn.example/lib.js',
      page: 'https://www.city.example/page',
      part: true,
    });
  });

  it('that is not known any more opens nothing', async () => {
    const { pages, opened } = await pagesWith(noAnswer);
    await pages['ask-for-part']({ ref: 'none' });
    expect(opened).toEqual([]);
  });
});
