/**
 * Loaded before a program of ours (`node --import`): its clocks run faster and its timers come sooner.
 * Nothing in the program knows of it.
 */
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import { speed, timeVariable } from '../fast-time.ts';

const beganAt = Number(process.env[timeVariable]);
if (!Number.isFinite(beganAt)) throw new Error(`${timeVariable} says when time began.`);

const machine = {
  now: Date.now,
  uptime: performance.now.bind(performance),
  timeout: setTimeout,
  interval: setInterval,
  pause: timersPromises.setTimeout,
  deadline: AbortSignal.timeout.bind(AbortSignal),
};
const sooner = (milliseconds: number | undefined) =>
  milliseconds === undefined ? undefined : milliseconds / speed;
const now = () => Math.floor(beganAt + (machine.now() - beganAt) * speed);

globalThis.Date = new Proxy(Date, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  apply: () => new Date(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
Object.defineProperty(performance, 'now', { value: () => machine.uptime() * speed });

const pause = (ms?: number, value?: unknown, options?: object) =>
  machine.pause(sooner(ms), value, options);
const timeout = (run: () => void, ms?: number, ...given: []) =>
  machine.timeout(run, sooner(ms), ...given);
const interval = (run: () => void, ms?: number, ...given: []) =>
  machine.interval(run, sooner(ms), ...given);
Object.defineProperty(timeout, promisify.custom, { value: pause });
Object.assign(globalThis, { setTimeout: timeout, setInterval: interval });
Object.assign(timers, { setTimeout: timeout, setInterval: interval });
Object.assign(timersPromises, { setTimeout: pause });
AbortSignal.timeout = (ms) => machine.deadline(Math.ceil(ms / speed));
syncBuiltinESMExports();
