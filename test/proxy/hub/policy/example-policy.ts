/** A small policy for the tests of the hub, with the comments that have to stay. */
import { parsePolicy } from '../../../../shared/policy/parse.ts';
import type { Policy } from '../../../../shared/policy/schema.ts';

export const exampleYaml = `# 先頭の説明
version: 1
organization: { name: 見本市 }
units: [総務企画部, 教育委員会]
mode: enforce
zones:
  closed: [127.0.0.0/8, 10.0.0.0/8] # 庁内
  open: ["127.0.0.1:8600"]
destinations:
  default: block
  lists:
    # 国と自治体
    - id: public-bodies
      title: 国・自治体
      action: allow
      owner: 情報政策課
      reason: 業務で使う
      entries:
        - go.jp
        # 電子申請のため
        - match: forms.example.jp
          units: [総務企画部]
          reason: 電子申請 # 毎年見直す
        - 127.0.0.1:8600

    - id: stopped
      title: 止めるもの
      action: block
      owner: 情報政策課
      reason: 苦情
      entries: []
`;

export function policyOf(yaml: string): Policy {
  const { policy, problems } = parsePolicy(yaml);
  if (policy === null) throw new Error(JSON.stringify(problems));
  return policy;
}
