/** A draft written in the popup: without pictures, which the console takes. */
import { useState } from 'preact/hooks';
import type { DraftPlace } from '../../shared/protocol/drafts.ts';
import { text } from '../platform/text.ts';
import { askBackground } from './ask-background.ts';
import { FieldError } from './ask-form.tsx';
import { failureText } from './failure-text.ts';
import { visibleText } from './visible-text.ts';

const acts = [
  ['post', 'drafts_act_post'],
  ['reply', 'drafts_act_reply'],
  ['quote', 'drafts_act_quote'],
  ['comment', 'drafts_act_comment'],
  ['edit', 'drafts_act_edit'],
] as const;
type Act = (typeof acts)[number][0];

export function DraftForm({
  places,
  onSent,
}: {
  places: readonly DraftPlace[];
  onSent: () => void;
}) {
  const choices = places.flatMap((place) =>
    place.accounts.map((account) => ({ place, account, value: `${place.service}\n${account}` })),
  );
  const [chosen, setChosen] = useState(choices[0]?.value ?? '');
  const [act, setAct] = useState<Act>('post');
  const [topic, setTopic] = useState('');
  const [words, setWords] = useState('');
  const [replyTo, setReplyTo] = useState('');
  const [word, setWord] = useState('');
  const [error, setError] = useState<string | undefined>(undefined);
  const [isSending, setIsSending] = useState(false);
  const at = choices.find(({ value }) => value === chosen);

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    if (isSending || at === undefined) return;
    if (words.trim() === '') {
      setError(text('drafts_text_empty'));
      return;
    }
    setIsSending(true);
    const orNull = (said: string) => (said.trim() === '' ? null : said.trim());
    const answer = await askBackground('write-draft', {
      service: at.place.service,
      account: at.account,
      act,
      topic: orNull(topic),
      text: words,
      replyTo: act === 'post' ? null : orNull(replyTo),
      word: orNull(word),
    });
    setIsSending(false);
    if (answer?.ok) onSent();
    else setError(failureText(answer?.message));
  }

  return (
    <form onSubmit={(event) => void send(event)} noValidate>
      <label for="draft-account">{text('drafts_account')}</label>
      <select
        id="draft-account"
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        {choices.map(({ value, place, account }) => (
          <option key={value} value={value}>
            {visibleText(`${place.title} ${account}`)}
          </option>
        ))}
      </select>
      <label for="draft-act">{text('drafts_act')}</label>
      <select
        id="draft-act"
        value={act}
        onChange={(event) => setAct(event.currentTarget.value as Act)}
      >
        {acts.map(([value, key]) => (
          <option key={value} value={value}>
            {text(key)}
          </option>
        ))}
      </select>
      {at === undefined || at.place.topics.length === 0 ? null : (
        <>
          <label for="draft-topic">{text('topic_label')}</label>
          <select
            id="draft-topic"
            value={topic}
            onChange={(event) => setTopic(event.currentTarget.value)}
          >
            <option value="">{text('topic_choose')}</option>
            {at.place.topics.map((each) => (
              <option key={each} value={each}>
                {visibleText(each)}
              </option>
            ))}
          </select>
        </>
      )}
      <label for="draft-text">{text('drafts_text')}</label>
      <textarea
        id="draft-text"
        rows={5}
        maxLength={10_000}
        value={words}
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby="draft-error"
        onInput={(event) => setWords(event.currentTarget.value)}
      />
      {act === 'post' ? null : (
        <>
          <label for="draft-reply">{text('drafts_reply_to')}</label>
          <input
            id="draft-reply"
            type="url"
            value={replyTo}
            onInput={(event) => setReplyTo(event.currentTarget.value)}
          />
        </>
      )}
      <label for="draft-word">{text('draft_word')}</label>
      <textarea
        id="draft-word"
        rows={2}
        maxLength={500}
        value={word}
        onInput={(event) => setWord(event.currentTarget.value)}
      />
      <FieldError id="draft-error" words={error} />
      <button type="submit">{text(isSending ? 'ask_sending' : 'draft_send')}</button>
    </form>
  );
}
