/** A pasted request, tried: which service it is for and what it posts, by the policy or a draft of it. */
import { policyServicesOf } from '../../../shared/policy/compile-posting.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { type PastedProblem, readPastedRequest } from '../../../shared/posting/pasted-request.ts';
import { recognise } from '../../../shared/posting/recognise.ts';
import type { Handlers } from '../console-routes.ts';
import type { Publisher } from '../policy/publisher.ts';
import { serviceTitle } from '../postings/service-title.ts';
import { Refusal } from '../refusals.ts';

const sentences: Readonly<Record<PastedProblem, string>> = {
  empty: '要求を貼り付けてください / paste a request',
  'unknown-form':
    '要求として読み取れません。ブラウザーの開発者ツールで「cURL としてコピー」したものを貼り付けてください / this cannot be read as a request: paste what “Copy as cURL” of the browser’s tools gives',
  'no-url':
    'http:// か https:// で始まる URL がありません。生の HTTP なら Host の行も貼り付けてください / there is no URL that begins with http:// or https://; of raw HTTP paste the Host line as well',
  'broken-quotes':
    '引用符が閉じていません。コマンド全体を貼り付けてください / a quotation does not end: paste the whole command',
  'broken-json':
    'JSON として読み取れません。全体を貼り付けてください / this is no whole JSON: paste all of it',
};

export function recogniseHandlers({
  publisher,
}: {
  publisher: Pick<Publisher, 'current' | 'draft'>;
}): Pick<Handlers, 'recognise'> {
  async function policyWith(
    changes: NonNullable<Parameters<Handlers['recognise']>[0]['body']['changes']>,
    by: string,
  ): Promise<Policy> {
    if (changes.length === 0) return publisher.current().policy;
    const { policy, problems } = await publisher.draft(changes, by);
    if (policy === null) throw new Refusal('policy-problems', { problems: [...problems] });
    return policy;
  }

  return {
    async recognise({ body: { request: pasted, changes = [] }, caller }) {
      const read = readPastedRequest(pasted);
      if ('problem' in read) {
        throw new Refusal('invalid', { fields: { request: sentences[read.problem] } });
      }
      const policy = await policyWith(changes, caller.account.id);
      const { request } = read;
      const found = recognise(request, policyServicesOf(policy.posting ?? []));
      const { service: id, by, operation, postings } = found;
      return {
        method: request.method,
        url: request.url,
        service: id === null ? null : { id, title: serviceTitle(policy, id) },
        by,
        operation,
        postings: postings.map(({ act, text, account, attachments }) => ({
          act,
          text,
          account,
          attachments: attachments.map(({ name, type, size, reference }) => ({
            name,
            type,
            bytes: size,
            reference,
          })),
        })),
      };
    },
  };
}
