/** Answers to a draft, and a draft that is written or revised. */
import {
  type DraftPlace,
  mostPictureBytes,
  type ShownDraft,
} from '../../../shared/protocol/drafts.ts';
import { call } from '../api.ts';
import { orNull } from '../text/or-null.ts';
import { jstInput, utcFromJst } from '../text/time.ts';
import { useWords } from '../words/language.tsx';
import { Dialog } from './dialog.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { pictureOf } from './draft-pictures.tsx';
import { AreaField, SelectField, TextField } from './field.tsx';
import { FormProblem } from './form-problem.tsx';
import { PictureField } from './picture-field.tsx';
import { SayWhyDialog } from './say-why-dialog.tsx';
import { isWithin, UntilField } from './until-field.tsx';
import { useForm } from './use-form.ts';

interface Asked {
  readonly draft: ShownDraft;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function ApproveDraftDialog({ draft, onDone, onClose }: Asked) {
  const words = useWords();
  const own = words.drafts;
  const form = useForm({
    initial: { until: jstInput(draft.until), word: '', text: draft.text },
    check: ({ until }) => (isWithin(until, draft.latest) ? {} : { until: own.untilWrong }),
    submit: async ({ until, word, text }) => {
      const body = { version: draft.version, until: utcFromJst(until) ?? '', word: orNull(word) };
      const changed = draft.masked || text === draft.text ? null : text;
      await call('approveDraft', { id: draft.id, body: { ...body, text: changed } });
      onDone();
    },
  });
  return (
    <Dialog title={own.approveTitle} onClose={onClose}>
      <form {...form.props} class="form">
        <FormProblem form={form} />
        {draft.masked ? (
          <p class="quiet">{own.masked}</p>
        ) : (
          <AreaField
            label={own.approveText}
            field={form.field('text')}
            rows={6}
            maxLength={10000}
          />
        )}
        <UntilField words={own} latest={draft.latest} field={form.field('until')} />
        <AreaField label={own.word} field={form.field('word')} maxLength={500} />
        <DialogButtons submit={own.approve} busy={form.busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

export function SendBackDraftDialog({ draft, onDone, onClose }: Asked) {
  const own = useWords().drafts;
  return (
    <SayWhyDialog
      title={own.sendBackTitle}
      label={own.sendBackWord}
      action={own.sendBack}
      onSay={async (word) => {
        await call('sendBackDraft', { id: draft.id, body: { version: draft.version, word } });
        onDone();
      }}
      onClose={onClose}
    />
  );
}

/** @param draft null: a new one */
export function WriteDraftDialog({
  draft,
  places,
  onDone,
  onClose,
}: {
  readonly draft: ShownDraft | null;
  readonly places: readonly DraftPlace[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const own = words.drafts;
  const choices = places.flatMap(({ service, title, accounts }) =>
    accounts.map((account) => [`${service}\n${account}`, `${title} ${account}`] as const),
  );
  const form = useForm({
    initial: {
      place: draft === null ? (choices[0]?.[0] ?? '') : `${draft.service}\n${draft.account}`,
      act: draft?.act ?? 'post',
      topic: draft?.topic ?? '',
      replyTo: '',
      text: draft?.text ?? '',
      word: '',
      kept: (draft?.pictures ?? []).map(({ alt }, place) => ({
        ...{ place, alt, isKept: true },
        src: draft === null ? null : pictureOf(draft, place),
      })),
      pictures: [] as readonly { readonly file: File; readonly alt: string }[],
    },
    check: ({ pictures }) =>
      pictures.some(({ file }) => file.size > mostPictureBytes)
        ? { pictures: own.pictureHint }
        : {},
    submit: async ({ place, act, topic, replyTo, text, word, kept, pictures }) => {
      const [service = '', account = ''] = place.split('\n');
      const files = await Promise.all(
        pictures.map(async ({ file, alt }) => ({
          name: file.name.slice(0, 300),
          alt,
          data: await base64(file),
        })),
      );
      const common = { topic: orNull(topic), text, word: orNull(word), pictures: files };
      if (draft === null) {
        const body = { ...common, service, account, act, replyTo: orNull(replyTo) };
        await call('writeDraft', { body });
      } else {
        const keep = kept.filter(({ isKept }) => isKept).map(({ place, alt }) => ({ place, alt }));
        const body = { ...common, version: draft.version, keep };
        await call('reviseDraft', { id: draft.id, body });
      }
      onDone();
    },
  });
  const { place, kept, pictures } = form.values;
  const topics = places.find(({ service }) => service === place.split('\n')[0])?.topics ?? [];
  return (
    <Dialog title={draft === null ? own.writeTitle : own.reviseTitle} onClose={onClose}>
      <form {...form.props} class="form">
        <FormProblem form={form} />
        {draft !== null ? null : (
          <>
            <SelectField label={own.account} field={form.field('place')} options={choices} />
            <SelectField
              label={own.act}
              field={form.field('act')}
              options={Object.entries(own.acts)}
            />
          </>
        )}
        {topics.length === 0 ? null : (
          <SelectField
            label={own.topic}
            field={form.field('topic')}
            options={[['', own.chooseTopic], ...topics.map((each) => [each, each] as const)]}
          />
        )}
        <AreaField label={own.text} field={form.field('text')} rows={6} maxLength={10000} />
        <PictureField
          kept={kept}
          pictures={pictures}
          mend={form.mendOf('pictures')}
          onChange={(change) => form.set(change)}
        />
        {draft !== null ? null : (
          <TextField label={own.replyTo} hint={own.replyHint} field={form.field('replyTo')} wide />
        )}
        <AreaField label={own.word} field={form.field('word')} maxLength={500} />
        <DialogButtons
          submit={draft === null ? own.write : own.revise}
          busy={form.busy}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
