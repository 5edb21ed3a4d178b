/** Whatever the extension did not catch ends this extension, and only this one. */
import { Component, type ReactNode } from 'react';
import { describeError, page } from './page.ts';
import { scope } from './scope.ts';

/** Tells the page, which puts its error box in the extension's place. */
export function reportCrash(thrown: unknown): void {
  const { message, stack } = describeError(thrown);
  void page.crashed({ message, stack });
}

/** Errors in handlers, timers and promises. */
export function reportUncaught(): void {
  scope.addEventListener('error', (event: ErrorEvent) => {
    event.preventDefault();
    reportCrash(event.error ?? event.message);
  });
  scope.addEventListener('unhandledrejection', (event: PromiseRejectionEvent) => {
    event.preventDefault();
    reportCrash(event.reason);
  });
}

/** Errors while drawing. */
export class CrashBoundary extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override componentDidCatch(error: unknown): void {
    reportCrash(error);
  }

  override render(): ReactNode {
    return this.state.crashed ? null : this.props.children;
  }
}
