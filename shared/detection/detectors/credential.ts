/**
 * What opens something: private keys and tokens by their form, passwords in addresses and connection
 * strings, and what a label says is a password.
 */
import { credentialForms } from '../credential-forms.ts';
import type { Candidate, Detector } from '../detector.ts';
import { bounded } from '../detector.ts';
import { textPart } from '../part.ts';

/** `postgres://user:secret@host` */
const inUrl =
  /(?<![A-Za-z0-9])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'<>,;()、。]{0,100}:([^\s@/"'<>]{1,200})@[A-Za-z0-9[]/gi;
/** `Server=db;User Id=app;Password=secret;` */
const inConnection =
  /(?:server|host|data source|dsn|uid|user(?: id)?|database|initial catalog)\s?=[^\n"']{1,300}?(?:password|pwd)\s?=\s?([^;\s"'&]{1,200})/gi;
/** A label, `:` or `=`, a value with or without quotes. */
const labelled =
  /(?<![A-Za-z])((?:[A-Za-z0-9]{1,20}[_.-]){0,4}?(?:pass(?:word|wd|phrase|code)?|pwd|pin[_ -]?(?:code|no)|secret(?:[_-]?(?:key|access[_-]?key))?|api[_-]?key|(?:access|auth|refresh|bearer|private)[_-]?(?:token|key)|token|client[_-]?secret)|パ ?ス ?ワ ?[ー-] ?ド|パスフレ[ー-]ズ|パスコ[ー-]ド|暗 ?証 ?番 ?号|初期PW|(?<![A-Za-z])PW)(?:[)）】\]])?["'`]? ?(?::=|=>|[:=]|は|→) {0,3}(?:["'`「]([^"'`「」\n]{1,200})["'`」]|([!-~]{1,200}))/gi;
