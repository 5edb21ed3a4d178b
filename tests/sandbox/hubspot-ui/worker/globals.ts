/**
 * The globals that a bundle finds, by the names that @hubspot/ui-extensions 0.17.0 reads. They are not
 * documented; a test compares them with the installed package.
 */
import * as RemoteUI from '@remote-ui/react';
import type { ReactElement } from 'react';
import * as React from 'react';
import type { LogLevel } from '../extension/protocol.ts';
import { type ExtensionApi, refuseServerless, useExtensionApi } from './api.ts';
import {
  fetchAssociations,
  fetchCrmProperties,
  fetchCrmSearch,
  fetchHubSpotApi,
  formatCrmProperties,
} from './crm-data.ts';
import { hubSpotFetch } from './hubspot-fetch.ts';
import { page } from './page.ts';

export type RenderExtension = (api: ExtensionApi) => ReactElement;

/** `register` takes what the bundle hands to `hubspot.extend`. */
export function workerGlobals(register: (render: RenderExtension) => void) {
  return {
    React,
    RemoteUI,
    __HUBSPOT_EXTENSION_WORKER__: true,
    extend_V2: register,
    hsFetch: hubSpotFetch,
    serverless: refuseServerless,
    logger: {
      debug: logAt('debug'),
      info: logAt('info'),
      warn: logAt('warn'),
      error: logAt('error'),
    },
    hsWorkerAPI: {
      useExtensionApi,
      useExtensionContext: () => useExtensionApi().context,
      useExtensionActions: () => useExtensionApi().actions,
      useAppPageLocation: () => ({ path: '/', params: {} }),
      fetchAssociations,
      fetchCrmProperties,
      fetchCrmSearch,
      fetchHubSpotApi,
      formatCrmProperties,
    },
  };
}

function logAt(level: LogLevel) {
  return (data: unknown): void => {
    void page.log(level, typeof data === 'string' ? data : String(JSON.stringify(data)));
  };
}
