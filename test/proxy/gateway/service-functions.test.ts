import { describe, expect, test } from 'vitest';
import { startReceivingSite } from '../../support/receiving-site.ts';
import { type Sending, sendThrough } from '../../support/send-through.ts';
import { startTestGateway, testPolicy } from '../../support/test-gateway.ts';
import { field, file, multipart, partsType } from '../inspection/requests/build-requests.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const graphql = (name: string, variables: object) =>
  `fb_api_req_friendly_name=${name}&variables=${encodeURIComponent(JSON.stringify(variables))}`;
const post = graphql('ComposerStoryCreateMutation', { input: { message: { text: 'ゆき' } } });

const services = `
services:
  - { id: facebook, title: Facebook, hosts: [facebook.com], functions: [view, login], responsible: x }
  - { id: survey, title: survey, hosts: [survey.example], functions: [view, post], responsible: x }
`;
const resolve = async () => ['127.0.0.1'];

describe('what may be done at a service, by what is sent', () => {
  test.each<[string, string, string, Sending, number]>([
    [
      'reads Facebook',
      'facebook.com',
      '/api/graphql/',
      { headers: form, body: graphql('NewsFeedQuery', {}) },
      200,
    ],
    [
      'signs in to Facebook',
      'www.facebook.com',
      '/login/',
      { headers: form, body: 'email=a' },
      200,
    ],
    [
      'does not post to Facebook',
      'facebook.com',
      '/api/graphql/',
      { headers: form, body: post },
      403,
    ],
    [
      'sends nothing of unknown meaning',
      'facebook.com',
      '/api/graphql/',
      { headers: form, body: 'a=1' },
      403,
    ],
    ['answers a survey', 'survey.example', '/a', { headers: form, body: 'a=1' }, 200],
    [
      'answers a survey in parts',
      'survey.example',
      '/a',
      { headers: { 'content-type': partsType }, body: multipart([field('a', '1')]) },
      200,
    ],
    [
      'sends a survey no file',
      'survey.example',
      '/a',
      { headers: { 'content-type': partsType }, body: multipart([file('a.txt', 'ゆき')]) },
      403,
    ],
    [
      'sends a survey nothing that cannot be read',
      'survey.example',
      '/a',
      { headers: { ...form, 'content-encoding': 'x-secret' }, body: 'a=1' },
      403,
    ],
    ['writes without a body', 'survey.example', '/a', { headers: { 'content-length': '0' } }, 200],
  ])('%s', async (_, host, path, sending, status) => {
    await using site = await startReceivingSite();
    const policy = testPolicy({ open: [site.port], default: 'block', more: services });
    await using world = await startTestGateway(policy, { resolve });
    const answer = await sendThrough(world.port, `http://${host}:${site.port}${path}`, sending);
    expect(answer.status).toBe(status);
    expect(site.arrived).toHaveLength(status === 200 ? 1 : 0);
    const isOpen = status === 200;
    expect(world.audit.decisions()).toMatchObject([
      {
        action: isOpen ? 'allow' : 'block',
        reason: isOpen ? 'entry' : 'function-not-open',
        rule: host.includes('facebook') ? 'services/facebook' : 'services/survey',
        clause: '8-3',
        handling: isOpen ? 'forward' : 'refuse',
      },
    ]);
    expect(world.gateway.open.heldBytes).toBe(0);
  });

  test('only notes it in mode observe', async () => {
    await using site = await startReceivingSite();
    const policy = testPolicy({ open: [site.port], mode: 'observe', more: services });
    await using world = await startTestGateway(policy, { resolve });
    const sending = { headers: form, body: post };
    const url = `http://facebook.com:${site.port}/api/graphql/`;
    expect((await sendThrough(world.port, url, sending)).status).toBe(200);
    expect(world.audit.decisions()).toMatchObject([
      { action: 'allow', would: 'block', reason: 'function-not-open' },
    ]);
  });
});
