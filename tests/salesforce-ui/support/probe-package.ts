/** A package of its own for a test: our metadata and labels, and one small component that says what it does. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Where the real one is. */
export const ownPackage = fileURLToPath(new URL('../../../salesforce-package/', import.meta.url));
const metadata = 'force-app/main/default';

export interface ProbePackage {
  readonly root: string;
  remove(): void;
  /** Writes a file below `force-app/main/default`. */
  write(path: string, content: string): void;
  /** Writes a component of these sources. */
  component(name: string, sources: { readonly js: string; readonly html: string }): void;
}

/** The caller removes it. */
export function makeProbePackage(): ProbePackage {
  const root = mkdtempSync(join(tmpdir(), 'probe-package-'));
  for (const folder of [`${metadata}/permissionsets`, `${metadata}/customMetadata`]) {
    cpSync(join(ownPackage, folder), join(root, folder), { recursive: true });
  }
  cpSync(join(ownPackage, 'generate/labels'), join(root, 'generate/labels'), { recursive: true });
  const write = (path: string, content: string) => {
    const file = join(root, metadata, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, content);
  };
  return {
    root,
    write,
    remove: () => rmSync(root, { recursive: true, force: true }),
    component(name, { js, html }) {
      write(`lwc/${name}/${name}.js`, js);
      write(`lwc/${name}/${name}.html`, html);
      write(
        `lwc/${name}/${name}.js-meta.xml`,
        '<LightningComponentBundle><isExposed>true</isExposed></LightningComponentBundle>',
      );
    },
  };
}

/** Removed when the test ends. */
export function probePackage(): ProbePackage {
  const made = makeProbePackage();
  onTestFinished(made.remove);
  return made;
}

/** Takes the place of the component on records: calls Apex, and tells the page what happened. */
export const probe = {
  js: `import { LightningElement, api } from 'lwc';
import state from '@salesforce/apex/OppSpotCardController.state';
import mayEnrich from '@salesforce/customPermission/OppSpot_Enrich';
import BUSY from '@salesforce/label/c.Apex_Busy';
import USER from '@salesforce/user/Id';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { RefreshEvent } from 'lightning/refresh';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';

export default class Probe extends NavigationMixin(LightningElement) {
  @api recordId;
  @api objectApiName;
  label = BUSY;
  said = '';
  get session() {
    return [this.objectApiName, this.recordId, USER, String(mayEnrich)].join(' ');
  }
  async ask() {
    try {
      this.said = 'returned ' + (await state({ recordId: this.recordId }));
    } catch (thrown) {
      this.said = 'thrown ' + thrown.body.message;
    }
  }
  toast() {
    this.dispatchEvent(new ShowToastEvent({ title: 'Enriched', message: '{0} fields', messageData: ['7'], variant: 'success' }));
  }
  tell() {
    notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
  }
  refresh() {
    this.dispatchEvent(new RefreshEvent());
  }
  go() {
    this[NavigationMixin.Navigate]({ type: 'standard__navItemPage', attributes: { apiName: 'oppspot__OppSpot_Setup' } });
  }
}
`,
  html: `<template>
  <div class="slds-card slds-p-around_medium">
    <h2>Probe</h2>
    <p data-session>{session}</p>
    <p data-label>{label}</p>
    <p data-said>{said}</p>
    <button class="slds-button slds-button_neutral" onclick={ask}>Ask Apex</button>
    <button class="slds-button slds-button_neutral" onclick={toast}>Show toast</button>
    <button class="slds-button slds-button_neutral" onclick={tell}>Record changed</button>
    <button class="slds-button slds-button_neutral" onclick={refresh}>Refresh all</button>
    <button class="slds-button slds-button_neutral" onclick={go}>Open setup</button>
    <a href="https://org.example/lightning/o/Lead/list" target="_blank">To the leads</a>
    <a href="https://register.example/company/1" target="_blank">To the register</a>
  </div>
</template>
`,
} as const;
