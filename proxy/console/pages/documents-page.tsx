/** Registered documents: what is looked for, a new one, and one that is not looked for any more. */
import { useState } from 'preact/hooks';
import type { ShownDocument } from '../../../shared/protocol/documents.ts';
import { call } from '../api.ts';
import { announce } from '../parts/announce.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { DocumentDialog } from '../parts/document-dialog.tsx';
import { DocumentTable } from '../parts/document-table.tsx';
import { Loading } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useLoad } from '../parts/use-load.ts';
import { useMayChange } from '../session.tsx';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';

type Open = { readonly kind: 'add' } | { readonly kind: 'remove'; readonly of: ShownDocument };

export function DocumentsPage() {
  const words = useWords();
  const own = words.documents;
  const mayChange = useMayChange();
  const [open, setOpen] = useState<Open | null>(null);
  const loaded = useLoad('documents', (signal) => call('documents', { signal }));
  const done = (text: string) => {
    setOpen(null);
    announce(text);
    loaded.reload();
  };
  return (
    <Page
      title={words.pages.documents}
      aside={
        mayChange ? (
          <button type="button" class="button" onClick={() => setOpen({ kind: 'add' })}>
            {own.add}
          </button>
        ) : undefined
      }
    >
      <p>{own.intro}</p>
      <p class="quiet">{own.kept}</p>
      <Loading loaded={loaded}>
        {({ documents, levels, missingAt }) => (
          <>
            {missingAt > 0 ? (
              <Notice kind="warning">
                <p>{own.missing(words.number(missingAt))}</p>
              </Notice>
            ) : null}
            {documents.length === 0 ? (
              <p class="empty">{own.empty}</p>
            ) : (
              <DocumentTable
                documents={documents}
                onRemove={mayChange ? (of) => setOpen({ kind: 'remove', of }) : null}
              />
            )}
            {open?.kind === 'add' ? (
              <DocumentDialog
                levels={levels}
                onDone={(count) => done(own.done(words.number(count)))}
                onClose={(count) => {
                  setOpen(null);
                  if (count > 0) loaded.reload();
                }}
              />
            ) : null}
          </>
        )}
      </Loading>
      {open?.kind === 'remove' ? (
        <Confirm
          title={own.removeTitle}
          text={own.removeAsk(open.of.id, visible(open.of.title))}
          action={own.remove}
          onClose={() => setOpen(null)}
          onConfirm={async () => {
            await call('removeDocument', { id: open.of.id });
            done(own.removed(open.of.id));
          }}
        />
      ) : null}
    </Page>
  );
}
