import { describe, expect, it } from 'vitest';
import { AuditLogError, auditLogError, errorCode } from '../../../proxy/record/audit-log-error.ts';

describe('errorCode', () => {
  it.each<[string, unknown, string]>([
    ['the code of a system error', Object.assign(new Error('x'), { code: 'ENOSPC' }), 'ENOSPC'],
    ['unknown for an error without one', new Error('x'), 'unknown'],
    ['unknown for a code that is no text', { code: 5 }, 'unknown'],
    ['unknown for nothing', null, 'unknown'],
  ])('is %s', (_, error, code) => {
    expect(errorCode(error)).toBe(code);
  });
});

describe('auditLogError', () => {
  it.each<[string, string, RegExp]>([
    ['a full disk', 'ENOSPC', /disk is full\. Make room/],
    ['a full quota', 'EDQUOT', /quota/],
    ['a limit on file sizes', 'EFBIG', /Raise the limit/],
    ['a broken disk', 'EIO', /Check the disk/],
    ['a lack of rights', 'EACCES', /no right to write/],
    ['anything else', 'EWHATEVER', /Check the folder/],
  ])('keeps the code of %s and says the cure', (_, code, sentence) => {
    const error = auditLogError(Object.assign(new Error('x'), { code }), '/folder');
    expect(error.code).toBe(code);
    expect(error.message).toMatch(sentence);
  });

  it('leaves its own kind as it is', () => {
    const error = new AuditLogError('locked', 'sentence');
    expect(auditLogError(error, '/folder')).toBe(error);
  });
});
