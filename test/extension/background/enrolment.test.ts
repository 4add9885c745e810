import { describe, expect, it } from 'vitest';
import {
  createEnrolment,
  type Enrolled,
  isRejection,
  type Settings,
  settingsSchema,
  wantsEnrolment,
} from '../../../extension/background/enrolment.ts';
import { keptInMemory } from '../../../extension/platform/kept-in-memory.ts';

const key = { kty: 'OKP', crv: 'Ed25519', x: 'x' } as const;
const enrolled: Enrolled = {
  enrolment: 'e1',
  terminal: 't1',
  person: { user: 'tanaka', name: '田中', unit: null },
  linkKey: key,
  codeDigest: 'digest of old',
};

describe('an offered code', () => {
  it.each<[string, Enrolled | null, Partial<Settings>, string, boolean, boolean]>([
    ['is taken where nobody is enrolled', null, { code: 'new' }, 'd', false, true],
    ['that is none is not taken', null, {}, 'd', false, false],
    [
      'that enrolled this browser is not taken again',
      enrolled,
      { code: 'old' },
      'digest of old',
      true,
      false,
    ],
    [
      'for the same person stays unused',
      enrolled,
      { code: 'new', user: 'tanaka' },
      'd',
      false,
      false,
    ],
    ['for another person is taken', enrolled, { code: 'new', user: 'suzuki' }, 'd', false, true],
    [
      'is taken where the link has forgotten the enrolment',
      enrolled,
      { code: 'new', user: 'tanaka' },
      'd',
      true,
      true,
    ],
    ['that an administrator changed is taken', enrolled, { code: 'new' }, 'd', false, true],
  ])('%s', (_, before, offered, digest, rejected, expected) => {
    expect(wantsEnrolment(before, offered, digest, rejected)).toBe(expected);
  });
});

describe('settings', () => {
  it.each([
    ['stay on this machine', { linkUrl: 'http://192.0.2.1:3129' }, false],
    ['use no other scheme', { linkUrl: 'https://127.0.0.1:3129' }, false],
    ['take no path', { linkUrl: 'http://127.0.0.1:3129/x' }, false],
    ['may name another port', { linkUrl: 'http://127.0.0.1:13129', proxyPort: 13128 }, true],
    ['may say nothing', {}, true],
  ])('%s', (_, settings, expected) => {
    expect(settingsSchema.safeParse(settings).success).toBe(expected);
  });
});

function enrolmentWith(offered: Partial<Settings>, answers: (number | 'ok')[]) {
  const exchanged: string[] = [];
  let voided = 0;
  const enrolment = createEnrolment({
    kept: keptInMemory<Enrolled>(),
    settings: async () => settingsSchema.parse(offered),
    makeKey: async () => ({ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }),
    async exchange(code) {
      exchanged.push(code);
      const answer = answers.shift() ?? 'ok';
      if (answer === 'ok') return { ok: true, answer: enrolled };
      return { ok: false, status: answer, code: 'x', message: 'sentence' };
    },
    digest: async (text) => `digest of ${text}`,
    onEnrolled: async () => {
      voided++;
    },
  });
  return { enrolment, exchanged, voided: () => voided };
}

describe('enrolment', () => {
  it('exchanges a code once, however many ask', async () => {
    const { enrolment, exchanged, voided } = enrolmentWith({ code: 'c' }, []);
    await Promise.all([enrolment.ensure(), enrolment.ensure(), enrolment.ensure()]);
    expect(exchanged).toEqual(['c']);
    expect(voided()).toBe(1);
  });

  it('does not try a refused code again', async () => {
    const { enrolment, exchanged } = enrolmentWith({ code: 'c' }, [401]);
    expect(await enrolment.ensure()).toBeNull();
    expect(await enrolment.ensure()).toBeNull();
    expect(exchanged).toEqual(['c']);
  });

  it('tries again where nothing answered', async () => {
    const { enrolment, exchanged } = enrolmentWith({ code: 'c' }, [0, 'ok']);
    expect(await enrolment.ensure()).toBeNull();
    expect(await enrolment.ensure()).toMatchObject({ enrolment: 'e1' });
    expect(exchanged).toEqual(['c', 'c']);
  });

  it('takes a typed code, and says what is wrong with it', async () => {
    const { enrolment } = enrolmentWith({}, [401, 'ok']);
    expect(await enrolment.enrol(' typed ')).toMatchObject({ message: 'sentence' });
    expect(await enrolment.enrol('typed')).toMatchObject({ enrolment: 'e1' });
  });

  it('remembers who was switched to', async () => {
    const { enrolment } = enrolmentWith({ code: 'c' }, []);
    await enrolment.ensure();
    await enrolment.changePerson({ user: 'suzuki', name: '鈴木', unit: null });
    expect(await enrolment.ensure()).toHaveProperty('person.user', 'suzuki');
  });
});

describe('isRejection', () => {
  it.each([
    ['enrolment-unknown', true],
    ['signature-wrong', true],
    ['statement-stale', false],
    ['busy', false],
  ])('of %s: %s', (code, expected) => {
    expect(isRejection(code)).toBe(expected);
  });
});
