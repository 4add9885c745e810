import { describe, expect, it } from 'vitest';
import {
  type Credential,
  createCredentialHolder,
} from '../../../extension/background/credential.ts';
import type { LinkFailure } from '../../../extension/background/link-call.ts';
import { keptInMemory } from '../../../extension/platform/kept-in-memory.ts';

const minute = 60_000;
const start = Date.parse('2027-01-05T00:00:00.000Z');

function holderAt() {
  const clock = { now: start, enrolment: 'e1' as string | null };
  let fetched = 0;
  let failure: LinkFailure | null = null;
  const waiting: (() => void)[] = [];
  let held = false;
  const holder = createCredentialHolder({
    async fetchCredential() {
      fetched++;
      const count = fetched;
      if (held) await new Promise<void>((resolve) => waiting.push(resolve));
      return failure ?? credential(`p${count}`, clock.now + 60 * minute, clock.enrolment ?? '');
    },
    enrolment: async () => clock.enrolment,
    kept: keptInMemory<Credential>(),
    now: () => clock.now,
  });
  return {
    holder,
    clock,
    fetched: () => fetched,
    fail: (code: string) => {
      failure = { ok: false, status: 401, code, message: '' };
    },
    hold: () => {
      held = true;
    },
    release: () => {
      held = false;
      for (const go of waiting) go();
    },
  };
}

function credential(password: string, expires: number, enrolment: string): Credential {
  return {
    username: 'e1',
    password,
    token: password,
    expires: new Date(expires).toISOString(),
    person: { user: 'tanaka', name: '田中', unit: null },
    enrolment,
  };
}

describe('the credential', () => {
  it('is fetched once for all who ask at the same time', async () => {
    const { holder, fetched, hold, release } = holderAt();
    hold();
    const asked = [holder.current(), holder.current(), holder.renew()];
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    release();
    const answers = await Promise.all(asked);
    expect(fetched()).toBe(1);
    expect(new Set(answers).size).toBe(1);
  });

  it('is used for three quarters of an hour, then renewed while it is still used', async () => {
    const { holder, clock, fetched } = holderAt();
    await holder.current();
    clock.now += 44 * minute;
    expect(await holder.current()).toHaveProperty('password', 'p1');
    expect(fetched()).toBe(1);
    clock.now += 2 * minute;
    expect(await holder.current()).toHaveProperty('password', 'p1');
    await holder.renew(credential('p1', 0, 'e1'));
    expect(fetched()).toBe(2);
    expect(await holder.current()).toHaveProperty('password', 'p2');
  });

  it('is not used in its last minute', async () => {
    const { holder, clock } = holderAt();
    await holder.current();
    clock.now += 59.5 * minute;
    expect(await holder.current()).toHaveProperty('password', 'p2');
  });

  it('is renewed when it was refused, unless a newer one is there already', async () => {
    const { holder, fetched } = holderAt();
    const first = (await holder.current()) as Credential;
    const second = (await holder.renew(first)) as Credential;
    expect(second.password).toBe('p2');
    expect(await holder.renew(first)).toEqual(second);
    expect(fetched()).toBe(2);
  });

  it('of another enrolment is not used', async () => {
    const { holder, clock } = holderAt();
    await holder.current();
    clock.enrolment = 'e2';
    expect(await holder.current()).toHaveProperty('password', 'p2');
  });

  it('that cannot be had says why, and is asked for again next time', async () => {
    const { holder, fail, fetched } = holderAt();
    fail('enrolment-unknown');
    expect(await holder.current()).toHaveProperty('code', 'enrolment-unknown');
    await holder.current();
    expect(fetched()).toBe(2);
  });
});
