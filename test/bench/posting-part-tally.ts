/** What was recognised of what there is, service by service. */

export const measures = ['acts', 'texts', 'negatives', 'own'] as const;
export type Measure = (typeof measures)[number];

export interface ServiceTally {
  readonly service: string;
  readonly of: Record<Measure, { right: number; all: number }>;
}

export interface Miss {
  readonly service: string;
  readonly measure: Measure;
  readonly says: string;
  readonly why: string;
}

export function createTally() {
  const services = new Map<string, ServiceTally>();
  const misses: Miss[] = [];
  const of = (service: string): ServiceTally => {
    const none = () => ({ right: 0, all: 0 });
    const known = services.get(service) ?? {
      service,
      of: { acts: none(), texts: none(), negatives: none(), own: none() },
    };
    services.set(service, known);
    return known;
  };
  return {
    /** @param wrong why it is a miss; null: right */
    count(service: string, measure: Measure, says: string, wrong: string | null): void {
      const sum = of(service).of[measure];
      sum.all++;
      if (wrong === null) sum.right++;
      else misses.push({ service, measure, says, why: wrong });
    },
    misses: (): readonly Miss[] => misses,
    all(): ServiceTally[] {
      return [...services.values()].sort((a, b) => a.service.localeCompare(b.service));
    },
  };
}
