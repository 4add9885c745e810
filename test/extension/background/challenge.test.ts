import { describe, expect, it } from 'vitest';
import {
  type Challenge,
  createChallengeAnswerer,
  isOurProxy,
} from '../../../extension/background/challenge.ts';
import type { Credential } from '../../../extension/background/credential.ts';
import type { LinkFailure } from '../../../extension/background/link-call.ts';

const ours: Challenge = {
  requestId: '1',
  isProxy: true,
  realm: 'Sekisho',
  challenger: { host: '127.0.0.1', port: 3128 },
};

describe('isOurProxy', () => {
  it.each<[string, Partial<Challenge>, boolean]>([
    ['knows the proxy by address, port and realm', {}, true],
    ['is not a web site that asks for a password', { isProxy: false }, false],
    ['is not another proxy', { challenger: { host: '192.0.2.1', port: 3128 } }, false],
    ['is not another port', { challenger: { host: '127.0.0.1', port: 8080 } }, false],
    [
      'is not a name that could point anywhere',
      { challenger: { host: 'localhost', port: 3128 } },
      false,
    ],
    ['is not another realm', { realm: 'Intranet' }, false],
    ['is not a challenge without a realm', { realm: undefined }, false],
  ])('%s', (_, changes, expected) => {
    expect(isOurProxy({ ...ours, ...changes }, 3128)).toBe(expected);
  });
});

function credential(password: string): Credential {
  return {
    username: 'e1',
    password,
    token: 't',
    expires: '2027-01-01T00:00:00.000Z',
    person: { user: 'tanaka', name: '田中', unit: null },
    enrolment: 'e1',
  };
}
const noCredential: LinkFailure = { ok: false, status: 0, code: 'unreachable', message: '' };

function answerer(current: Credential | LinkFailure, renewed: Credential | LinkFailure) {
  const renewals: (Credential | undefined)[] = [];
  const made = createChallengeAnswerer({
    credentials: {
      current: async () => current,
      renew: async (used) => {
        renewals.push(used);
        return renewed;
      },
    },
    proxyPort: async () => 3128,
  });
  return { made, renewals };
}

describe('the answer to a 407', () => {
  it('is the credential, then a fresh one, then none', async () => {
    const { made, renewals } = answerer(credential('first'), credential('second'));
    const answer = (password: string) => ({ authCredentials: { username: 'e1', password } });
    expect(await made.answer(ours)).toEqual(answer('first'));
    expect(await made.answer(ours)).toEqual(answer('second'));
    expect(renewals).toEqual([credential('first')]);
    expect(await made.answer(ours)).toEqual({ cancel: true });
    expect(made.gaveUp('1')).toBe(true);
  });

  it('starts anew for the next request, and when the request is over', async () => {
    const { made } = answerer(credential('first'), noCredential);
    await made.answer(ours);
    expect(await made.answer({ ...ours, requestId: '2' })).toHaveProperty('authCredentials');
    made.over('1');
    expect(await made.answer(ours)).toHaveProperty('authCredentials.password', 'first');
  });

  it('cancels without a credential, and remembers it', async () => {
    const { made } = answerer(noCredential, noCredential);
    expect(await made.answer(ours)).toEqual({ cancel: true });
    expect(made.gaveUp('1')).toBe(true);
    made.over('1');
    expect(made.gaveUp('1')).toBe(false);
  });

  it('leaves every other challenge to the browser', async () => {
    const { made } = answerer(credential('first'), credential('second'));
    expect(await made.answer({ ...ours, isProxy: false })).toEqual({});
    expect(await made.answer({ ...ours, realm: 'Other' })).toEqual({});
  });
});
