/** Postings in a disaster: who may throws the switch and ends it; everyone hears that it is on. */
import { latestDisasterEnd, mayEnd, mayThrow } from '../../../shared/policy/disaster-people.ts';
import type { Account } from '../../../shared/protocol/accounts.ts';
import type { ShownDisaster } from '../../../shared/protocol/disasters.ts';
import type { Handlers } from '../console-routes.ts';
import type { KeptDisasters } from '../disasters/keep-disasters.ts';
import type { Publisher } from '../policy/publisher.ts';
import { ownServices } from '../postings/own-services.ts';
import { reviewTerms } from '../postings/review-terms.ts';
import { serviceTitle } from '../postings/service-title.ts';
import { Refusal } from '../refusals.ts';
import type { StoredDisaster } from '../store/disaster-store.ts';
import type { Store } from '../store/store.ts';

const shownEarlier = 50;

export function disasterHandlers(options: {
  store: Pick<Store, 'disasters' | 'postings'>;
  publisher: Pick<Publisher, 'current'>;
  disasters: Pick<KeptDisasters, 'throw' | 'end' | 'tick'>;
  now: () => number;
}): Pick<Handlers, 'disasters' | 'throwDisaster' | 'endDisaster'> {
  const { store, publisher, disasters, now } = options;
  const policy = () => publisher.current().policy;
  const rulesOf = (services: readonly string[]) =>
    (policy().posting ?? []).filter(({ service }) => services.includes(service));

  /** Who reads the log of all its services, or has to do with the switch itself. */
  function isTold({ services }: StoredDisaster, account: Account): boolean {
    const own = ownServices(policy(), account, now());
    const reads = own === null || services.some((service) => own.includes(service));
    return reads || rulesOf(services).some((rule) => mayThrow(rule, account));
  }

  function isEndable({ ended, services, by }: StoredDisaster, account: Account): boolean {
    if (ended !== null) return false;
    if (by === account.id || account.role === 'administrator') return true;
    // One hand ends it for all of its services: so it may for each of them.
    const rules = rulesOf(services);
    return rules.length === services.length && rules.every((rule) => mayEnd(rule, account, now()));
  }

  function shown(disaster: StoredDisaster, account: Account): ShownDisaster {
    const { id, services, from, until, by, reason, ended } = disaster;
    const told = isTold(disaster, account);
    return {
      id,
      services: services.map((each) => ({ id: each, title: serviceTitle(policy(), each) })),
      from,
      until,
      by: told ? by : null,
      reason: told ? reason : null,
      ended: ended === null ? null : { ...ended, ...(!told && { by: null, word: null }) },
      mayEnd: isEndable(disaster, account),
    };
  }

  return {
    async disasters({ caller: { account } }) {
      await disasters.tick();
      const [on, latest] = await Promise.all([
        store.disasters.on(),
        store.disasters.latest(shownEarlier),
      ]);
      const own = ownServices(policy(), account, now());
      const { disaster: unconfirmed } = await store.postings.countOpen(
        own,
        reviewTerms(policy(), now()),
      );
      const isOn = new Set(on.flatMap(({ services }) => services));
      return {
        on: on.map((each) => shown(each, account)),
        earlier: latest
          .filter((each) => each.ended !== null && isTold(each, account))
          .map((each) => shown(each, account)),
        mayThrow: (policy().posting ?? [])
          .filter((rule) => mayThrow(rule, account) && !isOn.has(rule.service))
          .map((rule) => ({
            id: rule.service,
            title: serviceTitle(policy(), rule.service),
            latest: new Date(latestDisasterEnd(rule, now())).toISOString(),
          })),
        unconfirmed,
      };
    },

    async throwDisaster({ body: { services, until, reason }, caller: { account } }) {
      const rules = rulesOf(services);
      const may = rules.filter((rule) => mayThrow(rule, account));
      if (new Set(services).size !== may.length) throw new Refusal('forbidden');
      const end = Date.parse(until);
      const latest = Math.min(...rules.map((rule) => latestDisasterEnd(rule, now())));
      if (!(end > now() && end <= latest)) {
        const sentence = `いまより後で、${new Date(latest).toISOString()} までの日時にしてください / choose a moment after now, and not after that`;
        throw new Refusal('invalid', { fields: { until: sentence } });
      }
      const thrown = await disasters.throw({
        services,
        until: new Date(end).toISOString(),
        by: account.id,
        reason,
      });
      if (!('id' in thrown)) throw new Refusal('disaster-on');
      return { disaster: shown(thrown, account) };
    },

    async endDisaster({ id, body: { word }, caller: { account } }) {
      const disaster = await store.disasters.byId(id);
      if (disaster === null) throw new Refusal('not-found');
      if (disaster.ended !== null) throw new Refusal('disaster-over');
      if (!isEndable(disaster, account)) throw new Refusal('forbidden');
      const ended = await disasters.end(disaster, account.id, word);
      if (ended === null) throw new Refusal('disaster-over');
      return { disaster: shown(ended, account) };
    },
  };
}
