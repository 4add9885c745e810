import { describe, expect, it } from 'vitest';
import { credentialForms } from '../../../shared/detection/credential-forms.ts';
import { kindsIn } from '../../support/found-kinds.ts';

/** Put together here: nothing that looks like a key stands in the source. */
const mixed = (length: number) => 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z'.repeat(9).slice(0, length);
const hex = (length: number) => '0123456789abcdef'.repeat(5).slice(0, length);
const samples: readonly (readonly [string, string])[] = [
  ['AWS', `AKIA${'QYLPMN5HHHFPZAM2'}`],
  ['AWS', `aws_secret_access_key = ${mixed(40)}`],
  ['GitHub', `ghp_${mixed(36)}`],
  ['GitHub', `github_pat_${mixed(22)}_${mixed(59)}`],
  ['GitLab', `glpat-${mixed(20)}`],
  ['Slack', `xoxb-${'123456789012'}-${mixed(24)}`],
  ['Slack', `https://hooks.slack.com/services/T${mixed(8)}/B${mixed(8)}/${mixed(24)}`],
  ['Google', `AIza${mixed(35)}`],
  ['Azure', `AccountKey=${mixed(86)}==`],
  ['JWT', `eyJ${mixed(20)}.eyJ${mixed(30)}.${mixed(43)}`],
  ['Stripe', `sk_live_${mixed(24)}`],
  ['npm', `npm_${mixed(36)}`],
  ['SendGrid', `SG.${mixed(22)}.${mixed(43)}`],
  ['Telegram', `12345678:AA${mixed(33)}`],
  ['DigitalOcean', `dop_v1_${hex(64)}`],
  ['Docker', `dckr_pat_${mixed(27)}`],
  ['Vault', `hvs.${mixed(24)}`],
  ['Shopify', `shpat_${hex(32)}`],
  ['Anthropic', `sk-ant-api03-${mixed(40)}`],
];

describe('forms of credentials', () => {
  it.each(samples)('%s: %s', (name, text) => {
    expect(
      credentialForms.some((form) => form.name === name && text.search(form.pattern) >= 0),
    ).toBe(true);
    expect(kindsIn(`値 ${text} です`)).toContain('credential');
  });

  it.each(samples)('%s has not lost its end: %s', (name, text) => {
    const cut = text.slice(0, Math.ceil(text.length * 0.4));
    expect(
      credentialForms.some((form) => form.name === name && cut.search(form.pattern) >= 0),
    ).toBe(false);
  });
});
