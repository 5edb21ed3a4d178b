import { AppError } from '../errors.ts';

export function modelNotFound(version: number): AppError {
  return new AppError(
    `There is no trained score ${version} any more. Load the page again and choose one that is there.`,
    { code: 'model_not_found', status: 404 },
  );
}

/** @param reasons what spoke against it when it was measured */
export function modelNotBetter(version: number, reasons: readonly string[]): AppError {
  return new AppError(
    `Score ${version} cannot be used: it was not better than what is in use on the newest records. ${reasons.join(' ')} Train again when more outcomes are known.`,
    { code: 'model_not_better', status: 409 },
  );
}

export function modelUnreadable(version: number): AppError {
  return new AppError(
    `Score ${version} was trained by another version of oppSpot and cannot be used. Train again.`,
    { code: 'model_unreadable', status: 409 },
  );
}
