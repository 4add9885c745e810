import { describe, expect, test } from 'vitest';
import { refusalBody, refusalOf } from '../../../proxy/gateway/refusal.ts';
import type { Decision, Reason } from '../../../shared/policy/decision.ts';

const reference = 'ABCD-EFGH-JKMN-PQRS';
const decision = (reason: Reason, action: Decision['action'] = 'block'): Decision => ({
  action,
  reason,
  rule: 'secret-list/secret.example',
  clause: '7-3-ウ',
  id: reference,
});

test.each([
  ['entry', 403, 'refused'],
  ['default', 403, 'refused'],
  ['zone-closed', 403, 'refused'],
  ['own-port', 403, 'refused'],
  ['term-ended', 403, 'refused'],
  ['path-unseen', 403, 'refused'],
  ['unsupported-scheme', 403, 'refused'],
  ['upload-rule', 403, 'upload-refused'],
  ['upload-default', 403, 'upload-refused'],
  ['could-not-inspect', 403, 'upload-refused'],
  ['unread-upload', 403, 'upload-refused'],
  ['no-posting-rules', 403, 'posting-refused'],
  ['account-unknown', 403, 'posting-refused'],
  ['not-a-poster', 403, 'posting-refused'],
  ['outside-hours', 403, 'posting-refused'],
  ['forbidden-content', 403, 'posting-refused'],
  ['shortened-url', 403, 'posting-refused'],
  ['approval-missing', 403, 'posting-refused'],
  ['unknown-write', 403, 'posting-refused'],
  ['no-policy', 403, 'no-policy'],
  ['policy-expired', 403, 'policy-expired'],
  ['malformed', 400, 'malformed'],
  ['host-mismatch', 421, 'wrong-host'],
  ['not-recorded', 503, 'not-recorded'],
  ['internal-error', 500, 'internal-error'],
] as const)('%s is answered with %i %s', (reason, status, code) => {
  expect(refusalOf(decision(reason))).toEqual({ status, code, reference });
});

test('a warning has words of its own', () => {
  expect(refusalOf(decision('entry', 'warn')).code).toBe('warned');
});

describe('the body', () => {
  const answer = (accept: string | undefined) => {
    const { headers, body } = refusalBody(refusalOf(decision('entry')), accept);
    return { headers, text: body.toString('utf8') };
  };

  test.each([
    ['text/html,application/xhtml+xml', 'text/html; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
    ['application/vnd.api+json', 'application/json; charset=utf-8'],
    ['image/*', 'text/plain; charset=utf-8'],
    [undefined, 'text/plain; charset=utf-8'],
  ])('for Accept %s is %s', (accept, type) => {
    const { headers, text } = answer(accept);
    expect(headers['Content-Type']).toBe(type);
    expect(headers['Sekisho-Decision']).toBe(reference);
    expect(text).toContain(reference);
    expect(text).not.toMatch(/secret|7-3|entry/);
  });

  test('as a page runs nothing, loads nothing, and fits a telephone', () => {
    const { headers, text } = answer('text/html');
    expect(headers['Content-Security-Policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(text).not.toMatch(/<script|href=|src=/);
    expect(text).toContain('width=device-width');
    expect(text).toContain('lang="ja"');
  });

  test('shows hostile text as text', () => {
    const { body } = refusalBody({ status: 403, code: 'refused', reference: '<b>&"' }, 'text/html');
    expect(body.toString()).toContain('&#60;b&#62;&#38;&#34;');
  });

  test('has no reference where there is none', () => {
    const { headers, body } = refusalBody(
      { status: 400, code: 'bad-request', reference: null },
      'application/json',
    );
    expect(headers).not.toHaveProperty('Sekisho-Decision');
    expect(JSON.parse(body.toString())).toEqual({
      error: { code: 'bad-request', reference: null },
    });
  });
});
