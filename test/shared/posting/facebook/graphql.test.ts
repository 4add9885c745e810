import { describe, expect, it } from 'vitest';
import { readContent } from '../../../../shared/posting/content/content.ts';
import { friendlyName, isReadingById } from '../../../../shared/posting/facebook/graphql.ts';

const contentOf = (fields: Record<string, string>, query = '') =>
  readContent({
    contentType: 'application/x-www-form-urlencoded',
    body: new TextEncoder().encode(new URLSearchParams(fields).toString()),
    query,
  });

describe('friendlyName', () => {
  it.each([
    ['the body', { fb_api_req_friendly_name: 'AQuery' }, '', {}],
    ['the query', {}, 'fb_api_req_friendly_name=AQuery', {}],
    ['a header', {}, '', { 'x-fb-friendly-name': 'AQuery' }],
    [
      'the body before a header',
      { fb_api_req_friendly_name: 'AQuery' },
      '',
      { 'x-fb-friendly-name': 'B' },
    ],
  ])('is read from %s', (_, fields, query, headers) => {
    expect(friendlyName(contentOf(fields, query), headers)).toBe('AQuery');
  });

  it('is null where nothing says it', () => {
    expect(friendlyName(contentOf({ doc_id: '1' }))).toBeNull();
  });
});

describe('isReadingById', () => {
  it.each([
    ['whose posts', { doc_id: '1', variables: '{"userID":"1"}' }, true],
    [
      'a page of a list, whatever else it asks',
      { doc_id: '1', variables: '{"id":"1","after":"a"}' },
      true,
    ],
    ['an input, which changes', { doc_id: '1', variables: '{"input":{},"count":1}' }, false],
    ['a name that nobody knows', { doc_id: '1', variables: '{"media_id":"1"}' }, false],
    ['no variables', { doc_id: '1' }, false],
    ['variables that are no JSON', { doc_id: '1', variables: 'a' }, false],
    ['no number of a document', { variables: '{"userID":"1"}' }, false],
    [
      'a name of its own',
      { doc_id: '1', fb_api_req_friendly_name: 'A', variables: '{"userID":"1"}' },
      false,
    ],
  ])('%s', (_, fields, is) => {
    expect(isReadingById(contentOf(fields as Record<string, string>))).toBe(is);
  });
});
