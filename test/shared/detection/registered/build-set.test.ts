import { describe, expect, it } from 'vitest';
import { textPart } from '../../../../shared/detection/part.ts';
import {
  buildRegisteredSet,
  commonFrom,
} from '../../../../shared/detection/registered/build-set.ts';
import {
  common,
  openRegisteredSet,
} from '../../../../shared/detection/registered/registered-set.ts';
import { gramsOf, registeredBytes } from '../../../support/registered-documents.ts';

const boilerplate =
  '受注者は、業務の履行に当たり知り得た秘密を他に漏らしてはならない。業務が終わった後も同様とする。';
const own = (at: number) =>
  `第${at}号${'機器構成帯域回線端末'.repeat(2)}${at * 7919}系統${at * 104_729}番`;
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    parts: [textPart(own(at + 1)), textPart(boilerplate)],
  }));

describe('a fingerprint', () => {
  const grams = gramsOf([textPart(boilerplate)]).grams;
  const middle = [grams[4] ?? 0, grams[5] ?? 0] as const;

  it('is of each document that has it, while they are few', () => {
    const set = openRegisteredSet(registeredBytes(many(3)).bytes);
    expect(set?.find(...middle)).toEqual([0, 1, 2]);
  });

  it('is common where too many have it, and their own ones are not', () => {
    const documents = many(commonFrom(30));
    const built = registeredBytes(documents);
    const set = openRegisteredSet(built.bytes);
    expect(set?.find(...middle)).toEqual([common]);
    expect(Math.min(...built.counting)).toBeGreaterThan(0);
    expect(set?.documents.map(({ fingerprints }) => fingerprints)).toEqual(built.counting);
  });
});

it('versions of one document count as long as they are not too many', () => {
  const set = openRegisteredSet(
    registeredBytes(Array(12).fill({ parts: [textPart(own(1))] })).bytes,
  );
  expect(set?.documents[0]?.fingerprints).toBeGreaterThan(0);
});

it('a document of nothing but what shall not count has no fingerprint that counts', () => {
  const built = registeredBytes([{ parts: [textPart(boilerplate)] }], [boilerplate]);
  expect(built.counting).toEqual([0]);
});

it('takes no more documents than it can number', () => {
  const document = {
    id: 'R',
    owner: '',
    level: '',
    until: null,
    bytes: 0,
    digest: '',
    grams: new Uint32Array(),
  };
  expect(() => buildRegisteredSet(Array(10_001).fill(document), [], '')).toThrow('too many');
});
