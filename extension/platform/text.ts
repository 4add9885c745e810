/** Words for people: Japanese first, English where the browser speaks English. */
import { createI18n } from '@wxt-dev/i18n';
import type japanese from '../locales/ja.json';

export type TextKey = keyof typeof japanese;

const i18n = createI18n();

/** @param values fill $1, $2 … of the message */
export function text(key: TextKey, ...values: string[]): string {
  return values.length === 0 ? i18n.t(key) : i18n.t(key, values);
}

export const language = (): string => text('language');
