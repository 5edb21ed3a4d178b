/** Takes the lock file named and keeps it; prints whether it got it. */
import { lockDataDirectory } from '../../../server/store/data-directory-lock.ts';

try {
  await lockDataDirectory(process.argv[2] ?? '');
  process.stdout.write('held\n');
} catch {
  process.stdout.write('refused\n');
}
setInterval(() => {}, 60_000);
