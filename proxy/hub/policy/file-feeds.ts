/** A feed's file lies on the hub's own disk: whoever edits in the console may not name one. */
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Problem } from '../../../shared/protocol/policy-change.ts';

/** Files that stand in the current policy may stay, under whatever list. */
export function newFileFeeds(current: Policy, draft: Policy): Problem[] {
  const known = new Set((current.destinations.lists ?? []).map(({ feed }) => feed?.file));
  return (draft.destinations.lists ?? []).flatMap(({ id, feed }, i): Problem[] => {
    if (feed?.file === undefined || known.has(feed.file)) return [];
    return [
      {
        severity: 'error',
        line: null,
        path: `destinations.lists[${i}].feed.file`,
        message: `${id}: 管理画面からはフィードのファイルを指定できません。/ A feed’s file cannot be named from the console.`,
        cure: 'url で https のアドレスを示すか、ハブを動かす人に頼んでください。/ Give an https address by url, or ask whoever runs the hub.',
      },
    ];
  });
}
