/**
 * Loaded before a program of ours (`node --import`), which knows nothing of it: its clock runs faster,
 * and what it does every so often it does as much sooner. Short pauses stay as they are: polls cost no
 * more than usual. Deadlines come half as much sooner: a machine under load is slow, not wrong, and still
 * a call to a CRM has ended long before the lease under which it was made.
 */
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { fastClock, speed, timeVariable } from '../fast-time.ts';

/** Of pauses, in milliseconds: renewals, recovery and chores take longer, polls do not. */
const longFrom = 6_000;
const deadlineSpeed = speed / 2;

const clock = fastClock(Number(process.env[timeVariable]));
const now = () => clock.now().getTime();

const machine = {
  interval: setInterval,
  timeout: setTimeout,
  pause: timersPromises.setTimeout,
  deadline: AbortSignal.timeout.bind(AbortSignal),
};
const sooner = (milliseconds = 0, by = speed) =>
  milliseconds < longFrom ? milliseconds : Math.ceil(milliseconds / by);

globalThis.Date = new Proxy(Date, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});

type Late = (run: () => void, ms?: number, ...given: []) => NodeJS.Timeout;
const interval: Late = (run, ms, ...given) => machine.interval(run, sooner(ms), ...given);
const timeout: Late = (run, ms, ...given) =>
  machine.timeout(run, sooner(ms, deadlineSpeed), ...given);
Object.defineProperties(timeout, Object.getOwnPropertyDescriptors(setTimeout));
for (const place of [globalThis, timers]) {
  Object.assign(place, { setTimeout: timeout, setInterval: interval });
}
timersPromises.setTimeout = (ms, value, options) => machine.pause(sooner(ms), value, options);
AbortSignal.timeout = (ms) => machine.deadline(sooner(ms, deadlineSpeed));
syncBuiltinESMExports();

// Whoever started it is gone; nobody else would end it.
process.once('disconnect', () => process.exit(1));
process.channel?.unref();
