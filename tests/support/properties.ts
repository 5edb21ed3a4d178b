import { configureGlobal } from 'fast-check';

/**
 * Property tests draw the same cases on every run, so that a failure is the change's and not the
 * day's. FAST_CHECK_SEED explores others.
 */
configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20_261_121) });