/** Labels that people read: a password of any kind. The others name things of programs as well. */
const spoken = /pass|pwd|パ ?ス|暗 ?証|PW$/i;
/** Stands for a value that is elsewhere. */
const placeholder =
  /^(?:[*•xX.…_-]+|<.*|\[.*|\{.*|\$.*|%.*|&.*|\(.*|#\{.*|null|none|nil|undefined|true|false|yes|no|on|off|string|str|int|number|bool(?:ean)?|text|any|object|required|optional|hidden|empty|change-?me|your[_-]?.*|my[_-]?.*password|example.*|sample.*|dummy.*|test|todo|tbd|n\/?a|redacted|masked|pass(?:word|wd|phrase)?s?|secret|token|pwd|[a-z_]+(?:\.[a-z_]+)+.*|[A-Za-z_.]+\(.*|new|old|this|self\..*|env.*|process\.env.*|os\..*|https?:.*|\/\/.*|=.*)[;,)\]}]*$/i;

export const credential: Detector = {
  kind: 'credential',
  digits: 0,
  led: null,
  // ASCII first: Japanese text has little.
  cheap:
    /パ ?ス|暗 ?証|(?=[ -~])(?:PRIVATE KEY|PuTTY-U|AGE-SECRET|A(?:KIA|SIA|BIA|CCA)[A-Z0-9]|aws.{0,20}secret|gh[pousr]_|github_pat|gl[a-z]{2,5}-|xox[a-z]-|xapp-|hooks\.slack|webhook|AIza|GOCSPX|ya29\.|(?:Account|Access)Key=|sig=|Q~|eyJ|[sr]k_live|whsec_|sk-|npm_|pypi-|SG\.|SK[0-9a-f]{8}|:AA|_v1_|hf_|dckr_|hv[sbr]\.|ATATT|shp[a-z]{2}_|lin_api|ntn_|authorization|:\/\/[^\s/@]*:[^\s/@]*@|pass|pwd|pin[_ -]|secret|token|api[_-]?key|private[_-]?key|PW)/i,
  inText(text, { from, isTable }) {
    const cells = isTable ? inCells(text) : [];
    const all = [...formed(text), ...inside(text), ...named(text), ...cells];
    return all.filter(({ end }) => end > from);
  },
  column: {
    judge: null,
    adjust: (confidence, { header }) =>
      confidence === unknown && ofPasswords.test(header) ? 0.7 : confidence,
  },
  watchTable: null,
  examples: {
    found: [
      {
        part: textPart(`-----BEGIN OPENSSH ${'PRIVATE'} KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU`),
        why: 'a private key',
      },
      { part: textPart(`export AWS_ACCESS_KEY_ID=${'AKIA'}${'QYLPMN5HHHFPZAM2'}`), why: 'a form' },
      { part: textPart(`postgres://app:${'kX9!vQ2z'}@db.example/main`), why: 'in an address' },
      { part: textPart('パスワード：Yk7#mPq2'), why: 'its label says so' },
      { part: textPart(`"password": "${'hakucho'}-2241"`), why: 'in JSON' },
    ],
    ignored: [
      {
        part: textPart('パスワードは半角英数字8文字以上で設定してください。'),
        why: 'about passwords',
      },
      { part: textPart('password = os.environ["DB_PASSWORD"]'), why: 'it is elsewhere' },
      { part: textPart('<input type="password" name="password">'), why: 'a field' },
      {
        part: textPart(`-----BEGIN ${'PRIVATE'} KEY----- で始まる行`),
        why: 'the first line alone',
      },
      { part: textPart('token: string'), why: 'a type' },
    ],
  },
};

/** Says nothing until its header is known. */
const unknown = 0.11;
const ofPasswords =
  /(?:^|[ \n])(?:初期|仮)?(?:パスワ[ー-]ド|password|passwd|pwd|暗証番号|PW)(?:$|[ \n(])/i;
/** The label is a cell, and so is what stands beside it. */
const labelledCell =
  /(?<=^|[\t\n])(?:(?:初期|仮)?パスワ[ー-]ド|password|passwd|pwd|暗証番号|PW)\t([!-~]{4,64})(?=[\t\n]|$)/gi;
const cell = /(?<=^|[\t\n])[!-~]{6,64}(?=[\t\n]|$)/g;

function inCells(text: string): Candidate[] {
  const beside = [...text.matchAll(labelledCell)].flatMap(({ index, 0: whole, 1: value = '' }) =>
    placeholder.test(value) ? [] : [found(index + whole.length - value.length, value, 0.7, '')],
  );
  const alone = [...text.matchAll(cell)].flatMap(({ index, 0: value }) =>
    placeholder.test(value) || /^[\d.,:/-]+$/.test(value) ? [] : [found(index, value, unknown, '')],
  );
  return [...beside, ...alone];
}

function found(start: number, text: string, confidence: number, name: string): Candidate {
  return {
    start,
    end: start + text.length,
    confidence: bounded(confidence),
    masked: name === '' ? '••••••••' : `${name} ••••••••`,
    value: text,
  };
}

function formed(text: string): Candidate[] {
  return credentialForms.flatMap(({ name, pattern, confidence }) =>
    [...text.matchAll(pattern)].map(({ index, 0: whole }) => found(index, whole, confidence, name)),
  );
}

function inside(text: string): Candidate[] {
  return [inUrl, inConnection].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: whole, 1: secret = '' }) =>
      placeholder.test(secret) ? [] : [found(index + whole.lastIndexOf(secret), secret, 0.8, '')],
    ),
  );
}

function named(text: string): Candidate[] {
  return [...text.matchAll(labelled)].flatMap((match) => {
    const [whole, label = '', quoted, bare = ''] = match;
    const secret = (quoted ?? bare.replace(/[;,)\]}>]+$/, '')).trim();
    const start = match.index + whole.lastIndexOf(secret);
    const confidence = /\s/.test(secret) || placeholder.test(secret) ? 0 : sureOf(label, secret);
    return confidence === 0 ? [] : [found(start, secret, confidence, '')];
  });
}

/** A label says that it is a secret; what it looks like, that it is one and no word of a program. */
function sureOf(label: string, secret: string): number {
  if (/[^!-~]/.test(secret) || secret.length < 4) return 0;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((each) => each.test(secret)).length;
  if (spoken.test(label)) {
    if (/[^A-Za-z]/.test(secret) && kinds >= 2 && secret.length >= 6) return 0.8;
    if (/^\d+$/.test(secret)) return /パ|暗|pin/i.test(label) ? 0.7 : 0.5;
    return /[^\0-\x7f]/.test(label) ? 0.65 : secret.length >= 6 && kinds >= 2 ? 0.6 : 0.45;
  }
  if (secret.length < 16 || kinds < 2 || !/\d/.test(secret)) return 0.2;
  return entropy(secret) >= 3.2 ? 0.75 : 0.3;
}

/** Shannon's, in bits for each character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const each of text) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => {
    const share = count / text.length;
    return sum - share * Math.log2(share);
  }, 0);
}
