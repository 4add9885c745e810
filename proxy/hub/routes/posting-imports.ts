/** How the accounts' own posts are read: when, and what went wrong. It holds no text of a posting. */
import { failureWords } from '../../../shared/destination/feeds/feed-words.ts';
import { defaultImportEvery } from '../../../shared/policy/import-schema.ts';
import type { Caller } from '../accounts/sessions.ts';
import type { Handlers } from '../console-routes.ts';
import { type createKeptImports, importsOf } from '../imports/keep-imports.ts';
import type { Publisher } from '../policy/publisher.ts';
import { mayReview, ownServices } from '../postings/own-services.ts';
import { serviceTitle } from '../postings/service-title.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import { type ImportState, outsideKey } from '../store/import-store.ts';
import type { Store } from '../store/store.ts';

const noPosts = {
  message: '投稿のリストとして読めません。/ This cannot be read as a list of posts.',
  cure: 'from と url を確かめてください。サインインのページかもしれません。/ Check from and url; this may be a page to sign in.',
};

export function postingImportHandlers(options: {
  store: Pick<Store, 'imports' | 'postings'>;
  publisher: Pick<Publisher, 'current'>;
  imports: Pick<ReturnType<typeof createKeptImports>, 'readNow'>;
  audit: Pick<HubAudit, 'record'>;
  now: () => number;
}): Pick<Handlers, 'postingImports' | 'readImport'> {
  const { store, publisher, imports: kept, audit, now } = options;

  async function shown({ account: caller }: Caller) {
    const { policy } = publisher.current();
    const services = ownServices(policy, caller, now());
    const states = await store.imports.states();
    const open = await store.imports.openOutside();
    const own = importsOf(policy).filter(
      ({ service }) => services === null || services.includes(service),
    );
    return own.map(({ service, account, source }) => {
      const state = states.find((each) => each.service === service && each.account === account);
      return {
        service,
        title: serviceTitle(policy, service),
        account,
        from: source.from,
        url: source.url,
        every: source.every ?? defaultImportEvery,
        since: state?.since ?? null,
        checkedAt: state?.checkedAt ?? null,
        failure: shownFailure(state?.failure ?? null),
        open: open.get(outsideKey(service, account)) ?? 0,
        mayRead: mayReview(policy, caller, service, now()),
      };
    });
  }

  return {
    postingImports: async ({ caller }) => ({ imports: await shown(caller) }),

    async readImport({ body: { service, account }, caller }) {
      const find = async () =>
        (await shown(caller)).find((each) => each.service === service && each.account === account);
      const before = await find();
      if (before === undefined) throw new Refusal('not-found');
      if (!before.mayRead) throw new Refusal('forbidden');
      const subject = `${service} ${account}`;
      await audit.record({ act: 'import-asked', actor: caller.account.id, subject });
      const outcome = await kept.readNow(service, account);
      const after = await find();
      if (outcome === null || after === undefined) throw new Refusal('not-found');
      return { import: after, outcome };
    },
  };
}

function shownFailure(failure: ImportState['failure']) {
  if (failure === null) return null;
  const words =
    failure.code === 'no-posts'
      ? noPosts
      : failureWords(failure.code as Parameters<typeof failureWords>[0]);
  return { ...failure, ...words };
}
