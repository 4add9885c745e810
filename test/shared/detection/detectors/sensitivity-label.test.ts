import { describe, expect, it } from 'vitest';
import { detect } from '../../../../shared/detection/detect.ts';
import { textPart } from '../../../../shared/detection/part.ts';

const ids = ['11111111', '22222222'].map((each) => `${each}-2222-4333-8444-555555555555`);
const site = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const lines = (id: string | undefined, facts: Record<string, string>) =>
  Object.entries(facts)
    .map(([name, value]) => `MSIP_Label_${id}_${name} ${value}`)
    .join('\n');
const labels = (text: string, corner: 'properties' | 'header' = 'properties') =>
  detect([textPart(text, { corner })])
    .filter(({ kind }) => kind === 'sensitivity-label')
    .map(({ label }) => label);

describe('labels', () => {
  it('are those that are enabled', () => {
    expect(labels(lines(ids[0], { Enabled: 'true', Name: '社外秘' }))).toEqual(['社外秘']);
    expect(labels(lines(ids[0], { Enabled: 'false', Name: '社外秘' }))).toEqual([]);
    expect(labels(lines(ids[0], { Enabled: '1', Removed: '1' }))).toEqual([]);
    expect(labels(lines(ids[0], { Name: '社外秘' }))).toEqual([]);
  });

  it('are the newest of each site', () => {
    const old = { Enabled: 'true', SiteId: site, SetDate: '2025-01-01T00:00:00Z', Name: '公開' };
    const now = { Enabled: 'true', SiteId: site, SetDate: '2026-01-01T00:00:00Z', Name: '機密' };
    expect(labels(`${lines(ids[0], old)}\n${lines(ids[1], now)}`)).toEqual(['機密']);
    expect(labels(`${lines(ids[0], old)}\n${lines(ids[1], { ...now, Enabled: 'false' })}`)).toEqual(
      [],
    );
  });

  it('have the GUID where they have no name', () => {
    expect(labels(lines(ids[0], { Enabled: 'true' }))).toEqual([ids[0]]);
  });

  it('stand in a field of a mail, also in a folded one', () => {
    const field = `msip_labels: MSIP_Label_${ids[0]}_Enabled=True;\n MSIP_Label_${ids[0]}_Name=Internal\n Only;`;
    expect(labels(field, 'header')).toEqual(['Internal Only']);
    expect(labels('msip_labels: MSIP_Label_', 'header')).toEqual([]);
  });
});
