/** Which rows of a table are opened. */
import { useCallback, useState } from 'preact/hooks';

export interface Opening {
  readonly opened: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
}

export function useOpened(): Opening {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (key: string) =>
      setOpened((before) => {
        const next = new Set(before);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    [],
  );
  return { opened, toggle };
}
