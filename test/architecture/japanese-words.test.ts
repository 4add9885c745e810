/** One Japanese word per concept: docs/ja/words.md says which, and which others are not used. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../proxy/platform/build.ts';

const table = 'docs/ja/words.md';
const places = [
  'proxy/console/words/ja.ts',
  'proxy/console/words/ja-access.ts',
  'proxy/console/words/ja-content.ts',
  'proxy/console/words/ja-documents.ts',
  'proxy/console/words/ja-policy.ts',
  'proxy/console/words/ja-work.ts',
  'extension/locales/ja.json',
  'proxy/gateway/refusal-words.ts',
  'shared/policy/starter.yaml',
  ...readdirSync(path.join(projectRoot, 'docs/ja'))
    .map((name) => `docs/ja/${name}`)
    .filter((file) => file.endsWith('.md') && file !== table),
];

const unused: readonly (readonly [variant: RegExp, word: string])[] = [
  [/行き先/, '宛先'],
  [/一覧/, 'リスト'],
  [/宛先リスト/, 'リスト'],
  [/(?<!投稿の|アップロードの|その)規則/, 'ポリシー、決め手'],
  [/(?<!基本)方針/, 'ポリシー'],
  [/判断/, '判定'],
  [/利用申請|アクセスを?申請/, '申請'],
  [/断る|断り|不許可/, '却下'],
  [/答え/, '回答'],
  [/監査記録/, '監査ログ'],
  [/所属/, '部署'],
  [/使う人|使っている人/, '利用者'],
  [/領域/, '区域'],
  [/コンソール/, '管理画面'],
  [/SNS ?責任者/, 'SNS管理者'],
  [/情報担当課/, '情報システム担当課'],
  [/ブラウザ(?!ー)/, 'ブラウザー'],
  [/(?<![1一\d改数その各})] ?)行[をの](?:追加|編集|削除|変更|探|加え)/, '項目'],
];

describe('Japanese words', () => {
  test.each(places)('%s uses one word per concept', (place) => {
    const lines = readFileSync(path.join(projectRoot, place), 'utf8').split('\n');
    const found = lines.flatMap((line, index) =>
      unused
        .filter(([variant]) => variant.test(line))
        .map(([, word]) => `${place}:${index + 1} (${word}): ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });
});
