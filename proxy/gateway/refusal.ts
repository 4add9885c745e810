/** The body of a refusal or failure: a page, JSON or one line, by what the browser accepts. */
import { createHash } from 'node:crypto';
import type { Decision, Reason } from '../../shared/policy/decision.ts';
import { type RefusalCode, refusalWords } from './refusal-words.ts';

export interface Refusal {
  readonly status: number;
  readonly code: RefusalCode;
  /** The decision's id; null where there was none to make. */
  readonly reference: string | null;
}

export interface RefusalBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** 403 without a reason, but for what no rule says and the person can act upon. */
export function refusalOf(decision: Decision): Refusal {
  const { id: reference, reason } = decision;
  switch (reason) {
    case 'not-recorded':
      return { status: 503, code: 'not-recorded', reference };
    case 'internal-error':
      return { status: 500, code: 'internal-error', reference };
    case 'malformed':
      return { status: 400, code: 'malformed', reference };
    case 'host-mismatch':
      return { status: 421, code: 'wrong-host', reference };
    case 'no-policy':
    case 'policy-expired':
      return { status: 403, code: reason, reference };
    default: {
      const kind = contentReasons[reason];
      const how = decision.action === 'warn' ? 'warned' : 'refused';
      return { status: 403, code: kind === undefined ? how : `${kind}-${how}`, reference };
    }
  }
}

/** Not the destination, but what was to leave for it. */
const contentReasons: { readonly [R in Reason]?: 'upload' | 'posting' } = {
  'upload-rule': 'upload',
  'upload-default': 'upload',
  'upload-approved': 'upload',
  'could-not-inspect': 'upload',
  'unread-upload': 'upload',
  'no-posting-rules': 'posting',
  'account-look-alike': 'posting',
  'account-unknown': 'posting',
  'not-a-poster': 'posting',
  'account-suspended': 'posting',
  'outside-hours': 'posting',
  'forbidden-content': 'posting',
  'shortened-url': 'posting',
  'topic-missing': 'posting',
  'contact-data': 'posting',
  'picture-metadata': 'posting',
  'approval-missing': 'posting',
  'approval-differs': 'posting',
  'unknown-write': 'posting',
};

/** @param accept the request's Accept field */
export function refusalBody(refusal: Refusal, accept: string | undefined): RefusalBody {
  const { type, text } = content(refusal, accept ?? '');
  const body = Buffer.from(text, 'utf8');
  return {
    body,
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Length': String(body.length),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Content-Security-Policy': contentSecurityPolicy,
      ...(refusal.reference !== null && { 'Sekisho-Decision': refusal.reference }),
    },
  };
}

function content(refusal: Refusal, accept: string): { type: string; text: string } {
  const { code, reference } = refusal;
  if (/\btext\/html\b/i.test(accept)) return { type: 'text/html', text: page(refusal) };
  if (/\bapplication\/(?:[\w.-]+\+)?json\b/i.test(accept)) {
    return { type: 'application/json', text: JSON.stringify({ error: { code, reference } }) };
  }
  const { ja, en } = refusalWords[code];
  const line = reference === null ? '' : `参照番号 / Reference: ${reference}\n`;
  return { type: 'text/plain', text: `${ja}\n${en}\n${line}` };
}

const style = `
:root { color-scheme: light dark }
body { margin: 0; padding: 2rem 1rem; font: 1rem/1.7 system-ui, sans-serif; overflow-wrap: anywhere }
main { max-width: 36rem; margin: 0 auto }
h1 { font-size: 1.4rem; line-height: 1.4 }
p[lang=en] { opacity: .8 }
code { font-size: 1.15rem; letter-spacing: .05em }
`;
const styleHash = createHash('sha256').update(style).digest('base64');
const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors *; sandbox`;

function page({ status, code, reference }: Refusal): string {
  const { ja, en } = refusalWords[code];
  const heading = status === 403 ? 'この通信は止められました' : '接続できませんでした';
  const headingEn = status === 403 ? 'This request was stopped' : 'No connection';
  const shown =
    reference === null
      ? ''
      : `<p>参照番号 / Reference<br><code>${escapeHtml(reference)}</code></p>\n`;
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(heading)} – 関所</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(heading)}</h1>
<p>${escapeHtml(ja)}</p>
<p lang="en"><strong>${escapeHtml(headingEn)}.</strong> ${escapeHtml(en)}</p>
${shown}</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
