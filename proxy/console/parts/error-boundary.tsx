import { Component, type ComponentChildren } from 'preact';
import { Notice } from './notice.tsx';

/** A bug in a page must not leave an empty window. */
export class ErrorBoundary extends Component<
  { readonly text: string; readonly children: ComponentChildren },
  { broken: boolean }
> {
  override state = { broken: false };

  static override getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: unknown) {
    reportError(error);
  }

  render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main class="bare">
        <Notice kind="error" alert>
          <p>{this.props.text}</p>
        </Notice>
      </main>
    );
  }
}
