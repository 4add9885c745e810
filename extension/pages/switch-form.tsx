import { useState } from 'preact/hooks';
import type { Person } from '../../shared/protocol/link.ts';
import { text } from '../platform/text.ts';
import { askBackground } from './ask-background.ts';
import { FieldError } from './ask-form.tsx';
import { failureText } from './failure-text.ts';
import { visibleText } from './visible-text.ts';

/** For a machine that several people use. */
export function SwitchForm(props: {
  people: readonly Person[];
  current: string;
  onSwitched: () => void;
}) {
  const [user, setUser] = useState(props.current);
  const [error, setError] = useState<string | undefined>(undefined);
  const [done, setDone] = useState(false);

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    setDone(false);
    const answer = await askBackground('switch-person', { user });
    if (answer?.ok) {
      setError(undefined);
      setDone(true);
      props.onSwitched();
    } else setError(failureText(answer?.message));
  }

  return (
    <form onSubmit={(event) => void send(event)}>
      <label for="switch-to">{text('popup_switch')}</label>
      <div class="row">
        <select
          id="switch-to"
          value={user}
          onChange={(event) => setUser(event.currentTarget.value)}
        >
          {props.people.map((person) => (
            <option key={person.user} value={person.user}>
              {visibleText(person.unit ? `${person.name}（${person.unit}）` : person.name)}
            </option>
          ))}
        </select>
        <button type="submit" class="quiet">
          {text('popup_switch_button')}
        </button>
      </div>
      <FieldError id="switch-error" words={error} />
      <p role="status">{done ? text('popup_switched') : ''}</p>
    </form>
  );
}
