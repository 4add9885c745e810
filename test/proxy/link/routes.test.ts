import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkCalls } from '../../../shared/protocol/link.ts';
import { createLinkClient, type LinkClient, type Sent } from '../../support/link-client.ts';
import { type RunningLink, startTestLink } from '../../support/running-link.ts';

test('every call of the protocol is answered by a route', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const authorization = `Bearer ${client.credential.token}`;
  for (const call of Object.keys(linkCalls)) {
    if (['enroll', 'credential', 'watch'].includes(call)) continue;
    const { status } = await client.post({ path: `/v1/${call}`, headers: { authorization } });
    expect([200, 400], call).toContain(status);
  }
});

const status = (headers: Record<string, string>): Sent => ({ path: '/v1/status', headers });

describe('no sequence of calls without a redeemed code obtains a credential', () => {
  type Attempt = (client: LinkClient, link: RunningLink) => Promise<Sent> | Sent;
  const enroll = (authorization: string, publicKey: object): Sent => ({
    path: '/v1/enroll',
    headers: { authorization },
    body: JSON.stringify({ publicKey }),
  });
  const attempts: Record<string, Attempt> = {
    'enrols with a guess': ({ publicKey }) => enroll(`Sekisho-Code ${'7'.repeat(20)}`, publicKey),
    'enrols with an empty code': ({ publicKey }) => enroll('Sekisho-Code ', publicKey),
    'enrols with a path as the code': ({ publicKey }) =>
      enroll('Sekisho-Code ../../enrolments', publicKey),
    'enrols with an expired code': async ({ publicKey }, link) =>
      enroll(`Sekisho-Code ${await link.code({ expires: '2020-01-01T00:00:00.000Z' })}`, publicKey),
    'signs for a made-up enrolment': async (client) => ({
      path: '/v1/credential',
      headers: { authorization: await client.statement({ enrolment: 'nobody' }) },
    }),
    'signs for the enrolment of somebody else': async (client, link) => {
      const [victim] = link.options.enrolments.all();
      const enrolment = victim?.id ?? '';
      const authorization = await client.statement({ enrolment });
      return { path: '/v1/credential', headers: { authorization } };
    },
    'calls with a made-up token': () => status({ authorization: `Bearer ${'x'.repeat(43)}` }),
    'calls with a signature as the token': async (client) =>
      status({
        authorization: `Bearer ${(await client.statement({ enrolment: 'e' })).slice(-43)}`,
      }),
  };

  test('by whatever order of attempts', async () => {
    await using link = await startTestLink();
    await link.enrolled();
    const names = fc.array(fc.constantFrom(...Object.keys(attempts)), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(names, async (sequence) => {
        const stranger = await createLinkClient({ port: link.port });
        for (const name of sequence) {
          const sent = await attempts[name]?.(stranger, link);
          if (!sent) continue;
          const { status: answered, text } = await stranger.post(sent);
          expect([401, 403, 429]).toContain(answered);
          expect(text).not.toMatch(/password|token"/);
        }
        expect(link.options.enrolments.all()).toHaveLength(1);
      }),
      { numRuns: 25, seed: 5 },
    );
  });
});
