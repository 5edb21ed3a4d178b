/** Catches what a drawn component throws, for instance over a prop of the wrong type. */
import { Component, type ReactNode } from 'react';
import type { ExtensionCrash } from './protocol.ts';

interface DrawingBoundaryProps {
  onCrash(crash: ExtensionCrash): void;
  children: ReactNode;
}

export class DrawingBoundary extends Component<DrawingBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: Error): void {
    this.props.onCrash({ message: error.message, stack: error.stack });
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}
