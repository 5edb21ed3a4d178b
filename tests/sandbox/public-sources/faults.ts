/** Failures that a test orders in advance. */

/** A status to answer with, or `drop`: the connection ends without an answer. */
export type Fault = number | 'drop';

interface Order {
  readonly fits: (target: string) => boolean;
  readonly fault: Fault;
  left: number;
}

export interface Faults {
  /** The next so many requests whose target contains or matches the pattern fail. */
  order(pattern: string | RegExp, times: number, fault: Fault): void;
  /** Nothing fails any more. */
  heal(): void;
  /** The fault for this request, which counts as one of the ordered times. */
  take(target: string): Fault | undefined;
}

export function createFaults(): Faults {
  const orders: Order[] = [];
  return {
    order(pattern, times, fault) {
      const fits =
        typeof pattern === 'string'
          ? (target: string) => target.includes(pattern)
          : (target: string) => target.search(pattern) !== -1;
      orders.push({ fits, fault, left: times });
    },
    heal() {
      orders.length = 0;
    },
    take(target) {
      const order = orders.find(({ left, fits }) => left > 0 && fits(target));
      if (!order) return undefined;
      order.left -= 1;
      return order.fault;
    },
  };
}
