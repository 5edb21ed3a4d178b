/** `npm start`, `npm run web`, `npm run worker`: the configuration comes from the environment. */
import { type Role, runProcess } from './processes.ts';

const roles: Readonly<Record<string, Role>> = { all: 'all', web: 'web', worker: 'worker' };

const role = roles[process.argv[2] ?? 'all'];
if (role) await runProcess(role);
else {
  console.error('Say what this process is: all, web or worker.');
  process.exitCode = 1;
}
