/**
 * A process that installs the app and may be killed at it: `main.ts <environment> <install>`, both
 * JSON. Ends well when the account is connected.
 */
import { loadConfig } from '../../../../server/config/config.ts';
import { createLogger } from '../../../../server/http/logger.ts';
import { systemRuntime } from '../../../../server/runtime.ts';
import { openServices } from '../../../../server/services.ts';

const [environment = '{}', install = '{}'] = process.argv.slice(2);
const logger = createLogger({ level: 'fatal' });
const services = await openServices(loadConfig(JSON.parse(environment)), systemRuntime, logger);
await services.hubspot.oauth?.connectByCode(JSON.parse(install));
await services.close();
