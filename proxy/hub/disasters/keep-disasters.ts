/**
 * The switch of a disaster: thrown by whom the policy names, over by hand or when its end comes.
 *   store (with its audit record) ─► the bundle is signed anew ─► terminals
 * Whatever kills the hub in between: the next signature reads the store.
 */
import { randomBytes } from 'node:crypto';
import { maskText } from '../../../shared/audit/mask.ts';
import { decisionId } from '../../../shared/policy/decision-id.ts';
import type { DisasterSwitch } from '../../../shared/policy/disaster.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import type { StoredDisaster } from '../store/disaster-store.ts';
import type { Store } from '../store/store.ts';

export interface ThrowWish {
  readonly services: readonly string[];
  /** ISO, UTC. */
  readonly until: string;
  readonly by: string;
  readonly reason: string;
}

export interface KeptDisasters {
  /** For the manifest. */
  on(): Promise<readonly DisasterSwitch[]>;
  /** @returns services whose switch is on already: then nothing is thrown */
  throw(wish: ThrowWish): Promise<StoredDisaster | readonly string[]>;
  /** null: it has ended before. */
  end(disaster: StoredDisaster, by: string, word: string | null): Promise<StoredDisaster | null>;
  /** Notes those whose end has come. */
  tick(): Promise<void>;
}

export function createKeptDisasters(options: {
  store: Pick<Store, 'disasters'>;
  audit: Pick<HubAudit, 'left' | 'settle'>;
  /** Signs the bundle anew. */
  changed: () => Promise<void>;
  /** Tells those who want to hear of it. Where it fails, they hear later. */
  tell?: (what: 'disaster-thrown' | 'disaster-ended', disaster: StoredDisaster) => Promise<void>;
  now: () => number;
}): KeptDisasters {
  const { store, audit, changed, tell = async () => {}, now } = options;
  const time = () => new Date(now()).toISOString();

  const told: typeof tell = (what, disaster) => tell(what, disaster).catch(() => {});

  async function noteEnd(
    disaster: StoredDisaster,
    ended: NonNullable<StoredDisaster['ended']>,
  ): Promise<StoredDisaster | null> {
    const left = audit.left({
      act: 'disaster-ended',
      actor: ended.by,
      subject: subjectOf(disaster),
      detail: ended.word,
    });
    if (!(await store.disasters.end(disaster.id, ended, [left]))) return null;
    await audit.settle();
    const over = { ...disaster, ended };
    await told('disaster-ended', over);
    return over;
  }

  /** @returns whether any was over */
  async function endThoseOver(): Promise<boolean> {
    const over = (await store.disasters.on()).filter(({ until }) => Date.parse(until) <= now());
    for (const each of over) await noteEnd(each, { at: each.until, by: null, word: null });
    return over.length > 0;
  }

  return {
    async on() {
      const found = (await store.disasters.on()).filter(({ until }) => Date.parse(until) > now());
      return found.map(({ id, services, from, until }) => ({
        ...{ id, services: [...services] },
        ...{ from, until },
      }));
    },
    async throw({ services, until, by, reason }) {
      await endThoseOver();
      const disaster = {
        id: decisionId(now(), randomBytes(5)),
        services: [...new Set(services)].toSorted(),
        from: time(),
        until,
        by,
        reason: maskText(reason),
      };
      const left = audit.left({
        act: 'disaster-thrown',
        actor: by,
        subject: subjectOf(disaster),
        detail: `until ${until}: ${disaster.reason}`,
      });
      const taken = await store.disasters.throw(disaster, [left]);
      if (taken !== null) return taken;
      await changed();
      await audit.settle();
      const thrown = { ...disaster, ended: null };
      await told('disaster-thrown', thrown);
      return thrown;
    },
    async end(disaster, by, word) {
      const said = word === null || word === '' ? null : maskText(word);
      const ended = await noteEnd(disaster, { at: time(), by, word: said });
      if (ended !== null) await changed();
      return ended;
    },
    async tick() {
      if (await endThoseOver()) await changed();
    },
  };
}

function subjectOf({ id, services }: Pick<StoredDisaster, 'id' | 'services'>): string {
  return `disaster ${id}: ${services.join(', ')}`;
}
