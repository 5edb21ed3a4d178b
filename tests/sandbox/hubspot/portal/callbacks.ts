/** Workflow executions that wait for the app's callback, and those that had it. */
import { notFound } from '../http/errors.ts';
import type { Json } from '../http/input.ts';

export interface WaitingExecution {
  /** Throws HubSpot's 400 for outputs that the action's definition does not declare so. */
  check(outputFields: Json): void;
  complete(outputFields: Json): void;
}

export interface Completion {
  readonly id: string;
  readonly outputFields: Json;
}

export class CallbackBoard {
  readonly #waiting = new Map<string, WaitingExecution>();
  readonly #completed = new Map<string, Json>();

  /** Outputs of finished executions, by callback id. */
  get completed(): ReadonlyMap<string, Json> {
    return this.#completed;
  }

  wait(id: string, execution: WaitingExecution): void {
    this.#waiting.set(id, execution);
  }

  /** The execution waits no longer: it expired, or its workflow was ended. */
  forget(id: string): void {
    this.#waiting.delete(id);
  }

  /** All or none. Throws 404 for an execution that does not wait (any more). */
  complete(completions: readonly Completion[]): void {
    for (const { id, outputFields } of completions) {
      const execution = this.#waiting.get(id);
      if (!execution) throw notFound(`No blocked execution for callback ${id}`);
      execution.check(outputFields);
    }
    for (const { id, outputFields } of completions) {
      const execution = this.#waiting.get(id);
      this.#waiting.delete(id);
      this.#completed.set(id, outputFields);
      execution?.complete(outputFields);
    }
  }
}
