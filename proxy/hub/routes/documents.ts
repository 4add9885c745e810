/** Registered documents: the list, a new one, and one that is removed. */

import { mostDocuments } from '../../../shared/detection/registered/registered-set.ts';
import { defaultLevels } from '../../../shared/policy/uploads-schema.ts';
import type { Handlers } from '../console-routes.ts';
import {
  documentId,
  documentNumber,
  registerDocument,
  removedChange,
} from '../documents/register-document.ts';
import { shownDocument } from '../documents/shown-document.ts';
import type { Documents } from '../documents/start-documents.ts';
import type { Publisher } from '../policy/publisher.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import type { StoredDocument } from '../store/document-store.ts';
import type { Store } from '../store/store.ts';

export function documentHandlers(options: {
  store: Pick<Store, 'documents'>;
  publisher: Pick<Publisher, 'current'>;
  documents: Documents;
  audit: Pick<HubAudit, 'left' | 'settle'>;
  now: () => number;
}): Pick<Handlers, 'documents' | 'registerDocument' | 'removeDocument'> {
  const { store, publisher, documents, audit, now } = options;
  const levels = () => (publisher.current().policy.levels ?? defaultLevels).order;
  const shown = (document: StoredDocument) =>
    shownDocument(document, documents.counting(documentId(document.number)), now());

  return {
    async documents() {
      const all = await store.documents.list();
      return {
        documents: all.map(shown),
        levels: [...levels()],
        missingAt: documents.missingAt(),
      };
    },

    async registerDocument({ query, body, caller }) {
      if (!levels().includes(query.level)) {
        const fields = {
          level: 'ポリシーにあるレベルを選んでください / choose a level of the policy',
        };
        throw new Refusal('invalid', { fields });
      }
      if (body.length === 0) throw new Refusal('document-empty');
      if ((await store.documents.list()).length >= mostDocuments) throw new Refusal('too-large');
      const content = { bytes: new Uint8Array(body.buffer, body.byteOffset, body.byteLength) };
      const registered = await registerDocument(
        { store, pool: documents, secret: documents.secret, left: audit.left, now },
        query,
        { name: '', content },
        caller.account.id,
      );
      switch (registered.outcome) {
        case 'registered':
          await audit.settle();
          // Not waited for: many may come one after the other, and the next look makes up for it.
          void documents.tick().catch(() => {});
          return { document: shown(registered.document) };
        case 'taken':
          throw new Refusal('document-taken');
        case 'empty':
          throw new Refusal('document-empty');
        case 'not-read':
          throw new Refusal('document-not-read');
        default:
          return registered satisfies never;
      }
    },

    async removeDocument({ id, caller }) {
      const number = documentNumber(id);
      const known = (await store.documents.list()).find((each) => each.number === number);
      if (known === undefined) throw new Refusal('not-found');
      const change = audit.left(removedChange(known, caller.account.id));
      if (!(await store.documents.remove(known.number, [change]))) throw new Refusal('not-found');
      await audit.settle();
      void documents.tick().catch(() => {});
      return { id };
    },
  };
}
