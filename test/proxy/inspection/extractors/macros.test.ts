import { describe, expect, it } from 'vitest';
import { compoundOf, docOf } from '../build-compound.ts';
import { encoded, foundIn, individual, inspect } from '../build-documents.ts';
import { vbaProject } from '../build-vba.ts';

const source = encoded(`Const 個人番号 = "${individual()}"`, 'SJIS');

describe('macros', () => {
  it('are read by themselves', async () => {
    const report = await inspect(compoundOf(vbaProject('', { Module1: source })));
    expect(report).toMatchObject({ type: 'vba-project', inspected: true });
    expect(report.text).toContain('Name="VBAProject"');
    expect(report.text).not.toContain('CMG');
  });

  it('are read in a document', async () => {
    const bytes = docOf('お知らせ', {}, vbaProject('Macros/', { Module1: source }));
    expect(await inspect(bytes)).toMatchObject({ type: 'doc', inspected: true });
    expect(await foundIn(bytes)).toEqual(['individual-number at {"entry":["Macros"]}']);
  });

  it('are not clean with a form, whose title is read', async () => {
    const form = Buffer.from('Begin {C62A69F0}\r\n  Caption = "Nyuryoku"\r\n');
    const streams = { ...vbaProject('', {}), 'UserForm1/\u0003VBFrame': form };
    const report = await inspect(compoundOf(streams));
    expect(report).toMatchObject({ why: 'unknown-format' });
    expect(report.text).toContain('Nyuryoku');
  });

  it('are not clean where a module cannot be read', async () => {
    const streams = { ...vbaProject('', { Module1: source }), 'VBA/Module1': Buffer.alloc(30) };
    expect(await inspect(compoundOf(streams))).toMatchObject({ why: 'broken' });
  });
});
