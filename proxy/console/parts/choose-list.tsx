import { call, queryText } from '../api.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { ActionBadge } from './badge.tsx';
import { Dialog } from './dialog.tsx';
import { Loading } from './loading.tsx';
import { useLoad } from './use-load.ts';

/** Leads from a refused host to the list that shall hold it, with the host filled in. */
export function ChooseList({
  host,
  onClose,
}: {
  readonly host: string;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const lists = useLoad('lists', (signal) => call('lists', { signal }));
  return (
    <Dialog title={words.work.overview.addHost(visible(host))} onClose={onClose}>
      <p>{words.work.overview.chooseList}</p>
      <Loading loaded={lists}>
        {(data) => (
          <ul class="plain-list">
            {data.lists.map((list) => (
              <li key={list.id}>
                <a href={`/lists/${encodeURIComponent(list.id)}${queryText({ add: host })}`}>
                  <bdi>{list.title}</bdi>
                </a>{' '}
                <ActionBadge action={list.action} />
              </li>
            ))}
          </ul>
        )}
      </Loading>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={onClose}>
          {words.cancel}
        </button>
      </div>
    </Dialog>
  );
}
