/**
 * Sensitivity labels (Microsoft Information Protection) that are set on a document or a mail: of each
 * site the newest that is enabled. `MSIP_Label_<GUID>_Enabled` and its siblings stand in properties and
 * in the field `msip_labels` of a mail; extractors write LabelInfo.xml in the same way.
 */
import type { Candidate, Detector, Surroundings } from '../detector.ts';
import { textPart } from '../part.ts';

const guid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const property = new RegExp(
  `MSIP_Label_(${guid})_([A-Za-z_]+)(?:["']?\\s*[:=]\\s*["']?|\\s+)`,
  'gi',
);
const longestName = 80;
const nameless = '名前のないラベル / a label without a name';

export const sensitivityLabel: Detector = {
  kind: 'sensitivity-label',
  digits: 0,
  led: null,
  cheap: /MSIP_Label_[0-9a-f]{8}/i,
  inText,
  column: null,
  watchTable: null,
  examples: {
    found: [
      { part: label('properties', 'Enabled true', 'Name 機密性3A'), why: 'enabled' },
      {
        part: textPart(`msip_labels: ${lines(['Enabled=True', 'Name=Internal']).join(';')}`, {
          corner: 'header',
        }),
        why: 'of a mail',
      },
      { part: label('properties', 'Enabled=1', 'Removed=0'), why: 'without a name' },
    ],
    ignored: [
      { part: label('properties', 'Enabled false', 'Name Internal'), why: 'not enabled' },
      { part: label('properties', 'Enabled=1', 'Removed=1'), why: 'taken off' },
      { part: label(undefined, 'Enabled=true', 'Name=Internal'), why: 'spoken of in a text' },
    ],
  },
};

interface Label {
  readonly start: number;
  readonly end: number;
  readonly id: string;
  readonly facts: ReadonlyMap<string, string>;
}

function inText(text: string, { corner, isTable }: Surroundings): Candidate[] {
  if (isTable || (corner !== 'properties' && corner !== 'header')) return [];
  const labels = [...labelsIn(text).values()];
  const newest = new Map<string, Label>();
  for (const each of labels) {
    const site = each.facts.get('siteid') ?? each.id;
    const known = newest.get(site);
    // ISO times compare as text; of two without one, what is enabled counts.
    if (known === undefined || rank(each) > rank(known)) newest.set(site, each);
  }
  return [...newest.values()].filter(isActive).map(({ start, end, id, facts }) => {
    const name = facts.get('name') ?? '';
    const shown = name === '' ? id : name;
    return {
      start,
      end,
      confidence: 0.99,
      masked: name === '' ? nameless : name,
      value: id,
      label: shown,
      labelId: id,
    };
  });
}

const isTrue = (value: string | undefined) => /^(?:true|1|yes)$/i.test(value ?? '');
const isActive = ({ facts }: Label) =>
  isTrue(facts.get('enabled')) && !isTrue(facts.get('removed'));
const rank = (label: Label) => `${label.facts.get('setdate') ?? ''} ${isActive(label) ? 1 : 0}`;

function labelsIn(text: string): Map<string, Label> {
  const labels = new Map<string, Label & { facts: Map<string, string> }>();
  const found = [...text.matchAll(property)];
  for (const [at, { index, 0: whole, 1: id = '', 2: fact = '' }] of found.entries()) {
    const from = index + whole.length;
    const next = found[at + 1]?.index ?? text.length;
    const known = labels.get(id.toLowerCase());
    const label = known ?? {
      start: index,
      end: from,
      id: id.toLowerCase(),
      facts: new Map<string, string>(),
    };
    labels.set(label.id, label);
    const value = valueAt(text.slice(from, Math.min(next, from + 400)), whole);
    if (!label.facts.has(fact.toLowerCase())) label.facts.set(fact.toLowerCase(), value);
  }
  return labels;
}

/** Up to a semicolon, a quote, or the end of its line; a folded line of a mail goes on. */
function valueAt(text: string, name: string): string {
  const isFolded = name.includes('=');
  const [value = ''] = text.split(isFolded ? /;|["']|\n(?!\s)/ : /\n|["']/, 1);
  return value.replace(/\s+/g, ' ').trim().slice(0, longestName);
}

function lines(facts: readonly string[]): string[] {
  return facts.map((fact) => `MSIP_Label_11111111-2222-4333-8444-555555555555_${fact}`);
}

function label(corner: 'properties' | undefined, ...facts: string[]) {
  return textPart(lines(facts).join('\n'), corner === undefined ? {} : { corner });
}
