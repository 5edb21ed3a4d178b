import { AppError } from '../errors.ts';

export const bulkNotFound = () =>
  new AppError('There is no such bulk enrichment.', { code: 'bulk_not_found', status: 404 });

export const bulkRunning = () =>
  new AppError('It is still running. Cancel it or wait until it has ended, then undo it.', {
    code: 'bulk_running',
    status: 409,
  });

export const itemNotFound = () =>
  new AppError('There is no such item in the queue.', {
    code: 'queue_item_not_found',
    status: 404,
  });

export const notDead = () =>
  new AppError('Only an item that was given up can be tried again; this one was not.', {
    code: 'not_dead',
    status: 409,
  });

export const notWaiting = () =>
  new AppError('Only an item that waits can be cancelled; this one does not.', {
    code: 'not_waiting',
    status: 409,
  });
