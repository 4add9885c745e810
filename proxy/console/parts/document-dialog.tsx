import { useRef, useState } from 'preact/hooks';
import { call } from '../api.ts';
import { ApiError } from '../api-error.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { Dialog } from './dialog.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { errorText } from './error-text.ts';
import { SelectField, TextField } from './field.tsx';
import { FileField } from './file-field.tsx';
import { FormProblem } from './form-problem.tsx';
import { Notice } from './notice.tsx';
import { type Mends, useForm } from './use-form.ts';

interface Values {
  files: readonly File[];
  title: string;
  owner: string;
  level: string;
  reason: string;
  until: string;
  purpose: string;
}

/** As the hub takes them (shared/protocol/documents.ts). */
const mostBytes = 100 * 1024 * 1024;
const longestTitle = 200;

/** Registers one file after the other; those that fail are named with the reason, and stay to be mended. */
export function DocumentDialog({
  levels,
  onDone,
  onClose,
}: {
  readonly levels: readonly string[];
  readonly onDone: (count: number) => void;
  /** @param count how many were registered before it was closed */
  readonly onClose: (count: number) => void;
}) {
  const words = useWords();
  const own = words.documents;
  const [at, setAt] = useState<number | null>(null);
  const [failed, setFailed] = useState<readonly { name: string; sentence: string }[]>([]);
  /** They are not registered again when the others are tried once more. */
  const registered = useRef(new Set<File>());
  const form = useForm<Values>({
    initial: {
      files: [],
      title: '',
      owner: '',
      level: levels[0] ?? '',
      reason: '',
      until: '',
      purpose: 'document',
    },
    check: ({ files, title, owner, reason }): Mends<Values> => {
      const large = files.find(({ size }) => size > mostBytes);
      return {
        ...(files.length === 0 && { files: own.filesMissing }),
        ...(large !== undefined && { files: own.tooLarge(visible(large.name)) }),
        ...(files.length === 1 && title.trim() === '' && { title: words.fieldRequired }),
        ...(owner.trim() === '' && { owner: words.fieldRequired }),
        ...(reason.trim() === '' && { reason: words.fieldRequired }),
      };
    },
    submit: async ({ files, title, ...rest }) => {
      const failures: { name: string; sentence: string }[] = [];
      setFailed([]);
      try {
        for (const [index, file] of files.entries()) {
          if (registered.current.has(file)) continue;
          setAt(index + 1);
          try {
            const body = new Uint8Array(await file.arrayBuffer());
            const named = files.length === 1 ? title : file.name.slice(0, longestTitle);
            await call('registerDocument', { query: { ...rest, title: named }, body });
            registered.current.add(file);
          } catch (error) {
            // What is wrong with the form is wrong for every file.
            if (error instanceof ApiError && error.code === 'invalid') throw error;
            failures.push({ name: file.name, sentence: errorText(error, words) });
          }
        }
      } finally {
        setAt(null);
      }
      setFailed(failures);
      if (failures.length === 0) onDone(registered.current.size);
    },
  });
  const { files } = form.values;
  const choose = (chosen: readonly File[]) => {
    const [only] = chosen;
    const isNew = only !== undefined && chosen.length === 1 && form.values.title === '';
    const title = isNew ? only.name.slice(0, longestTitle) : form.values.title;
    form.set({ files: chosen, title });
  };
  const close = () => onClose(registered.current.size);
  return (
    <Dialog title={own.add} onClose={close}>
      <form {...form.props} class="form">
        <FormProblem form={form} />
        {failed.length === 0 ? null : (
          <Notice kind="error" title={own.failed} alert>
            <ul>
              {failed.map(({ name, sentence }) => (
                <li key={name}>
                  {visible(name)}: {sentence}
                </li>
              ))}
            </ul>
            {registered.current.size > 0 ? (
              <p>{own.someDone(words.number(registered.current.size))}</p>
            ) : null}
          </Notice>
        )}
        <FileField
          label={own.files}
          hint={own.filesHint}
          mend={form.mendOf('files')}
          onChoose={choose}
        />
        {files.length > 1 ? (
          <p>{own.titleFromFiles}</p>
        ) : (
          <TextField
            label={own.title}
            hint={own.titleHint}
            field={form.field('title')}
            required
            wide
            autoComplete="off"
            maxLength={longestTitle}
          />
        )}
        <SelectField
          label={own.purpose}
          field={form.field('purpose')}
          options={[
            ['document', own.purposes.document],
            ['common', own.purposes.common],
          ]}
        />
        <SelectField
          label={own.level}
          field={form.field('level')}
          options={levels.map((level) => [level, level] as const)}
        />
        <TextField
          label={own.owner}
          hint={own.ownerHint}
          field={form.field('owner')}
          required
          autoComplete="off"
          maxLength={100}
        />
        <TextField label={own.until} hint={own.untilHint} field={form.field('until')} type="date" />
        <TextField
          label={own.reason}
          field={form.field('reason')}
          required
          wide
          autoComplete="off"
          maxLength={500}
        />
        <p role="status">
          {at === null ? '' : own.submitting(words.number(at), words.number(files.length))}
        </p>
        <DialogButtons submit={own.submit} busy={form.busy} onClose={close} />
      </form>
    </Dialog>
  );
}
