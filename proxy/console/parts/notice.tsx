import type { ComponentChildren } from 'preact';

export type NoticeKind = 'info' | 'success' | 'warning' | 'error';

const marks: Record<NoticeKind, string> = { info: 'i', success: '✓', warning: '!', error: '×' };

export interface NoticeProps {
  readonly kind: NoticeKind;
  readonly title?: string;
  /** Read out at once by screen readers. */
  readonly alert?: boolean;
  readonly children?: ComponentChildren;
}

export function Notice({ kind, title, alert = false, children }: NoticeProps) {
  return (
    <div class={`notice notice-${kind}`} role={alert ? 'alert' : undefined}>
      <span class="notice-mark" aria-hidden="true">
        {marks[kind]}
      </span>
      <div class="notice-body">
        {title === undefined ? null : <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
