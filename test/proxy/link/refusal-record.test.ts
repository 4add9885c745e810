import { expect, test } from 'vitest';
import { createRecordChange } from '../../../proxy/link/record-change.ts';
import { refuse } from '../../../proxy/link/refusal.ts';
import { createRefusalRecord } from '../../../proxy/link/refusal-record.ts';
import { memoryLog } from '../../support/audit-records.ts';
import { memoryRecords } from '../../support/running-link.ts';
import { until } from '../../support/until.ts';

const call = { call: 'status', origin: undefined, actor: null };

function recording(every?: number) {
  const audit = memoryRecords();
  const { log, messages } = memoryLog();
  const record = createRecordChange(audit, Date.now);
  const refusals = createRefusalRecord({ record, log, ...(every !== undefined && { every }) });
  const details = () => audit.changes('link-refused').map(({ detail }) => detail);
  return { audit, refusals, messages, details };
}

test('records the first of each kind at once, and counts the others at the end', async () => {
  const { refusals, details } = recording();
  for (let n = 0; n < 500; n++) refusals.note(refuse('token-unknown'), call);
  refusals.note(refuse('origin-foreign'), call);
  expect(details()).toEqual(['token-unknown', 'origin-foreign']);
  await refusals[Symbol.asyncDispose]();
  expect(details()).toEqual(['token-unknown', 'origin-foreign', 'token-unknown: 499 more']);
});

test('records the count when the minute is over, and then the next at once', async () => {
  const { refusals, details } = recording(20);
  refusals.note(refuse('token-unknown'), call);
  refusals.note(refuse('token-unknown'), call);
  await until(() => details().length === 2);
  expect(details()[1]).toBe('token-unknown: 1 more');
  refusals.note(refuse('token-unknown'), call);
  expect(details()).toHaveLength(3);
  await refusals[Symbol.asyncDispose]();
  expect(details()).toHaveLength(3);
});

const digits = ['1234', '5678', '9018'].join('');
test.each([
  ['a page', 'https://evil.example', 'origin-foreign from https://evil.example'],
  ['a page with a port', 'http://127.0.0.1:8080', 'origin-foreign from http://127.0.0.1:8080'],
  ['an extension', 'chrome-extension://abc', 'origin-foreign from chrome-extension://abc'],
  ['nonsense', '<script>\u202e', 'origin-foreign from an unreadable origin'],
  ['a number as a host', `https://x${digits}.example`, 'origin-foreign from https://•••.example'],
])('says where it came from: %s', async (_, origin, detail) => {
  const { refusals, details } = recording();
  refusals.note(refuse('origin-foreign'), { ...call, origin });
  await refusals[Symbol.asyncDispose]();
  expect(details()).toEqual([detail]);
});

test('a refused enrolment is one of enrolment', async () => {
  const { refusals, audit } = recording();
  refusals.note(refuse('code-unknown'), { ...call, call: 'enroll' });
  await refusals[Symbol.asyncDispose]();
  expect(audit.changes('enrolment-refused')).toHaveLength(1);
});

test('where nothing can be recorded the log says so, and nothing breaks', async () => {
  const { refusals, audit, messages } = recording();
  audit.fail(new Error('full'));
  refusals.note(refuse('token-unknown'), call);
  await refusals[Symbol.asyncDispose]();
  expect(messages).toEqual(['refusal not recorded']);
});
