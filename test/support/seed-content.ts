/**
 * A month of a city's postings and uploads, for the pages that show them: several hundred, always
 * the same ones before a given moment.
 */
import type { PostingRecord, UploadRecord } from '../../shared/audit/content-record.ts';
import type { AuditRecord, DecisionRecord } from '../../shared/audit/record.ts';
import {
  acknowledgementOf,
  contentDecision,
  outcomeOf,
  posting,
  uploadSection,
} from './content-records.ts';

const hour = 3_600_000;

/** Text that would do harm if it were taken for markup, a link, or left-to-right. */
export const hostileText = '<img src=x onerror="alert(1)">\u202Ejavascript:alert(1)';

const texts = [
  '明日の雪まつりは、会場を市役所前広場に変更して開催します。駐車場は中央駐車場をご利用ください。',
  '【防災】大雪警報が出ています。不要不急の外出を控え、除雪作業中の事故に注意してください。\n\n最新の情報は市のホームページをご覧ください。\n#大雪 #横手市',
  '広報12月号を公開しました。特集は「冬の暮らし」です。',
  '図書館の年末年始の休館日は12月29日から1月3日までです。',
  `ご質問ありがとうございます。${hostileText}`,
  'A long word without a break: '.concat('x'.repeat(160)),
  '',
];
const people: readonly DecisionRecord['who'][] = [
  { user: 'tanaka', unit: '総務企画部', identity: 'declared' },
  { user: 'suzuki', unit: '教育委員会', identity: 'declared' },
  { user: 'yamada', unit: '観光おもてなし課', identity: 'declared' },
];
const places = [
  { service: 'bluesky', account: 'yokote.example', host: 'bsky.social' },
  { service: 'x', account: '@yokote_city', host: 'x.com' },
  { service: 'mastodon', account: '@yokote', host: 'social.example' },
] as const;
const acts = ['post', 'post', 'reply', 'post', 'repost', 'edit', 'upload', 'delete'] as const;

const usualText = (n: number) => texts[n % 7] ?? '';

/**
 * @param until epoch ms: the newest is an hour before
 * @param textOf of the posting of that number
 * @returns lines in the order of a terminal
 */
export function seedContent(count: number, until: number, textOf = usualText): AuditRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const back = (count - index) * ((30 * 24 * hour) / count) + hour;
    return lines(index, new Date(until - back).toISOString(), textOf(index));
  }).flat();
}

function lines(n: number, at: string, text: string): AuditRecord[] {
  const who = people[n % 3] ?? null;
  const place = places[(n >> 1) % 3] ?? places[0];
  if (who === null) return [];
  const destination = { scheme: 'https', host: place.host, port: 443, path: '/post' };
  const base = { who, destination, initiator: place.host };
  if (n % 13 === 5) return uploadLines(n, at, base);
  const { service, account } = place;
  const said = posting({ service, account, act: acts[n % 8] ?? 'post', text });
  const attachments = n % 4 === 0 ? [photo(n)] : [];
  if (n % 11 === 3) return [stopped(n, at, base, { ...said, attachments })];
  if (n % 17 === 2)
    return [contentDecision(n, at, { ...base, ...refused('warn'), postings: [warned(said)] })];
  if (n % 17 === 9) {
    const record = contentDecision(n, at, {
      ...base,
      action: 'warn',
      reason: 'shortened-url',
      postings: [warned(said)],
    });
    return [acknowledgementOf(record, '広報担当の確認済みの短縮URLです'), record, took(record)];
  }
  const record = contentDecision(n, at, {
    ...base,
    reason: 'posting-rules',
    postings: [{ ...said, attachments }],
  });
  return n % 19 === 7 ? [record] : [record, took(record, n % 23 !== 4)];
}

function photo(n: number): PostingRecord['attachments'][number] {
  return {
    name: `雪まつり会場の写真_${n}.jpg`,
    type: 'jpeg',
    bytes: 240_000 + n * 1000,
    digest: 'a'.repeat(32),
  };
}

function refused(action: 'warn' | 'block') {
  return { action, reason: 'shortened-url', handling: 'refuse' } as const;
}

function warned(said: PostingRecord): PostingRecord {
  return {
    ...said,
    action: 'warn',
    reason: 'shortened-url',
    rule: `posting/${said.service}/forbidden/shorteners`,
  };
}

function stopped(n: number, at: string, base: Partial<DecisionRecord>, said: PostingRecord) {
  const reason = n % 2 === 0 ? 'outside-hours' : 'unknown-write';
  const act = reason === 'unknown-write' ? 'unknown-write' : said.act;
  const rule = `posting/${said.service}/hours`;
  const judged = {
    ...said,
    act,
    action: 'block',
    reason,
    rule,
    account: n % 3 === 0 ? null : said.account,
  } as const;
  return contentDecision(n, at, {
    ...base,
    ...refused('block'),
    reason,
    rule,
    clause: '8-4',
    postings: [judged],
  });
}

function took(record: DecisionRecord, taken = true): AuditRecord {
  const address = taken ? `https://${record.destination?.host}/status/${record.id}` : null;
  return outcomeOf(record, { postings: [{ taken, address }] });
}

function uploadLines(n: number, at: string, base: Partial<DecisionRecord>): AuditRecord[] {
  const destination = { scheme: 'https', host: 'files.example', port: 443, path: '/upload' };
  const rule = n % 2 === 0 ? 'uploads.rules[0]' : 'uploads.rules[1]';
  const kept = {
    ...base,
    destination,
    initiator: 'files.example',
    reason: 'upload-rule',
    rule,
    clause: '7-2',
  } as const;
  const upload = uploads[n % uploads.length] ?? uploadSection();
  const observed = { action: 'allow', would: 'block', mode: 'observe', upload } as const;
  if (n % 3 === 0)
    return [contentDecision(n, at, { ...kept, action: 'block', handling: 'refuse', upload })];
  if (n % 3 === 1) return [contentDecision(n, at, { ...kept, ...observed })];
  const record = contentDecision(n, at, { ...kept, action: 'warn', upload });
  return [
    acknowledgementOf(record, '県の担当者に渡すため（電話で確認済み）'),
    record,
    outcomeOf(record),
  ];
}

const [file] = uploadSection().items;
const uploads: readonly UploadRecord[] =
  file === undefined
    ? []
    : [
        uploadSection(),
        uploadSection({
          inspected: false,
          level: null,
          items: [
            {
              ...file,
              name: `${hostileText}.zip`,
              type: 'zip',
              level: null,
              inspected: false,
              why: 'encrypted',
              findings: [],
            },
          ],
        }),
        uploadSection({
          level: '2',
          count: 60,
          items: [
            {
              ...file,
              name: '会議資料（案）.pdf',
              type: 'pdf',
              level: '2',
              inspected: 'partly',
              why: 'no-text',
              findings: [
                {
                  kind: 'mark',
                  mark: '部外秘',
                  count: 2,
                  confidence: 0.9,
                  place: { page: 1, corner: 'header' },
                  masked: '部外秘',
                },
              ],
            },
            {
              ...file,
              kind: 'text',
              name: null,
              type: null,
              bytes: 320,
              level: null,
              findings: [],
            },
          ],
        }),
      ];
