/** The filters of the audit log, the uploads and the posting log, as they stand in the address. */
import type { PostingFilter } from '../../../shared/protocol/postings.ts';
import type { RecordFilter } from '../../../shared/protocol/record-filter.ts';
import type { UploadFilter } from '../../../shared/protocol/uploads.ts';
import { filterNames } from './filter-query.ts';
import { referenceFrom } from './reference.ts';

export type FilterQuery = Partial<Record<keyof RecordFilter, string>>;
export type FilterValues = Record<keyof RecordFilter, string>;
export type UploadQuery = Partial<Record<keyof UploadFilter, string>>;
export type PostingQuery = Partial<Record<keyof PostingFilter, string>>;

export const auditFilter = filterNames<keyof RecordFilter>(
  [
    'type',
    'action',
    'reason',
    'user',
    'unit',
    'terminal',
    'host',
    'act',
    'id',
    'text',
    'since',
    'until',
  ],
  (name, typed) => (name === 'id' ? (referenceFrom(typed) ?? typed) : typed),
);

export const uploadFilter = filterNames<keyof UploadFilter>([
  'user',
  'unit',
  'host',
  'kind',
  'rule',
  'action',
  'text',
  'since',
  'until',
]);

export const postingFilter = filterNames<keyof PostingFilter>([
  'service',
  'account',
  'user',
  'act',
  'state',
  'text',
  'since',
  'until',
]);
