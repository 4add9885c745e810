/** What is wrong with the YAML itself, in words. */
import type { YAMLError } from 'yaml';
import type { Problem } from '../protocol/policy-change.ts';

const words: Readonly<Record<string, readonly [message: string, cure: string]>> = {
  TAB_AS_INDENT: [
    '字下げにタブが使われています。/ A tab is used for indentation.',
    'タブを半角空白 2 つに置き換えてください。/ Replace each tab by two spaces.',
  ],
  DUPLICATE_KEY: [
    '同じキーが 2 回書かれています。/ The same key stands here twice.',
    'どちらかを消してください。/ Delete one of the two.',
  ],
  BAD_INDENT: [
    '字下げがそろっていません。/ The indentation is uneven.',
    '同じ段の行は同じ数の半角空白で始めてください。/ Begin lines of one level with the same number of spaces.',
  ],
  BAD_ALIAS: [
    'エイリアス (*名前) の元がありません。/ An alias (*name) has no anchor.',
    '「*」で始まる値は引用符で囲んでください (例: "*")。/ Put a value that begins with * in quotes, such as "*".',
  ],
  MULTIPLE_DOCS: [
    '「---」で区切られた文書が 2 つ以上あります。/ There is more than one document.',
    '1 つだけにしてください。/ Keep one only.',
  ],
  MISSING_CHAR: [
    '閉じる記号か空白が足りません。/ A closing mark or a space is missing.',
    '引用符、かっこ、「:」の後の空白を確かめてください。/ Check quotes, brackets, and the space after ":".',
  ],
  UNEXPECTED_TOKEN: [
    'ここに書けない文字があります。/ Something stands here that cannot.',
    '@ や ` で始まる値、「: 」を含む値は引用符で囲んでください。/ Put values that begin with @ or ` or contain ": " in quotes.',
  ],
};

export function syntaxProblem(error: Pick<YAMLError, 'code'>, line: number | null): Problem {
  return told(error.code, line);
}

/** For an alias that reads well but names no anchor. */
export function aliasProblem(line: number): Problem {
  return told('BAD_ALIAS', line);
}

/** For a key that its mapping has already. */
export function doubleKeyProblem(line: number): Problem {
  return told('DUPLICATE_KEY', line);
}

function told(code: string, line: number | null): Problem {
  const [message, cure] = words[code] ?? [
    `YAML として読めません。/ This is not YAML (${code}).`,
    'この行とその前の行の引用符、字下げ、「:」を確かめてください。/ Check quotes, indentation and ":" on this line and the one before.',
  ];
  return { severity: 'error', line, path: '', message, cure };
}
