import { useState } from 'preact/hooks';
import type { DecisionRecord } from '../../../shared/audit/record.ts';
import { call } from '../api.ts';
import { useWords } from '../words/language.tsx';
import { Explanation } from './explanation.tsx';
import { Loading } from './loading.tsx';
import { Notice } from './notice.tsx';
import { useLoad } from './use-load.ts';

/** A button that asks the hub why a recorded decision came out so, on the revision of that time. */
export function WhyRecorded({ record }: { readonly record: DecisionRecord }) {
  const own = useWords().work.audit;
  const [asked, setAsked] = useState(false);
  if (record.destination === null || record.revision === null) return null;
  if (asked) return <Answer id={record.id} />;
  return (
    <p>
      <button type="button" class="button button-small" onClick={() => setAsked(true)}>
        {own.whyAsk}
      </button>
    </p>
  );
}

function Answer({ id }: Pick<DecisionRecord, 'id'>) {
  const own = useWords().work.audit;
  const why = useLoad(`why ${id}`, (signal) => call('explainRecord', { id, signal }));
  return (
    <Loading loaded={why}>
      {({ explained, agrees }) =>
        explained === null ? (
          <Notice kind="info">
            <p>{own.whyNothing}</p>
          </Notice>
        ) : (
          <>
            {agrees ? null : (
              <Notice kind="warning">
                <p>{own.whyDiffers}</p>
              </Notice>
            )}
            <Explanation result={explained} id={`why-${id}`} title={own.whyAsk} />
          </>
        )
      }
    </Loading>
  );
}
