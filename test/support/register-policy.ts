/** A policy whose posting rules hold a register, for tests of hub and console. */
import { parseDocument } from 'yaml';

export const registerYaml = `
  # 広報課の規則
  - service: bluesky
    title: ブルースカイ
    responsible: sns
    deputies: [{ user: suzuki, until: 2099-03-31 }, { user: sato, until: 2020-03-31 }]
    purpose: 市政の情報を早く届ける
    topics: [行政情報, { name: 防災, examples: [避難所の開設, 断水のお知らせ] }]
    notAllowed: [職員個人の意見]
    hours: { days: [mon, tue, wed, thu, fri], from: "08:30", to: "17:15", holidays: closed } # 開庁時間
    terms: { url: "https://terms.example/tos" }
    opened: [purpose, topics, posters, twoFactor, suspended, terms]
    accounts:
      - name: yokote.example
        posters: [tanaka, { user: suzuki, from: 2020-04-01, until: 2021-03-31 }] # 広報担当
        address: https://bsky.app/profile/yokote.example
        twoFactor: { state: off }
  - service: x
    responsible: kanri
    accounts: [{ name: "@yokote_city", posters: [tanaka] }]
`;

/** @param terms address of the terms of use */
export function registerPolicy(policy: string, terms = 'https://terms.example/tos'): string {
  const document = parseDocument(policy);
  document.delete('posting');
  const rules = registerYaml.replace('https://terms.example/tos', terms);
  return `${document.toString().trimEnd()}\nposting:${rules}`;
}
