/** The product in one of its roles, as `server/main.ts` starts it; besides, it tells of its memory. */
import { type Role, runProcess } from '../../../../server/processes.ts';
import { answerParent, readArgument } from '../programs.ts';

await runProcess(readArgument<Role>());
if (process.exitCode) process.exit();
answerParent(null, {
  memory: () => {
    // Twice: what the first finds to be finalized, only the second frees.
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage();
  },
});
