/**
 * A process that connects an org and may be killed at it: `main.ts <environment> <consent>`, both
 * JSON. Ends well when the keys lie in the org.
 */
import { loadConfig } from '../../../../server/config/config.ts';
import { createLogger } from '../../../../server/http/logger.ts';
import { systemRuntime } from '../../../../server/runtime.ts';
import { openServices } from '../../../../server/services.ts';
import { oauthOf } from '../consent.ts';

const [environment = '{}', consent = '{}'] = process.argv.slice(2);
const logger = createLogger({ level: 'fatal' });
const services = await openServices(loadConfig(JSON.parse(environment)), systemRuntime, logger);
const { tenant } = await oauthOf(services).connectByCode(JSON.parse(consent));
await services.salesforce.deliverKeys(tenant);
await services.close();
