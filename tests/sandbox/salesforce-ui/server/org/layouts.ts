/** Which fields a record page shows, and where: page layouts as an administrator would make them. */
import type { ListedObject, PageObject } from '../../contract.ts';

interface Layout {
  readonly label: string;
  /** In the panel at the top of the page. */
  readonly highlights: readonly string[];
  readonly sections: readonly { readonly label: string; readonly fields: readonly string[] }[];
}

const systemSection = {
  label: 'System information',
  fields: ['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate'],
};

export const layouts: Readonly<Record<PageObject, Layout>> = {
  Contact: {
    label: 'Contact',
    highlights: ['Title', 'AccountId', 'Phone', 'Email', 'OwnerId'],
    sections: [
      {
        label: 'About',
        fields: ['Name', 'OwnerId', 'AccountId', 'Title', 'Department', 'LeadSource'],
      },
      {
        label: 'Get in touch',
        fields: ['Email', 'Phone', 'MobilePhone', 'MailingCity', 'MailingCountry'],
      },
    ],
  },
  Account: {
    label: 'Account',
    highlights: ['Type', 'Website', 'Phone', 'Industry', 'OwnerId'],
    sections: [
      {
        label: 'About',
        fields: [
          'Name',
          'OwnerId',
          'Type',
          'Industry',
          'NumberOfEmployees',
          'AnnualRevenue',
          'Description',
        ],
      },
      {
        label: 'Get in touch',
        fields: ['Website', 'Phone', 'BillingCity', 'BillingPostalCode', 'BillingCountry'],
      },
    ],
  },
  Lead: {
    label: 'Lead',
    highlights: ['Title', 'Company', 'Phone', 'Email', 'Status'],
    sections: [
      {
        label: 'About',
        fields: [
          'Name',
          'OwnerId',
          'Company',
          'Title',
          'Industry',
          'NumberOfEmployees',
          'Status',
          'LeadSource',
        ],
      },
      { label: 'Get in touch', fields: ['Email', 'Phone', 'Website', 'City', 'Country'] },
    ],
  },
  Opportunity: {
    label: 'Opportunity',
    highlights: ['AccountId', 'CloseDate', 'Amount', 'StageName', 'OwnerId'],
    sections: [
      {
        label: 'About',
        fields: [
          'Name',
          'OwnerId',
          'AccountId',
          'Amount',
          'StageName',
          'Probability',
          'CloseDate',
          'NextStep',
          'Description',
        ],
      },
      systemSection,
    ],
  },
  Task: {
    label: 'Task',
    highlights: ['Status', 'Priority', 'ActivityDate', 'WhoId', 'OwnerId'],
    sections: [
      {
        label: 'Task information',
        fields: [
          'Subject',
          'OwnerId',
          'ActivityDate',
          'Status',
          'Priority',
          'WhoId',
          'WhatId',
          'Description',
        ],
      },
      systemSection,
    ],
  },
};

/** The section of the package's fields; it stands after an object's first ones. */
export const packageSection = 'oppSpot SmartSync';
export { systemSection };

export const listColumns: Readonly<Record<ListedObject, readonly string[]>> = {
  Contact: ['AccountId', 'Title', 'Email', 'OwnerId'],
  Account: ['Website', 'Industry', 'BillingCity', 'OwnerId'],
  Lead: ['Company', 'Email', 'Status', 'OwnerId'],
};
/** Beside each list's columns: what our package says of the record. */
export const scoreField = 'Score__c';

export const listLabels: Readonly<Record<ListedObject, string>> = {
  Contact: 'Contacts',
  Account: 'Accounts',
  Lead: 'Leads',
};
