/** XML-RPC → its method and parameters, as JavaScript's values. Broken markup gives less, never an error. */
import { fromBase64 } from './base64.ts';
import { xmlPieces } from './markup.ts';

export interface XmlRpcCall {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** Values in values: what is deeper than this is left out. */
const deepest = 20;

interface Frame {
  readonly kind: 'value' | 'struct' | 'member' | 'array' | 'params' | 'other';
  readonly type: string;
  text: string;
  /** Of a value: what was read in it; undefined where only text was. */
  value: unknown;
  name: string;
  readonly items: unknown[];
  readonly fields: Record<string, unknown>;
}

/** null: it names no method. */
export function readXmlRpc(xml: string): XmlRpcCall | null {
  const stack: Frame[] = [];
  let method: string | null = null;
  let params: unknown[] = [];
  for (const piece of xmlPieces(xml)) {
    const top = stack.at(-1);
    if (piece.kind === 'text') {
      if (top) top.text += piece.text;
    } else if (piece.kind === 'open') stack.push(frameOf(piece.name));
    else {
      const closed = stack.pop();
      const outer = stack.at(-1);
      if (closed === undefined) continue;
      if (closed.type === 'methodName') method ??= closed.text.trim();
      else if (closed.kind === 'params') params = closed.items;
      else if (outer !== undefined && stack.length < deepest * 4) close(closed, outer, stack);
    }
  }
  return method === null ? null : { method, params };
}

function frameOf(type: string): Frame {
  const kind = kinds[type] ?? 'other';
  return {
    kind,
    type,
    text: '',
    value: undefined,
    name: '',
    items: [],
    fields: Object.create(null),
  };
}

const kinds: Readonly<Record<string, Frame['kind']>> = Object.assign(Object.create(null), {
  value: 'value',
  struct: 'struct',
  member: 'member',
  array: 'array',
  params: 'params',
});

function close(closed: Frame, outer: Frame, stack: readonly Frame[]): void {
  if (closed.kind === 'value') {
    const value = closed.value === undefined ? closed.text : closed.value;
    // `array` holds `data`, `params` hold `param`: the list is the one around.
    if (outer.kind === 'member') outer.value = value;
    else stack.at(-2)?.items.push(value);
  } else if (closed.kind === 'struct') outer.value = closed.fields;
  else if (closed.kind === 'member') {
    if (closed.name !== '') outer.fields[closed.name] = closed.value;
  } else if (closed.kind === 'array') outer.value = closed.items;
  else if (closed.type === 'name' && outer.kind === 'member') outer.name = closed.text.trim();
  else if (outer.kind === 'value') outer.value = scalar(closed);
}

function scalar({ type, text }: Frame): unknown {
  switch (type) {
    case 'boolean':
      return /^\s*(?:1|true)\s*$/i.test(text);
    case 'base64':
      return fromBase64(text) ?? text;
    default:
      return text;
  }
}
