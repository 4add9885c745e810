import { useId, useImperativeHandle, useRef } from 'preact/hooks';

export interface YamlEditorHandle {
  /** Selects a line (from 1) and brings it into sight. */
  toLine(line: number): void;
}

/** The document with its line numbers. Lines do not wrap, so that numbers and lines agree. */
export function YamlEditor({
  label,
  text,
  handle,
  onChange,
}: {
  readonly label: string;
  readonly text: string;
  readonly handle: { current: YamlEditorHandle | null };
  /** Without it the document can only be read. */
  readonly onChange?: (text: string) => void;
}) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLPreElement>(null);
  const count = text.split('\n').length;
  useImperativeHandle(handle, () => ({
    toLine(line) {
      const element = area.current;
      if (!element) return;
      const before = element.value.split('\n').slice(0, line - 1);
      const start = before.reduce((sum, each) => sum + each.length + 1, 0);
      const end = element.value.indexOf('\n', start);
      element.focus();
      element.setSelectionRange(start, end === -1 ? element.value.length : end);
      const height = element.scrollHeight / Math.max(1, count);
      element.scrollTop = Math.max(0, (line - 4) * height);
    },
  }));
  return (
    <div class="yaml">
      <label for={id}>{label}</label>
      <div class="yaml-frame">
        <pre class="yaml-numbers" aria-hidden="true" ref={numbers}>
          {Array.from({ length: count }, (_, index) => index + 1).join('\n')}
        </pre>
        <textarea
          id={id}
          ref={area}
          class="yaml-text"
          value={text}
          readOnly={onChange === undefined}
          spellcheck={false}
          wrap="off"
          onInput={(event) => onChange?.(event.currentTarget.value)}
          onScroll={(event) => {
            if (numbers.current) numbers.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
    </div>
  );
}
